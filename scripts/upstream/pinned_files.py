"""The files of a pin: its Swagger file and the examples that this names, fetched, verified and put in the cache."""

from __future__ import annotations

import hashlib
import os
import posixpath
import re
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from build_error import BuildError

from .fetch import JSON, TIMEOUT, Upstream, mapping, open_upstream, parse_json
from .files import read_regular
from .sources import Pin
from .swagger import METHODS

FILES_AT_ONCE = 16

_STORING = threading.Lock()
# A file that is being written, and the process that does.
_TEMPORARY = re.compile(r"\.(?:(?P<process>\d+)-)?[0-9a-f]{32}\.tmp")


@dataclass(frozen=True)
class PulledPin:
    """A pin whose files are all in the cache, and how many of them had to be fetched."""

    pin: Pin
    swagger: Path
    examples: tuple[Path, ...]
    fetched: int

    def __str__(self) -> str:
        files = 1 + len(self.examples)
        return f"{self.pin.name}: {files} {'file' if files == 1 else 'files'}, {self.fetched} fetched"


class Progress:
    """What is told while files are pulled; this one keeps quiet. `expecting` and `fetched` come from any thread."""

    def expecting(self, files: int) -> None:
        """So many more files are to be fetched."""

    def fetched(self) -> None:
        """One of them is there."""

    def finished(self, pulled: PulledPin) -> None:
        """A pin is complete."""


@dataclass(frozen=True)
class Puller:
    """Gets what the cache lacks of a pin. Pins can be pulled at the same time, in threads other than the pool's."""

    upstream: Upstream
    cache: Path
    pool: Executor
    progress: Progress

    def pull(self, pin: Pin) -> PulledPin:
        """Put all files of a pin in the cache, or none.

        Raises:
            BuildError: a file cannot be had or is not what it should be; the cache is as it was.
        """
        swagger = pin.cached(self.cache)
        try:
            body = self.cached_swagger(pin)
            wanted: dict[Path, bytes] = {}
            if body is None:
                body = wanted[swagger] = self.fetch_swagger(pin)
            examples = example_locations(pin, parse_swagger(body, f"{pin.location.name} ({swagger})"))
            # The Swagger file goes last: where it stands, its examples do.
            wanted = self.missing_examples(pin, examples) | wanted
            remove_leftovers(swagger.parent)
            store(self.digest_file(pin, examples, wanted) | wanted)
        except BuildError as problem:
            raise type(problem)(f"{pin.name}: {problem}") from problem
        return PulledPin(pin, swagger, tuple(self.cache / location for location in examples), len(wanted))

    def cached_swagger(self, pin: Pin) -> bytes | None:
        """The Swagger file in the cache, if it is the one that was pinned."""
        body = _cached(pin.cached(self.cache))
        return body if body is not None and sha256_of(body) == pin.sha256 else None

    def fetch_swagger(self, pin: Pin) -> bytes:
        """The Swagger file from upstream.

        Raises:
            BuildError: it cannot be had, or is not the one that was pinned.
        """
        if not pin.commit:
            raise BuildError(
                f"{pin.location.name}: spec/sources.toml has no commit for it. "
                f"`nox -s pull -- --update {pin.version}` records the newest."
            )
        subject = f"{pin.location.name} from {self.upstream.address(pin.location)}"
        if not pin.sha256:
            raise BuildError(
                f"{subject}: spec/sources.toml has no sha256 for it. "
                f"`nox -s pull -- --update {pin.version} --commit {pin.commit}` records it."
            )
        self.progress.expecting(1)
        body = self.upstream.get(pin.location)
        parse_json(body, subject)
        actual = sha256_of(body)
        if actual != pin.sha256:
            raise BuildError(
                f"{subject}: its sha256 is {actual}, but spec/sources.toml has {pin.sha256}. "
                f"A file at a commit never changes: correct the mirror, or if the recorded hash is wrong, "
                f"{_remedy(pin, actual)}."
            )
        self.progress.fetched()
        return body

    def missing_examples(self, pin: Pin, locations: Sequence[PurePosixPath]) -> dict[Path, bytes]:
        """The examples of a pin that the cache lacks or has damaged, fetched: cached path → bytes.

        Raises:
            BuildError: one cannot be had or is not JSON.
        """
        digests = self._digests(pin)
        missing = [each for each in locations if not _is_intact(self.cache / each, digests.get(each))]
        self.progress.expecting(len(missing))
        bodies = self.pool.map(self._fetch_example, missing)
        return {self.cache / location: body for location, body in zip(missing, bodies, strict=True)}

    def digest_file(
        self, pin: Pin, locations: Sequence[PurePosixPath], fetched: Mapping[Path, bytes]
    ) -> dict[Path, bytes]:
        """The file that records the sha256 of a pin's examples, to be stored with what was fetched."""
        if not fetched or not locations:
            return {}
        known = self._digests(pin)
        lines = []
        for location in locations:
            file = self.cache / location
            if file in fetched or location not in known:
                # In a cache that was filled without digests, later pulls compare with what is there now.
                known[location] = sha256_of(fetched.get(file) or _cached(file) or b"")
            lines.append(f"{known[location]}  {location.relative_to(pin.location.parent)}\n")
        return {_digest_file(pin.cached(self.cache)): "".join(lines).encode()}

    def _digests(self, pin: Pin) -> dict[PurePosixPath, str]:
        """The sha256 of the examples in the cache, by location, as they were when they were fetched."""
        lines = (_cached(_digest_file(pin.cached(self.cache))) or b"").decode(errors="replace").splitlines()
        told = (line.partition("  ") for line in lines)
        return {pin.location.parent / name: digest for digest, separator, name in told if separator}

    def _fetch_example(self, location: PurePosixPath) -> bytes:
        body = self.upstream.get(location)
        parse_json(body, f"{location.name} from {self.upstream.address(location)}")
        self.progress.fetched()
        return body


