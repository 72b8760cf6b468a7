"""The API reference as pages: the latest version in full, the others by what differs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from speechtotext_api.versions import PACKAGES

from .public_api import (
    LATEST,
    MODULES,
    VERSIONS,
    Entry,
    client_entries,
    group_classes,
    group_entry,
    model_entry,
    model_names,
    module_entries,
)

_OTHERS: Final = [version for version in reversed(VERSIONS) if version != LATEST]
_TITLES: Final = {
    "": "Results, options and helpers",
    ".webhooks": "Web hooks",
    ".storage": "Storage",
    ".tables": "Tables",
    ".progress": "Progress",
    ".emulator": "Emulator",
}
_SPECIAL: Final = re.compile(r"([\\<>*\[\]_|$])")
_INTRODUCTION: Final = f"""# API reference

Everything that you can import, generated from the code. The pages below describe {LATEST}; the pages of the other
versions list what differs.

```python
from speechtotext.{PACKAGES[LATEST]} import AsyncClient, Client, models
```

`AsyncClient` has the same groups and methods as `Client`. Await its calls, and loop over listings and iterators with
`async for`.
"""
_ERRORS_OF_EVERY_CALL: Final = (
    "A call raises {py:exc}`~speechtotext.ApiError` or one of its subclasses if the service refuses the request, "
    "{py:exc}`~speechtotext.TransportError` if no response arrives, and {py:exc}`~speechtotext.InvalidArgument` if an "
    "argument is invalid, before anything is sent. [Errors](errors.md) lists all of them."
)


def reference_pages() -> Iterator[tuple[str, str]]:
    """Yield the file name and the text of each page of the reference."""
    groups = sorted(group_classes(LATEST))
    modules = {name: name.lstrip(".") or "speechtotext" for name in MODULES}
    yield "index.md", _index(groups, list(modules.values()))
    yield "client.md", _page(f"Client ({LATEST})", _module(LATEST), client_entries(LATEST))
    for group in groups:
        yield f"{group}.md", _group_page(LATEST, group)
    names = model_names(LATEST)
    entries = [model_entry(LATEST, name) for name in names]
    yield "data-models.md", _page(f"Models ({LATEST})", _module(LATEST), entries)
    errors = [entry for entry in module_entries("") if entry.kind == "exception"]
    yield "errors.md", _page("Errors", "speechtotext", errors)
    for module, file in modules.items():
        entries = [entry for entry in module_entries(module) if module or entry.kind != "exception"]
        yield f"{file}.md", _page(_TITLES[module], f"speechtotext{module}", entries)
    for version in _OTHERS:
        yield f"{PACKAGES[version]}.md", _version_page(version)


class Links:
    """Full names for the types in signatures, so that each leads to the page that describes it.

    Args:
        module: the module whose page it is.
        version: the API version whose models are meant.
    """

    def __init__(self, module: str, version: str) -> None:
        self._version = version
        self._exported = {entry.name: f"speechtotext.{entry.name}" for entry in module_entries("")}
        self._exported["Storage"] = "speechtotext.storage.Storage"
        if not module.startswith("speechtotext.v"):
            self._exported |= {entry.name: f"{module}.{entry.name}" for entry in module_entries(module[12:])}

    def qualify(self, signature: str) -> str:
        """Write the names of types in a signature in full."""
        return re.sub(r"(?<![\w.\"])(models\.)?([A-Z]\w+)(?![\w\"])", self._full_name, signature)

    def error(self, name: str) -> str:
        """Write the name of an error so that the link shows its last part."""
        return f"~{self._exported[name]}" if name in self._exported else name

    def _full_name(self, found: re.Match[str]) -> str:
        prefix, name = found.groups()
        if prefix:
            version = self._version if _own_page_has(self._version, name) else LATEST
            return f"{_module(version)}.models.{name}"
        return self._exported.get(name, name)


def _index(groups: Sequence[str], modules: Sequence[str]) -> str:
    rows = ["| group | |", "|---|---|"]
    rows += [f"| [`{group}`]({group}.md) | {_text(group_entry(LATEST, group).doc.summary)} |" for group in groups]
    files = ["client", *groups, "data-models", "errors", *modules, *(PACKAGES[version] for version in _OTHERS)]
    return "\n".join([_INTRODUCTION, *rows, "", "```{toctree}", ":maxdepth: 1", "", *files, "```", ""])


def _module(version: str) -> str:
    return f"speechtotext.{PACKAGES[version]}"


def _page(title: str, module: str, entries: Sequence[Entry]) -> str:
    """A page of entries; names of types are looked up in `module` first."""
    lines = [f"# {title}", "", f"```{{py:currentmodule}} {module}", "```", ""]
    links = Links(module, LATEST)
    for entry in entries:
        lines += [f"## {entry.name.removeprefix('models.')}", "", *_entry(entry, links)]
    return "\n".join(lines) + "\n"


def _group_page(version: str, group: str) -> str:
    entry = group_entry(version, group)
    lines = [f"# {group}", "", f"```{{py:currentmodule}} {_module(version)}", "```", "", _text(entry.doc.summary), ""]
    lines += [_where(entry), "", _ERRORS_OF_EVERY_CALL, ""]
    links = Links(_module(version), version)
    for member in entry.members:
        lines += [f"## {member.name.partition('.')[2]}", "", *_entry(member, links)]
    return "\n".join(lines) + "\n"


def _version_page(version: str) -> str:
    """What a version has that the latest has not, or has otherwise."""
    lines = [f"# Version {version}", "", f"```{{py:currentmodule}} {_module(version)}", "```", ""]
    lines += [f"Import it with `from {_module(version)} import AsyncClient, Client, models`.", ""]
    lines += [f"This page lists what differs from {LATEST}. Everything else is the same.", ""]
    links = Links(_module(version), version)
    lines += _missing("Groups", set(group_classes(LATEST)) - set(group_classes(version)))
    for group in sorted(group_classes(version)):
        lines += _group_differences(version, group, links)
    gone = {f"models.{name}" for name in set(model_names(LATEST)) - set(model_names(version))}
    lines += ["## Models", "", *_missing("Models", gone)]
    for name in model_names(version):
        if _own_page_has(version, name):
            lines += [f"### {name}", "", *_entry(model_entry(version, name), links)]
    return "\n".join(lines) + "\n"


def _own_page_has(version: str, model: str) -> bool:
    """Whether the page of a version describes a model: the latest version has none of the name, or a different one."""
    if model not in model_names(LATEST):
        return True
    return version != LATEST and _differs(model_entry(version, model), model_entry(LATEST, model))


def _group_differences(version: str, group: str, links: Links) -> Iterator[str]:
    entry = group_entry(version, group)
    latest = group_entry(LATEST, group).members if group in group_classes(LATEST) else []
    of_latest = {member.name: member for member in latest}
    changed = [each for each in entry.members if each.name not in of_latest or _differs(each, of_latest[each.name])]
    missing = set(of_latest) - {each.name for each in entry.members}
    if not changed and not missing:
        return
    yield from [f"## {group}", "", *([] if latest else [_text(entry.doc.summary), ""])]
    yield from _missing("Methods", missing)
    for member in changed:
        yield from [f"### {member.name}", "", *_entry(member, links)]


def _differs(entry: Entry, latest: Entry) -> bool:
    return (entry.signature, [each.name for each in entry.members]) != (
        latest.signature,
        [each.name.replace(latest.name, entry.name) for each in latest.members],
    )


def _missing(what: str, names: set[str]) -> list[str]:
    return [f"{what} that it does not have: {', '.join(f'`{name}`' for name in sorted(names))}.", ""] if names else []


def _where(entry: Entry) -> str:
    if not entry.versions:
        return ""
    return "All versions." if entry.versions == VERSIONS else f"Versions: {', '.join(entry.versions)}."


def _entry(entry: Entry, links: Links, depth: int = 0) -> Iterator[str]:
    """The directive of an entry, with those of its members in it."""
    fence = ":" * (6 - depth)
    name = entry.name.rpartition(".")[2] if depth else _full(entry.name)
    arguments = entry.signature if entry.kind not in ("property", "attribute") else ""
    yield f"{fence}{{py:{entry.kind}}} {name}{links.qualify(arguments)}"
    yield from _options(entry, links)
    yield ""
    yield from _description(entry, links)
    for member in entry.members:
        yield from _entry(member, links, depth + 1)
    yield fence
    yield ""


def _full(name: str) -> str:
    """The name with the client before a group's methods: `Client.models.create`, but `models.Transcription`."""
    group, _, member = name.partition(".")
    return f"Client.{name}" if group[0].islower() and member[:1].islower() else name


