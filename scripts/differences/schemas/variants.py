"""Variants of schemas: which variant of one document is which of the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from differences.difference import as_text
from differences.reading.schema_spellings import COMPOSITIONS, PROSE
from differences.reading.schema_views import Node, SchemaReader, SchemaView


def variant_lists(old: dict[str, list[Node]], new: dict[str, list[Node]]) -> Iterator[tuple[list[Node], list[Node]]]:
    """Return the lists that stand for each other; where there is one on either side, whether it is oneOf or anyOf."""
    if len(old) == len(new) == 1:
        yield next(iter(old.values())), next(iter(new.values()))
        return
    for key in sorted({*old, *new}):
        yield old.get(key, []), new.get(key, [])


def variants_by_key(schemas: SchemaReader, nodes: list[Node]) -> dict[str, Node]:
    """Return variants by the name of what they refer to, else by what they say."""
    found: dict[str, Node] = {}
    for node in nodes:
        view = schemas.view(node)
        is_reference = view.is_named and view.location.pointer != node.location.pointer
        key = view.location.owner if is_reference else as_text(_shape(node.schema))
        found[key] = node
    return found


def told_variants(nodes: list[Node]) -> str | None:
    """Return all of a list of variants as one text, whatever their order; None where there are none."""
    return as_text(sorted((_shape(node.schema) for node in nodes), key=as_text)) if nodes else None


def counterpart(one: SchemaView, variants: list[Node], schemas: SchemaReader) -> Node | None:
    """Return the variant that a schema of the other document is: by name, by what both say, or the only one alike."""
    views = [(node, schemas.view(node)) for node in variants]
    if one.is_named:
        same = [node for node, view in views if view.is_named and view.location.owner == one.location.owner]
        if same:
            return same[0]
    shape = as_text(_shape(one.schema if one.sole is None else one.sole.schema))
    for node, view in views:
        if shape in (as_text(_shape(node.schema)), as_text(_shape(view.schema))):
            return node
    if one.properties:
        # The same object under another name, null aside.
        names = one.properties.keys()
        alike = [node for node, view in views if view.properties.keys() == names]
    else:
        alike = [node for node, view in views if view.type == one.type and not view.is_named]
    return alike[0] if len(alike) == 1 and one.type is not None else None


def alike_variants(old: SchemaReader, gone: list[Node], new: SchemaReader, come: list[Node]) -> list[tuple[Node, Node]]:
    """Return variants that are one object, inlined or changed: by values that tell it apart, then by its members."""
    found: list[tuple[Node, Node]] = []
    for key in (_fixed_values, _member_names):
        left = [node for node in gone if all(node is not was for was, _ in found)]
        right = [node for node in come if all(node is not now for _, now in found)]
        for was in left:
            told = key(old, was)
            is_named = old.view(was).is_named
            same = [
                now for now in right if told and key(new, now) == told and not (is_named and new.view(now).is_named)
            ]
            if len(same) == 1 and sum(key(old, other) == told for other in left) == 1:
                found.append((was, same[0]))
    return found


def _fixed_values(schemas: SchemaReader, node: Node) -> frozenset[tuple[str, str]]:
    """The members of a variant that have just one value."""
    view = schemas.view(node)
    values = {name: schemas.view(member).value("enum") for name, member in view.properties.items()}
    fixed = {(name, as_text(value[0])) for name, value in values.items() if isinstance(value, list) and len(value) == 1}
    return frozenset(fixed)


def _member_names(schemas: SchemaReader, node: Node) -> frozenset[str]:
    return frozenset(schemas.view(node).properties)


def _shape(schema: Any, key: str = "") -> Any:
    """The schema without prose and without an order that means nothing."""
    if isinstance(schema, dict):
        return {name: _shape(value, name) for name, value in schema.items() if key == "properties" or name not in PROSE}
    if isinstance(schema, list):
        items = [_shape(item) for item in schema]
        return sorted(items, key=as_text) if key in ("required", "enum", *COMPOSITIONS) else items
    return schema


def without_null(view: SchemaView) -> Node:
    """Return a schema as one of its variants: whether null fits, too, is said of all of them together."""
    schema = view.schema
    if not isinstance(schema, dict) or view.value("nullable") is not True:
        return Node(schema, view.location)
    plain = {key: value for key, value in schema.items() if key != "nullable"}
    if isinstance(plain.get("type"), list):
        plain["type"] = [kind for kind in plain["type"] if kind != "null"]
    # A view is made once for a place: this one is of another schema than the place as a whole.
    return Node(plain, view.location.at("nullable"))
