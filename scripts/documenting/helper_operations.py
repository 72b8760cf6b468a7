"""Which operations of its group a handwritten method sends, by the names of the generated methods."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Final

_GET: Final = ("get", "get_custom_model", "get_model_copy")
_LIST: Final = ("list", "list_custom_models")
_JOBS: Final = ("submit", "create", *_GET, *_LIST)
_FILES: Final = ("list_files", "get_file")
_BEHIND: Final[Mapping[str, Sequence[str]]] = {
    "wait": _GET,
    "wait_all": (*_LIST, *_GET),
    "files": ("list_files",),
    "download": _FILES,
    "results": _FILES,
    "report": _FILES,
    "transcribe_file": ("transcribe",),
    "transcribe_all": ("transcribe", *_JOBS, *_FILES),
    "submit_all": _JOBS,
    "resume": (*_JOBS, *_FILES),
    "retry_failed": (*_JOBS, *_FILES),
    "summary": (*_GET, *_LIST),
    "upload": ("create", "upload_block", "commit_blocks", "get"),
    "resume_upload": ("get", "get_blocks", "upload_block", "commit_blocks"),
    "expiring": ("list_base_models", "list_custom_models", "endpoints.list", "transcriptions.list"),
    "download_manifest": ("get_custom_model_manifest", "get_base_model_manifest"),
    "copy_to": ("authorize_copy", "copy", "operations.get_model_copy", *_GET, "copy_to_subscription"),
    "download_logs": ("list_logs", "get_log"),
}


def operations_behind(method: str, available: Container[str]) -> list[str]:
    """Name the generated methods whose operations a handwritten method sends.

    Args:
        method: name of the handwritten method.
        available: names of the methods that the group has; those of other groups are written `group.method`.
    """
    return [each for each in _BEHIND.get(method, ()) if each in available]
