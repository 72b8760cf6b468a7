"""The regeneration: pull → normalise → describe → generate → report, and what is in the tree made the same.

- `python scripts/regenerate.py`            does all of it;
- `python scripts/regenerate.py --offline`  goes by the committed `spec/` alone;
- `python scripts/regenerate.py --check`    changes nothing and fails if the tree is not what would be generated.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version as installed
from pathlib import Path

from build_error import BuildError
from committed_reports.files import write_reports
from differences.reading.source_lines import PublishedLocations
from generating.owned_files import METHODS_FOLDER, SHIMS_FOLDER, compare_files, digest, owned_files, replace_files
from normalising.document import Amendments, normalise, require_distinct_names
from upstream.sources import ROOT, Version, load_sources
from upstream.swagger import Json, read_swagger
from wording.describe import describe
from wording.descriptions import Wording

_CACHE = ".spec-cache"
_STAMP = "regenerated.txt"
_LISTED = 12


def main(argv: Sequence[str] | None = None) -> int:
    arguments = _parser().parse_args(argv)
    started = time.monotonic()
    try:
        versions = load_sources(arguments.root / "spec" / "sources.toml")
        if not arguments.offline:
            _pull(versions, arguments.mirror, arguments.root / _CACHE)
        done = regenerate(
            versions,
            arguments.root,
            published=None if arguments.offline else arguments.root / _CACHE,
            check=arguments.check,
            without_wording=arguments.without_wording,
            skip_unsupported=arguments.skip_unsupported,
        )
    except BuildError as problem:
        print(problem, file=sys.stderr)
        return 1
    print(f"{done} ({time.monotonic() - started:.2f} s)")
    return 0


def regenerate(
    versions: Mapping[str, Version],
    root: Path,
    *,
    published: Path | None,
    check: bool = False,
    without_wording: bool = False,
    skip_unsupported: bool = False,
) -> str:
    """Make the generated files below `root` anew; says in a sentence what was done.

    Args:
        published: folder with the published files; None, or a version without a file there, goes by `root/spec`.
        check: change nothing, and take differences for a problem.
        without_wording: leave out descriptions that `spec/wording` does not have.
        skip_unsupported: leave out operations that cannot be generated; each is told with its reason.

    Raises:
        BuildError: something cannot be generated, words are missing or unused, or `check` found differences.
    """
    stamp = _Stamp(root, versions, published, without_wording, skip_unsupported)
    if not check and stamp.fits():
        return f"Nothing to do: {len(versions)} versions are up to date"
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder)
        documents = _documents(versions, root, published, without_wording=without_wording)
        for name, (document, locations) in documents.items():
            _validate(name, document, root)
            version = made / "spec" / name
            version.mkdir(parents=True)
            (version / "openapi.json").write_text(_text(document), encoding="utf-8")
            (version / "lines.json").write_text(locations.write(), encoding="utf-8")
        # Heavy to import, and not needed where nothing changed.
        from generating.packages import generate

        methods = root / METHODS_FOLDER
        for left_out in generate(versions.values(), made / "spec", methods, made, skip_unsupported=skip_unsupported):
            print(f"Left out: {left_out}.", file=sys.stderr)
        write_reports(versions.values(), made)
        if (root / SHIMS_FOLDER).is_dir():
            _write_migration_table(made)
        changes = compare_files(made, root)
        if check and changes:
            listed = "\n".join(f"  {change}" for change in changes[:_LISTED])
            more = f"\n  and {len(changes) - _LISTED} more" if len(changes) > _LISTED else ""
            raise BuildError(f"Generated files are out of date; run `nox -s generate` and commit:\n{listed}{more}")
        replace_files(changes, made, root)
    if not check:
        stamp.set()
    return f"{len(documents)} versions {'checked' if check else 'generated'}, {len(changes)} files changed"


def _pull(versions: Mapping[str, Version], mirror: str | None, cache: Path) -> None:
    from pull import pull
    from upstream.fetch import Unreachable

    try:
        pull(versions.values(), source=mirror, cache=cache)
    except Unreachable as problem:
        first = str(problem).splitlines()[0]
        print(f"The published files cannot be reached; continuing with the committed spec/. ({first})", file=sys.stderr)


def _documents(
    versions: Mapping[str, Version], root: Path, published: Path | None, *, without_wording: bool
) -> dict[str, tuple[Json, PublishedLocations]]:
    """The normalised and described document of every version, and where its parts stand in the published file."""
    wording = Wording.load(root / "spec" / "wording")
    amendments = Amendments.load(root / "spec" / "amendments.toml")
    documents = {}
    for name, version in versions.items():
        document, locations = _facts(version, root, published, amendments)
        documents[name] = describe(document, name, wording), locations
    if not without_wording:
        _require_words(wording)
    return documents


def _facts(
    version: Version, root: Path, published: Path | None, amendments: Amendments
) -> tuple[Json, PublishedLocations]:
    pin = version.pin
    if published is not None and pin.cached(published).is_file():
        body = pin.cached(published).read_bytes()
        if hashlib.sha256(body).hexdigest() == pin.sha256:
            swagger = read_swagger(pin.cached(published), pin.name)
            document = normalise(swagger, pin, amendments)
            require_distinct_names(document, pin.name)
            return document, PublishedLocations.of(swagger, body.decode("utf-8-sig"), document, pin.sha256)
    folder = root / "spec" / version.name
    document = _committed(folder / "openapi.json", version.name)
    locations = PublishedLocations.read(_committed(folder / "lines.json", version.name))
    if {document["info"]["x-published"]["sha256"], locations.sha256} != {pin.sha256}:
        raise BuildError(
            f"{version.name}: spec/{version.name} was made from another pin than {pin.name}; pull that first."
        )
    return document, locations


def _committed(file: Path, version: str) -> Json:
    try:
        document: Json = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise BuildError(f"{version}: neither the published file nor {file} is there; pull it first.") from error
    except ValueError as error:
        raise BuildError(f"{version}: {file} is not valid JSON: {error}.") from error
    return document


def _require_words(wording: Wording) -> None:
    unused = wording.unused()
    for what, names in (("has no words for", wording.missing), ("has words for what no version has:", unused)):
        if names:
            listed = ", ".join(names[:_LISTED]) + (" …" if len(names) > _LISTED else "")
            hint = " (--without-wording generates without)" if names is wording.missing else ""
            raise BuildError(f"spec/wording {what} {len(names)} name(s): {listed}{hint}")


def _write_migration_table(made: Path) -> None:
    # It imports the package.
    from committed_reports.migration_table import MIGRATION_TABLE, migration_table

    (made / MIGRATION_TABLE).parent.mkdir(parents=True, exist_ok=True)
    (made / MIGRATION_TABLE).write_text(migration_table(), encoding="utf-8")


def _validate(name: str, document: Json, root: Path) -> None:
    """OpenAPI's own rules; a document that is committed already was found valid then."""
    committed = root / "spec" / name / "openapi.json"
    if committed.is_file() and committed.read_text(encoding="utf-8") == _text(document):
        return
    from openapi_spec_validator import OpenAPIV30SpecValidator

    error = next(OpenAPIV30SpecValidator(document).iter_errors(), None)
    if error is not None:
        raise BuildError(f"{name}: the normalised document is not valid OpenAPI 3.0: {error.message}.")


