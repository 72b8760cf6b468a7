"""Every change on the wire between two published Swagger 2.0 files, found by reading them and in no other way.

Knows nothing of the normaliser or of how reports are made; only of how reports name things. Operations are expanded to
what is sent and answered, member by member, so that a change of a shared definition is found wherever it is met.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

Json = dict[str, Any]

METHODS = ("get", "put", "post", "delete", "options", "head", "patch")
# Prose, what is compared as structure, and what names things for tools.
_PASSED_OVER = frozenset(
    ("description", "title", "summary", "example", "$ref", "allOf", "properties", "required", "items")
    + ("additionalProperties", "type", "enum", "x-ms-enum", "name", "in", "collectionFormat", "schema")
)


class Change(NamedTuple):
    """One change as one operation meets it.

    Args:
        operation: its label in the old document, or in the new one if it is only there.
        kind: such as `property removed` or `enum value added`.
        name: what it is about, as reports name it.
        detail: the value or keyword that changed.
    """

    operation: str
    kind: str
    name: str
    detail: str = ""


@dataclass(frozen=True)
class Fact:
    """A keyword's value, and the name of what states it."""

    value: Any
    name: str


@dataclass(frozen=True)
class Schema:
    """A schema with what it refers to and inherits: its facts, members with their names, and the rest of its shape."""

    facts: dict[str, Fact]
    members: dict[str, tuple[Json, str]]
    required: frozenset[str]
    items: tuple[Json, str] | None
    values: tuple[Json, str] | None
    cut: str


def changes(old: Json, new: Json, moved: dict[str, str], form_fields: dict[str, str]) -> Iterator[Change]:
    """All changes from `old` to `new`.

    Args:
        moved: old labels of operations, such as `POST /a`, and their new ones.
        form_fields: names of form fields, and the definitions of the JSON that they carry as text.
    """
    yield from _Walk(old, new, form_fields).changes(moved)


