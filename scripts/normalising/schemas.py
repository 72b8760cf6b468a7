"""Schemas of Swagger 2.0 → schemas of OpenAPI 3.0."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from build_error import BuildError
from upstream.swagger import Json

# Keywords that mean the same in both.
_KEPT = frozenset(
    ("type", "format", "required", "enum", "default", "readOnly", "uniqueItems", "multipleOf", "pattern")
    + ("maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "maxLength", "minLength")
    + ("maxItems", "minItems", "maxProperties", "minProperties")
)
# Prose, and what says nothing about the wire; a title repeats the name.
_PROSE = frozenset(("description", "title", "example", "externalDocs", "xml"))
# What a parameter or header has beside its schema.
_NOT_SCHEMA = frozenset(("name", "in", "required", "description", "allowEmptyValue"))
# What is said of a definition is not said of those that inherit from it.
_NOT_INHERITED = frozenset(("title", "description", "readOnly", "discriminator"))


class SchemaConverter:
    """Converts the schemas of one published file.

    Named inline enums met on the way become components, so `components()` is asked for last.
    """

    def __init__(self, definitions: Json, version: str) -> None:
        self._definitions = definitions
        self._version = version
        self._named_enums: Json = {}
        self._inlining: set[str] = set()

    def components(self) -> Json:
        components = {name: self._definition(name, schema) for name, schema in self._definitions.items()}
        return components | self._named_enums

    def schema(self, schema: Json, where: str) -> Json:
        """A schema that stands in a body, a response, an array or a map."""
        if "$ref" in schema:
            reference = {"$ref": schema["$ref"].replace("#/definitions/", "#/components/schemas/")}
            beside = self._converted({key: value for key, value in schema.items() if key != "$ref"}, where)
            return {"allOf": [reference], **beside} if beside else reference
        if "allOf" in schema:
            if self._stays_composed(schema):
                return self._composed(schema, where)
            return self._inlined(schema, where)
        name = schema.get("x-ms-enum", {}).get("name")
        if name and "enum" in schema:
            return self._named_enum(name, schema, where)
        return self._converted(schema, where)

    def value(self, node: Json, where: str) -> Json:
        """The schema of a parameter or header, which Swagger 2.0 writes among its other properties."""
        bare = {key: value for key, value in node.items() if key not in _NOT_SCHEMA and not key.startswith("x-")}
        return self.schema(bare, where)

    def _stays_composed(self, schema: Json) -> bool:
        """Whether it only adds to one definition, takes over one in which it stands itself, or is no object."""
        bases = self._bases(schema)
        if not self._is_of_objects(schema):
            return True
        own = schema.keys() - {"allOf"} - _PROSE
        return (len(schema["allOf"]) == len(bases) == 1 and not own & {"properties", "required"}) or bool(
            self._inlining & set(bases)
        )

    def _is_of_objects(self, schema: Json) -> bool:
        parts = [*schema["allOf"], *(self._definitions[name] for name in self._bases(schema))]
        return all(part.get("type", "object") == "object" and "enum" not in part for part in parts)

    def _composed(self, schema: Json, where: str) -> Json:
        """With its parts as they are, which OpenAPI 3.0 has too."""
        own = self._converted({key: value for key, value in schema.items() if key != "allOf"}, where)
        return {"allOf": [self.schema(part, where) for part in schema["allOf"]], **own}

    def _inlined(self, schema: Json, where: str) -> Json:
        bases = set(self._bases(schema))
        self._inlining |= bases
        try:
            return self._converted(self._flattened(schema, where), where)
        finally:
            self._inlining -= bases

    def _definition(self, name: str, schema: Json) -> Json:
        if "$ref" in schema:
            return self.schema(schema, name)
        if "allOf" in schema and not self._is_of_objects(schema):
            return self._composed(schema, name)
        flat = self._flattened(schema, name) if "allOf" in schema else schema
        bases = self._bases(schema)
        converted = self._converted({key: value for key, value in flat.items() if key != "properties"}, name)
        if "properties" in flat:
            converted["properties"] = {
                key: self._property(value, f"{name}.{key}") for key, value in flat["properties"].items()
            }
        if bases:
            converted["x-published-all-of"] = bases
        return converted

    def _property(self, schema: Json, where: str) -> Json:
        converted = self.schema(schema, where)
        # A description beside a $ref would be ignored; an allOf of one says the same and keeps it.
        return {"allOf": [converted]} if "$ref" in converted else converted

    def _bases(self, schema: Json, above: tuple[str, ...] = ()) -> list[str]:
        """Names of the definitions that a definition inherits from, nearest first."""
        found: list[str] = []
        for part in schema.get("allOf", ()):
            name = part["$ref"].rpartition("/")[2] if "$ref" in part else ""
            if name and name not in above:
                found += [name, *self._bases(self._definitions[name], (*above, name))]
        return found

    def _flattened(self, schema: Json, where: str, above: tuple[str, ...] = ()) -> Json:
        """The schema with everything it inherits written out, inherited properties first."""
        flat: Json = {}
        properties: Json = {}
        required: list[str] = []
        own = {key: value for key, value in schema.items() if key != "allOf"}
        for part in (*(self._base(part, where, above) for part in schema.get("allOf", ())), own):
            properties |= part.get("properties", {})
            required += part.get("required", [])
            flat |= {key: value for key, value in part.items() if part is own or key not in _NOT_INHERITED}
        # In the order of the definition, each once.
        flat |= {"required": list(dict.fromkeys(required))} if required else {}
        return flat | {"type": "object", "properties": properties}

    def _base(self, part: Json, where: str, above: tuple[str, ...]) -> Json:
        """One of the schemas that another inherits from, itself flat."""
        name = part["$ref"].rpartition("/")[2] if "$ref" in part else ""
        if name and name in above:
            raise BuildError(f"{self._version}: {where} inherits from itself through {name}.")
        base = self._definitions[name] if name else part
        if "$ref" in base:
            return self._base(base, where, (*above, name))
        return self._flattened(base, where, (*above, name))

    def _named_enum(self, name: str, schema: Json, where: str) -> Json:
        existing = self._definitions.get(name) or self._named_enums.get(name)
        if existing is not None and existing.get("enum") != schema["enum"]:
            return self._converted(schema, where)
        if name not in self._definitions:
            self._named_enums[name] = self._converted({k: v for k, v in schema.items() if k != "readOnly"}, where)
        reference = {"$ref": f"#/components/schemas/{name}"}
        return {"allOf": [reference], "readOnly": True} if schema.get("readOnly") else reference

    def _converted(self, schema: Json, where: str) -> Json:
        result: Json = {}
        for key, value in schema.items():
            if key in _KEPT or key.startswith("x-"):
                result[key] = _without_prose(value) if key == "x-ms-enum" else value
            elif key not in _PROSE:
                result |= self._structure(key, value, where)
        if result.get("type") == "file":
            result |= {"type": "string", "format": "binary", "x-published-type": "file"}
        if result.pop("x-nullable", False):
            result["nullable"] = True
        return result

    def _structure(self, key: str, value: Any, where: str) -> Json:
        if key == "items":
            return {key: self.schema(value, f"{where}[]")}
        if key == "properties":
            return {key: {name: self.schema(schema, f"{where}.{name}") for name, schema in value.items()}}
        if key == "additionalProperties":
            return {key: self.schema(value, f"{where}.*") if isinstance(value, dict) else value}
        if key == "discriminator":
            return {key: {"propertyName": value}}
        if key == "collectionFormat":
            # OpenAPI 3.0 has no word for it here; commas are what both separate by.
            return {} if value == "csv" else {"x-published-collection-format": value}
        raise BuildError(f"{self._version}: {where} has the keyword {key!r}, which the normaliser does not know.")


def inline_enums(document: Json) -> Iterator[tuple[str, str]]:
    """Where an enum is written out that has a name, which another enum took; and the name."""
    components = document["components"]["schemas"]
    for where, node in _objects({"paths": document["paths"], "components": components}, ""):
        marks = node.get("x-ms-enum")
        name = marks.get("name") if "enum" in node and isinstance(marks, dict) else None
        if name is not None and name in components and node["enum"] != components[name].get("enum"):
            yield where, name


def _objects(node: Any, where: str) -> Iterator[tuple[str, Json]]:
    if isinstance(node, dict):
        yield where, node
    steps = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for step, below in steps:
        yield from _objects(below, f"{where}.{step}" if where else str(step))


def _without_prose(enum: Json) -> Json:
    result = dict(enum)
    if "values" in result:
        result["values"] = [{k: v for k, v in value.items() if k != "description"} for value in result["values"]]
    return result
