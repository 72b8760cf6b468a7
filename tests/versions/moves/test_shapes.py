"""What migration takes for granted of the documents holds in the documents."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from speechtotext._shims.schemas import ADDRESSES, ANSWERS, BODIES, NESTED, SEVERAL
from speechtotext._shims.steps import STEPS, VERSIONS, steps_between
from speechtotext._shims.urls import base_path
from upstream.sources import SPEC

Json = dict[str, Any]

every_version = pytest.mark.parametrize("version", VERSIONS)

# Members that hold URLs of the user's or of storage, or of real-time recognition.
OF_OTHERS = {
    "audioUrl", "contentContainerUrl", "contentUrl", "destinationContainerUrl", "restConversation", "restDictation",
    "restInteractive", "webSocket", "webSocketConversation", "webSocketDictation", "webSocketInteractive", "webUrl",
}  # fmt: skip


@cache
def document(version: str) -> Json:
    loaded: Json = json.loads((SPEC / version / "openapi.json").read_text(encoding="utf-8"))
    return loaded


@cache
def operations(version: str) -> dict[str, Json]:
    items = (entry for item in document(version)["paths"].values() for entry in item.values())
    return {entry["operationId"]: entry for entry in items if "operationId" in entry}


def referred(schema: Json) -> str:
    """The name of the schema that is referred to; of models as from v3.1 on."""
    target = schema.get("$ref") or schema.get("allOf", [{}])[0].get("$ref", "")
    name = target.rpartition("/")[2]
    return name.replace("PaginatedModels", "PaginatedCustomModels") if name != "Model" else "CustomModel"


def answer_of(entry: Json) -> Json:
    status = next(status for status in entry["responses"] if status != "default")
    content = entry["responses"][status].get("content", {})
    schema: Json = content.get("application/json", {}).get("schema", {})
    return schema


def places(version: str) -> Iterator[tuple[str, str]]:
    """Where URLs and references stand: schema and member."""
    for name, schema in document(version)["components"]["schemas"].items():
        for member, inner in schema.get("properties", {}).items():
            if inner.get("format") == "uri" or "EntityReference" in json.dumps(inner):
                yield name, member


@every_version
def test_the_base_path_is_that_of_the_document(version: str) -> None:
    assert document(version)["servers"][0]["url"].partition("}")[2] == base_path(version)


@every_version
def test_bodies_have_the_schema_that_is_known_of_them(version: str) -> None:
    for operation, entry in operations(version).items():
        content = entry.get("requestBody", {}).get("content", {})
        schema = referred(content.get("application/json", {}).get("schema", {}))
        if schema in ADDRESSES or schema in NESTED or operation in BODIES:
            assert BODIES[operation] == schema


@every_version
def test_answers_have_the_schema_that_is_known_of_them(version: str) -> None:
    for operation, entry in operations(version).items():
        schema = referred(answer_of(entry))
        if schema.startswith("Paginated"):
            page = document(version)["components"]["schemas"][referred_in(answer_of(entry))]
            known = ANSWERS[operation]
            assert known.paged
            assert known.schema == of_base_models(operation, referred(page["properties"]["values"]["items"]))
        elif schema in ADDRESSES or schema in NESTED or operation in ANSWERS:
            assert (ANSWERS[operation].schema, ANSWERS[operation].paged) == (of_base_models(operation, schema), False)


def test_urls_of_the_service_stand_where_they_are_known_to() -> None:
    found = {place for version in VERSIONS for place in places(version)}
    known = {(schema, name) for schema, names in (*ADDRESSES.items(), *SEVERAL.items()) for name in names}
    known |= {(schema, name) for schema, inner in NESTED.items() for name in inner if inner[name] == "EntityReference"}
    of_pages = {place for place in found if place[1] == "@nextLink"}
    of_others = {place for place in found if place[1] in OF_OTHERS}
    # One name for what v3.0 names otherwise, and a base of two schemas.
    elsewhere = {place for place in found if place[0] in ("Model", "ModelLinks", "Links", "SharedModel")}
    # By the examples; the documents declare it as any text.
    undeclared = {("ModelCopyAuthorization", "targetResourceEndpoint")}
    assert found - of_pages - of_others - elsewhere == known - undeclared


@every_version
def test_what_is_nested_is_known(version: str) -> None:
    schemas = document(version)["components"]["schemas"]
    for schema, members in NESTED.items():
        for member, inner in schemas.get(schema, {}).get("properties", {}).items():
            if member in members and "allOf" in inner and version != "v3.0":
                assert referred(inner) == members[member]


def test_every_operation_has_a_fate_in_every_newer_version() -> None:
    for number, source in enumerate(VERSIONS):
        for target in VERSIONS[number + 1 :]:
            for operation in operations(source):
                assert has_fate(operation, source, target), (operation, source, target)


def has_fate(operation: str, source: str, target: str) -> bool:
    """Whether an operation is there in a newer version, by whatever name, or is refused or done in several requests."""
    for step in steps_between(source, target):
        for change in step.changes:
            if operation in change.gone or (operation in change.flows and operation not in operations(target)):
                return True
        operation = next((c.renamed[operation] for c in step.changes if operation in c.renamed), operation)
    return operation in operations(target)


def test_changes_speak_of_operations_that_there_are() -> None:
    for step in STEPS:
        for change in step.changes:
            of_older = {*change.paths, *change.renamed, *change.send_request, *change.read_response, *change.flows}
            assert {*of_older, *change.gone} <= operations(step.older).keys()
            assert {*change.renamed.values()} <= operations(step.newer).keys()
            assert not {*change.gone} & operations(step.newer).keys()


def test_changes_speak_of_schemas_that_are_reached() -> None:
    reached = {*BODIES.values(), *(answer.schema for answer in ANSWERS.values())}
    for _ in range(3):
        reached |= {inner for schema in reached for inner in NESTED.get(schema, {}).values()}
    for step in STEPS:
        for change in step.changes:
            assert {*change.send, *change.read} <= reached


def referred_in(schema: Json) -> str:
    return str(schema["$ref"].rpartition("/")[2])


def of_base_models(operation: str, schema: str) -> str:
    """v3.0 has one schema for models of both kinds."""
    return "BaseModel" if "BaseModel" in operation and schema == "CustomModel" else schema
