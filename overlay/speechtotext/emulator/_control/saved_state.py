"""The form of a saved state, which is checked as a whole before anything is replaced."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Any, Final, Literal

import msgspec

from speechtotext.emulator._clock import FARTHEST
from speechtotext.emulator._entities.collections import COLLECTIONS
from speechtotext.emulator._entities.state import CopyAuthorization, Entity, File, Token
from speechtotext.emulator._entities.versions import Versions

FORMAT: Final = 1

_Ahead = Annotated[float, msgspec.Meta(ge=-FARTHEST.total_seconds(), le=FARTHEST.total_seconds())]


@dataclass(frozen=True, slots=True)
class SavedBlob:
    """A blob: its content, or the name of the file that holds it."""

    type: str
    modified: datetime
    content: bytes | None = None
    file: str | None = None
    size: int = 0
    etag: str = ""


@dataclass(frozen=True, slots=True)
class SavedResource:
    """A resource with its entities and logs."""

    name: str
    keys: tuple[str, ...]
    region: str
    id: str
    entities: list[Entity]
    logs: dict[str, list[File]]


@dataclass(frozen=True, slots=True)
class SavedState:
    """A state."""

    format: Literal[1]
    ahead: _Ahead
    baseModels: list[Entity]  # noqa: N815
    resources: list[SavedResource]
    tokens: dict[str, Token]
    copyAuthorizations: dict[str, CopyAuthorization]  # noqa: N815
    secret: str
    containers: dict[str, dict[str, SavedBlob]] = field(default_factory=dict)


def read_state(snapshot: Any, versions: Versions) -> SavedState:
    """Check a snapshot and return the state in it.

    Raises:
        ValueError: the snapshot is not from this version of the emulator.
    """
    try:
        state = msgspec.convert(snapshot, SavedState)
        bytes.fromhex(state.secret)
    except (msgspec.ValidationError, ValueError, RecursionError) as error:
        raise ValueError(f"not a snapshot of this version of the emulator: {error}") from error
    for entity in (*state.baseModels, *(entity for each in state.resources for entity in each.entities)):
        if entity.collection not in COLLECTIONS or entity.version not in versions.documents:
            raise ValueError(
                f"not a snapshot of this version of the emulator: it holds an entity of {entity.collection!r} "
                f"in version {entity.version!r}"
            )
    moments = [
        *(each.expires for each in state.tokens.values()),
        *(each.expires for each in state.copyAuthorizations.values()),
        *(blob.modified for blobs in state.containers.values() for blob in blobs.values()),
        *(entity.due for each in state.resources for entity in each.entities if entity.due is not None),
    ]
    if any(moment.tzinfo is None for moment in moments):
        raise ValueError("not a snapshot of this version of the emulator: it holds times without a zone")
    return state
