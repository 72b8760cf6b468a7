"""A client for the Azure Speech to text REST API: batch transcription and custom speech.

Import the version you know:

    from speechtotext.v3_2 import Client, models
"""

from speechtotext_api.calls import AsyncPages, File, FileInput, Pages, id_of
from speechtotext_api.wire import UNSET, Unset

from ._errors import (
    ApiError,
    AuthenticationError,
    ConfigurationError,
    Conflict,
    InvalidRequest,
    NotFound,
    PermissionDenied,
    RateLimited,
    ServerError,
    SpeechError,
    TransportError,
    UnexpectedResponse,
)

__all__ = [
    "UNSET",
    "ApiError",
    "AsyncPages",
    "AuthenticationError",
    "ConfigurationError",
    "Conflict",
    "File",
    "FileInput",
    "InvalidRequest",
    "NotFound",
    "Pages",
    "PermissionDenied",
    "RateLimited",
    "ServerError",
    "SpeechError",
    "TransportError",
    "UnexpectedResponse",
    "Unset",
    "id_of",
]
