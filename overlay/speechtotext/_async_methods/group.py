"""What methods of a group stand on.

Made by `nox -s generate` of the module of this name in `_methods`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from speechtotext._flows import Flow
from speechtotext._jobs import JobKind
from speechtotext._transport import AsyncHttpTransport

if TYPE_CHECKING:
    from speechtotext._report import TranscriptionReport


class AsyncGroup:
    """A group of operations of one version, to which methods are added."""

    _api: ClassVar[Any]
    """The module that makes the requests of the group."""
    _models: ClassVar[Any]
    """The version's models."""
    _version: ClassVar[str]
    """Name of the version."""
    _kind: ClassVar[JobKind[Any]]
    """How the group's jobs are looked at."""
    _transport: Any

    def _explain(self, job: Any) -> Flow[TranscriptionReport | None]:
        """The steps of finding out more about why a job failed: by default none."""
        yield from ()
        return None

    @property
    def _http(self) -> AsyncHttpTransport:
        return cast("AsyncHttpTransport", self._transport)
