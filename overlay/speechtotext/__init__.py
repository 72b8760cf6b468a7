"""A client for the Azure Speech to text REST API: batch transcription and custom speech.

Import the version you know:

    from speechtotext.v3_2 import Client, models
"""

from speechtotext_api.calls import AsyncPages, File, FileInput, Page, Pages, id_of
from speechtotext_api.wire import UNSET, Unset

from ._auth import AccessToken, AsyncTokenCredential, IssuedToken, TokenCredential
from ._client import RawResponse
from ._errors import (
    ApiError,
    AuthenticationError,
    ConfigurationError,
    Conflict,
    InvalidRequest,
    JobFailed,
    MigrationWarning,
    NotExpressible,
    NotFound,
    PermissionDenied,
    RateLimited,
    ServerError,
    SpeechError,
    TransportError,
    UnexpectedResponse,
    WaitTimeout,
    WebHookRefused,
)
from ._limiter import RateLimit
from ._migration import Migration
from ._retry import RetryPolicy

__all__ = [
    "UNSET",
    "AccessToken",
    "ApiError",
    "AsyncPages",
    "AsyncTokenCredential",
    "AuthenticationError",
    "ConfigurationError",
    "Conflict",
    "File",
    "FileInput",
    "InvalidRequest",
    "IssuedToken",
    "JobFailed",
    "Migration",
    "MigrationWarning",
    "NotExpressible",
    "NotFound",
    "Page",
    "Pages",
    "PermissionDenied",
    "RateLimit",
    "RateLimited",
    "RawResponse",
    "RetryPolicy",
    "ServerError",
    "SpeechError",
    "TokenCredential",
    "TransportError",
    "UnexpectedResponse",
    "Unset",
    "WaitTimeout",
    "WebHookRefused",
    "id_of",
]