def _text(document: Json) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


class _Stamp:
    """Whether everything that goes in and comes out is as it was when the tree was last generated."""

    def __init__(self, root: Path, versions: Mapping[str, Version], published: Path | None, *options: bool) -> None:
        self._root = root
        self._file = root / _CACHE / _STAMP
        tools = [f"{name} {installed(name)}" for name in ("openapi-python-client", "ruff")]
        pins = [version.pin for version in versions.values()]
        here = [pin.sha256 for pin in pins if published and pin.cached(published).is_file()]
        self._key = json.dumps([*tools, *here, *options])

    def fits(self) -> bool:
        try:
            return self._file.read_text(encoding="utf-8") == self._state()
        except OSError:
            return False

    def set(self) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_text(self._state(), encoding="utf-8")

    def _state(self) -> str:
        return f"{self._key}\n{digest(self._root, self._files())}\n"

    def _files(self) -> Iterator[Path]:
        code = (f"{METHODS_FOLDER}/*.py", f"{SHIMS_FOLDER}/*.py", "scripts/**/*.py", "scripts/templates/**/*")
        for pattern in (*code, "spec/*.toml", "spec/wording/*"):
            for file in sorted(self._root.glob(pattern)):
                if file.is_file() and file.suffix != ".pyc":
                    yield file.relative_to(self._root)
        yield from owned_files(self._root)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Regenerate spec/, generated/ and the version modules of overlay/.")
    parser.add_argument("--offline", action="store_true", help="do not pull; use the committed spec/")
    parser.add_argument("--check", action="store_true", help="change nothing; fail if anything would change")
    parser.add_argument("--without-wording", action="store_true", help="generate also where spec/wording lacks words")
    parser.add_argument(
        "--skip-unsupported", action="store_true", help="leave out operations that cannot be generated, and say why"
    )
    parser.add_argument("--mirror", default=os.environ.get("SPEECHTOTEXT_SPEC_MIRROR"), help="where to pull from")
    parser.add_argument("--root", type=Path, default=ROOT, help=argparse.SUPPRESS)
    return parser


if __name__ == "__main__":
    sys.exit(main())
