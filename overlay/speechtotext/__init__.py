"""A client for the Azure Speech to text REST API: batch transcription and custom speech.

Import the version you know:

    from speechtotext.v3_2 import Client, models
"""

from speechtotext_api.calls import AsyncPages, File, FileInput, Page, Pages, id_of
from speechtotext_api.wire import UNSET, Unset

from ._auth import AccessToken, AsyncTokenCredential, IssuedToken, TokenCredential
from ._client import RawResponse
from ._downloads import DownloadedFile, DownloadProgress
from ._errors import (
    ApiError,
    AuthenticationError,
    ConfigurationError,
    Conflict,
    FileError,
    InvalidRequest,
    JobFailed,
    NotFound,
    PermissionDenied,
    RateLimited,
    ServerError,
    SpeechError,
    StorageError,
    TransportError,
    UnexpectedResponse,
    WaitTimeout,
)
from ._limiter import RateLimit
from ._report import ReportedInput, TranscriptionReport
from ._retry import RetryPolicy
from ._uploads import UploadProgress

__all__ = [
    "UNSET",
    "AccessToken",
    "ApiError",
    "AsyncPages",
    "AsyncTokenCredential",
    "AuthenticationError",
    "ConfigurationError",
    "Conflict",
    "DownloadProgress",
    "DownloadedFile",
    "File",
    "FileError",
    "FileInput",
    "InvalidRequest",
    "IssuedToken",
    "JobFailed",
    "NotFound",
    "Page",
    "Pages",
    "PermissionDenied",
    "RateLimit",
    "RateLimited",
    "RawResponse",
    "ReportedInput",
    "RetryPolicy",
    "ServerError",
    "SpeechError",
    "StorageError",
    "TokenCredential",
    "TranscriptionReport",
    "TransportError",
    "UnexpectedResponse",
    "Unset",
    "UploadProgress",
    "WaitTimeout",
    "id_of",
]
