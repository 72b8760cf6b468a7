"""The documents that a report compares: a version, a version at a commit, a file, or a URL."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from pathlib import Path

from build_error import BuildError
from differences.reading.source_lines import DocumentLocations, FindLines, PublishedLocations, SourceLocations
from normalising.document import Amendments, normalise
from normalising.json_line_numbers import line_numbers
from normalising.yaml_document import is_yaml, parse_yaml, yaml_line_numbers
from upstream.fetch import fetch, mapping, parse_json, redact_url
from upstream.pinned_files import open_puller, parse_swagger, sha256_of, store
from upstream.sources import CACHE, ROOT, Pin, Version, load_sources
from upstream.structure import OPENAPI_3, structure_errors
from upstream.swagger import METHODS, PATHS, Json, check_swagger

from .memory import uncollected
from .report import Document

_AT_COMMIT = re.compile(r"(?P<version>[^@/\\]+)@(?P<commit>[0-9a-f]{7,40})")


@dataclass(frozen=True)
class LoadedDocument:
    """A document that can be compared.

    Args:
        document: OpenAPI 3.
        locations: where its parts stand in what was published.
        about: what a report says of it.
        package: folder of the Python package that was made from it, if there is one.
    """

    document: Json
    locations: SourceLocations
    about: Document
    package: Path | None = None


def load_document(
    name: str, *, versions: dict[str, Version] | None = None, mirror: str | None = None, cache: Path = CACHE
) -> LoadedDocument:
    """The document of that name.

    Args:
        name: a version of `spec/sources.toml`, `VERSION@COMMIT`, a path or an http(s) URL.
        mirror: where a version at a commit is pulled from; see `fetch.open_upstream`.
        cache: where it is kept.

    Raises:
        BuildError: there is none, it cannot be had, or it is malformed.
    """
    versions = load_sources() if versions is None else versions
    try:
        if name in versions:
            return load_committed(versions[name])
        if re.match(r"https?://", name):
            return parse_document(fetch(name), redact_url(name))
        at_commit = _AT_COMMIT.fullmatch(name)
        if at_commit is not None and at_commit["version"] in versions:
            return _pinned(name, versions[at_commit["version"]], at_commit["commit"], mirror, cache)
        return parse_document(_bytes(name, versions), name)
    except RecursionError:
        raise BuildError(f"{name}: nested too deeply to be read.") from None


def parse_document(body: bytes, name: str) -> LoadedDocument:
    """The document in the bytes of a Swagger 2.0 or OpenAPI 3 file, which problems call `name`.

    Raises:
        BuildError: it is malformed, or something else.
    """
    with uncollected():
        return _parsed_document(body, name)


def _parsed_document(body: bytes, name: str) -> LoadedDocument:
    in_yaml = is_yaml(body)
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BuildError(f"{name}: not UTF-8: {error.reason} at byte {error.start}.") from error
    document: Json = dict(mapping(parse_yaml(text, name) if in_yaml else parse_json(body, name)))
    find_lines = yaml_line_numbers if in_yaml else line_numbers
    if str(document.get("openapi", "")).startswith("3."):
        for fault in structure_errors(document, OPENAPI_3):
            raise BuildError(f"{name}: {fault}.")
        about = Document(name, _version(document), None, _count(document), path=name)
        return LoadedDocument(document, DocumentLocations(document, text, find_lines), about)
    if document.get("swagger") != "2.0":
        raise BuildError(f"{name}: neither a Swagger 2.0 nor an OpenAPI 3 document: it names neither.")
    swagger = check_swagger(document, name)
    pin = Pin(_version(swagger), "", "", name, "")
    return _published(swagger, text, pin, _about(pin, name), find_lines)


def load_committed(version: Version, root: Path = ROOT) -> LoadedDocument:
    """The document of a version as it stands below `root`, normalised.

    Raises:
        BuildError: it is not there.
    """
    folder = root / "spec" / version.name
    package = root / "generated" / "speechtotext_api" / version.package
    try:
        document: Json = json.loads((folder / "openapi.json").read_text(encoding="utf-8"))
        locations = PublishedLocations.read(json.loads((folder / "lines.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError) as error:
        raise BuildError(
            f"{version.name}: {folder} is not complete ({error}). `nox -s generate` recreates it."
        ) from error
    about = _about(version.pin, version.name)
    return LoadedDocument(
        document, locations, replace(about, operations=_count(document)), package if package.is_dir() else None
    )


def load_published(body: bytes, pin: Pin, name: str) -> LoadedDocument:
    """The document in the bytes of a pin's file, which problems call `name`.

    Raises:
        BuildError: it is malformed.
    """
    swagger = check_swagger(mapping(parse_json(body, name)), name)
    return _published(swagger, body.decode("utf-8-sig"), pin, _about(pin, name))


def _pinned(name: str, version: Version, commit: str, mirror: str | None, cache: Path) -> LoadedDocument:
    pin = next((pin for pin in version.pins if pin.commit.startswith(commit)), None)
    if pin is version.pin:
        loaded = load_committed(version)
        return replace(loaded, about=replace(loaded.about, name=name))
    if pin is None:
        if len(commit) != 40:
            raise BuildError(f"{name}: spec/sources.toml has no such pin; give the full commit id of 40 hex digits.")
        pin = replace(version.pin, commit=commit, sha256="", examples=False)
    return load_published(_pulled(pin, mirror, cache), pin, name)


def _pulled(pin: Pin, mirror: str | None, cache: Path) -> bytes:
    """The file of a pin; what is not in the cache is put there, and verified where its sha256 is known."""
    file = pin.cached(cache)
    with open_puller(mirror, cache=cache) as puller:
        if pin.sha256:
            body = puller.cached_swagger(pin) or puller.fetch_swagger(pin)
        elif file.is_file():
            # A file at a commit never changes.
            return file.read_bytes()
        else:
            body = puller.upstream.get(pin.location)
            parse_swagger(body, f"{pin.name}: {pin.location.name}")
    store({file: body})
    return body


def _published(
    swagger: Json, text: str, pin: Pin, about: Document, find_lines: FindLines = line_numbers
) -> LoadedDocument:
    document = normalise(swagger, pin, Amendments.load())
    locations = PublishedLocations.of(swagger, text, document, pin.sha256 or sha256_of(text.encode()), find_lines)
    return LoadedDocument(document, locations, replace(about, operations=_count(document)))


def _about(pin: Pin, name: str) -> Document:
    return Document(name, pin.version, pin.commit or None, 0, pin.repository or None, pin.path)


def _bytes(name: str, versions: dict[str, Version]) -> bytes:
    try:
        return Path(name).read_bytes()
    except FileNotFoundError:
        known = ", ".join(versions)
        raise BuildError(
            f"{name}: neither a file, a URL, nor one of the versions {known}, at a commit or without."
        ) from None
    except OSError as error:
        raise BuildError(f"{name}: cannot be read ({error.strerror}).") from error


def _version(document: Json) -> str:
    return str(document.get("info", {}).get("version", ""))


def _count(document: Json) -> int:
    """How many operations it has."""
    items = (item for part in PATHS for item in document.get(part, {}).values())
    return sum(1 for item in items for method in METHODS if method in item)
