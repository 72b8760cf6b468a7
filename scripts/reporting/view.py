"""What the outputs of a difference report have in common: counts, sections, links."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from urllib.parse import quote

from differences.report import Document, Entry, Layer, Rename, Report, Severity, SourceLocation

LAYER_NAMES = {Layer.WIRE: "wire", Layer.PYTHON: "Python", Layer.WORDS: "words"}
LEGEND = (
    "Breaking: a program that relies on it fails. Risky: a program can behave differently. "
    "Compatible: existing programs are not affected. Wire: visible in HTTP requests and responses. "
    "Python: visible to programs that import these clients. Words: visible to readers only."
)
SEVERAL_GROUPS = "Several groups"
NO_GROUP = "Outside the groups"


def count_entries(entries: Iterable[Entry]) -> Mapping[tuple[Severity, Layer], int]:
    """How many entries there are of each severity in each layer."""
    return Counter((entry.severity, entry.layer) for entry in entries)


def structural_entries(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that are more than a change of words."""
    return [entry for entry in entries if entry.layer is not Layer.WORDS]


def prose_entries(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that are a change of words only."""
    return [entry for entry in entries if entry.layer is Layer.WORDS]


def used_layers(entries: Iterable[Entry]) -> list[Layer]:
    """The layers that have entries, in their order."""
    found = {entry.layer for entry in entries}
    return [layer for layer in Layer if layer in found]


def breaking_by_layer(entries: Iterable[Entry]) -> dict[Layer, list[Entry]]:
    """The breaking entries by layer, in the order of their sections."""
    grave = [entry for entry in entries if entry.severity is Severity.BREAKING]
    ordered = list(chain.from_iterable(by_section(grave).values()))
    return {layer: [entry for entry in ordered if entry.layer is layer] for layer in used_layers(grave)}


def by_section(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """The entries by the group that they reach, each in one section: what reaches several groups comes first."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[_section(entry)].append(entry)
    groups = sorted(found.keys() - {SEVERAL_GROUPS, NO_GROUP})
    return {name: found[name] for name in (SEVERAL_GROUPS, *groups, NO_GROUP) if name in found}


def _section(entry: Entry) -> str:
    """The section in which an entry stands."""
    if not entry.groups:
        return NO_GROUP
    return entry.groups[0] if len(entry.groups) == 1 else SEVERAL_GROUPS


def plain_title(entry: Entry) -> str:
    """The title without the marks of code."""
    return entry.title.replace("`", "")


def title_parts(title: str) -> list[tuple[str, bool]]:
    """A title as text and code in turn; code stands in backticks."""
    return [(part, index % 2 == 1) for index, part in enumerate(title.split("`")) if part]


def overview(entries: Sequence[Entry]) -> str:
    """How many differences there are, as a sentence."""
    structural = structural_entries(entries)
    counts = Counter(entry.severity for entry in structural)
    told = ", ".join(f"{counts[severity]} {severity}" for severity in Severity if counts[severity])
    changes = f"{len(structural)} {'change' if len(structural) == 1 else 'changes'}" + (f": {told}" if told else "")
    worded = prose_entries(entries)
    return f"{changes}. {count_texts(worded)}." if worded else f"{changes}."


def severity_and_layer(entry: Entry) -> str:
    """Severity of an entry, and its layer where that is not the wire: `breaking, Python`."""
    return entry.severity if entry.layer is Layer.WIRE else f"{entry.severity}, {LAYER_NAMES[entry.layer]}"


def affected_operations(report: Report, entry: Entry) -> str:
    """The operations that an entry reaches, each group's name once: `Models: Copy, Get; Projects: List`."""
    if len(entry.operations) >= max(2, report.old.operations, report.new.operations):
        return "all operations"
    verbs: dict[str, list[str]] = {}
    for operation in entry.operations:
        group, _, verb = operation.partition("_")
        verbs.setdefault(f"{group}: " if verb else "", []).append(verb or operation)
    return "; ".join(group + ", ".join(names) for group, names in verbs.items())


def alike_members(entry: Entry) -> list[str]:
    """What changed alike, parts of operations aside: the operations are named anyway."""
    return [name for name in entry.alike if " " not in name]


def covering_changes(entry: Entry) -> tuple[str, list[str]]:
    """What the changes of migration that cover an entry are called, and their names."""
    names = entry.change.split(", ") if entry.change else []
    return ("the change" if len(names) == 1 else "the changes"), names


def likely_names(rename: Rename) -> list[str]:
    """The names that something may have now."""
    return rename.to.split(" or ")


def count_texts(entries: Sequence[Entry]) -> str:
    """How many texts differ."""
    return f"{len(entries)} {'text' if len(entries) == 1 else 'texts'} changed"


def alike_suffix(entry: Entry) -> str:
    """How many more there are beside the one that is shown, to go behind its name."""
    return f" and {len(entry.alike) - 1} alike" if entry.alike else ""


def file_link(document: Document) -> str | None:
    """The URL of a document's file: on GitHub at its commit, or where it came from."""
    if document.repository and document.commit and document.path:
        return f"https://github.com/{document.repository}/blob/{document.commit}/{quote(document.path)}"
    return document.path if document.path and document.path.startswith(("http://", "https://")) else None


def file_name(document: Document) -> str:
    """What a link to a document's file is called."""
    return f"{document.repository}@{document.commit[:8]}" if document.repository and document.commit else "file"


def line_link(document: Document, place: SourceLocation | None) -> str | None:
    """The line of the published file at which something stands."""
    file = file_link(document) if document.repository else None
    return f"{file}#L{place.line}" if file and place and place.line else None
