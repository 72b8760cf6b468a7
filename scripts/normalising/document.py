"""Swagger 2.0 as published → OpenAPI 3.0 with all of its facts and none of its prose; `describe` adds our words.

What is particular to this API's files:
- inheritance (`allOf` in a definition) is flattened; `x-published-all-of` names what was inherited from;
- a body has one content type, the first published one; `x-published-consumes` keeps the list;
- operation ids are `Group_Verb`; a published id that differs is kept as `x-published-operation-id`;
- inline enums that carry a name become schemas of that name;
- the body parameter's name is kept as `x-ms-requestBody-name`;
- a form field whose JSON has a schema (`spec/amendments.toml`) is typed with it; `x-published-type` keeps its own.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from build_error import BuildError
from upstream.sources import SPEC, Pin
from upstream.swagger import PATHS, Json, dereference, operations, responses

from .schemas import SchemaConverter, inline_enums

_GROUP_VERB = re.compile(r"[A-Za-z][A-Za-z0-9]*_[A-Za-z][A-Za-z0-9]*")
# Extensions of the document that are converted and not copied.
_CONVERTED = frozenset(("x-ms-parameterized-host", "x-ms-paths"))
# How a query in OpenAPI 3.0 separates the items of a list that Swagger 2.0 separates by something else than commas.
_QUERY_STYLES = {"ssv": "spaceDelimited", "pipes": "pipeDelimited"}
_PARAMETER_KEYS = ("name", "in", "required", "deprecated")


@dataclass(frozen=True)
class Amendments:
    """What the published files leave out or say irregularly: `spec/amendments.toml`."""

    operation_ids: dict[str, str] = field(default_factory=dict)
    form_fields: dict[tuple[str, str], str] = field(default_factory=dict)

    @classmethod
    def load(cls, file: Path = SPEC / "amendments.toml") -> Amendments:
        try:
            table = tomllib.loads(file.read_text(encoding="utf-8"))
        except (OSError, tomllib.TOMLDecodeError) as error:
            raise BuildError(f"{file}: cannot be read: {error}.") from error
        fields = {(entry["operation"], entry["field"]): entry["schema"] for entry in table.get("form_fields", ())}
        return cls(table.get("operation_ids", {}), fields)


def normalise(swagger: Json, pin: Pin, amendments: Amendments) -> Json:
    """The OpenAPI 3.0 document for one published file.

    Raises:
        BuildError: the file uses something that has no faithful counterpart.
    """
    return _Normaliser(swagger, pin, amendments).document()


def require_distinct_names(document: Json, name: str) -> None:
    """Make sure that a client can be made of a normalised document, in which each name stands for one thing.

    Raises:
        BuildError: two of its operations, or two enums, bear one name.
    """
    owners: dict[str, str] = {}
    for path, method, operation, _ in operations(document):
        label = f"{method.upper()} {path}"
        other = owners.setdefault(operation["operationId"], label)
        if other != label:
            raise BuildError(
                f"{name}: {other} and {label} would both be the operation {operation['operationId']}; "
                "give one of them another name under [operation_ids] of spec/amendments.toml."
            )
    for where, enum in inline_enums(document):
        raise BuildError(f"{name}: {where} has another enum called {enum} than the rest of the document.")


class _Normaliser:
    def __init__(self, swagger: Json, pin: Pin, amendments: Amendments) -> None:
        self._swagger = swagger
        self._pin = pin
        self._amendments = amendments
        self._schemas = SchemaConverter(swagger.get("definitions", {}), pin.version)

    def document(self) -> Json:
        swagger = self._swagger
        names = self._operation_names()
        paths = {part: self._paths(part, names) for part in PATHS if part in swagger}
        parameters = swagger.get("parameters", {})
        components = {
            "securitySchemes": {
                name: {key: value for key, value in scheme.items() if key != "description"}
                for name, scheme in swagger.get("securityDefinitions", {}).items()
            },
            "parameters": {
                name: self._parameter(entry) for name, entry in parameters.items() if self._stays_shared(entry)
            },
            "schemas": self._schemas.components(),
        }
        document: Json = _without_none(
            {
                "openapi": "3.0.3",
                "info": {
                    "title": f"Azure Speech to text REST API {self._pin.version}",
                    "version": swagger["info"].get("version", self._pin.version),
                    "x-published": {"repository": self._pin.repository, "path": self._pin.path}
                    | {"commit": self._pin.commit, "sha256": self._pin.sha256},
                },
                "servers": self._servers(),
                "security": swagger.get("security"),
                "tags": [{"name": group} for group in sorted({name.partition("_")[0] for name in names.values()})],
                **paths,
                "components": components,
                **{key: value for key, value in _extensions(swagger).items() if key not in _CONVERTED},
            }
        )
        return document

    def _operation_names(self) -> dict[tuple[str, str], str]:
        return {
            (path, method): self._operation_name(path, method, operation.get("operationId"))
            for part in PATHS
            for path, method, operation, _ in operations(self._swagger, part)
        }

    def _operation_name(self, path: str, method: str, published: str | None) -> str:
        identifier = published or f"{method}{''.join(part.title() for part in re.findall('[a-z]+', path.lower()))}"
        identifier = self._amendments.operation_ids.get(identifier, identifier)
        if _GROUP_VERB.fullmatch(identifier):
            return identifier
        group = re.split(r"[/:]", path.strip("/"))[0]
        verb = "".join(re.findall(r"[A-Za-z0-9]+", identifier))
        return f"{group[:1].upper()}{re.sub(r'[^A-Za-z0-9]', '', group[1:])}_{verb}"

    def _servers(self) -> list[Json]:
        host = self._swagger.get("x-ms-parameterized-host")
        scheme = (self._swagger.get("schemes") or ["https"])[0]
        if host is None:
            return [{"url": f"{scheme}://{self._swagger.get('host', '')}{self._swagger.get('basePath', '')}"}]
        variables = {}
        for entry in host.get("parameters", ()):
            parameter = self._resolved(entry)
            default = "https://westeurope.api.cognitive.microsoft.com"
            variables[parameter["name"]] = {"default": default, **_extensions(parameter)}
        prefix = f"{scheme}://" if host.get("useSchemePrefix", True) else ""
        return [{"url": prefix + host["hostTemplate"], "variables": variables}]

    def _paths(self, part: str, names: dict[tuple[str, str], str]) -> Json:
        paths: Json = {}
        for path, method, operation, item in operations(self._swagger, part):
            shared = [self._resolved(parameter) for parameter in item.get("parameters", ())]
            paths.setdefault(path, {})[method] = self._operation(names[path, method], operation, shared)
        return paths

    def _operation(self, name: str, operation: Json, shared: list[Json]) -> Json:
        published = operation.get("operationId")
        own = operation.get("parameters", [])
        taken = {self._identity(entry) for entry in own}
        parameters = [*(entry for entry in shared if self._identity(entry) not in taken), *own]
        plain = [entry for entry in parameters if self._resolved(entry).get("in") not in ("body", "formData")]
        return {
            "tags": [name.partition("_")[0]],
            "operationId": name,
            "x-published-operation-id": published if published != name else None,
            "deprecated": operation.get("deprecated"),
            "security": operation.get("security"),
            "parameters": [self._parameter_use(entry) for entry in plain] or None,
            "requestBody": self._request_body(name, operation, [self._resolved(entry) for entry in parameters]),
            "responses": {status: self._response(response, operation) for status, response in responses(operation)},
            **_extensions(operation),
        }

    def _identity(self, entry: Json) -> tuple[str, str]:
        """What tells a parameter from others: an operation's own takes the place of its path's."""
        parameter = self._resolved(entry)
        return parameter["name"], parameter["in"]

    def _parameter_use(self, entry: Json) -> Json:
        parameter = self._resolved(entry)
        if "$ref" in entry and self._stays_shared(parameter):
            return {"$ref": entry["$ref"].replace("#/parameters/", "#/components/parameters/")}
        return self._parameter(parameter)

    def _stays_shared(self, parameter: Json) -> bool:
        """A parameter of the client stays one for all; one of a method is written out, with words for that method."""
        of_client = parameter.get("x-ms-parameter-location", "client") == "client"
        return of_client and parameter["in"] in ("query", "header")

    def _parameter(self, parameter: Json) -> Json:
        style: Json = {}
        if parameter.get("type") == "array" and parameter["in"] == "query":
            # Swagger 2.0 separates by commas unless told otherwise, OpenAPI 3.0 repeats the parameter.
            separation = parameter.get("collectionFormat", "csv")
            style = {"style": _QUERY_STYLES.get(separation, "form"), "explode": separation == "multi"}
            if separation == "multi" or separation in _QUERY_STYLES:
                parameter = {key: value for key, value in parameter.items() if key != "collectionFormat"}
        return {
            **{key: parameter[key] for key in _PARAMETER_KEYS if key in parameter},
            **style,
            "schema": self._schemas.value(parameter, f"parameter {parameter['name']}"),
            **_extensions(parameter),
        }

    def _request_body(self, name: str, operation: Json, parameters: list[Json]) -> Json | None:
        consumes = operation.get("consumes") or self._swagger.get("consumes") or ["application/json"]
        body = next((parameter for parameter in parameters if parameter["in"] == "body"), None)
        fields = [parameter for parameter in parameters if parameter["in"] == "formData"]
        if body is not None:
            content: Json = {"schema": self._schemas.schema(body["schema"], f"body of {name}")}
        elif fields:
            content = self._form(name, fields)
        else:
            return None
        required = body.get("required", False) if body else any(entry.get("required") for entry in fields)
        return {
            "required": required or None,
            "x-ms-requestBody-name": body["name"] if body else None,
            "x-published-consumes": consumes if len(consumes) > 1 else None,
            "content": {consumes[0]: content},
            **_extensions(body or {}),
        }

    def _form(self, operation: str, fields: list[Json]) -> Json:
        properties: Json = {}
        encoding: Json = {}
        for entry in fields:
            name = entry["name"]
            schema = self._amendments.form_fields.get((operation, name))
            if schema is None or schema not in self._swagger.get("definitions", {}):
                properties[name] = self._schemas.value(entry, f"form field {name} of {operation}")
            else:
                reference = {"$ref": f"#/components/schemas/{schema}"}
                properties[name] = {"allOf": [reference], "x-published-type": entry["type"]}
                encoding[name] = {"contentType": "application/json"}
        required = [entry["name"] for entry in fields if entry.get("required")]
        form = {"type": "object", "required": required or None, "properties": properties}
        return {"schema": form, "encoding": encoding or None}

    def _response(self, entry: Json, operation: Json) -> Json:
        response = self._resolved(entry)
        produces = operation.get("produces") or self._swagger.get("produces") or ["application/json"]
        headers = {
            name: {"schema": self._schemas.value(header, f"header {name}"), **_extensions(header)}
            for name, header in response.get("headers", {}).items()
        }
        content = None
        if "schema" in response:
            schema = self._schemas.schema(response["schema"], "response")
            content = {media_type: {"schema": schema} for media_type in produces}
        return {"description": "", "headers": headers or None, "content": content, **_extensions(response)}

    def _resolved(self, entry: Json) -> Json:
        return dereference(self._swagger, entry, self._pin.name)


def _extensions(node: Json) -> Json:
    """Vendor extensions are facts, but for the examples."""
    return {key: value for key, value in node.items() if key.startswith("x-") and key != "x-ms-examples"}


def _without_none(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _without_none(value) for key, value in node.items() if value is not None}
    return [_without_none(value) for value in node] if isinstance(node, list) else node
