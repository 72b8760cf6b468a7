"""Operations of older files: creates whose response is empty or not documented, and what cannot be generated."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest

from build_error import BuildError
from pipeline.projects import AWKWARD, Json, Project, command_line

ERROR = {"401": {"description": "no"}}
LOCATION = {"Location": {"type": "string"}}
ID = {"in": "path", "name": "id", "required": True, "type": "string", "format": "uuid"}
JOB = {"type": "object", "required": ["id"], "properties": {"id": {"type": "string", "format": "uuid"}}}


def body(required: bool = True) -> list[Json]:
    return [{"in": "body", "name": "job", "required": required, "schema": {"$ref": "#/definitions/Job"}}]


# A file as they were before entities told their own URL.
OLD: Json = {
    "swagger": "2.0",
    "info": {"title": "Old", "version": "v2.0"},
    "host": "localhost",
    "basePath": "/speechtotext/v2.0",
    "paths": {
        "/jobs": {
            "post": {"operationId": "CreateJob", "parameters": body(), "responses": ERROR},
            "get": {
                "operationId": "GetJobs",
                "responses": {
                    "200": {"description": "", "schema": {"type": "array", "items": {"$ref": "#/definitions/Job"}}}
                },
            },
        },
        "/jobs/{id}": {
            "get": {
                "operationId": "GetJob",
                "parameters": [ID],
                "responses": {"200": {"description": "", "schema": {"$ref": "#/definitions/Job"}}},
            },
            "delete": {"operationId": "DeleteJob", "parameters": [ID], "responses": {"204": {"description": ""}}},
        },
        "/jobs/{id}:restart": {
            "post": {"operationId": "RestartJob", "parameters": [ID], "responses": {"202": {"description": ""}}}
        },
        "/uploads": {
            "post": {
                "operationId": "UploadFile",
                "consumes": ["multipart/form-data"],
                "parameters": [{"in": "formData", "name": "data", "type": "file", "required": True}],
                "responses": {"202": {"description": "", "headers": LOCATION}},
            }
        },
    },
    "definitions": {"Job": JOB},
}
PROGRAM = """
import httpx
from speechtotext_api.v2_0.api.jobs import Jobs, _CREATE_JOB, create_job_request, get_job_request, restart_job_request
from speechtotext_api.v2_0.api.uploads import upload_file_request
from speechtotext_api.v2_0 import models
from speechtotext._core.responses import decode_response
url = "https://localhost/speechtotext/v2.0/jobs/6c8d8b7e-1111-4222-8333-000000000001"
answer = httpx.Response(202, headers={"Location": url})
job = models.Job(id="6c8d8b7e-1111-4222-8333-000000000001")
made = decode_response(create_job_request(job), answer)
print(type(made).__name__, made.id, made.self_ == url, get_job_request(made).path)
print(decode_response(create_job_request(job), httpx.Response(201, headers={"Operation-Location": url})).id)
print(decode_response(upload_file_request(b"x"), httpx.Response(202, headers={"Location": url})).id)
print(decode_response(create_job_request(job), httpx.Response(202)).id)
print(decode_response(restart_job_request(made), httpx.Response(202)))
print(Jobs.create_job.__annotations__["return"], Jobs.get_job.__annotations__["id"])
"""


def test_a_create_without_a_body_leads_to_what_was_made(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.publish("v2.0", OLD)
    project.regenerate()

    id = "6c8d8b7e-1111-4222-8333-000000000001"
    assert project.run(PROGRAM).splitlines() == [
        f"Created {id} True /jobs/{id}",
        id,
        id,
        "None",
        "None",
        "Created UUID | str | Created",
    ]


def with_operation(path: str, method: str, operation: Json, part: str = "paths") -> Json:
    swagger = copy.deepcopy(AWKWARD)
    swagger.setdefault(part, {}).setdefault(path, {})[method] = operation
    return swagger


PICTURE = {"operationId": "Pictures_Get", "responses": {"200": {"description": "", "schema": {"type": "file"}}}}
PAGES = {
    "operationId": "Parts_List",
    "responses": {"200": {"description": "", "schema": {"$ref": "#/definitions/BaseModel"}}},
    "x-ms-pageable": {"itemName": "value", "nextLinkName": "nextLink"},
}
UPDATE = {"operationId": "Parts_Update", "responses": {"400": {"description": ""}}}
CONTAINER = {"operationId": "Things_Container", "responses": {"200": {"description": ""}}}

UNSUPPORTED: list[tuple[str, Json, str]] = [
    ("a file", with_operation("/picture", "get", PICTURE), "GET /picture: Pictures_Get returns a file"),
    ("pages", with_operation("/parts", "get", PAGES), "GET /parts: Parts_List is marked as paged"),
    ("no success", with_operation("/parts", "put", UPDATE), "PUT /parts: Parts_Update has no success response"),
    (
        "a query that tells apart",
        with_operation("/things?restype=container", "put", CONTAINER, "x-ms-paths"),
        "PUT /things?restype=container: it differs from others in its query only",
    ),
]


@pytest.mark.parametrize(("swagger", "says"), [pytest.param(*rest, id=name) for name, *rest in UNSUPPORTED])
def test_an_operation_that_cannot_be_generated_is_named_and_left_out_on_request(
    swagger: Json, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = Project(tmp_path)
    project.publish("v9", swagger)

    with pytest.raises(BuildError) as caught:
        project.regenerate()
    assert str(caught.value).startswith(f"v9: 1 operation cannot be generated: {says}")
    assert "--skip-unsupported" in str(caught.value)

    project.regenerate(skip_unsupported=True)
    assert capsys.readouterr().err.startswith(f"Left out: v9: {says}")
    things = tmp_path / "generated" / "speechtotext_api" / "v9" / "api" / "things.py"
    assert "def list(" in things.read_text(encoding="utf-8")


def test_all_operations_that_cannot_be_generated_are_named_at_once(tmp_path: Path) -> None:
    swagger = with_operation("/picture", "get", PICTURE)
    swagger["paths"]["/parts"] = {"get": PAGES, "put": UPDATE}
    project = Project(tmp_path)
    project.publish("v9", swagger)

    with pytest.raises(BuildError, match="v9: 3 operations cannot be generated: ") as caught:
        project.regenerate()

    assert all(name in str(caught.value) for name in ("Pictures_Get", "Parts_List", "Parts_Update"))


def test_the_command_leaves_out_on_request(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.publish("v9", with_operation("/picture", "get", PICTURE))
    options = ("--root", str(tmp_path), "--without-wording")

    refused, done = command_line(*options, cwd=tmp_path), command_line(*options, "--skip-unsupported", cwd=tmp_path)

    assert (refused.returncode, len(refused.stderr.splitlines())) == (1, 1)
    assert (done.returncode, len(done.stderr.splitlines())) == (0, 1)