class _Walk:
    def __init__(self, old: Json, new: Json, form_fields: dict[str, str]) -> None:
        self._old = old
        self._new = new
        self._form_fields = form_fields

    def changes(self, moved: dict[str, str]) -> Iterator[Change]:
        old, new = dict(_operations(self._old)), dict(_operations(self._new))
        for label in old.keys() - new.keys() - moved.keys():
            yield Change(label, "operation removed", label)
        for label in new.keys() - old.keys() - set(moved.values()):
            yield Change(label, "operation added", label)
        for label, operation in old.items():
            target = moved.get(label, label)
            if target != label:
                yield Change(label, "operation moved", label, target)
            if target in new:
                yield from self._operation(label, operation, new[target])

    def _operation(self, label: str, old: Json, new: Json) -> Iterator[Change]:
        for key in ("deprecated", "x-ms-pageable", "x-ms-long-running-operation"):
            if old.get(key) != new.get(key):
                yield Change(label, "mark changed", label, key)
        if self._security(self._old, old) != self._security(self._new, new):
            yield Change(label, "security changed", label)
        yield from self._parameters(label, _parameters(self._old, old), _parameters(self._new, new))
        if set(old.get("consumes", ())) != set(new.get("consumes", ())):
            yield Change(label, "consumes changed", label)
        yield from self._answers(label, old, new)

    @staticmethod
    def _security(document: Json, operation: Json) -> list[list[Any]]:
        schemes = document.get("securityDefinitions", {})
        ways = operation["security"] if "security" in operation else document.get("security", [])
        told = [[{key: schemes[name].get(key) for key in ("type", "name", "in")} for name in way] for way in ways]
        return sorted(told, key=str)

    def _parameters(self, label: str, old: dict[str, Json], new: dict[str, Json]) -> Iterator[Change]:
        for key in old.keys() | new.keys():
            was, now = old.get(key), new.get(key)
            is_field = key.startswith("formData ")
            name = f"{label} body.{key.removeprefix('formData ')}" if is_field else key
            kind = "body" if key.startswith("body ") else "property" if is_field else "parameter"
            if was is None or now is None:
                yield Change(label, f"{kind} {'removed' if now is None else 'added'}", name)
                continue
            if was.get("required", False) != now.get("required", False):
                yield Change(label, f"{kind} required", name)
            yield from self._schemas(label, self._sent(was), self._sent(now), name, is_sent=True)

    def _sent(self, parameter: Json) -> Json:
        """The schema of a parameter, that of the JSON in it where only prose tells of it."""
        carried = self._form_fields.get(parameter["name"]) if parameter["in"] == "formData" else None
        if carried is not None:
            return {"$ref": f"#/definitions/{carried}"}
        if "schema" in parameter:
            return dict(parameter["schema"])
        return {key: value for key, value in parameter.items() if key not in ("required", "x-ms-parameter-location")}

    def _answers(self, label: str, old: Json, new: Json) -> Iterator[Change]:
        for status in old["responses"].keys() | new["responses"].keys():
            was, now = old["responses"].get(status), new["responses"].get(status)
            if was is None or now is None:
                yield Change(label, f"answer {'removed' if now is None else 'added'}", status)
                continue
            name = f"{label} response {status}"
            if ("schema" in was) != ("schema" in now):
                yield Change(label, "answer's body changed", name)
            elif "schema" in was:
                yield from self._schemas(label, was["schema"], now["schema"], name, is_sent=False)
            headers = was.get("headers", {}), now.get("headers", {})
            for header in headers[0].keys() | headers[1].keys():
                had, has = headers[0].get(header), headers[1].get(header)
                told = f"header {header}"
                if had is None or has is None:
                    yield Change(label, f"header {'removed' if has is None else 'added'}", told)
                else:
                    yield from self._schemas(label, had, has, told, is_sent=False)

    def _schemas(self, label: str, old: Json, new: Json, name: str, *, is_sent: bool) -> Iterator[Change]:
        yield from self._nodes(label, (old, name), (new, name), is_sent, frozenset())

    def _nodes(
        self, label: str, old: tuple[Json, str], new: tuple[Json, str], is_sent: bool, above: frozenset[tuple[str, str]]
    ) -> Iterator[Change]:
        was, now = _schema(self._old, *old), _schema(self._new, *new)
        if (was.cut, now.cut) in above:
            return
        above |= {(was.cut, now.cut)}
        kinds = was.facts.get("type"), now.facts.get("type")
        if kinds[0] is not None and kinds[1] is not None and kinds[0].value != kinds[1].value:
            yield Change(label, "type changed", kinds[0].name)
            return
        yield from _fact_changes(label, was, now, old[1])
        yield from self._members(label, was, now, is_sent, above)
        if was.items is not None and now.items is not None:
            yield from self._nodes(label, was.items, now.items, is_sent, above)
        if was.values is not None and now.values is not None:
            yield from self._nodes(label, was.values, now.values, is_sent, above)
        elif was.values is not None or now.values is not None:
            stated = was.values or now.values
            assert stated is not None
            kind = "map removed" if now.values is None else "map added"
            yield Change(label, kind, stated[1].removesuffix("{}"))

    def _members(
        self, label: str, was: Schema, now: Schema, is_sent: bool, above: frozenset[tuple[str, str]]
    ) -> Iterator[Change]:
        for member in was.members.keys() | now.members.keys():
            had, has = was.members.get(member), now.members.get(member)
            # What is read-only is not sent.
            sides = ((self._old, had), (self._new, has))
            told = [(document, entry) for document, entry in sides if entry is not None]
            if is_sent and all(_is_read_only(document, *entry) for document, entry in told):
                continue
            if had is None or has is None:
                yield Change(label, f"property {'removed' if has is None else 'added'}", told[0][1][1])
                continue
            if (member in was.required) != (member in now.required):
                yield Change(label, "property required", had[1])
            if _is_read_only(self._old, *had) != _is_read_only(self._new, *has):
                yield Change(label, "read-only changed", had[1])
            yield from self._nodes(label, had, has, is_sent, above)


