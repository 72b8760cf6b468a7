"""A service of one API version that takes nothing but what its description allows, and answers as it says."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import parse_qs

import httpx
from openapi_schema_validator import OAS30WriteValidator

from unit.specification import Json, document

_ID = "ba7ea6f5-3065-40b7-b49a-a90f48584683"
_SCALARS = {"integer": 7, "number": 0.5, "boolean": True}
_FORMATS = {"date-time": "2025-10-15T12:00:00Z", "uuid": _ID}


class StrictService:
    """Answers requests to `https://westeurope.api.cognitive.microsoft.com`; remembers what it was asked for.

    Args:
        version: the API version, such as v3.2 or 2025-10-15.
    """

    def __init__(self, version: str) -> None:
        self.operations: list[str] = []
        self._version = version
        self._document = document(version)
        dated = not version.startswith("v")
        self._query = {"api-version": [version]} if dated else {}
        self._base = "/speechtotext" if dated else f"/speechtotext/{version}"

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """Answer a request, or fail the test that sent it.

        Raises:
            AssertionError: the version does not allow the request.
        """
        assert request.headers["Ocp-Apim-Subscription-Key"] == "secret"
        operation = self._operation(request)
        self._check_query(request, operation)
        self._check_body(request, operation)
        self.operations.append(operation["operationId"])
        status, answer = next((code, one) for code, one in operation["responses"].items() if code.startswith("2"))
        content = answer.get("content", {}).get("application/json")
        return httpx.Response(int(status), json=self._example(content["schema"]) if content else None)

    def _operation(self, request: httpx.Request) -> Json:
        path = request.url.path.removeprefix(self._base)
        assert request.url.path == self._base + path, f"{request.url.path} is no path of {self._version}"
        # The path that names most parts of it: /models/base, not /models/{id}.
        for template in sorted(self._document["paths"], key=lambda one: one.count("{")):
            operation: Json | None = self._document["paths"][template].get(request.method.lower())
            if operation is not None and re.fullmatch(re.sub(r"\{\w+\}", "[^/:]+", template), path):
                return operation
        raise AssertionError(f"{request.method} {path} is no operation of {self._version}")

    def _check_query(self, request: httpx.Request, operation: Json) -> None:
        given = parse_qs(request.url.query.decode(), keep_blank_values=True)
        assert self._query.items() <= given.items()
        parameters = [self._resolved(one) for one in operation.get("parameters", [])]
        queries = {one["name"]: one for one in parameters if one["in"] == "query"}
        assert given.keys() <= queries.keys() | self._query.keys()
        assert {name for name, one in queries.items() if one.get("required")} <= given.keys()

    def _check_body(self, request: httpx.Request, operation: Json) -> None:
        content = operation.get("requestBody", {}).get("content", {})
        if "application/json" in content or "application/merge-patch+json" in content:
            (described,) = content.values()
            schema = {**self._strict(described["schema"]), "components": {"schemas": self._strict_schemas()}}
            OAS30WriteValidator(schema).validate(json.loads(request.read()))

    def _strict_schemas(self) -> Json:
        return {name: self._strict(schema) for name, schema in self._document["components"]["schemas"].items()}

    def _strict(self, schema: Json) -> Json:
        """A schema that takes no property which it does not name."""
        return {"additionalProperties": False, **schema} if "properties" in schema else schema

    def _resolved(self, node: Json) -> Json:
        """What a reference leads to."""
        if "$ref" not in node:
            return node
        found: Json = self._document
        for part in node["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        return found

    def _example(self, schema: Json, name: str = "", depth: int = 0) -> Any:
        """JSON that a schema describes: every property, one item in every list, no further page, work that is done."""
        schema = self._resolved(schema)
        if "allOf" in schema:
            return self._example(schema["allOf"][0], name, depth)
        if "enum" in schema:
            return "Succeeded" if "Succeeded" in schema["enum"] else schema["enum"][0]
        if schema.get("type") == "array":
            return [self._example(schema["items"], name, depth)]
        if schema.get("type") == "object":
            return {
                each: self._example(entry, each, depth + 1)
                for each, entry in schema.get("properties", {}).items()
                if each not in ("@nextLink", "error") and depth < 5
            }
        if name == "self":
            return f"https://westeurope.api.cognitive.microsoft.com{self._base}/things/{_ID}"
        return _SCALARS.get(schema.get("type", ""), _FORMATS.get(schema.get("format", ""), "text"))