@contextmanager
def open_puller(
    source: str | None = None,
    *,
    cache: Path,
    timeout: float = TIMEOUT,
    sleep: Callable[[float], None] = time.sleep,
    progress: Progress | None = None,
) -> Iterator[Puller]:
    """A puller from `source` (see `open_upstream`) into `cache`; an error or interrupt in the block stops its threads.

    Raises:
        BuildError: `source` is no mirror.
    """
    with (
        open_upstream(source, timeout=timeout, sleep=sleep) as upstream,
        ThreadPoolExecutor(FILES_AT_ONCE) as pool,
    ):
        try:
            yield Puller(upstream, cache, pool, progress or Progress())
        except BaseException:
            upstream.stop()
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _remedy(pin: Pin, actual: str) -> str:
    """How to record the true hash of a pin's file."""
    if pin.is_earlier:
        return f'write sha256 = "{actual}" into the entry of {pin.version} under `earlier` with commit {pin.commit}'
    return f"record the true one with `nox -s pull -- --update {pin.version} --commit {pin.commit}`"


def sha256_of(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def parse_swagger(body: bytes, subject: str) -> dict[str, JSON]:
    """The document in a Swagger file.

    Raises:
        BuildError: it is not one.
    """
    document = mapping(parse_json(body, subject))
    if document.get("swagger") != "2.0" or not isinstance(document.get("paths"), dict):
        raise BuildError(f"{subject}: JSON, but not a Swagger 2.0 file. Check its path in spec/sources.toml.")
    return document


def example_locations(pin: Pin, document: Mapping[str, JSON]) -> list[PurePosixPath]:
    """Where the examples are that the operations name, in that order; none if the pin is wanted without.

    Raises:
        BuildError: a reference leaves the folder of the Swagger file.
    """
    if not pin.examples:
        return []
    references = [
        mapping(example).get("$ref")
        for path in mapping(document.get("paths")).values()
        for method, operation in mapping(path).items()
        if method in METHODS
        for example in mapping(mapping(operation).get("x-ms-examples")).values()
    ]
    return list(dict.fromkeys(_example_location(pin, reference) for reference in references))


def store(files: Mapping[Path, bytes]) -> None:
    """Write all of the files, or none.

    Each is written beside its target first; only when every one is on disk are they renamed, in their order.

    Raises:
        BuildError: one cannot be written; nothing is left behind.
    """
    staged: dict[Path, Path] = {}
    added: list[Path] = []
    folders: list[Path] = []
    target = Path()
    # One at a time, so that undoing one does not take away a folder that another has just found there.
    with _STORING:
        try:
            for target, body in files.items():
                _make_folders(target.parent, folders)
                staged[target] = target.with_name(f".{os.getpid()}-{uuid.uuid4().hex}.tmp")
                staged[target].write_bytes(body)
            for target, beside in staged.items():
                is_new = not target.exists()
                beside.replace(target)
                if is_new:
                    added.append(target)
        except BaseException as error:
            _remove((*staged.values(), *added), folders)
            if isinstance(error, OSError):
                raise BuildError(
                    f"{target.name}: {target} cannot be written ({error.strerror}). "
                    "Check the folder, its permissions and the room left; --cache names another cache."
                ) from error
            raise


def _example_location(pin: Pin, reference: JSON) -> PurePosixPath:
    # A colon would be a scheme or a drive, a backslash a folder on Windows, a hash a part of another document.
    if isinstance(reference, str) and reference.isprintable() and not set(reference) & set("\\:#?"):
        relative = posixpath.normpath(reference)
        if relative.partition("/")[0] not in ("", ".", ".."):
            return pin.location.parent / relative
    raise BuildError(
        f"{pin.location.name}: its example {reference!r} is not a file below its own folder ({pin.location.parent}). "
        "Look at what that commit is before pinning it."
    )


def remove_leftovers(folder: Path) -> None:
    """Remove what killed runs left below a folder: files that were being written."""
    for file in folder.rglob(".*.tmp"):
        leftover = _TEMPORARY.fullmatch(file.name)
        if leftover is not None and not _is_running(leftover["process"]):
            with suppress(OSError):
                file.unlink()


def _is_running(process: str | None) -> bool:
    """Whether the process of that id still runs; on Windows that cannot be asked without harm."""
    if process is None or os.name == "nt":
        return process is not None
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _digest_file(swagger: Path) -> Path:
    """Where the sha256 of a pin's examples are, as sha256sum writes and checks them."""
    return swagger.with_name(f"{swagger.name}.examples.sha256")


def _cached(file: Path) -> bytes | None:
    """The bytes of a file in the cache, if there is a regular one."""
    try:
        return read_regular(file)
    except (BuildError, OSError):
        return None


def _is_intact(file: Path, digest: str | None) -> bool:
    body = _cached(file)
    if body is None or digest is not None:
        return body is not None and sha256_of(body) == digest
    try:
        parse_json(body, file.name)
    except BuildError:
        return False
    return True


def _make_folders(folder: Path, made: list[Path]) -> None:
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(exist_ok=True)
        made.append(each)


def _remove(files: Sequence[Path], folders: Sequence[Path]) -> None:
    for file in files:
        with suppress(OSError):
            file.unlink(missing_ok=True)
    for folder in reversed(folders):
        with suppress(OSError):
            folder.rmdir()
