"""What changed between two documents, as a report: one entry for each cause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from build_error import BuildError
from differences.python.clients import PythonDifferences, squeezed
from differences.python.surface import PythonSurface, python_surface

from .difference import Difference, Reach
from .documents import Loaded
from .grouping import entries, renamed
from .http_surface import Surface, hosts_and_bases, surface
from .operation_pairs import OperationPair, pair_operations
from .operations import OperationDifferences
from .prose import SpotPair, word_differences
from .report import Entry, Place, Rename, Report
from .schema_views import Spot
from .schemas import SchemaPairs

Changes = Mapping[tuple[str, str], tuple[str, str]]


def compare(old: Loaded, new: Loaded, changes: Changes | None = None) -> Report:
    """All differences between two documents.

    Args:
        changes: what covers a difference, by its rule and subject: the name of a migration change, and what it does as
            a sentence.

    Raises:
        Problem: a document is malformed.
    """
    try:
        told = _entries(old, new)
    except RecursionError:
        raise BuildError(f"{old.about.name}, {new.about.name}: nested too deeply to be compared.") from None
    return Report(old.about, new.about, tuple(_covered(entry, changes or {}) for entry in told))


def _entries(old: Loaded, new: Loaded) -> list[Entry]:
    before, after = surface(old.document, old.about.name), surface(new.document, new.about.name)
    pairs = pair_operations(before, after)
    schemas = SchemaPairs(before.schemas, after.schemas)
    everything = sum(1 << index for index, pair in enumerate(pairs) if pair.old is not None)
    found = list(_document_differences(before, after, Reach(everything)))
    spots: list[SpotPair] = []
    for index, pair in enumerate(pairs):
        walk = OperationDifferences(pair, 1 << index, schemas)
        found += walk
        spots += walk.spots()
    found += schemas.unused()
    schemas.spread()
    found += schemas.differences()
    found += word_differences([*spots, *schemas.spots()], old.places, new.places)
    old_places = old.places.find({difference.old.pointer for difference in found if difference.old})
    new_places = new.places.find({difference.new.pointer for difference in found if difference.new})
    told = entries(found, pairs, old_places.__getitem__, new_places.__getitem__)
    if old.package is not None and new.package is not None:
        told += _python_entries(old.package, new.package, pairs, schemas)
    return told


def _python_entries(old: Path, new: Path, pairs: list[OperationPair], schemas: SchemaPairs) -> list[Entry]:
    operations = {
        squeezed(operation.id): Reach(1 << index)
        for index, pair in enumerate(pairs)
        for operation in (pair.old, pair.new)
        if operation is not None
    }
    surfaces = python_surface(old), python_surface(new)
    names = _class_renames(schemas) | _method_renames(pairs, surfaces[1])
    return [
        renamed(entry, names.get((entry.rule, squeezed(entry.subject))))
        for entry in entries(PythonDifferences(*surfaces, operations, schemas.reach_of_names()), pairs, Place, Place)
    ]


def _class_renames(schemas: SchemaPairs) -> dict[tuple[str, str], Rename]:
    return {
        ("python-class-removed", squeezed(old)): Rename(
            " or ".join(sorted(new)), f"Operations that sent or gave {old} have it in its place."
        )
        for old, new in schemas.new_names().items()
    }


def _method_renames(pairs: list[OperationPair], new: PythonSurface) -> dict[tuple[str, str], Rename]:
    methods = {squeezed(name): name for name in new.method_names()}
    return {
        ("python-method-removed", squeezed(pair.old.id)): Rename(
            methods[squeezed(pair.new.id)], f"{pair.old.label} is {pair.new.label} now."
        )
        for pair in pairs
        if pair.old is not None and pair.new is not None and squeezed(pair.new.id) in methods
    }


def _covered(entry: Entry, changes: Changes) -> Entry:
    name, sentence = changes.get((entry.rule, entry.subject), (None, entry.remedy))
    return replace(entry, change=name, remedy=sentence)


def _document_differences(old: Surface, new: Surface, reach: Reach) -> Iterator[Difference]:
    spot = Spot("/servers", "", "servers")
    (old_hosts, old_bases), (new_hosts, new_bases) = hosts_and_bases(old.document), hosts_and_bases(new.document)
    if old_bases != new_bases:
        yield Difference("base-path-changed", spot, spot, ", ".join(old_bases), ", ".join(new_bases), reach)
    if old_hosts != new_hosts:
        rule = "servers-added" if set(old_hosts) <= set(new_hosts) else "servers-changed"
        yield Difference(rule, spot, spot, ", ".join(old_hosts), ", ".join(new_hosts), reach)
