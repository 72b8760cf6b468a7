"""A recording to transcribe, and why a file is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

RecordingKind: TypeAlias = Literal["file", "url", "stored"]
FaultKind: TypeAlias = Literal["EmptyFile", "InvalidUrl", "NotAudio", "NotFound", "NotReadable", "TooLarge"]


@dataclass(frozen=True, slots=True)
class Fault:
    """The reason why a recording cannot be transcribed.

    Attributes:
        kind: short name, in the style of the service's error kinds.
        message: the reason as a sentence.
    """

    kind: FaultKind
    message: str


class Recording(NamedTuple):
    """An audio file that an input names.

    Attributes:
        kind: a file of this machine, a URL that the service fetches, or an object in a storage.
        source: identity. A file's absolute path with links resolved, a URL without its signature, the URL of a stored
            object such as `az://account/container/calls/a.wav`.
        address: where to read it: the file's absolute path, the URL with its signature, the URL of the stored object.
        shown: the name to show to people: a path as they wrote it, a URL without its signature.
        place: where results belong below the results folder: a relative path with "/" between safe names, without
            extension. Folders mirror those below the folder, glob or prefix that was given. Two recordings can have
            the same place, such as `call.wav` and `call.mp3`.
        size: bytes; None if unknown.
        modified: time of the last change in nanoseconds since 1970; None if unknown.
        fault: why it cannot be transcribed; None if nothing speaks against it.
    """

    kind: RecordingKind
    source: str
    address: str
    shown: str
    place: str
    size: int | None = None
    modified: int | None = None
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or folder that an input covers, and that is passed over."""

    source: str
    """Path or URL to show to people."""
    reason: str
    """The reason as a clause, such as "a hidden file"."""
    is_input: bool = False
    """Whether it is an input itself, which names nothing: an empty folder, or a pattern without a match."""
