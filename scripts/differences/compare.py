"""What changed between two documents, as a report: one entry for each cause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from build_error import BuildError
from differences.python.clients import PythonDifferences, comparable_name
from differences.python.surface import PythonSurface, python_surface
from differences.reading.schema_views import DOCUMENT, Location, SchemaReader, below
from differences.schemas.comparison import SchemaPairs

from .difference import AffectedOperations, Difference, as_optional_text
from .documents import LoadedDocument
from .grouping import group_differences, with_rename
from .http_surface import WEBHOOKS, Surface, hosts_and_bases, read_surface, scopes_by_scheme, told_servers
from .memory import uncollected
from .operation_pairs import OperationPair, pair_operations
from .operations import OperationDifferences
from .prose import LocationPair, prose_differences
from .report import Entry, Rename, Report, SourceLocation

# Keys of documents that are compared part by part, and those that are prose or names for tools.
_COMPARED = frozenset(
    ("openapi", "info", "servers", "paths", "x-ms-paths", *WEBHOOKS, "components", "security", "tags", "externalDocs")
    + ("jsonSchemaDialect", "$self")
)

MigrationCoverage = Mapping[tuple[str, str], tuple[str, str]]


def compare_documents(old: LoadedDocument, new: LoadedDocument, changes: MigrationCoverage | None = None) -> Report:
    """All differences between two documents.

    Args:
        changes: what covers a difference, by its rule and subject: the name of a migration change, and what it does as
            a sentence.

    Raises:
        BuildError: a document is malformed.
    """
    try:
        with uncollected():
            told = _entries(old, new)
    except RecursionError:
        raise BuildError(f"{old.about.name}, {new.about.name}: nested too deeply to be compared.") from None
    return Report(old.about, new.about, tuple(_covered(entry, changes or {}) for entry in told))


def _entries(old: LoadedDocument, new: LoadedDocument) -> list[Entry]:
    before, after = read_surface(old.document, old.about.name), read_surface(new.document, new.about.name)
    pairs = pair_operations(before, after)
    schemas = SchemaPairs(before.schemas, after.schemas)
    everything = sum(1 << index for index, pair in enumerate(pairs) if pair.old is not None)
    found = list(_document_differences(before, after, AffectedOperations(everything)))
    locations: list[LocationPair] = []
    servers = told_servers(before.document.get("servers") or []), told_servers(after.document.get("servers") or [])
    for index, pair in enumerate(pairs):
        walk = OperationDifferences(pair, 1 << index, schemas, (servers[0] or "/", servers[1] or "/"))
        found += walk
        locations += walk.locations()
    found += schemas.unused()
    schemas.spread()
    found += schemas.differences()
    found += prose_differences([*locations, *schemas.locations()], old.locations, new.locations)
    old_locations = old.locations.find({difference.old.pointer for difference in found if difference.old})
    new_locations = new.locations.find({difference.new.pointer for difference in found if difference.new})
    told = group_differences(found, pairs, old_locations.__getitem__, new_locations.__getitem__)
    if old.package is not None and new.package is not None:
        topics = _own_schemas(pairs, before.schemas, after.schemas)
        told += _python_entries(old.package, new.package, pairs, schemas, topics)
    return told


def _own_schemas(pairs: list[OperationPair], old: SchemaReader, new: SchemaReader) -> dict[str, str]:
    """The schemas that only operations use which came or went together, and what these are called together."""
    found: dict[str, str] = {}
    for side, schemas in enumerate((old, new)):
        used: dict[str, set[str | None]] = defaultdict(set)
        for pair in pairs:
            operation = (pair.old, pair.new)[side]
            for name in schemas.used_by(operation.node) if operation is not None else ():
                used[name].add(pair.came_with)
        for name, groups in used.items():
            group = next(iter(groups))
            if len(groups) == 1 and group is not None:
                found[comparable_name(name)] = group
    return found


def _python_entries(
    old: Path, new: Path, pairs: list[OperationPair], schemas: SchemaPairs, topics: dict[str, str]
) -> list[Entry]:
    operations = {
        comparable_name(operation.id): AffectedOperations(1 << index)
        for index, pair in enumerate(pairs)
        for operation in (pair.old, pair.new)
        if operation is not None
    }
    topics |= {comparable_name(pair.either.id): pair.group for pair in pairs if pair.group is not None}
    surfaces = python_surface(old), python_surface(new)
    names = _class_renames(schemas) | _method_renames(pairs, surfaces[1])
    return [
        with_rename(entry, names.get((entry.rule, comparable_name(entry.subject))))
        for entry in group_differences(
            PythonDifferences(*surfaces, operations, schemas.affected_by_schema(), topics),
            pairs,
            SourceLocation,
            SourceLocation,
        )
    ]


def _class_renames(schemas: SchemaPairs) -> dict[tuple[str, str], Rename]:
    return {
        ("python-class-removed", comparable_name(old)): Rename(
            " or ".join(sorted(new)), f"Operations that sent or gave {old} have it in its place."
        )
        for old, new in schemas.new_names().items()
    }


def _method_renames(pairs: list[OperationPair], new: PythonSurface) -> dict[tuple[str, str], Rename]:
    methods = {comparable_name(name): name for name in new.method_names()}
    return {
        ("python-method-removed", comparable_name(pair.old.id)): Rename(
            methods[comparable_name(pair.new.id)], f"{pair.old.label} is {pair.new.label} now."
        )
        for pair in pairs
        if pair.old is not None and pair.new is not None and comparable_name(pair.new.id) in methods
    }


def _covered(entry: Entry, changes: MigrationCoverage) -> Entry:
    name, sentence = changes.get((entry.rule, entry.subject), (None, entry.remedy))
    return replace(entry, change=name, remedy=sentence)


def _document_differences(old: Surface, new: Surface, affected: AffectedOperations) -> Iterator[Difference]:
    location = Location("/servers", "", "servers")
    (old_hosts, old_bases), (new_hosts, new_bases) = hosts_and_bases(old.document), hosts_and_bases(new.document)
    if old_bases != new_bases:
        yield Difference("base-path-changed", location, location, ", ".join(old_bases), ", ".join(new_bases), affected)
    if old_hosts != new_hosts:
        rule = "servers-added" if set(old_hosts) <= set(new_hosts) else "servers-changed"
        yield Difference(rule, location, location, ", ".join(old_hosts), ", ".join(new_hosts), affected)
    before, after = scopes_by_scheme(old.document), scopes_by_scheme(new.document)
    for name in sorted(before.keys() & after.keys()):
        place = Location(below("/components/securitySchemes", name), name)
        if gone := before[name] - after[name]:
            yield Difference("scopes-removed", place, place, ", ".join(sorted(gone)), None, affected)
        if come := after[name] - before[name]:
            yield Difference("scopes-added", place, place, None, ", ".join(sorted(come)), affected)
    for key in sorted((old.document.keys() | new.document.keys()) - _COMPARED):
        was, now = old.document.get(key), new.document.get(key)
        if was != now:
            rule = "extension-changed" if key.startswith("x-") else "keyword-changed"
            place = Location(below("", key), DOCUMENT)
            yield Difference(rule, place, place, as_optional_text(was), as_optional_text(now), affected, topic=key)
