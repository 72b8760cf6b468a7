"""What would be left of a program's files after a loss of power, by a record of its system calls."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from random import Random
from typing import Final, NamedTuple, TypeAlias

STRACE: Final = shutil.which("strace")

_TRACED: Final = (
    "openat,write,pwrite64,lseek,ftruncate,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat"
)
_HEX: Final = r"(?:\\x[0-9a-f]{2})*"
_CALL: Final = re.compile(r"(\d+) +(\w+)\((.*)\) += (-?\d+)(.*)")
_BEGUN: Final = re.compile(r"(\d+) +(.*) <unfinished \.\.\.>")
_ENDED: Final = re.compile(r"(\d+) +<\.\.\. \w+ resumed>(.*)")
_TEXT: Final = re.compile(rf'"({_HEX})"')
_OPEN_FILE: Final = re.compile(rf"(\d+)<({_HEX})>")


class Call(NamedTuple):
    """A system call that changed a file or a folder, or that had it written to the disk.

    Args:
        kind: made, written, cut, synced, renamed, unlinked or folder.
        path: of the file or folder; the old one when it is renamed.
        data: what was written.
        offset: where it was written, or the new size.
        target: the new path.
    """

    kind: str
    path: str
    data: bytes = b""
    offset: int = 0
    target: str = ""


def can_record() -> bool:
    """Whether system calls can be recorded here; containers may forbid it."""
    return STRACE is not None and not subprocess.run([STRACE, "-o", os.devnull, "true"], check=False).returncode


def record(command: Sequence[str], folder: Path, scratch: Path, environment: Mapping[str, str]) -> list[Call]:
    """Run a program, and return what it did to the files below a folder, whose paths it has to give as a whole."""
    trace = scratch / "trace"
    options = ["-f", "-y", "-xx", "-s", "10000000", "-o", str(trace), "-e", f"trace={_TRACED}"]
    subprocess.run([str(STRACE), *options, *command], check=True, env=environment, timeout=120)
    positions: dict[int, int | None] = {}
    calls = (call for line in _whole_lines(trace) for call in _calls_of(line, positions))
    return [call for call in calls if call.path.startswith(f"{folder}{os.sep}") or call.path == str(folder)]


def _whole_lines(trace: Path) -> Iterator[str]:
    """The calls in the order in which they ended; what threads do meanwhile divides one into two lines."""
    begun: dict[str, str] = {}
    with trace.open() as lines:
        for line in lines:
            if found := _BEGUN.match(line):
                begun[found[1]] = found[2]
            elif found := _ENDED.match(line):
                yield f"{found[1]} {begun.pop(found[1])}{found[2]}"
            else:
                yield line


def _calls_of(line: str, positions: dict[int, int | None]) -> Iterator[Call]:
    """What a line of the record tells.

    Args:
        line: of the record.
        positions: where the next data of each open file goes; None for its end. It is kept up to date.
    """
    found = _CALL.match(line)
    if found is None or int(found[4]) < 0:
        return
    name, arguments, result = found[2], found[3], int(found[4])
    texts = [bytes.fromhex(text.replace(r"\x", "")) for text in _TEXT.findall(arguments)]
    numbers = [int(number) for number in re.findall(r", (\d+)", _TEXT.sub("", arguments))]
    opened = _OPEN_FILE.match(arguments)
    descriptor = int(opened[1]) if opened else result
    path = _decoded(opened[2]) if opened else ""
    match name:
        case "openat":
            path = _decoded(re.sub(r"[<>]", "", found[5].strip()))
            positions[descriptor] = None if "O_APPEND" in arguments else 0
            if "O_CREAT" in arguments:
                yield Call("made", path)
            if "O_TRUNC" in arguments:
                yield Call("cut", path)
        case "lseek":
            if positions.get(descriptor) is not None:
                positions[descriptor] = result
        case "write":
            position = positions.get(descriptor, 0)
            yield Call("written", path, texts[0][:result], -1 if position is None else position)
            if position is not None:
                positions[descriptor] = position + result
        case "pwrite64":
            yield Call("written", path, texts[0][:result], numbers[-1])
        case "ftruncate":
            yield Call("cut", path, offset=numbers[-1])
        case "fsync" | "fdatasync":
            yield Call("synced", path)
        case "rename" | "renameat" | "renameat2":
            yield Call("renamed", os.fsdecode(texts[0]), target=os.fsdecode(texts[1]))
        case "unlink" | "unlinkat":
            yield Call("unlinked", os.fsdecode(texts[0]))
        case "mkdir" | "mkdirat":
            yield Call("folder", os.fsdecode(texts[0]))


def _decoded(text: str) -> str:
    return os.fsdecode(bytes.fromhex(text.replace(r"\x", "")))


class Loss(Enum):
    """What a loss of power takes of what was not synced; file systems differ."""

    EVERYTHING = "names and content"
    CONTENT = "content, but no names"
    NAMES = "names, but no content"
    SOME = "the names in some folders, and some of what was written into each file"


Change: TypeAlias = tuple[int, bytes | None]
"""Where data was written, and the data; or a new size."""


@dataclass
class _File:
    synced: bytes = b""
    changes: list[Change] = field(default_factory=list)

    def content(self, keeps: Callable[[], bool]) -> bytes:
        """What was synced, with some of the later changes."""
        content = bytearray(self.synced)
        for offset, data in self.changes:
            if keeps():
                end = len(content) if offset < 0 else offset
                content.extend(bytes(max(0, end - len(content))))
                content[end : None if data is None else end + len(data)] = data or b""
        return bytes(content)


_Names: TypeAlias = dict[str, dict[str, "_File | None"]]


class Disk:
    """Files below a folder, as programs see them and as they are on the disk.

    Args:
        folder: what is below it is known.
        seed: of what `Loss.SOME` takes.
    """

    def __init__(self, folder: Path, seed: int = 0) -> None:
        self._root = str(folder)
        self._seen: _Names = {self._root: {}}
        self._synced: _Names = {self._root: {}}
        self._random = Random(seed)

    def apply(self, call: Call) -> None:
        """Take note of a call."""
        folder, name = os.path.split(call.path)
        if call.kind == "synced" and call.path in self._seen:
            self._synced[call.path] = dict(self._seen[call.path])
            return
        names = self._seen[folder]
        if call.kind == "made":
            names.setdefault(name, _File())
        elif call.kind == "folder":
            names[name] = None
            self._seen[call.path] = {}
        elif call.kind == "renamed":
            target, new_name = os.path.split(call.target)
            self._seen[target][new_name] = names.pop(name)
        elif call.kind == "unlinked":
            del names[name]
        elif (file := names.get(name)) is not None:
            if call.kind == "synced":
                file.synced, file.changes = file.content(lambda: True), []
            else:
                file.changes.append((call.offset, call.data if call.kind == "written" else None))

    def restore(self, folder: Path, loss: Loss) -> None:
        """Write what would be left into another folder."""
        self._restore(self._root, folder, loss)

    def _restore(self, source: str, target: Path, loss: Loss) -> None:
        target.mkdir(parents=True, exist_ok=True)
        keeps_names = loss is Loss.CONTENT or (loss is Loss.SOME and self._by_chance())
        keeps = self._by_chance if loss is Loss.SOME else lambda: loss is Loss.NAMES
        for name, file in (self._seen if keeps_names else self._synced).get(source, {}).items():
            if file is None:
                self._restore(os.path.join(source, name), target / name, loss)
            else:
                (target / name).write_bytes(file.content(keeps))

    def _by_chance(self) -> bool:
        return self._random.random() < 0.5
