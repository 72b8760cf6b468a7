"""Where a value does not keep to its Swagger 2.0 schema, members that the schema does not know included."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from examples import JSON_FIELDS, NOT_OF_THE_OPERATION, Example, Json, document, resolve

_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "file": (str,),
}
_READS: dict[str, Callable[[str], object]] = {"date-time": datetime.fromisoformat, "uuid": UUID, "uri": urlsplit}


def breaches_of(example: Example) -> Iterator[str]:
    """Each way in which an example contradicts its Swagger file."""
    swagger = document(example.version)
    operation = example.operation
    given = {name: value for name, value in example.given.items() if name not in NOT_OF_THE_OPERATION}
    for name, value in given.items():
        parameter = operation.parameters.get(name)
        if parameter is None:
            yield f"parameter {name}: not declared"
        else:
            yield from breaches(swagger, parameter.get("schema", parameter), value, f"parameter {name}")
            yield from _breaches_of_json(swagger, JSON_FIELDS.get((operation.name, name)), value, f"parameter {name}")
    for name, parameter in operation.parameters.items():
        if parameter.get("required") and name not in given:
            yield f"parameter {name}: required, not given"
    media_type = example.given.get("Content-Type")
    if media_type is not None and media_type not in operation.consumes:
        yield f"content type {media_type}: not declared"
    for status, answer in example.answers.items():
        declared = operation.responses.get(str(status))
        if declared is None or ("schema" in declared) != ("body" in answer):
            yield f"answer {status}: not declared, or not with such a body"
        elif "body" in answer:
            yield from breaches(swagger, declared["schema"], answer["body"], f"answer {status}")


def _breaches_of_json(swagger: Json, definition: str | None, text: str, where: str) -> Iterator[str]:
    """Each way in which a text that holds JSON does not keep to its definition, if it has one."""
    if definition is None:
        return
    try:
        value = json.loads(text)
    except ValueError:
        yield f"{where} is no JSON"
    else:
        yield from breaches(swagger, swagger["definitions"][definition], value, where)


def breaches(swagger: Json, schema: Json, value: Any, where: str) -> Iterator[str]:
    """Each way in which `value` does not keep to `schema`."""
    schema = _flat(swagger, schema)
    kind = schema.get("type", "object" if "properties" in schema else None)
    if kind is not None and (not isinstance(value, _TYPES[kind]) or (isinstance(value, bool) and kind != "boolean")):
        yield f"{where} is {_words(value)}, declared as {kind}"
    elif isinstance(value, dict):
        yield from _member_breaches(swagger, schema, value, where)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from breaches(swagger, schema.get("items", {}), item, _below(where, index))
    elif not _reads_as(schema.get("format"), value):
        yield f"{where} does not read as {schema['format']}"
    elif "enum" in schema and value not in schema["enum"]:
        yield f"{where} is none of the declared values"
    else:
        yield from _limit_breaches(schema, value, where)


def _member_breaches(swagger: Json, schema: Json, value: Json, where: str) -> Iterator[str]:
    declared = schema.get("properties", {})
    # Without either the schema lets everything in.
    others = schema.get("additionalProperties", False if declared else {})
    for name, member in value.items():
        if name in declared:
            yield from breaches(swagger, declared[name], member, _below(where, name))
        elif others is False or others is True:
            yield f"{_below(where, name)}: not declared"
        else:
            yield from breaches(swagger, others, member, _below(where, name))
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{_below(where, name)}: required, not given"


def _limit_breaches(schema: Json, value: Any, where: str) -> Iterator[str]:
    limits: dict[str, Callable[[Any], bool]] = {
        "minimum": lambda limit: value >= limit,
        "maximum": lambda limit: value <= limit,
        "minLength": lambda limit: len(value) >= limit,
        "maxLength": lambda limit: len(value) <= limit,
        "minItems": lambda limit: len(value) >= limit,
        "maxItems": lambda limit: len(value) <= limit,
        "pattern": lambda limit: re.search(limit, value) is not None,
    }
    for keyword, keeps_to in limits.items():
        if keyword in schema and not keeps_to(schema[keyword]):
            yield f"{where} does not keep to {keyword} {schema[keyword]}"


def _flat(swagger: Json, schema: Json) -> Json:
    """A schema with the members of those that it extends."""
    schema = dict(resolve(swagger, schema))
    for base in schema.pop("allOf", ()):
        inherited = _flat(swagger, base)
        properties = {**inherited.get("properties", {}), **schema.get("properties", {})}
        required = [*inherited.get("required", ()), *schema.get("required", ())]
        schema = {**inherited, **schema}
        if properties:
            schema["properties"] = properties
        if required:
            schema["required"] = required
    return schema


def _reads_as(format: str | None, value: Any) -> bool:
    try:
        if format in _READS:
            _READS[format](value)
    except ValueError:
        return False
    return True


def _below(where: str, name: str | int) -> str:
    return f"{where}: {name}" if "/" not in where and ": " not in where else f"{where}/{name}"


def _words(value: Any) -> str:
    names = {str: "a string", dict: "an object", list: "an array", bool: "a boolean", type(None): "null"}
    return names.get(type(value), "a number")
