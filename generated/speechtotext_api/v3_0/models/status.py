from __future__ import annotations

from typing import Final

from ...wire import OpenEnum


class Status(OpenEnum):
    """Status of a job or another entity. Succeeded and Failed are final."""

    NOT_STARTED = "NotStarted"
    """Accepted, waiting for its turn."""
    RUNNING = "Running"
    """In progress."""
    SUCCEEDED = "Succeeded"
    """Done. A transcription can succeed although some of its inputs failed; its report lists them."""
    FAILED = "Failed"
    """Ended without a result; the properties hold the error."""


STATUS_VALUES: Final = {member.value: member for member in Status}
