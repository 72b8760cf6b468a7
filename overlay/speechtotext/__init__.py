"""A client for the Azure Speech to text REST API: batch transcription and custom speech.

Import the version you know:

    from speechtotext.v3_2 import Client, models
"""

from speechtotext_api.calls import File, id_of
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
    "AuthenticationError",
    "ConfigurationError",
    "Conflict",
    "File",
    "InvalidRequest",
    "NotFound",
    "PermissionDenied",
    "RateLimited",
    "ServerError",
    "SpeechError",
    "TransportError",
    "UnexpectedResponse",
    "Unset",
    "id_of",
]
