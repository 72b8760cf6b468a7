"""Read and set items of values."""

from __future__ import annotations

import re
from typing import Final

from .texts import concatenate, known_text, map_text
from .values import (
    HOLE,
    UNKNOWN,
    Answer,
    Choice,
    Constant,
    External,
    Foreign,
    Items,
    Made,
    Mapping,
    Method,
    Text,
    Unknown,
    Value,
    items,
    join,
    options,
    text,
)

GROUPS: Final = {
    "basemodel": "models",
    "dataset": "datasets",
    "datasets": "datasets",
    "endpoint": "endpoints",
    "evaluation": "evaluations",
    "model": "models",
    "model1": "models",
    "model2": "models",
    "project": "projects",
    "transcription": "transcriptions",
    "transcription1": "transcriptions",
    "transcription2": "transcriptions",
}

_GROUP: Final = re.compile(
    r"/(?:transcriptions|datasets|endpoints|evaluations|models|projects|webhooks|operations)\b.*", re.S
)


def item(of: Value, key: Value) -> Value:
    """Return the item of a value with a key."""
    name = known_text(key)
    match of:
        case Choice(alternatives):
            return join(item(one, key) for one in alternatives)
        case Mapping():
            found = of.get(name)
            return UNKNOWN if found is None else found
        case Items(values, others):
            place = key.value if isinstance(key, Constant) else None
            if isinstance(place, int) and others is None and -len(values) <= place < len(values):
                return values[place]
            return items(of)
        case Answer():
            return answer_item(of, name)
        case Method(of=Answer() as answer):
            return answer_item(answer, name)
        case Foreign():
            return of
        case Made(state=state) if name is not None and name in state:
            return state[name]
        case External(name=external):
            return Unknown((external, name or "[]"))
        case Unknown(path):
            return Unknown((*path, name if name is not None else "[]"))
    return UNKNOWN


def answer_item(of: Answer, name: str | None) -> Value:
    """Return a property of a response of the service."""
    if name is not None and name.lower() in ("location", "operation-location"):
        return Text(of.url.parts, "self")
    match name:
        case "self" | "_self" | "self_":
            return Text(of.url.parts, "self")
        case "values" | "value" if of.listing is not None:
            return Items(others=Answer(of.url))
        case "@nextLink" | "next_link" | "nextLink" | "odata_next_link" if of.listing is not None:
            return Text(of.listing.parts, "nextLink")
        case "id":
            return Unknown(("id",))
        case "resultsUrls" | "results_urls":
            return Answer(of.url, inner=("resultsUrls",))
        case None if of.listing is not None:
            return Answer(of.url)
    if name is not None and ("links" in of.inner or "resultsUrls" in of.inner):
        return _link(of, name)
    group = GROUPS.get(re.sub(r"[^a-z0-9]", "", (name or "").lower()))
    if group is not None and not of.inner and HOLE in of.url.pattern:
        base = map_text(of.url, lambda url: _GROUP.sub("", url))
        reference = concatenate([base, text(f"/{group}/"), UNKNOWN])
        return Answer(reference if isinstance(reference, Text) else of.url)
    return of if name is None else Answer(of.url, inner=(*of.inner, name))


def _link(of: Answer, name: str) -> Text:
    camel = re.sub(r"_([a-z])", lambda match: match[1].upper(), name)
    if camel == "contentUrl" or "resultsUrls" in of.inner:
        return Text((of,), "contentUrl")
    return Text((*of.url.parts, f"/{camel}"), camel)


def assign_item(of: Value, key: Value, value: Value, line: int) -> None:
    """Set the item of a value with a key."""
    for one in options(of):
        match one:
            case Mapping():
                one.put(known_text(key), value, line)
            case Items():
                one.others = join([value] if one.others is None else [one.others, value])
            case Made(state=state) if (name := known_text(key)) is not None:
                state[name] = value


def merge(into: Mapping, value: Value) -> None:
    """Add the entries of a dict to another."""
    for one in options(value):
        if isinstance(one, Mapping):
            for key, entry in one.entries.items():
                into.put(key, entry, one.lines.get(key, 0))
            if one.others is not None:
                into.put(None, one.others)
