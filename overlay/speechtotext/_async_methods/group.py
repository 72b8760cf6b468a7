"""What methods of a group stand on.

Made by `nox -s generate` of the module of this name in `_methods`.
"""

from __future__ import annotations

from types import ModuleType
from typing import Any, ClassVar, cast

from speechtotext._transport import AsyncHttpTransport


class AsyncGroup:
    """A group of operations of one version, to which methods are added."""

    _api: ClassVar[Any | ModuleType]
    """The module that makes the requests of the group."""
    _transport: Any

    @property
    def _http(self) -> AsyncHttpTransport:
        return cast("AsyncHttpTransport", self._transport)
