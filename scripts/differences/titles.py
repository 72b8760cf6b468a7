"""Titles of entries: how places, sides and values are named in a sentence. What is code stands in backticks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from differences.reading.schema_views import DOCUMENT, Location

_LISTED = 3
_RESPONSE = re.compile(r"(?P<operation>.+) response (?P<status>\S+)")
_BODY = re.compile(r"(?P<body>body|response [^.\[{]+)(?P<rest>.*)")
_BY_NAME = re.compile(r"(?P<place>path|query|header|cookie|link|argument) (?P<name>.+)")
_KINDS = {
    "path": "path parameter",
    "query": "query parameter",
    "cookie": "cookie",
    "header": "request header",
    "link": "link",
    "argument": "argument",
}
_INBOUND = re.compile(r"(?P<kind>webhook|callback) (?P<name>.+?)(?: of (?P<operation>[A-Z]+ .+))?")
_NESTED = re.compile(r"\(([^()]*) \(([^()]*)\)\)")


def code(text: str) -> str:
    """Return the text as code."""
    return f"`{text.replace('`', chr(39))}`"


def code_or_none(text: str | None) -> str:
    """Return a value as code, and `none` where there is no value."""
    return "none" if text is None else code(text)


def capitalised(text: str) -> str:
    """Return the start of a sentence; code stays as it is."""
    return text[:1].upper() + text[1:]


def flattened(title: str) -> str:
    """Return a title without parentheses in parentheses: `(integer (int32))` becomes `(integer, int32)`."""
    return _NESTED.sub(r"(\1, \2)", title)


def listed(names: Sequence[str], most: int = _LISTED) -> str:
    """Return names in one phrase: `a`, `b` and 4 more."""
    shown = list(names) if len(names) <= most + 1 else [*names[:most], f"{len(names) - most} more"]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def place_name(location: Location) -> str:
    """Return the name of one place: "the query parameter `skip`", "`Dataset.links`"."""
    return _name(location, location.owner)


def common_name(locations: Sequence[Location]) -> tuple[str, str]:
    """Return what several places are called together, and the schemas that they are in, to go to the end."""
    first = locations[0]
    labels, owners = {location.label for location in locations}, sorted({location.owner for location in locations})
    last = {label.rpartition(".")[2] for label in labels}
    if len(labels) > 1 and len(last) == 1 and last != {""}:
        return code(last.pop()), f" ({len(locations)} places)"
    if len(labels) > 1 or labels == {""}:
        return listed([place_name(location) for location in locations]), ""
    if len(owners) == 1:
        return place_name(first), ""
    if any(" " in owner for owner in owners):
        of = f" of {len(owners)} operations" if _BODY.fullmatch(first.label) else ""
        return f"{_name(first, None)}{of}", ""
    if _BY_NAME.fullmatch(first.label):
        return _name(first, None), ""
    return code(first.label), f" ({listed([code(owner) for owner in owners])})"


def operations_phrase(labels: Sequence[str]) -> str:
    """Return one operation by its label, several by their number."""
    return owner_name(labels[0]) if len(labels) == 1 else f"{len(labels)} operations"


def owner_name(owner: str) -> str:
    """Return a named schema or an operation as code; a webhook and a callback by their kind."""
    if inbound := _INBOUND.fullmatch(owner):
        of = f" of {code(inbound['operation'])}" if inbound["operation"] else ""
        return f"the {inbound['kind']} {code(inbound['name'])}{of}"
    return "the document" if owner == DOCUMENT else code(owner)


def _name(location: Location, owner: str | None) -> str:
    if named := _BY_NAME.fullmatch(location.label):
        kind = _KINDS[named["place"]]
        if _RESPONSE.fullmatch(location.owner) and named["place"] == "header":
            kind = "response header"
        of = f" of {code(owner)}" if owner and named["place"] == "argument" else ""
        return f"the {kind} {code(named['name'])}{of}"
    if (body := _BODY.fullmatch(location.label)) and " " in location.owner:
        return _in_body(body["body"], body["rest"], owner)
    if location.label == "result":
        return f"the result of {code(location.owner)}"
    if not location.label:
        return owner_name(location.owner)
    if owner is None:
        return code(location.label)
    return code(f"{owner}.{location.label}")


def _in_body(body: str, rest: str, operation: str | None) -> str:
    status = body.removeprefix("response ")
    kind = "request body" if body == "body" else "default response" if status == "default" else f"{status} response"
    told = f"the {kind} of {owner_name(operation)}" if operation else f"the {kind}"
    return f"{code(rest.removeprefix('.'))} in {told}" if rest else told
