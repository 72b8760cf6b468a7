"""Schemas as a program meets them: references and `allOf` followed, every fact with the place where it is stated."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Any, Literal
from urllib.parse import unquote

from build_error import BuildError
from upstream.swagger import Json, lookup_reference

from .schema_spellings import (
    COMPOSITIONS,
    NOTES,
    PROSE,
    VARIANTS,
    canonical,
    flat_variants,
    is_null,
    split_types,
    variants_of_values,
)

SCHEMAS = "/components/schemas/"
# What a schema that says nothing of values is called.
ANYTHING = "anything"
# Who owns what stands at the top of a document.
DOCUMENT = "document"

_REFERRING = frozenset(("$ref", *COMPOSITIONS))
# What a schema says of itself and not of those that inherit from it.
_NOT_INHERITED = frozenset(("readOnly", "writeOnly", "deprecated", "discriminator"))


@dataclass(frozen=True, slots=True)
class Location:
    """Where a part of a document stands, for machines and for people.

    Args:
        pointer: JSON pointer in the document.
        owner: the named schema or the operation that it is in, such as `Transcription` or `POST /transcriptions`.
        label: what it is there, such as `properties.duration` or `query skip`; empty for the owner itself.
    """

    pointer: str
    owner: str
    label: str = ""

    @property
    def name(self) -> str:
        joint = " " if " " in self.owner + self.label else "."
        return joint.join(part for part in (self.owner, self.label) if part)

    def at(self, *steps: str | int) -> Location:
        """A place below, which people call the same."""
        return Location(below(self.pointer, *steps), self.owner, self.label)

    def member(self, name: str) -> Location:
        return Location(
            below(self.pointer, "properties", name), self.owner, f"{self.label}.{name}" if self.label else name
        )

    def items(self) -> Location:
        return Location(below(self.pointer, "items"), self.owner, f"{self.label}[]")

    def values(self) -> Location:
        return Location(below(self.pointer, "additionalProperties"), self.owner, f"{self.label}{{}}")


@dataclass(frozen=True, slots=True)
class Node:
    """A schema and where it stands."""

    schema: Any
    location: Location


@dataclass(frozen=True, slots=True)
class Keyword:
    """What a schema says under one keyword, and where it says so."""

    value: Any
    location: Location


@dataclass(slots=True)
class SchemaView:
    """A schema with all that it takes from others.

    `values` is the schema of properties that are not named, False where there may be none, None where nothing is said.
    `sole` is the one variant that it has, which it is the same as; `schema` what it says itself.
    """

    location: Location
    schema: Any = None
    keywords: dict[str, Keyword] = field(default_factory=dict)
    properties: dict[str, Node] = field(default_factory=dict)
    required: dict[str, Location] = field(default_factory=dict)
    items: Node | None = None
    values: Node | Literal[False] | None = None
    variants: dict[str, list[Node]] = field(default_factory=dict)
    sole: Node | None = None

    def value(self, keyword: str) -> Any:
        found = self.keywords.get(keyword)
        return None if found is None else found.value

    @property
    def type(self) -> str | None:
        """The type that is stated, or that its other keywords imply."""
        stated = self.value("type")
        if stated is not None:
            return str(stated)
        if self.properties or self.values is not None:
            return "object"
        return None if self.items is None else "array"

    @property
    def kind(self) -> str:
        """What values are, whatever the schema is called: the type with its format, the variants, or anything."""
        if self.type is None:
            return " or ".join(sorted(map(_variant_name, chain(*self.variants.values())))) or ANYTHING
        form = self.value("format")
        return f"{self.type} ({form})" if isinstance(form, str) else self.type

    @property
    def is_open(self) -> bool:
        """Whether values that its enum does not name may come."""
        named = self.value("x-ms-enum")
        return isinstance(named, dict) and named.get("modelAsString") is True

    @property
    def is_named(self) -> bool:
        """Whether it stands under a name of its own."""
        return self.location.pointer == below(SCHEMAS.rstrip("/"), self.location.owner)

    def __str__(self) -> str:
        return self.location.owner if self.is_named else self.kind


def below(pointer: str, *steps: str | int) -> str:
    """The JSON pointer of something below `pointer`."""
    for step in steps:
        text = str(step)
        if "~" in text or "/" in text:
            text = text.replace("~", "~0").replace("/", "~1")
        pointer = f"{pointer}/{text}"
    return pointer


class SchemaReader:
    """Reads the schemas of one document; each view is made once."""

    def __init__(self, document: Json, name: str) -> None:
        self._document = document
        self._name = name
        self._views: dict[str, SchemaView] = {}
        self._targets: dict[str, Node] = {}
        self.named: Json = document.get("components", {}).get("schemas", {})

    def component(self, name: str) -> Node:
        """The named schema."""
        return Node(self.named[name], Location(below("/components/schemas", name), name))

    def view(self, node: Node) -> SchemaView:
        """The schema with all that it takes from others.

        Raises:
            BuildError: it refers to what is no schema of the document.
        """
        node = self.followed(node)
        found = self._views.get(node.location.pointer)
        if found is None:
            found = self._views[node.location.pointer] = SchemaView(node.location, node.schema)
            self._gather(found, node, frozenset())
        return found

    def told(self, node: Node) -> str:
        """What a schema is, for people: its name, or its type and that of its items."""
        view = self.view(node)
        if view.items is None or str(view) != "array":
            return str(view)
        items = self.view(view.items)
        return f"array of {items}" if items.location.pointer != view.location.pointer else "array"

    def variant_told(self, node: Node) -> str:
        """A variant, for people: as `told`; an object without a name by some of its properties."""
        view, told = self.view(node), self.told(node)
        if view.is_named or not view.properties:
            return told
        names = sorted(view.properties)
        return f"{told} with {', '.join(names[:3])}{'…' if len(names) > 3 else ''}"

    @cached_property
    def subtypes(self) -> dict[str, list[str]]:
        """Named schemas, and those that inherit from them."""
        found: dict[str, list[str]] = {}
        for name, schema in self.named.items():
            for base in _bases(schema):
                found.setdefault(base, []).append(name)
        return found

    def unused(self) -> set[str]:
        """Named schemas to which nothing leads from outside of them."""
        components = self._document.get("components", {})
        outside = [value for key, value in self._document.items() if key != "components"]
        outside += [value for key, value in components.items() if key != "schemas"]
        return self.named.keys() - self.used_by(outside)

    def used_by(self, node: Any) -> set[str]:
        """Named schemas to which a part of the document leads."""
        used: set[str] = set()
        waiting = [node]
        while waiting:
            node = waiting.pop()
            if isinstance(node, list):
                waiting += node
            elif isinstance(node, dict):
                waiting += node.values()
                for name in _named_in(node) if "$ref" in node or "x-published-all-of" in node else ():
                    if name in self.named and name not in used:
                        used.add(name)
                        waiting.append(self.named[name])
                        # What inherits from it can stand in its place.
                        waiting += [{"$ref": f"#{SCHEMAS}{subtype}"} for subtype in self.subtypes.get(name, ())]
        return used

    def followed(self, node: Node) -> Node:
        """Where a chain of mere references ends."""
        seen = set()
        while (target := self._mere_reference(node.schema)) is not None and target not in seen:
            seen.add(target)
            node = self._target(target, node)
        return node

    def _mere_reference(self, schema: Any) -> str | None:
        if not isinstance(schema, dict) or _REFERRING.isdisjoint(schema):
            return None
        said = [key for key in schema if key not in PROSE and key not in NOTES]
        if said == ["$ref"] and isinstance(schema["$ref"], str):
            return None if _is_elsewhere(schema) else schema["$ref"]
        if len(said) == 1 and said[0] in COMPOSITIONS and len(_list(schema[said[0]])) == 1:
            return self._mere_reference(schema[said[0]][0])
        return None

    def _target(self, reference: str, node: Node) -> Node:
        if reference not in self._targets:
            self._targets[reference] = self._found(reference, node)
        return self._targets[reference]

    def _found(self, reference: str, node: Node) -> Node:
        target = lookup_reference(self._document, reference)
        if not isinstance(target, dict | bool):
            where = f"#{node.location.pointer}"
            raise BuildError(f"{self._name}: {where} refers to {reference!r}, which is no schema of the document.")
        pointer = unquote(reference.removeprefix("#"))
        parent, _, name = pointer.rpartition("/")
        owner = name.replace("~1", "/").replace("~0", "~") if f"{parent}/" == SCHEMAS else pointer
        return Node(target, Location(pointer, owner))

    def _gather(self, view: SchemaView, node: Node, above: frozenset[str]) -> None:
        schema, location = node.schema, node.location
        if location.pointer in above:
            return
        above |= {location.pointer}
        if isinstance(schema, bool):
            schema = {} if schema else {"not": {}}
        if not isinstance(schema, dict):
            raise BuildError(f"{self._name}: #{location.pointer} is not a schema.")
        for part in self._parts(view, schema, location):
            self._gather(view, part, above)
        if "properties" in schema:
            for key in _NOT_INHERITED & view.keywords.keys():
                del view.keywords[key]
        self._own(view, schema, location)

    def _parts(self, view: SchemaView, schema: Json, location: Location) -> list[Node]:
        """The schemas that another consists of beside what it says itself."""
        parts: list[Node] = []
        if _REFERRING.isdisjoint(schema):
            return parts
        if isinstance(schema.get("$ref"), str) and not _is_elsewhere(schema):
            parts.append(self._target(schema["$ref"], Node(schema, location)))
        for index, part in enumerate(_list(schema.get("allOf"))):
            node = Node(part, location.at("allOf", index))
            parts.append(self.followed(node))
        for key in VARIANTS:
            values = [(index, part) for index, part in enumerate(_list(schema.get(key))) if not is_null(part)]
            if len(values) == 1:
                index, part = values[0]
                view.sole = Node(part, location.at(key, index))
                parts.append(self.followed(view.sole))
        return parts

    def _own(self, view: SchemaView, schema: Json, location: Location) -> None:
        schema, typed = split_types(schema)
        if typed:
            view.variants["anyOf"] = [Node(part, location.at("type", index)) for index, part in enumerate(typed)]
        for key, value in canonical(schema).items():
            view.keywords[key] = Keyword(value, location)
        if _is_elsewhere(schema):
            view.keywords["$ref"] = Keyword(schema["$ref"], location)
        bases = [base for base in schema.get("x-published-all-of", ()) if isinstance(self.named.get(base), dict)]
        for name, member in _mapping(schema.get("properties")).items():
            view.properties[name] = Node(member, self._origin(name, member, location, bases).member(name))
        for name in _list(schema.get("required")):
            if isinstance(name, str):
                inherited = [base for base in bases if name in _list(self.named[base].get("required"))]
                view.required[name] = (
                    self.component(inherited[-1]).location.member(name) if inherited else location.member(name)
                )
        if isinstance(schema.get("items"), dict | bool):
            view.items = Node(schema["items"], location.items())
        further = schema.get("additionalProperties")
        if further is not None:
            view.values = further is not False and Node(further, location.values())
        for key in variants_of_values(schema):
            for steps, part in flat_variants(schema, key):
                if not is_null(part):
                    view.variants.setdefault(key, []).append(Node(part, location.at(*steps)))

    def _origin(self, name: str, member: Any, location: Location, bases: list[str]) -> Location:
        """The schema that a property of a flattened one was inherited from, else itself."""
        for base in reversed(bases):
            if _mapping(self.named[base].get("properties")).get(name) == member:
                return self.component(base).location
        return location


def _variant_name(node: Node) -> str:
    """A variant by the name of what it refers to, else by its type."""
    schema = node.schema if isinstance(node.schema, dict) else {}
    reference = schema.get("$ref")
    return reference.rpartition("/")[2] if isinstance(reference, str) else str(schema.get("type", ANYTHING))


def _is_elsewhere(schema: Json) -> bool:
    """Whether it refers out of the document."""
    return isinstance(schema.get("$ref"), str) and not schema["$ref"].startswith("#")


def _bases(schema: Any) -> list[str]:
    """The named schemas that a schema inherits from, as far as it says so itself."""
    if not isinstance(schema, dict):
        return []
    return [
        *_list(schema.get("x-published-all-of")),
        *(name for part in _list(schema.get("allOf")) for name in _named_in(part)),
    ]


def _named_in(node: Any) -> list[str]:
    """The named schemas that a node itself refers to or was flattened from."""
    if not isinstance(node, dict):
        return []
    reference = node.get("$ref")
    names = [unquote(reference).removeprefix(f"#{SCHEMAS}")] if isinstance(reference, str) else []
    return names + _list(node.get("x-published-all-of"))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _mapping(value: Any) -> Json:
    return value if isinstance(value, dict) else {}