def _operations(document: Json) -> Iterator[tuple[str, Json]]:
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield f"{method.upper()} {path}", item[method] | {"shared": item.get("parameters", [])}


def _parameters(document: Json, operation: Json) -> dict[str, Json]:
    found = {}
    for entry in [*operation["shared"], *operation.get("parameters", [])]:
        parameter = document["parameters"][entry["$ref"].rpartition("/")[2]] if "$ref" in entry else entry
        found[f"{parameter['in']} {parameter['name']}"] = parameter
    return found


def _schema(document: Json, node: Json, name: str) -> Schema:
    """The node with all that it takes from elsewhere; `name` is what reports call it."""
    facts: dict[str, Fact] = {}
    members: dict[str, tuple[Json, str]] = {}
    required: set[str] = set()
    items = values = None
    cut = name
    for part, owner in _parts(document, node, name):
        if "$ref" in node and owner != name:
            cut = owner
        stated = {key: value for key, value in part.items() if key not in _PASSED_OVER and not key.startswith("x-")}
        enum_name = part.get("x-ms-enum", {}).get("name", owner) if "enum" in part else owner
        facts |= {key: Fact(value, owner) for key, value in stated.items() if key != "readOnly"}
        if "type" in part:
            facts["type"] = Fact("string" if part["type"] == "file" else part["type"], owner)
        if "enum" in part:
            facts["enum"] = Fact(list(part["enum"]), enum_name)
            facts["open"] = Fact(part.get("x-ms-enum", {}).get("modelAsString", False), enum_name)
        joint = " " if " " in owner and "body" not in owner and "answer" not in owner else "."
        for member, schema in part.get("properties", {}).items():
            members[member] = schema, f"{owner}{joint}{member}"
        required |= set(part.get("required", ())) if isinstance(part.get("required"), list) else set()
        if "items" in part:
            items = part["items"], f"{owner}[]"
        if isinstance(part.get("additionalProperties"), dict):
            values = part["additionalProperties"], f"{owner}{{}}"
    if members and "type" not in facts:
        facts["type"] = Fact("object", name)
    return Schema(facts, members, frozenset(required), items, values, cut)


def _parts(document: Json, node: Json, name: str) -> Iterator[tuple[Json, str]]:
    """The node's sources, those that it refers to or inherits from first, each with its name."""
    if "$ref" in node:
        target = node["$ref"].rpartition("/")[2]
        yield from _parts(document, document["definitions"][target], target)
    for part in node.get("allOf", ()):
        yield from _parts(document, part, name)
    yield node, name


def _is_read_only(document: Json, node: Json, name: str) -> bool:
    """Whether the node says so, or what it refers to; what it inherits from is not asked."""
    target = document["definitions"][node["$ref"].rpartition("/")[2]] if "$ref" in node else {}
    return bool(node.get("readOnly", target.get("readOnly", False)))


def _fact_changes(label: str, was: Schema, now: Schema, name: str) -> Iterator[Change]:
    for key in was.facts.keys() | now.facts.keys():
        had, has = was.facts.get(key), now.facts.get(key)
        if had is not None and has is not None and had.value == has.value:
            continue
        stated = had or has
        assert stated is not None
        if key == "enum" and had is not None and has is not None:
            for value in has.value:
                if value not in had.value:
                    yield Change(label, "enum value added", stated.name, str(value))
            for value in had.value:
                if value not in has.value:
                    yield Change(label, "enum value removed", stated.name, str(value))
        elif key == "open" and had is not None and has is not None:
            yield Change(label, "openness changed", stated.name)
        elif key != "open":
            yield Change(label, "fact changed", had.name if had else name, key)
