"""Copies of models to other resources, the files that containers need, models that end; logs of endpoints."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from speechtotext import (
    ConfigurationError,
    JobFailed,
    StorageError,
    WaitTimeout,
    _clock,
    id_of,
    v3_0,
    v3_1,
    v2024_11_15,
    v2025_10_15,
)
from speechtotext.v3_2 import Client
from unit.flavours import ID, KEY, ORIGIN, FakeService, Flavour

OTHER = "https://eastus.api.cognitive.microsoft.com"
RESOURCE = "/subscriptions/1/resourceGroups/g/providers/Microsoft.CognitiveServices/accounts/source"
AUTHORIZATION = {
    "targetResourceRegion": "eastus",
    "targetResourceId": "/subscriptions/1/target",
    "targetResourceEndpoint": OTHER,
    "sourceResourceId": RESOURCE,
    "expirationDateTime": "2026-01-02T00:00:00Z",
    "id": ID,
}
NEW = "11111111-0000-0000-0000-000000000001"


def _model(origin: str, identifier: str, version: str = "v3.2", **more: Any) -> dict[str, Any]:
    url = f"{origin}/speechtotext/{version}/models/{identifier}"
    return {"self": url, "displayName": "Mine", "locale": "en-US", "status": "Succeeded", **more}


def _operation(status: str, **more: Any) -> httpx.Response:
    url = f"{ORIGIN}/speechtotext/v3.2/operations/models/copy/{ID}"
    return httpx.Response(200, json={"self": url, "id": ID, "status": status, **more})


def _paths(service: FakeService) -> list[str]:
    return [f"{request.method} {request.url.path}" for request in service.requests]


def test_a_model_is_copied_with_the_targets_authorisation(flavour: Flavour, sleeps: list[float]) -> None:
    url = f"{OTHER}/speechtotext/v3.2/models/{NEW}"
    source = FakeService(
        httpx.Response(202, json={"id": ID, "self": f"{ORIGIN}/speechtotext/v3.2/operations/models/copy/{ID}"}),
        _operation("Running"),
        _operation("Succeeded", result={"link": url}),
    )
    target = FakeService(httpx.Response(200, json=AUTHORIZATION), httpx.Response(200, json=_model(OTHER, NEW)))
    other = flavour.client(Client, target, region="eastus")

    copied = flavour.client(Client, source).models.copy_to(ID, _inner(other), source_resource_id=RESOURCE)

    assert copied.self_ == url
    assert _paths(target) == ["POST /speechtotext/v3.2/models:authorizecopy", f"GET /speechtotext/v3.2/models/{NEW}"]
    assert json.loads(target.requests[0].content) == {"sourceResourceId": RESOURCE}
    assert source.requests[0].url.raw_path.decode() == f"/speechtotext/v3.2/models/{ID}:copy"
    assert json.loads(source.requests[0].content) == AUTHORIZATION
    assert sleeps == [2.0]


def _inner(client: Any) -> Any:
    """The client itself, of one that is called as if it were synchronous."""
    return getattr(client, "_inner", client)


def test_a_copy_that_fails_tells_why(flavour: Flavour) -> None:
    error = {"code": "CopyFailed", "message": "No room."}
    source = FakeService(httpx.Response(202, json={"id": ID}), _operation("Failed", error=error))
    target = FakeService(httpx.Response(200, json=AUTHORIZATION))
    other = flavour.client(Client, target, region="eastus")

    with pytest.raises(JobFailed, match=r"CopyFailed: No room"):
        flavour.client(Client, source).models.copy_to(ID, _inner(other), source_resource_id=RESOURCE)


@pytest.mark.parametrize(("version", "path"), [(v3_0, "/copyto"), (v3_1, ":copyto")])
@pytest.mark.usefixtures("sleeps")
def test_older_versions_copy_with_the_targets_key(flavour: Flavour, version: Any, path: str) -> None:
    name = version.API_VERSION
    source = FakeService(httpx.Response(201, json=_model(OTHER, NEW, name, status="NotStarted")))
    target = FakeService(
        httpx.Response(200, json=_model(OTHER, NEW, name, status="Running")),
        httpx.Response(200, json=_model(OTHER, NEW, name)),
    )
    other = flavour.client(version.Client, target, region="eastus", key="key-of-the-target")

    copied = flavour.client(version.Client, source).models.copy_to(ID, _inner(other))

    assert copied.status == "Succeeded"
    assert source.request.url.path == f"/speechtotext/{name}/models/{ID}{path}"
    assert json.loads(source.request.content) == {"targetSubscriptionKey": "key-of-the-target"}
    assert {request.headers["Ocp-Apim-Subscription-Key"] for request in target.requests} == {"key-of-the-target"}


def test_a_target_without_a_key_is_no_target_for_older_versions(flavour: Flavour) -> None:
    other = flavour.client(v3_1.Client, FakeService(), auth=httpx.BasicAuth("user", "word"))

    with pytest.raises(ConfigurationError, match="create the target's client with key"):
        flavour.client(v3_1.Client, FakeService()).models.copy_to(ID, _inner(other))


def test_a_target_is_of_the_same_version(flavour: Flavour) -> None:
    other = flavour.client(v2025_10_15.Client, FakeService())

    with pytest.raises(ValueError, match=r"the other client is of API version 2025-10-15: give one of v3.2"):
        flavour.client(Client, FakeService()).models.copy_to(ID, _inner(other), source_resource_id=RESOURCE)


def test_a_copy_is_waited_for_no_longer_than_asked(flavour: Flavour) -> None:
    source = FakeService(httpx.Response(202, json={"id": ID}), _operation("Running"))
    other = flavour.client(Client, FakeService(httpx.Response(200, json=AUTHORIZATION)))

    with pytest.raises(WaitTimeout):
        flavour.client(Client, source).models.copy_to(ID, _inner(other), source_resource_id=RESOURCE, timeout=0)


def _reference(url: str) -> dict[str, Any]:
    return {"self": url}


def _ends(**dates: str) -> dict[str, Any]:
    return {"properties": {"deprecationDates": {f"{use}DateTime": f"{date}T00:00:00Z" for use, date in dates.items()}}}


BASE_URL = f"{ORIGIN}/speechtotext/v3.2/models/base"
LISTS: dict[str, list[dict[str, Any]]] = {
    "/models/base": [
        {**_model(ORIGIN, "base/b1"), **_ends(adaptation="2026-03-01", transcription="2026-06-01")},
        {**_model(ORIGIN, "base/b2"), **_ends(adaptation="2026-01-15", transcription="2028-01-01")},
        {**_model(ORIGIN, "base/b3"), **_ends(transcription="2028-01-01")},
        _model(ORIGIN, "base/b4"),
    ],
    "/models": [
        {**_model(ORIGIN, "c1"), "baseModel": _reference(f"{BASE_URL}/b1"), **_ends(transcription="2026-02-01")},
        {**_model(ORIGIN, "c2"), "baseModel": _reference(f"{BASE_URL}/b3"), **_ends(transcription="2027-02-01")},
    ],
    "/endpoints": [
        {
            "self": f"{ORIGIN}/speechtotext/v3.2/endpoints/e1",
            "displayName": "Live",
            "locale": "en-US",
            "model": _reference(f"{ORIGIN}/speechtotext/v3.2/models/c1"),
        }
    ],
    "/transcriptions": [
        {
            "self": f"{ORIGIN}/speechtotext/v3.2/transcriptions/{name}",
            "displayName": name,
            "locale": "en-US",
            "status": status,
            "model": _reference(f"{BASE_URL}/b2"),
        }
        for name, status in (("running", "Running"), ("done", "Succeeded"))
    ],
}


def _lists(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, json={"values": LISTS[request.url.path.removeprefix("/speechtotext/v3.2")]})


def test_models_that_end_soon_are_listed_with_what_uses_them(flavour: Flavour, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_clock, "utc_now", lambda: datetime(2026, 1, 1, tzinfo=UTC))

    found = flavour.client(Client, _lists).models.expiring(within=timedelta(days=90))

    assert [(id_of(entry.model), entry.ends.strftime("%m-%d")) for entry in found] == [
        ("b2", "01-15"),
        ("c1", "02-01"),
        ("b1", "03-01"),
    ]
    second, custom, first = found
    assert [job.display_name for job in second.transcriptions] == ["running"]
    assert [endpoint.display_name for endpoint in custom.endpoints] == ["Live"]
    assert custom.adaptation_ends is None
    assert [id_of(model) for model in first.custom_models] == ["c1"]
    assert first.transcription_ends == datetime(2026, 6, 1, tzinfo=UTC)
    assert all(entry.is_used for entry in found)


def test_models_that_nothing_uses_say_so(flavour: Flavour, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_clock, "utc_now", lambda: datetime(2028, 1, 1, tzinfo=UTC))

    found = flavour.client(Client, _lists).models.expiring(within=timedelta(days=1))

    unused = [id_of(entry.model) for entry in found if not entry.is_used]
    assert unused == ["c2"]


STORE = "https://store.blob.core.windows.net"


class Container:
    """A service that has a manifest, whose links end after a while, and the storage that they lead to."""

    def __init__(self, *names: str) -> None:
        self.names = names
        self.fetched: list[str] = []
        self.asked: list[str] = []
        self.renewals = 0
        self.lasting = 10**9

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.host not in STORE:
            self.asked.append(request.url.path)
            self.renewals += 1
            return httpx.Response(200, json=self.manifest())
        if request.url.params["sig"] != str(self.renewals) or len(self.fetched) >= self.lasting:
            self.lasting = 10**9
            return httpx.Response(403)
        self.fetched.append(request.url.path)
        return httpx.Response(200, content=request.url.path.encode(), headers={"ETag": '"x"'})

    def manifest(self) -> dict[str, Any]:
        files = [
            {"name": name, "contentUrl": f"{STORE}/{number}?sig={self.renewals}"}
            for number, name in enumerate(self.names)
        ]
        model = {"self": f"{ORIGIN}/speechtotext/v3.2/models/{ID}"}
        return {"model": model, "modelFiles": files, "properties": {"Speed": 1}}


def _tree(folder: Path) -> set[str]:
    files = (file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
    return {name for name in files if not name.startswith(".")}


def test_what_a_container_needs_is_fetched_into_its_folders(flavour: Flavour, tmp_path: Path) -> None:
    service = Container("am/final.mdl", "lm/graph.bin", "config.json")

    files = flavour.client(Client, service).models.download_manifest(ID, tmp_path)

    assert _tree(tmp_path) == {"manifest.json", "am/final.mdl", "lm/graph.bin", "config.json"}
    assert (tmp_path / "lm" / "graph.bin").read_bytes() == b"/1"
    assert json.loads((tmp_path / "manifest.json").read_text())["properties"] == {"Speed": 1}
    assert [file.name for file in files] == ["manifest.json", "am/final.mdl", "lm/graph.bin", "config.json"]


def test_a_second_run_fetches_what_is_missing(flavour: Flavour, tmp_path: Path) -> None:
    service = Container("am/final.mdl", "config.json")
    stt = flavour.client(Client, service)
    stt.models.download_manifest(ID, tmp_path)
    (tmp_path / "am" / "final.mdl").unlink()
    service.fetched.clear()

    stt.models.download_manifest(ID, tmp_path)

    assert service.fetched == ["/0"]
    assert _tree(tmp_path) == {"manifest.json", "am/final.mdl", "config.json"}


@pytest.mark.parametrize("version", [v2024_11_15, v2025_10_15], ids=lambda version: version.API_VERSION)
def test_a_dated_version_is_told_how_long_the_links_of_a_manifest_are_to_last(
    flavour: Flavour, tmp_path: Path, version: Any
) -> None:
    service = Container("config.json")
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return service(request)

    flavour.client(version.Client, answer).models.download_manifest(ID, tmp_path)

    assert asked[0].url.params["sasLifetimeMinutes"] == "720"
    assert _tree(tmp_path) == {"manifest.json", "config.json"}


def test_links_of_a_manifest_that_ended_are_renewed(flavour: Flavour, tmp_path: Path) -> None:
    service = Container("a", "b", "c")
    service.lasting = 1

    flavour.client(Client, service).models.download_manifest(ID, tmp_path, concurrency=1)

    assert _tree(tmp_path) == {"manifest.json", "a", "b", "c"}
    assert service.renewals > 1


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("../../escape", "escape"),
        ("/etc/passwd", "etc/passwd"),
        ("a/../../b", "a/b"),
        ("..\\..\\c", "c"),
        ("C:\\d", "C_/d"),
        ("e//f/", "e/f"),
        ("manifest.json", "manifest (2).json"),
    ],
)
def test_folders_of_a_manifest_stay_in_the_folder(flavour: Flavour, tmp_path: Path, name: str, path: str) -> None:
    folder = tmp_path / "deep" / "folder"

    flavour.client(Client, Container(name)).models.download_manifest(ID, folder)

    assert _tree(tmp_path) - {"deep/folder/.speechtotext-files.sqlite3"} == {
        "deep/folder/manifest.json",
        f"deep/folder/{path}",
    }


@pytest.mark.parametrize(
    ("model", "path"),
    [
        (ID, f"/models/{ID}/manifest"),
        (f"{BASE_URL}/{ID}", f"/models/base/{ID}/manifest"),
        (f"{ORIGIN}/speechtotext/v3.2/models/{ID}", f"/models/{ID}/manifest"),
    ],
)
def test_the_manifest_of_a_base_model_is_told_from_its_url(
    flavour: Flavour, tmp_path: Path, model: str, path: str
) -> None:
    service = Container("a")

    flavour.client(Client, service).models.download_manifest(model, tmp_path)

    assert set(service.asked) == {f"/speechtotext/v3.2{path}"}


def _logs(renewed: list[str]) -> Callable[[httpx.Request], httpx.Response]:
    url = f"{ORIGIN}/speechtotext/v3.2/endpoints/{ID}/files/logs"

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.host in STORE:
            ok = request.url.params["sig"] == "new"
            return httpx.Response(200, content=b"audio") if ok else httpx.Response(403)
        if not request.url.path.endswith("/logs"):
            renewed.append(request.url.path)
        signature = "old" if request.url.path.endswith("/logs") else "new"
        token = request.url.params.get("skipToken")
        log = {
            "self": f"{url}/2026-01-01_{token or 1}.wav",
            "name": f"2026-01-01_{token or 1}.wav",
            "kind": "Audio",
            "links": {"contentUrl": f"{STORE}/log?sig={signature}"},
        }
        if not request.url.path.endswith("/logs"):
            return httpx.Response(200, json=log)
        more = {} if token else {"@nextLink": f"{url}?skipToken=2"}
        return httpx.Response(200, json={"values": [log], **more})

    return answer


def test_the_logs_of_an_endpoint_are_fetched_over_all_pages(flavour: Flavour, tmp_path: Path) -> None:
    renewed: list[str] = []

    files = flavour.client(Client, _logs(renewed)).endpoints.download_logs(ID, tmp_path)

    assert [file.path.name for file in files] == ["2026-01-01_1.wav", "2026-01-01_2.wav"]
    assert _tree(tmp_path) == {"2026-01-01_1.wav", "2026-01-01_2.wav"}
    assert len(renewed) == 2


def test_files_of_every_group_can_be_had(flavour: Flavour, tmp_path: Path) -> None:
    stt = flavour.client(Client, lambda request: httpx.Response(200, json={"values": []}), key=KEY)

    for group in (stt.datasets, stt.evaluations, stt.models, stt.transcriptions):
        assert group.files(ID).all() == []
        assert group.download(ID, tmp_path) == []


def test_a_model_file_that_is_gone_is_told(flavour: Flavour, tmp_path: Path) -> None:
    service = Container("a")
    service.names = ("a",)

    def gone(request: httpx.Request) -> httpx.Response:
        return httpx.Response(404) if request.url.host in STORE else service(request)

    with pytest.raises(StorageError, match="Fetching a was answered with HTTP 404"):
        flavour.client(Client, gone).models.download_manifest(ID, tmp_path)
