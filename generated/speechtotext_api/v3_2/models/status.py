from __future__ import annotations

from typing import Final

from ...wire import OpenEnum


class Status(OpenEnum):
    """How far a job or another entity has got. Succeeded and Failed are final."""

    NOT_STARTED = "NotStarted"
    """Accepted, waiting for its turn."""
    RUNNING = "Running"
    """Being worked on."""
    SUCCEEDED = "Succeeded"
    """Done. A transcription can have succeeded although some of its inputs failed; its report file tells."""
    FAILED = "Failed"
    """Ended without a result; the properties tell the error."""


STATUS_VALUES: Final = {member.value: member for member in Status}
