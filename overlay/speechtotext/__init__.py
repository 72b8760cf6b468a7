"""A client for the Azure Speech to text REST API: batch transcription and custom speech.

Import the version you know:

    from speechtotext.v3_2 import Client, models
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
    from ._journal import BatchInput, BatchSummary
    from ._limiter import RateLimit
    from ._migration import Migration
    from ._models import ExpiringModel
    from ._phrases import Alternative, ChannelText, DisplayWord, Phrase, Word
    from ._report import ReportedInput, TranscriptionReport
    from ._results import TranscriptionResult
    from ._retry import RetryPolicy
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

# Loaded when they are asked for: no program needs them all, and the command line none to show its help.
_HOMES = {
    "UNSET": "speechtotext_api.wire",
    "AccessToken": "._auth",
    "Alternative": "._phrases",
    "ApiError": "._errors",
    "AsyncPages": "speechtotext_api.calls",
    "AsyncTokenCredential": "._auth",
    "AuthenticationError": "._errors",
    "BatchInput": "._journal",
    "BatchSummary": "._journal",
    "ChannelText": "._phrases",
    "ConfigurationError": "._errors",
    "Conflict": "._errors",
    "DisplayWord": "._phrases",
    "DownloadProgress": "._downloads",
    "DownloadedFile": "._downloads",
    "ExpiringModel": "._models",
    "File": "speechtotext_api.calls",
    "FileError": "._errors",
    "FileInput": "speechtotext_api.calls",
    "InvalidRequest": "._errors",
    "IssuedToken": "._auth",
    "JobFailed": "._errors",
    "Migration": "._migration",
    "MigrationWarning": "._errors",
    "NotExpressible": "._errors",
    "NotFound": "._errors",
    "Page": "speechtotext_api.calls",
    "Pages": "speechtotext_api.calls",
    "PermissionDenied": "._errors",
    "Phrase": "._phrases",
    "RateLimit": "._limiter",
    "RateLimited": "._errors",
    "RawResponse": "._client",
    "ReportedInput": "._report",
    "RetryPolicy": "._retry",
    "ServerError": "._errors",
    "SpeechError": "._errors",
    "StorageError": "._errors",
    "TokenCredential": "._auth",
    "TranscriptionReport": "._report",
    "TranscriptionResult": "._results",
    "TransportError": "._errors",
    "UnexpectedResponse": "._errors",
    "Unset": "speechtotext_api.wire",
    "UploadProgress": "._uploads",
    "WaitTimeout": "._errors",
    "WebHookRefused": "._errors",
    "Word": "._phrases",
    "id_of": "speechtotext_api.calls",
}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(_HOMES[name], __name__), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted(__all__)