def _options(entry: Entry, links: Links) -> Iterator[str]:
    if entry.kind == "property" and entry.signature:
        yield f":type: {links.qualify(entry.signature.removeprefix(': '))}"
    if entry.kind == "attribute" and entry.signature:
        yield f":value: {entry.signature.removeprefix(' = ')}"


def _description(entry: Entry, links: Links) -> Iterator[str]:
    doc = entry.doc
    yield from [_text(doc.summary), ""]
    if doc.body:
        yield from [_text(doc.body), ""]
    if entry.bases:
        yield from [f"A subclass of {' and '.join(f'{{py:exc}}`{links.error(name)}`' for name in entry.bases)}.", ""]
    fields = [
        f":param {name}: {_line(doc.arguments.get(name, ''), entry.notes.get(name))}" for name in entry.parameters
    ]
    described = {name: words for name, words in doc.arguments.items() if name not in entry.parameters}
    fields += [f":ivar {name}: {_line(words)}" for name, words in described.items()]
    if doc.returns:
        fields.append(f":returns: {_line(doc.returns)}")
    fields += [f":raises {links.error(name)}: {_line(words)}" for name, words in doc.errors.items()]
    if fields:
        yield from [*fields, ""]
    sent = [f"`{each}`" for each in dict.fromkeys(entry.http)]
    if sent:
        yield from [f"**HTTP:** {', '.join(sent)}", ""]
    if entry.versions:
        yield from [f"**Versions:** {'all' if entry.versions == VERSIONS else ', '.join(entry.versions)}", ""]


def _line(words: str, note: str | None = None) -> str:
    return " ".join(_text(f"{words} {note or ''}").split())


def _text(words: str) -> str:
    """Words of a docstring as Markdown: what means something there only is escaped, but not in code."""
    lines = []
    for line in words.splitlines():
        if line.startswith("    "):
            lines.append(line)
            continue
        parts = re.split(r"(`[^`]*`)", line)
        lines.append("".join(part if part.startswith("`") else _SPECIAL.sub(r"\\\1", part) for part in parts))
    return "\n".join(lines)
