"""Schemas of Swagger 2.0 → schemas of OpenAPI 3.0."""

from __future__ import annotations

from typing import Any

from problem import Problem
from swagger import Json

# Keywords that mean the same in both.
_KEPT = frozenset(
    ("type", "format", "required", "enum", "default", "readOnly", "uniqueItems", "multipleOf", "pattern")
    + ("maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "maxLength", "minLength")
    + ("maxItems", "minItems", "maxProperties", "minProperties")
)
# Prose, and what says nothing about the wire; a title repeats the name.
_PROSE = frozenset(("description", "title", "example", "externalDocs", "xml"))
# What a parameter or header has beside its schema.
_NOT_SCHEMA = frozenset(("name", "in", "required", "description", "collectionFormat", "allowEmptyValue"))
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
            schema = self._flattened(schema, where)
        name = schema.get("x-ms-enum", {}).get("name")
        if name and "enum" in schema:
            return self._named_enum(name, schema, where)
        return self._converted(schema, where)

    def value(self, node: Json, where: str) -> Json:
        """The schema of a parameter or header, which Swagger 2.0 writes among its other properties."""
        bare = {key: value for key, value in node.items() if key not in _NOT_SCHEMA and not key.startswith("x-")}
        return self.schema(bare, where)

    def _definition(self, name: str, schema: Json) -> Json:
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

    def _bases(self, schema: Json) -> list[str]:
        """Names of the definitions that a definition inherits from, nearest first."""
        found: list[str] = []
        for part in schema.get("allOf", ()):
            if "$ref" in part:
                name = part["$ref"].rpartition("/")[2]
                found += [name, *self._bases(self._definitions[name])]
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
            raise Problem(f"{self._version}: {where} inherits from itself through {name}.")
        base = self._flattened(self._definitions[name] if name else part, where, (*above, name))
        if (self._definitions[name] if name else part).get("type", "object") != "object":
            raise Problem(f"{self._version}: {where} inherits from something that is not an object.")
        return base

    def _named_enum(self, name: str, schema: Json, where: str) -> Json:
        existing = self._definitions.get(name) or self._named_enums.get(name)
        if existing is not None and existing.get("enum") != schema["enum"]:
            raise Problem(f"{self._version}: {where} has another enum called {name} than the rest of the document.")
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
        raise Problem(f"{self._version}: {where} has the keyword {key!r}, which the normaliser does not know.")


def _without_prose(enum: Json) -> Json:
    result = dict(enum)
    if "values" in result:
        result["values"] = [{k: v for k, v in value.items() if k != "description"} for value in result["values"]]
    return result
