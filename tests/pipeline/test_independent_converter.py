"""The normalised documents say what npm's `swagger2openapi` makes of the same published files.

Prose, examples and what is ours by design (operation ids of v3.0, groups, one content type a body) aside. The
executable is looked for in the variable SWAGGER2OPENAPI, then on the path; checked with swagger2openapi 7.0.8.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from pipeline.normalised_facts import normalised_document
from pipeline.published_facts import METHODS, Json
from published import VERSIONS, requires_published, swagger_document

CONVERTER = os.environ.get("SWAGGER2OPENAPI") or shutil.which("swagger2openapi")

pytestmark = [
    requires_published,
    pytest.mark.skipif(
        CONVERTER is None, reason="swagger2openapi is not at hand: put it on the path or name it in SWAGGER2OPENAPI"
    ),
]

# Keys of an operation that are compared apart, are ours by design, or are prose.
_APART = frozenset({"parameters", "requestBody", "responses", "operationId", "x-published-operation-id"})
_NOT_COMPARED = frozenset({"description", "summary", "title", "tags", "x-ms-examples", "x-enum-descriptions"})


@pytest.fixture(scope="module", params=VERSIONS)
def documents(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Json, Json]:
    """Our document and the converter's."""
    version: str = request.param
    return normalised_document(version), _converted(swagger_document(version), tmp_path_factory.mktemp("converted"))


def _converted(swagger: Json, folder: Path) -> Json:
    source, target = folder / "swagger.json", folder / "openapi.json"
    source.write_text(json.dumps(swagger), encoding="utf-8")
    assert CONVERTER is not None
    options = ["--rbname", "x-ms-requestBody-name", "--outfile", str(target)]
    run = subprocess.run([CONVERTER, *options, str(source)], capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 0, run.stderr
    document: Json = json.loads(target.read_text(encoding="utf-8"))
    return document


def test_same_operations(documents: tuple[Json, Json]) -> None:
    ours, theirs = map(_operations, documents)
    assert {place: _general(operation) for place, operation in ours.items()} == {
        place: _general(operation) for place, operation in theirs.items()
    }


def test_same_parameters_in_the_same_order(documents: tuple[Json, Json]) -> None:
    ours, theirs = ({place: _parameters(document, place) for place in _operations(document)} for document in documents)
    assert ours == theirs
    assert sum(map(len, ours.values())) > 100


def test_same_request_bodies(documents: tuple[Json, Json]) -> None:
    ours, theirs = map(_operations, documents)
    bodies = 0
    for place, operation in ours.items():
        body, other = operation.get("requestBody"), theirs[place].get("requestBody")
        assert (body is None) == (other is None), place
        if body is not None and other is not None:
            bodies += 1
            [(content_type, media)] = body["content"].items()
            assert body.get("x-published-consumes", [content_type]) == list(other["content"]), place
            assert _plain(media["schema"]) == _plain(other["content"][content_type]["schema"]), place
            # Of a form, the converter asks the first field alone.
            needed = other.get("required", False) or "required" in media["schema"]
            assert body.get("required", False) == needed, place
            # The converter puts the name beside the body.
            assert body.get("x-ms-requestBody-name") == theirs[place].get("x-ms-requestBody-name"), place
    assert bodies > 15


def test_same_responses(documents: tuple[Json, Json]) -> None:
    ours, theirs = (
        {place: _plain(operation["responses"]) for place, operation in _operations(document).items()}
        for document in documents
    )
    assert ours == theirs


def test_same_schemas(documents: tuple[Json, Json]) -> None:
    ours, theirs = (
        {name: _plain(_flattened(document, schema)) for name, schema in document["components"]["schemas"].items()}
        for document in documents
    )
    assert ours == theirs


def test_same_security_and_server(documents: tuple[Json, Json]) -> None:
    ours, theirs = (
        {
            "security": document["security"],
            "schemes": _plain(document["components"]["securitySchemes"]),
            "servers": [(server["url"], _variables(server)) for server in document["servers"]],
        }
        for document in documents
    )
    assert ours == theirs


def _operations(document: Json) -> dict[tuple[str, str], Json]:
    return {
        (method, path): operation
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if method in METHODS
    }


def _general(operation: Json) -> Json:
    published = operation.get("x-published-operation-id", operation["operationId"])
    rest = {key: value for key, value in operation.items() if key not in _APART and key != "x-ms-requestBody-name"}
    return {"published id": published, **_plain(rest)}


def _parameters(document: Json, place: tuple[str, str]) -> list[Json]:
    shared = document["components"]["parameters"]
    entries = _operations(document)[place].get("parameters", [])
    return [
        {"required": False, **_plain(shared[entry["$ref"].rpartition("/")[2]] if "$ref" in entry else entry)}
        for entry in entries
    ]


def _variables(server: Json) -> Json:
    """The variables but for their defaults, which no published file has."""
    return {
        name: _plain({key: value for key, value in variable.items() if key != "default"})
        for name, variable in server["variables"].items()
    }


def _flattened(document: Json, schema: Json) -> Json:
    """The schema of a component with what it inherits written out."""
    if "allOf" not in schema:
        return schema
    bases = [document["components"]["schemas"][part["$ref"].rpartition("/")[2]] for part in schema["allOf"]]
    parts = [*(_flattened(document, base) for base in bases), schema]
    return {
        **{key: value for key, value in schema.items() if key != "allOf"},
        "properties": {name: value for part in parts for name, value in part.get("properties", {}).items()},
        "required": [name for part in parts for name in part.get("required", ())],
    }


def _plain(node: Any, named: bool = False) -> Any:
    """A node without prose and without our conventions; the keys of a `named` object are names and all stay."""
    if isinstance(node, list):
        return [_plain(value) for value in node]
    if not isinstance(node, dict):
        return node
    if named:
        return {key: _plain(value) for key, value in node.items()}
    match node:
        case {"allOf": [{"$ref": _}], "x-published-type": published}:
            return {"type": published}
        case {"allOf": [{"$ref": reference}]}:
            node = {**{key: value for key, value in node.items() if key != "allOf"}, "$ref": reference}
    result = {
        key: _plain(value, named=key in ("properties", "headers", "content", "responses"))
        for key, value in node.items()
        if key not in _NOT_COMPARED and not key.startswith("x-published-")
    }
    if isinstance(result.get("required"), list):
        result["required"] = sorted(set(result["required"]))
        if not result["required"]:
            del result["required"]
    return result
