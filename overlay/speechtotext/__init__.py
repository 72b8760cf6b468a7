"""A client for the Azure Speech to text REST API: batch transcription and custom speech.

Import the version you know:

    from speechtotext.v3_2 import Client, models
"""

from importlib import import_module

# As `typing` has it, which is slow to import.
TYPE_CHECKING = False

if TYPE_CHECKING:
    __version__: str
    """The version of this package."""

    from speechtotext_api.calls import AsyncPages, File, FileInput, Page, Pages, id_of
    from speechtotext_api.wire import UNSET, Unset

    from ._auth.credentials import AsyncTokenCredential, TokenCredential
    from ._auth.issued_tokens import IssuedToken
    from ._auth.keys import KeyCredential
    from ._auth.tokens import AccessToken
    from ._batches.summary import BatchInput, BatchSummary
    from ._core.limiter import RateLimit
    from ._core.migration import Migration
    from ._core.raw_responses import RawResponse
    from ._core.retry import RetryPolicy
    from ._custom_speech.models import ExpiringModel
    from ._errors import (
        ApiError,
        AuthenticationError,
        ConfigurationError,
        Conflict,
        CredentialError,
        DeadlineExceeded,
        FileError,
        InvalidArgument,
        InvalidRequest,
        MigrationWarning,
        NotExpressible,
        NotFound,
        PermissionDenied,
        RateLimited,
        ResultsIncomplete,
        ServerError,
        SpeechError,
        StorageError,
        TransportError,
        UnexpectedResponse,
        WebHookRefused,
    )
    from ._polling.dataset_report import DatasetReport, RejectedLine
    from ._polling.errors import JobFailed, WaitTimeout
    from ._polling.report import ReportedInput, TranscriptionReport
    from ._recordings.transcribed_input import TranscribedInput, TranscriptionProgress
    from ._transcripts.options import TranscriptOptions
    from ._transcripts.phrases import Alternative, ChannelText, DisplayWord, Phrase, SearchMatch, Sentence, Word
    from ._transcripts.result import TranscriptionResult
    from ._transfers.downloads import DownloadedFile, DownloadProgress
    from ._transfers.uploads import UploadProgress

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
    "CredentialError",
    "DatasetReport",
    "DeadlineExceeded",
    "DisplayWord",
    "DownloadProgress",
    "DownloadedFile",
    "ExpiringModel",
    "File",
    "FileError",
    "FileInput",
    "InvalidArgument",
    "InvalidRequest",
    "IssuedToken",
    "JobFailed",
    "KeyCredential",
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
    "RejectedLine",
    "ReportedInput",
    "ResultsIncomplete",
    "RetryPolicy",
    "SearchMatch",
    "Sentence",
    "ServerError",
    "SpeechError",
    "StorageError",
    "TokenCredential",
    "TranscribedInput",
    "TranscriptOptions",
    "TranscriptionProgress",
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
    "AccessToken": "._auth.tokens",
    "Alternative": "._transcripts.phrases",
    "ApiError": "._errors",
    "AsyncPages": "speechtotext_api.calls",
    "AsyncTokenCredential": "._auth.credentials",
    "AuthenticationError": "._errors",
    "BatchInput": "._batches.summary",
    "BatchSummary": "._batches.summary",
    "ChannelText": "._transcripts.phrases",
    "ConfigurationError": "._errors",
    "Conflict": "._errors",
    "CredentialError": "._errors",
    "DatasetReport": "._polling.dataset_report",
    "DisplayWord": "._transcripts.phrases",
    "DownloadProgress": "._transfers.downloads",
    "DownloadedFile": "._transfers.downloads",
    "ExpiringModel": "._custom_speech.models",
    "File": "speechtotext_api.calls",
    "DeadlineExceeded": "._errors",
    "FileError": "._errors",
    "FileInput": "speechtotext_api.calls",
    "InvalidArgument": "._errors",
    "InvalidRequest": "._errors",
    "IssuedToken": "._auth.issued_tokens",
    "KeyCredential": "._auth.keys",
    "JobFailed": "._polling.errors",
    "Migration": "._core.migration",
    "MigrationWarning": "._errors",
    "NotExpressible": "._errors",
    "NotFound": "._errors",
    "Page": "speechtotext_api.calls",
    "Pages": "speechtotext_api.calls",
    "PermissionDenied": "._errors",
    "Phrase": "._transcripts.phrases",
    "RateLimit": "._core.limiter",
    "RateLimited": "._errors",
    "RawResponse": "._core.raw_responses",
    "RejectedLine": "._polling.dataset_report",
    "ReportedInput": "._polling.report",
    "ResultsIncomplete": "._errors",
    "RetryPolicy": "._core.retry",
    "SearchMatch": "._transcripts.phrases",
    "Sentence": "._transcripts.phrases",
    "ServerError": "._errors",
    "SpeechError": "._errors",
    "StorageError": "._errors",
    "TokenCredential": "._auth.credentials",
    "TranscribedInput": "._recordings.transcribed_input",
    "TranscriptOptions": "._transcripts.options",
    "TranscriptionProgress": "._recordings.transcribed_input",
    "TranscriptionReport": "._polling.report",
    "TranscriptionResult": "._transcripts.result",
    "TransportError": "._errors",
    "UnexpectedResponse": "._errors",
    "Unset": "speechtotext_api.wire",
    "UploadProgress": "._transfers.uploads",
    "WaitTimeout": "._polling.errors",
    "WebHookRefused": "._errors",
    "Word": "._transcripts.phrases",
    "id_of": "speechtotext_api.calls",
}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name == "__version__":
            return import_module("._version", __name__).package_version()
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(_HOMES[name], __name__), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted(__all__)
