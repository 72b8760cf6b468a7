"""What the regeneration says of files that it cannot make clients of: one line that names the place."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from build_error import BuildError
from pipeline.projects import AWKWARD, Json, Project, command_line


def _changed(change: Callable[[Json], object]) -> Json:
    swagger = copy.deepcopy(AWKWARD)
    change(swagger)
    return swagger


def _things(swagger: Json) -> Json:
    operation: Json = swagger["paths"]["/things"]["get"]
    return operation


def _definition(swagger: Json) -> Json:
    properties: Json = swagger["definitions"]["BaseModel"]["properties"]
    return properties


@pytest.mark.parametrize(
    ("swagger", "says"),
    [
        pytest.param("{", "is not valid JSON", id="truncated JSON"),
        pytest.param("[]", "not a Swagger 2.0 document", id="not an object"),
        pytest.param('{"openapi": "3.0.3", "paths": {}}', "says version 3.0.3", id="OpenAPI 3"),
        pytest.param('{"swagger": "1.2"}', "says version 1.2", id="Swagger 1.2"),
        pytest.param('{"swagger": "2.0", "info": {}}', "has no object 'paths'", id="no paths"),
        pytest.param('{"swagger": "2.0", "swagger": "2.0"}', "'swagger' stands twice", id="a key twice"),
        pytest.param(
            _changed(lambda s: _definition(s).update(parent={"$ref": "#/definitions/Nobody"})),
            "#/definitions/BaseModel/properties/parent refers to '#/definitions/Nobody'",
            id="a reference to nowhere",
        ),
        pytest.param(
            _changed(lambda s: _definition(s).update(parent={"$ref": "other.json#/definitions/Nobody"})),
            "refers to 'other.json#/definitions/Nobody', which the document does not have",
            id="a reference out of the document",
        ),
        pytest.param(
            _changed(lambda s: s["paths"]["/things"]["post"].update(operationId="Things_List")),
            "GET /things and POST /things would both be the operation Things_List",
            id="two operations of one name",
        ),
        pytest.param(
            _changed(lambda s: s["paths"]["/things"]["post"].update(operationId="Things_list")),
            "two operations of Things would have the name 'list' in Python",
            id="two operations of one Python name",
        ),
        pytest.param(
            _changed(lambda s: _definition(s).update({"a-b": {"type": "string"}, "a.b": {"type": "string"}})),
            "have the same python_name",
            id="two properties of one Python name",
        ),
        pytest.param(
            _changed(lambda s: _definition(s).update(level={"type": "string", "deprecatedBy": "x"})),
            "BaseModel.level has the keyword 'deprecatedBy'",
            id="an unknown keyword of a schema",
        ),
        pytest.param(
            _changed(lambda s: _things(s).update(requestBody={})),
            "GET /things has the key 'requestBody', which Swagger 2.0 does not know",
            id="an unknown key of an operation",
        ),
        pytest.param(
            _changed(lambda s: _things(s)["parameters"].append({"in": "query", "type": "string"})),
            "a parameter (nameless) has no 'name'",
            id="a parameter without a name",
        ),
        pytest.param(
            _changed(lambda s: s["paths"]["/things"]["post"]["parameters"][1].pop("schema")),
            "a parameter (thing) has no 'schema'",
            id="a body without a schema",
        ),
        pytest.param(
            _changed(lambda s: _things(s).pop("responses")),
            "GET /things is not an operation with responses",
            id="an operation without responses",
        ),
        pytest.param(
            _changed(lambda s: _things(s)["responses"]["200"].update(schema={"type": "file"})),
            "Things_List returns a file",
            id="an answer that is a file",
        ),
        pytest.param(
            _changed(lambda s: _things(s)["x-ms-pageable"].update(itemName="items")),
            "Things_List is marked as paged",
            id="pages without items",
        ),
        pytest.param(
            _changed(lambda s: s["definitions"]["Root"].update(allOf=[{"$ref": "#/definitions/BaseModel"}])),
            "inherits from itself",
            id="inheritance in a circle",
        ),
        pytest.param(
            _changed(
                lambda s: _definition(s).update(other={"type": "string", "enum": ["x"], "x-ms-enum": {"name": "Grade"}})
            ),
            "has another enum called Grade",
            id="two enums of one name",
        ),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_one_line(tmp_path: Path, swagger: Json | str, says: str) -> None:
    project = Project(tmp_path)
    project.publish("v9", swagger)

    with pytest.raises(BuildError) as caught:
        project.regenerate()

    assert says in str(caught.value)
    assert "v9" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_nothing_is_written_when_a_file_is_refused(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.publish("v9", AWKWARD)
    project.regenerate()
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    project.publish("v10", "{")

    with pytest.raises(BuildError):
        project.regenerate()

    untouched = {file: file.read_bytes() for file in before if file.name != "sources.toml"}
    assert untouched.items() <= before.items()
    assert not (tmp_path / "generated" / "speechtotext_api" / "v10").exists()


def test_two_versions_that_map_to_one_package_are_refused(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.publish("2024-11-15", AWKWARD)
    project.publish("2024.11.15", AWKWARD)

    with pytest.raises(BuildError, match="would both be the package v2024_11_15"):
        project.regenerate()


def test_a_version_without_published_file_or_committed_document_is_named(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.publish("v9", AWKWARD)

    with pytest.raises(BuildError, match=r"v9: neither the published file nor .* is there; pull it first"):
        project.regenerate(offline=True)


def test_a_committed_document_of_another_pin_is_refused(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.publish("v9", AWKWARD)
    project.regenerate()
    committed = tmp_path / "spec" / "v9" / "openapi.json"
    document = json.loads(committed.read_text())
    document["info"]["x-published"]["sha256"] = "0" * 64
    committed.write_text(json.dumps(document))

    with pytest.raises(BuildError, match="spec/v9 was made from another pin than v9@aaaaaaaa"):
        project.regenerate(offline=True)


def test_the_command_prints_one_line_and_no_traceback(tmp_path: Path) -> None:
    Project(tmp_path).publish("v9", "{")

    done = command_line("--root", str(tmp_path), cwd=tmp_path)

    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "v9" in done.stderr
