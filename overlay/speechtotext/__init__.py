"""A client for the Azure Speech to text REST API: batch transcription and custom speech.

Import the version you know:

    from speechtotext.v3_2 import Client, models
"""

from importlib import import_module
from typing import TYPE_CHECKING

from speechtotext_api.calls import AsyncPages, File, FileInput, Page, Pages, id_of
from speechtotext_api.wire import UNSET, Unset

from ._auth import AccessToken, AsyncTokenCredential, IssuedToken, TokenCredential
from ._client import RawResponse
from ._errors import (
    ApiError,
    AuthenticationError,
    ConfigurationError,
    Conflict,
    FileError,
    InvalidRequest,
    JobFailed,
    MigrationWarning,
    NotExpressible,
    NotFound,
    PermissionDenied,
    RateLimited,
    ServerError,
    SpeechError,
    StorageError,
    TransportError,
    UnexpectedResponse,
    WaitTimeout,
    WebHookRefused,
)
from ._limiter import RateLimit
from ._migration import Migration
from ._retry import RetryPolicy

if TYPE_CHECKING:
    from ._downloads import DownloadedFile, DownloadProgress
    from ._journal import BatchInput, BatchSummary
    from ._models import ExpiringModel
    from ._phrases import Alternative, ChannelText, DisplayWord, Phrase, Word
    from ._report import ReportedInput, TranscriptionReport
    from ._results import TranscriptionResult
    from ._uploads import UploadProgress

__all__ = [
    "UNSET",
    "AccessToken",
    "Alternative",
    "ApiError",
    "AsyncPages",
    "AsyncTokenCredential",
    "AuthenticationError",
    "BatchInput",
    "BatchSummary",
    "ChannelText",
    "ConfigurationError",
    "Conflict",
    "DisplayWord",
    "DownloadProgress",
    "DownloadedFile",
    "ExpiringModel",
    "File",
    "FileError",
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
    "Phrase",
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
    "TranscriptionResult",
    "TransportError",
    "UnexpectedResponse",
    "Unset",
    "UploadProgress",
    "WaitTimeout",
    "WebHookRefused",
    "Word",
    "id_of",
]

# Loaded when they are asked for: most programs that submit jobs read no results.
_LAZY = {
    "Alternative": "_phrases",
    "BatchInput": "_journal",
    "BatchSummary": "_journal",
    "ChannelText": "_phrases",
    "DisplayWord": "_phrases",
    "DownloadProgress": "_downloads",
    "DownloadedFile": "_downloads",
    "ExpiringModel": "_models",
    "Phrase": "_phrases",
    "ReportedInput": "_report",
    "TranscriptionReport": "_report",
    "TranscriptionResult": "_results",
    "UploadProgress": "_uploads",
    "Word": "_phrases",
}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name not in _LAZY:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{__name__}.{_LAZY[name]}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted(__all__)
