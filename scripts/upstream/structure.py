"""Whether the parts of a Swagger 2.0 or OpenAPI 3 document are of the kinds that their specification says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

# A shape is one of: a type or several; a list of one shape; a map of one shape under "*", except for the keys that have
# their own; an object, some keys of which have shapes; the name of a shape in a table. What a shape does not name may
# be anything.
Shape = Any
Shapes = Mapping[str, Shape]

_NUMBER = (int, float)
_TOLD = {str: "a text", bool: "true or false", _NUMBER: "a number", list: "a list", dict: "an object"}

_LIMITS = dict.fromkeys(
    ("minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties")
    + ("multipleOf",),
    _NUMBER,
)
_SCHEMA = {
    **_LIMITS,
    "$ref": str,
    "format": str,
    "pattern": str,
    "enum": list,
    "required": [str],
    "properties": {"*": "schema"},
    "items": "schema",
    "additionalProperties": "schema or flag",
    "allOf": ["schema"],
    "x-ms-enum": {"name": str, "values": [dict], "modelAsString": bool},
}
_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_SECURITY = [{"*": [str]}]

SWAGGER_2: Shapes = {
    "document": {
        "info": dict,
        "host": str,
        "basePath": str,
        "schemes": [str],
        "consumes": [str],
        "produces": [str],
        "paths": {"*": "path"},
        "x-ms-paths": {"*": "path"},
        "definitions": {"*": "schema"},
        "parameters": {"*": "parameter"},
        "responses": {"*": "response"},
        "securityDefinitions": {"*": dict},
        "security": _SECURITY,
        "x-ms-parameterized-host": {"hostTemplate": str, "parameters": ["parameter"]},
    },
    "path": {"parameters": ["parameter"], **dict.fromkeys(_METHODS, "operation")},
    "operation": {
        "operationId": str,
        "consumes": [str],
        "produces": [str],
        "parameters": ["parameter"],
        "responses": {"*": "response"},
        "security": _SECURITY,
    },
    "parameter": _SCHEMA | {"name": str, "in": str, "type": str, "required": bool, "schema": "schema"},
    "response": {"$ref": str, "schema": "schema", "headers": {"*": "schema"}},
    "schema": _SCHEMA | {"type": str},
    "schema or flag": "schema",
}

OPENAPI_3: Shapes = {
    "document": {
        "info": dict,
        "servers": ["server"],
        "paths": {"*": "path"},
        "x-ms-paths": {"*": "path"},
        "webhooks": {"*": "path"},
        "x-webhooks": {"*": "path"},
        "components": {
            "schemas": {"*": "schema or flag"},
            "parameters": {"*": "parameter"},
            "headers": {"*": "parameter"},
            "responses": {"*": "response"},
            "links": {"*": "link"},
            "callbacks": {"*": "callback"},
            "pathItems": {"*": "path"},
            "requestBodies": {"*": "body"},
            "securitySchemes": {"*": dict},
        },
        "security": _SECURITY,
    },
    "server": {"url": str, "variables": {"*": {"enum": list}}},
    "path": {
        "$ref": str,
        "servers": ["server"],
        "parameters": ["parameter"],
        **dict.fromkeys(_METHODS, "operation"),
    },
    "operation": {
        "operationId": str,
        "tags": [str],
        "parameters": ["parameter"],
        "requestBody": "body",
        "responses": {"*": "response"},
        "callbacks": {"*": "callback"},
        "servers": ["server"],
        "security": _SECURITY,
    },
    "callback": {"$ref": str, "*": "path"},
    "link": {"$ref": str, "operationId": str, "operationRef": str},
    "parameter": {
        "$ref": str,
        "name": str,
        "in": str,
        "required": bool,
        "schema": "schema or flag",
        "content": "content",
    },
    "body": {"$ref": str, "required": bool, "content": "content", "x-published-consumes": [str]},
    "response": {"$ref": str, "headers": {"*": "parameter"}, "content": "content", "links": {"*": "link"}},
    "content": {"*": {"schema": "schema or flag", "encoding": {"*": dict}}},
    "schema": _SCHEMA
    | {
        "properties": {"*": "schema or flag"},
        "items": "schema or flag",
        "allOf": ["schema or flag"],
        "oneOf": ["schema or flag"],
        "anyOf": ["schema or flag"],
        "exclusiveMinimum": (bool, int, float),
        "exclusiveMaximum": (bool, int, float),
        "x-published-all-of": [str],
    },
    "schema or flag": "schema",
}


def structure_errors(document: object, shapes: Shapes) -> Iterator[str]:
    """What is not as it should be, each as a sentence without its end: `#/paths/~1things/get is not an object`."""
    waiting: list[tuple[object, Shape, tuple[Any, ...]]] = [(document, "document", ())]
    while waiting:
        node, shape, place = waiting.pop()
        if isinstance(shape, str):
            if shape == "schema or flag" and isinstance(node, bool):
                continue
            waiting.append((node, shapes[shape], place))
        elif isinstance(shape, dict):
            if not isinstance(node, dict):
                yield f"#{_pointer(place)} is not an object"
            elif "*" in shape:
                # Under a key that begins with x- stands an extension, also among paths and statuses.
                waiting += [
                    (value, shape.get(key, shape["*"]), (place, key)) for key, value in node.items() if key[:2] != "x-"
                ]
            else:
                for key, below in shape.items():
                    # A plain value of the right type needs no turn of its own.
                    if key in node and not (below is str and type(node[key]) is str):
                        waiting.append((node[key], below, (place, key)))
        elif isinstance(shape, list):
            if not isinstance(node, list):
                yield f"#{_pointer(place)} is not a list"
            else:
                waiting += [(value, shape[0], (place, index)) for index, value in enumerate(node)]
        elif not isinstance(node, shape) or (shape == _NUMBER and isinstance(node, bool)):
            yield f"#{_pointer(place)} is not {_TOLD.get(shape, 'a number')}"


def _pointer(place: tuple[Any, ...]) -> str:
    steps: list[str] = []
    while place:
        place, step = place
        steps.append(f"/{str(step).replace('~', '~0').replace('/', '~1')}")
    return "".join(reversed(steps))
