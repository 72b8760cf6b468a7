"""What takes several requests in a newer version: copies of models, uploads of datasets, texts to adapt to."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from speechtotext import (
    ConfigurationError,
    InvalidRequest,
    JobFailed,
    Migration,
    MigrationWarning,
    NotExpressible,
    PermissionDenied,
    ServerError,
    v3_0,
    v3_1,
    v3_2,
)
from unit.flavours import ID, KEY, ORIGIN, FakeService, Flavour, Sync

NEWEST = "2025-10-15"
RESOURCE = "/subscriptions/s/resourceGroups/g/providers/Microsoft.CognitiveServices/accounts/source"
TARGET = "https://northeurope.api.cognitive.microsoft.com"
TARGET_KEY = "f" * 32
COPY = "11111111-1111-4111-8111-111111111111"
BLOCK = 8 * 1024 * 1024
quiet = pytest.mark.filterwarnings("ignore::speechtotext.MigrationWarning")


def url(path: str, origin: str = ORIGIN) -> str:
    return f"{origin}/speechtotext/{path}?api-version={NEWEST}"


def ok(body: Any, status: int = 200) -> httpx.Response:
    return httpx.Response(status, json=body)


def refused(status: int = 400) -> httpx.Response:
    return ok({"code": "InvalidRequest", "message": "No."}, status)


def entity(path: str, status: str = "Succeeded", **members: Any) -> dict[str, Any]:
    return {
        "self": url(path),
        "displayName": "Name",
        "locale": "en-US",
        "kind": "Language",
        "status": status,
        **members,
    }


def calls(service: FakeService) -> list[str]:
    """Method and path of the requests, without what they share."""
    return [
        f"{request.method} {request.url.raw_path.decode().partition('?')[0].removeprefix('/speechtotext')}"
        for request in service.requests
    ]


AUTHORIZATION = {
    "targetResourceRegion": "northeurope",
    "targetResourceId": "/subscriptions/t",
    "targetResourceEndpoint": url("models", TARGET),
    "sourceResourceId": RESOURCE,
    "expirationDateTime": "2026-12-01T00:00:00Z",
    "id": "1",
}
COPYING = {"id": COPY, "self": url(f"operations/models/copy/{COPY}")}
COPIED = {"self": url(f"models/{COPY}", TARGET), "displayName": "Copy", "locale": "en-US", "status": "Succeeded"}


def source_of_copies(*looks: dict[str, Any]) -> FakeService:
    return FakeService(ok({**COPYING, "status": "NotStarted"}, 202), *(ok({**COPYING, **look}) for look in looks))


def copy(flavour: Flavour, source: FakeService, target: FakeService, **arguments: Any) -> Any:
    """Copy a model from a program of v3.0."""
    to = flavour.client(v3_0.Client, target, region="northeurope", key=TARGET_KEY)
    to = getattr(to, "_inner", to)
    migration = Migration(**{"to": NEWEST, "resource_id": RESOURCE, "copy_targets": {TARGET_KEY: to}, **arguments})
    client = flavour.client(v3_0.Client, source, api_version=migration)
    return client.models.copy_to_subscription(ID, v3_0.models.ModelCopy(target_subscription_key=TARGET_KEY))


DONE = {"status": "Succeeded", "result": {"link": COPIED["self"]}}


def test_a_model_is_copied_with_an_authorization_of_the_target(flavour: Flavour) -> None:
    source = source_of_copies({"status": "Running"}, DONE)
    target = FakeService(ok(AUTHORIZATION), ok(COPIED))
    model = copy(flavour, source, target)
    assert calls(target) == ["POST /models:authorizecopy", f"GET /models/{COPY}"]
    assert calls(source) == [f"POST /models/{ID}:copy", *[f"GET /operations/models/copy/{COPY}"] * 2]
    assert json.loads(target.requests[0].content) == {"sourceResourceId": RESOURCE}
    assert json.loads(source.requests[0].content) == AUTHORIZATION
    assert isinstance(model, v3_0.models.Model)
    assert model.self_ == f"{TARGET}/speechtotext/v3.0/models/{COPY}"


def test_each_resource_is_sent_its_own_key_only(flavour: Flavour) -> None:
    source, target = source_of_copies(DONE), FakeService(ok(AUTHORIZATION), ok(COPIED))
    copy(flavour, source, target)
    assert {request.headers["Ocp-Apim-Subscription-Key"] for request in source.requests} == {KEY}
    assert {request.headers["Ocp-Apim-Subscription-Key"] for request in target.requests} == {TARGET_KEY}
    assert {request.url.host for request in target.requests} == {httpx.URL(TARGET).host}
    assert not any(TARGET_KEY.encode() in request.content for request in source.requests)


@pytest.mark.parametrize("missing", [{"copy_targets": {}}, {"resource_id": None}])
def test_a_copy_to_a_resource_that_is_not_known_is_not_begun(missing: dict[str, Any], flavour: Flavour) -> None:
    source, target = FakeService(), FakeService()
    with pytest.raises(NotExpressible, match="copy_targets=") as caught:
        copy(flavour, source, target, **missing)
    assert source.requests == target.requests == []
    assert TARGET_KEY not in str(caught.value)


def test_a_target_that_does_not_consent_is_told(flavour: Flavour) -> None:
    source = FakeService()
    with pytest.raises(PermissionDenied, match="Models_AuthorizeCopy"):
        copy(flavour, source, FakeService(refused(403)))
    assert source.requests == []


def test_a_copy_that_fails_is_told(flavour: Flavour) -> None:
    failed = {"status": "Failed", "error": {"code": "InvalidModel", "message": "No."}}
    with pytest.raises(JobFailed, match="InvalidModel"):
        copy(flavour, source_of_copies(failed), FakeService(ok(AUTHORIZATION)))


def test_a_target_of_the_other_kind_is_refused() -> None:
    target = v3_1.AsyncClient(region="northeurope", key=TARGET_KEY)
    with pytest.raises(ConfigurationError, match="AsyncClient is not a client of the same kind"):
        v3_1.Client(region="westeurope", key=KEY, api_version=Migration(to=NEWEST, copy_targets={TARGET_KEY: target}))


def test_the_answer_to_a_copy_says_that_a_model_was_made() -> None:
    target = Sync().client(v3_1.Client, FakeService(ok(AUTHORIZATION), ok(COPIED)), key=TARGET_KEY)
    migration = Migration(to=NEWEST, resource_id=RESOURCE, copy_targets={TARGET_KEY: target})
    client = Sync().client(v3_1.Client, source_of_copies(DONE), api_version=migration)
    body = v3_1.models.ModelCopy(target_subscription_key=TARGET_KEY)
    raw = client.with_raw_response(lambda stt: stt.models.copy_to_subscription(ID, body))
    assert (raw.status_code, raw.headers["Location"]) == (201, f"{TARGET}/speechtotext/v3.1/models/{COPY}")


@pytest.mark.parametrize("module", [v3_0, v3_1])
def test_a_model_is_copied_to_the_resource_of_a_client(module: Any, flavour: Flavour) -> None:
    source, target = source_of_copies(DONE), FakeService(ok(AUTHORIZATION), ok(COPIED))
    to: Any = flavour.client(module.Client, target, region="northeurope", key=TARGET_KEY, api_version=NEWEST)
    migration = Migration(to=NEWEST, resource_id=RESOURCE)
    client: Any = flavour.client(module.Client, source, api_version=migration)
    model = client.models.copy_to(ID, getattr(to, "_inner", to))
    assert model.self_ == f"{TARGET}/speechtotext/{module.API_VERSION}/models/{COPY}"


DATASET = entity(f"datasets/{ID}", "NotStarted")


def uploads(blocks: int, *after: httpx.Response) -> FakeService:
    """A service that takes so many blocks."""
    return FakeService(
        ok(DATASET, 201), *[httpx.Response(201)] * blocks, *(after or (httpx.Response(200), ok(DATASET)))
    )


def upload(flavour: Flavour, service: FakeService, data: Any, **fields: Any) -> Any:
    given = {"display_name": "Data", "locale": "en-US", "kind": "Acoustic", **fields}
    return flavour.client(v3_2.Client, service, api_version=NEWEST).datasets.upload_form(data, **given)


def test_a_dataset_is_uploaded_in_blocks(flavour: Flavour) -> None:
    service = uploads(3)
    dataset = upload(flavour, service, b"a" * BLOCK + b"b" * BLOCK + b"c")
    put, commit = f"PUT /datasets/{ID}/blocks", f"POST /datasets/{ID}/blocks:commit"
    assert calls(service) == ["POST /datasets", put, put, put, commit, f"GET /datasets/{ID}"]
    assert [request.content[:1] for request in service.requests[1:4]] == [b"a", b"b", b"c"]
    names = [request.url.params["blockid"] for request in service.requests[1:4]]
    assert json.loads(service.requests[4].content) == [{"kind": "Latest", "id": name} for name in names]
    assert len({len(name) for name in names}) == 1
    assert isinstance(dataset, v3_2.models.Dataset)
    assert dataset.self_ == f"{ORIGIN}/speechtotext/v3.2/datasets/{ID}"


def test_the_fields_of_an_upload_describe_the_dataset(flavour: Flavour) -> None:
    service = uploads(1)
    project = f"{ORIGIN}/speechtotext/v3.2/projects/{ID}"
    upload(flavour, service, b"x", description="Mine", custom_properties='{"a": "b"}', project=project)
    assert json.loads(service.requests[0].content) == {
        "displayName": "Data",
        "locale": "en-US",
        "kind": "Acoustic",
        "description": "Mine",
        "customProperties": {"a": "b"},
        "project": {"self": url(f"projects/{ID}")},
    }


def of_path(folder: Path) -> Any:
    (folder / "data.zip").write_bytes(b"zip")
    return folder / "data.zip"


def of_stream(folder: Path) -> Any:
    stream = io.BytesIO(b"no zip")
    stream.seek(3)
    return stream


@pytest.mark.parametrize("source", [of_path, of_stream])
def test_a_file_is_uploaded_from_where_it_stands(
    source: Callable[[Path], Any], tmp_path: Path, flavour: Flavour
) -> None:
    service = uploads(1)
    upload(flavour, service, source(tmp_path))
    assert service.requests[1].content == b"zip"


def test_an_upload_without_a_file_is_not_begun(flavour: Flavour) -> None:
    service = FakeService()
    with pytest.raises(NotExpressible, match="the request has no file"):
        upload(flavour, service, None)
    assert service.requests == []


@pytest.mark.parametrize("text", ["no JSON", "[]"])
def test_custom_properties_that_are_none_are_not_sent(text: str, flavour: Flavour) -> None:
    service = FakeService()
    with pytest.raises(NotExpressible, match="JSON object"):
        upload(flavour, service, b"x", custom_properties=text)
    assert service.requests == []


def test_a_file_that_is_not_there_begins_nothing(tmp_path: Path, flavour: Flavour) -> None:
    service = FakeService()
    with pytest.raises(FileNotFoundError):
        upload(flavour, service, tmp_path / "missing.zip")
    assert service.requests == []


def test_an_upload_that_breaks_off_leaves_no_dataset(flavour: Flavour) -> None:
    service = uploads(0, refused(500), httpx.Response(204))
    with pytest.raises(ServerError, match="Datasets_UploadBlock"):
        upload(flavour, service, b"x")
    assert calls(service)[-1] == f"DELETE /datasets/{ID}"


def test_an_e_mail_for_an_upload_is_lost(flavour: Flavour) -> None:
    with pytest.warns(MigrationWarning, match="email"):
        upload(flavour, uploads(1), b"x", email="a@contoso.com")


MODEL = entity(f"models/{COPY}", "NotStarted")


def text_imported(*after: httpx.Response, status: str = "Succeeded") -> FakeService:
    """A service that takes a text as a dataset."""
    ended = ok(entity(f"datasets/{ID}", status, properties={"error": {"code": "InvalidDataset", "message": "No."}}))
    return uploads(1, httpx.Response(200), ended, *after)


def model(text: str | None = "what is said", **members: Any) -> v3_1.models.CustomModel:
    return v3_1.models.CustomModel(display_name="Model", locale="en-US", text=text, **members)


def test_a_text_becomes_a_dataset_that_the_model_is_adapted_to(flavour: Flavour) -> None:
    service = text_imported(ok(MODEL, 201))
    other = v3_1.models.EntityReference(self_=f"{ORIGIN}/speechtotext/v3.1/datasets/{COPY}")
    client = flavour.client(v3_1.Client, service, api_version=NEWEST)
    with pytest.warns(MigrationWarning, match="becomes a dataset"):
        made = client.models.create(model(datasets=[other]))
    assert json.loads(service.requests[0].content) == {
        "displayName": "Model (text)",
        "locale": "en-US",
        "kind": "Language",
    }
    assert service.requests[1].content == b"what is said"
    assert calls(service)[-2:] == [f"GET /datasets/{ID}", "POST /models"]
    sent = json.loads(service.requests[-1].content)
    assert sent["datasets"] == [{"self": url(f"datasets/{COPY}")}, {"self": url(f"datasets/{ID}")}]
    assert "text" not in sent
    assert made.self_ == f"{ORIGIN}/speechtotext/v3.1/models/{COPY}"


def test_a_model_without_a_text_is_one_request(flavour: Flavour) -> None:
    service = FakeService(ok(MODEL, 201))
    flavour.client(v3_1.Client, service, api_version=NEWEST).models.create(model(text=None))
    assert calls(service) == ["POST /models"]


@quiet
def test_a_text_that_cannot_be_imported_leaves_nothing(flavour: Flavour) -> None:
    service = text_imported(httpx.Response(204), status="Failed")
    with pytest.raises(JobFailed, match="InvalidDataset"):
        flavour.client(v3_1.Client, service, api_version=NEWEST).models.create(model())
    assert calls(service)[-1] == f"DELETE /datasets/{ID}"


@quiet
def test_a_model_that_is_refused_leaves_no_dataset(flavour: Flavour) -> None:
    service = text_imported(refused(), refused(409))
    with pytest.raises(InvalidRequest, match="Models_Create"):
        flavour.client(v3_1.Client, service, api_version=NEWEST).models.create(model())
    assert calls(service)[-1] == f"DELETE /datasets/{ID}"


def endpoint(**members: Any) -> v3_2.models.Endpoint:
    return v3_2.models.Endpoint(display_name="Endpoint", locale="en-US", text="what is said", **members)


def at(path: str) -> v3_2.models.EntityReference:
    return v3_2.models.EntityReference(self_=f"{ORIGIN}/speechtotext/v3.2/{path}")


def test_a_text_becomes_a_model_that_the_endpoint_deploys(flavour: Flavour) -> None:
    ready = ok(entity(f"models/{COPY}"))
    service = text_imported(ok(MODEL, 201), ready, ok(entity(f"endpoints/{ID}", "NotStarted"), 201))
    client = flavour.client(v3_2.Client, service, api_version=NEWEST)
    with pytest.warns(MigrationWarning, match="for an endpoint a model"):
        made = client.endpoints.create(endpoint(model=at(f"models/base/{ID}")))
    assert calls(service)[-3:] == ["POST /models", f"GET /models/{COPY}", "POST /endpoints"]
    assert json.loads(service.requests[-3].content) == {
        "displayName": "Endpoint (model)",
        "locale": "en-US",
        "baseModel": {"self": url(f"models/base/{ID}")},
        "datasets": [{"self": url(f"datasets/{ID}")}],
    }
    assert json.loads(service.requests[-1].content)["model"] == {"self": url(f"models/{COPY}")}
    assert made.self_ == f"{ORIGIN}/speechtotext/v3.2/endpoints/{ID}"


def test_a_text_is_not_deployed_on_a_custom_model(flavour: Flavour) -> None:
    service = FakeService()
    with pytest.raises(NotExpressible, match="name a base model"):
        flavour.client(v3_2.Client, service, api_version=NEWEST).endpoints.create(endpoint(model=at(f"models/{ID}")))
    assert service.requests == []


@quiet
def test_a_model_that_cannot_be_made_leaves_nothing(flavour: Flavour) -> None:
    failed = ok(entity(f"models/{COPY}", "Failed"))
    service = text_imported(ok(MODEL, 201), failed, httpx.Response(204), httpx.Response(204))
    with pytest.raises(JobFailed):
        flavour.client(v3_2.Client, service, api_version=NEWEST).endpoints.create(endpoint())
    assert calls(service)[-2:] == [f"DELETE /models/{COPY}", f"DELETE /datasets/{ID}"]
