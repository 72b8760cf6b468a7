"""What changed between two documents, as a report: one entry for each cause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from causes import entries
from differences import Difference, Reach
from documents import Loaded
from operation_differences import OperationDifferences
from operation_pairs import OperationPair, pair_operations
from report import Entry, Report
from schema_differences import SchemaPairs
from schema_views import Spot
from surface import Surface, hosts_and_bases, surface

Changes = Mapping[tuple[str, str], tuple[str, str]]


def compare(old: Loaded, new: Loaded, changes: Changes = MappingProxyType({})) -> Report:
    """All differences between two documents.

    Args:
        changes: what covers a difference, by its rule and subject: the name of a migration change, and what it does as
            a sentence.

    Raises:
        Problem: a document is malformed.
    """
    found, pairs = _differences(old, new)
    old_places = old.places.find({difference.old.pointer for difference in found if difference.old})
    new_places = new.places.find({difference.new.pointer for difference in found if difference.new})
    wire = entries(found, pairs, old_places.__getitem__, new_places.__getitem__)
    return Report(old.about, new.about, tuple(_covered(entry, changes) for entry in wire))


def _covered(entry: Entry, changes: Changes) -> Entry:
    name, sentence = changes.get((entry.rule, entry.subject), (None, entry.remedy))
    return replace(entry, change=name, remedy=sentence)


def _differences(old: Loaded, new: Loaded) -> tuple[list[Difference], list[OperationPair]]:
    before, after = surface(old.document, old.about.name), surface(new.document, new.about.name)
    pairs = pair_operations(before, after)
    schemas = SchemaPairs(before.schemas, after.schemas)
    found = list(_document_differences(before, after, Reach((1 << len(pairs)) - 1, 0)))
    for index, pair in enumerate(pairs):
        found += OperationDifferences(pair, 1 << index, schemas)
    schemas.spread()
    schemas.use_unreached()
    found += schemas.differences()
    return found, pairs


def _document_differences(old: Surface, new: Surface, reach: Reach) -> Iterator[Difference]:
    spot = Spot("/servers", "", "servers")
    (old_hosts, old_bases), (new_hosts, new_bases) = hosts_and_bases(old.document), hosts_and_bases(new.document)
    if old_bases != new_bases:
        yield Difference("base-path-changed", spot, spot, ", ".join(old_bases), ", ".join(new_bases), reach)
    if old_hosts != new_hosts:
        rule = "servers-added" if set(old_hosts) <= set(new_hosts) else "servers-changed"
        yield Difference(rule, spot, spot, ", ".join(old_hosts), ", ".join(new_hosts), reach)
