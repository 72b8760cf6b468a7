"""What methods of a group stand on."""

from __future__ import annotations

from types import ModuleType
from typing import Any, ClassVar, cast

from speechtotext._transport import HttpTransport


class Group:
    """A group of operations of one version, to which methods are added."""

    _api: ClassVar[Any | ModuleType]
    """The module that makes the requests of the group."""
    _transport: Any

    @property
    def _http(self) -> HttpTransport:
        return cast("HttpTransport", self._transport)
