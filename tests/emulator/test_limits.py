"""What a client sends is bounded and checked: no request breaks the emulator or fills its memory."""

from __future__ import annotations

import base64
import io
import json
import logging
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emulator.api import Api
from emulator.recordings import wav
from example_counts import example_count
from speechtotext.emulator import DEVELOPMENT_KEY, Emulator

KEY = "Ocp-Apim-Subscription-Key"
LIST = "/speechtotext/v3.2/transcriptions"
MIB = 2**20


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    api = Api(Emulator(port=None, transitions="at-once"))
    yield api
    api.close()


def act(api: Api, action: str, content: bytes) -> httpx.Response:
    return api.http.post(f"/emulator/control/{action}", content=content, headers={"Content-Type": "application/json"})


def changed(snapshot: dict[str, Any], **members: Any) -> dict[str, Any]:
    return {name: member for name, member in {**snapshot, **members}.items() if member is not ...}


def broken_snapshots(whole: dict[str, Any]) -> Iterator[Any]:
    yield from ([], {}, {"format": 1}, None, 5)
    for name in whole:
        if name != "containers":
            yield changed(whole, **{name: ...})
        yield from (changed(whole, **{name: value}) for value in (None, "zz", [5], {"a": 5}))
    resource = whole["resources"][0]
    for name in resource:
        yield changed(whole, resources=[changed(resource, **{name: ...})])
        yield changed(whole, resources=[changed(resource, **{name: 5})])
    entity = resource["entities"][0]
    for name, value in (("collection", "songs"), ("version", "v9"), ("status", "Paused"), ("body", 5), ("due", "soon")):
        yield changed(whole, resources=[changed(resource, entities=[changed(entity, **{name: value})])])


def test_a_broken_snapshot_is_refused_and_changes_nothing(api: Api) -> None:
    api.emulator.reset()
    job = api.told(api.transcription())
    whole = json.loads(json.dumps(api.emulator.snapshot()))

    for snapshot in broken_snapshots(whole):
        answer = act(api, "restore", json.dumps(snapshot).encode())
        assert answer.status_code == 400, snapshot
        with pytest.raises(ValueError, match="not a snapshot"):
            api.emulator.restore(snapshot)
    assert api.told(job) == job
    assert act(api, "restore", json.dumps(whole).encode()).status_code == 204
    assert api.told(job) == job


@pytest.mark.parametrize(
    ("action", "content"),
    [
        ("clock", b'{"advance": 1e18}'),
        ("clock", b'{"advance": 1e999}'),
        ("clock", b'{"advance": NaN}'),
        ("clock", b'{"advance": -1}'),
        ("clock", b'{"advance": "1"}'),
        ("clock", b'{"advance": %d}' % 10**400),
        ("clock", b"[" * 200_000),
        ("clock", b'{"advance": ' + b"[" * 65 + b"]" * 65 + b"}"),
        ("clock", b"\xff\xfe"),
        ("clock", b"[]"),
        ("reset", b'{"really": true}'),
        ("faults", b'{"fault": "slow", "seconds": 1e9}'),
        ("faults", b'{"times": 1000000000}'),
        ("faults", b'{"times": 1.5}'),
        ("faults", b'{"status": "500"}'),
        ("faults", b'{"retry_after": -1}'),
        ("resources", b'{"name": 5}'),
        ("resources", b'{"name": "\\ud800"}'),
        ("entities", b'{"collection": "projects", "body": 5}'),
        ("entities", b'{"collection": "projects", "body": {"locale": 5}}'),
        ("entities", b'{"collection": "transcriptions", "body": {"properties": 5}}'),
        ("logs", b'{"of": "en-US", "name": "a", "content": "no Base64!"}'),
        ("job-failures", b'{"collection": "transcriptions"}'),
    ],
    ids=lambda value: value[:40] if isinstance(value, bytes) else value,
)
def test_arguments_of_actions_are_checked(api: Api, action: str, content: bytes) -> None:
    answer = act(api, action, content)

    assert answer.status_code == 400, answer.text
    assert answer.json()["error"]
    assert api.http.get(LIST).status_code == 200


def test_the_clock_stays_within_a_century(api: Api) -> None:
    for _ in range(3):
        act(api, "clock", b'{"advance": 3000000000}')

    assert act(api, "clock", b'{"advance": 3000000000}').status_code == 400
    assert api.transcription()["self"]
    api.emulator.reset()


@pytest.mark.parametrize(
    "filter",
    [
        "not " * 5000 + "status eq 'Failed'",
        "(" * 5000 + "status eq 'Failed'" + ")" * 5000,
        "status eq '" + "x" * 20_000 + "'",
        "createdDateTime ge 0001-01-01T00:00:00+23:59",
        "createdDateTime ge 9999-12-31T23:59:59-23:59",
    ],
    ids=lambda text: text[:12],
)
def test_filters_are_bounded(api: Api, filter: str) -> None:
    assert api.http.get(LIST, params={"filter": filter}).status_code == 400


def test_a_long_chain_of_conditions_is_answered(api: Api) -> None:
    chain = " or ".join(["status eq 'Failed'"] * 700)

    assert api.http.get(LIST, params={"filter": chain}).status_code == 200


def test_a_body_that_nests_deeply_is_refused(api: Api) -> None:
    body = {**api.job(), "customProperties": json.loads("[" * 100 + "]" * 100)}

    assert api.http.post(LIST, json=body).status_code == 400


def test_half_a_character_is_refused(api: Api) -> None:
    content = json.dumps({**api.job(), "displayName": "\ud800"}).encode()

    assert api.http.post(LIST, content=content, headers={"Content-Type": "application/json"}).status_code == 400


def test_a_body_that_is_too_long_is_refused(api: Api) -> None:
    headers = {"Content-Type": "application/json"}

    assert api.http.post(LIST, content=b" " * (17 * MIB), headers=headers).status_code == 413


@pytest.mark.parametrize(
    "query", ["sig=%E2%82%AC&sr=b&sp=r&se=2030-01-01", "sig=a&sr=b&sp=r&se=0001-01-01T00:00:00%2B23:59"]
)
def test_a_signature_that_cannot_be_one_is_refused(api: Api, query: str) -> None:
    assert api.http.get(f"/emulator/storage/audio/call.wav?{query}").status_code == 403


def archive(*members: tuple[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in members:
            written.writestr(name, content)
    return held.getvalue()


def imported(api: Api, data: bytes) -> dict[str, Any]:
    url = api.emulator.storage.put("data.zip", data)
    return api.told(api.post("/datasets", {**api.named("Data"), "kind": "Acoustic", "contentUrl": url}))


def patched_size(data: bytes, size: int) -> bytes:
    """An archive whose directory states another size for its first file."""
    at = data.index(b"PK\x01\x02") + 24
    return data[:at] + size.to_bytes(4, "little") + data[at + 4 :]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (archive(("a.wav", wav() + bytes(40 * MIB)), ("trans.txt", b"a.wav\thello\n")), "times as large"),
        (patched_size(archive(("a.wav", wav())), 2**31), "MiB"),
        (archive(*((f"{number}.txt", b"") for number in range(10_001))), "more than 10000 files"),
        (patched_size(archive(("a.wav", wav())), 5), "not a readable zip archive"),
        (archive(("a.wav", wav()))[:-30], "not a readable zip archive"),
    ],
    ids=["bomb", "stated size", "members", "wrong size", "cut off"],
)
def test_archives_are_checked_before_they_are_unpacked(api: Api, data: bytes, says: str) -> None:
    dataset = imported(api, data)

    assert dataset["status"] == "Failed"
    assert says in dataset["properties"]["error"]["message"]


def test_an_archive_of_silence_is_imported(api: Api) -> None:
    assert imported(api, archive(("a.wav", wav()), ("trans.txt", b"a.wav\thello\n")))["status"] == "Succeeded"


junk = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.integers()), st.just({"self": "x"})
)
bodies = st.dictionaries(
    st.sampled_from(["displayName", "locale", "contentUrls", "properties", "model", "kind", "webUrl", "events", "x"]),
    junk,
)
paths = st.sampled_from(["transcriptions", "datasets", "models", "projects", "endpoints", "evaluations", "webhooks"])


@settings(deadline=None, max_examples=example_count(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(paths, st.one_of(bodies.map(lambda body: json.dumps(body).encode()), st.binary()))
def test_no_body_breaks_it(api: Api, path: str, content: bytes) -> None:
    headers = {"Content-Type": "application/json"}

    assert api.http.post(f"/speechtotext/v3.2/{path}", content=content, headers=headers).status_code < 500


@settings(deadline=None, max_examples=example_count(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(paths, st.dictionaries(st.sampled_from(["skip", "top", "filter", "sasValidityInSeconds", "x"]), st.text()))
def test_no_query_breaks_it(api: Api, path: str, query: dict[str, str]) -> None:
    assert api.http.get(f"/speechtotext/v3.2/{path}", params=query).status_code < 500


def memory(process: subprocess.Popen[str]) -> int:
    """The most memory that a process has had, in bytes."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{process.pid}/status").read_text(encoding="ascii"))
    assert found is not None
    return int(found[1]) * 1024


@pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="needs /proc")
def test_large_uploads_take_little_memory() -> None:
    size = 128 * MIB
    command = [sys.executable, "-m", "speechtotext.emulator", "--port", "0", "--at-once", "--quiet"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            url = process.stdout.readline().split()[-1]
            with httpx.Client(base_url=url, headers={KEY: DEVELOPMENT_KEY}, timeout=60) as http:
                http.get(LIST)
                before = memory(process)
                stored = http.put("/emulator/storage/audio/large", content=(bytes(MIB) for _ in range(size // MIB)))
                with http.stream("GET", stored.json()["url"]) as answer:
                    received = sum(len(piece) for piece in answer.iter_raw(MIB))
                dataset = http.post("/speechtotext/v3.2/datasets", json={**_named(), "kind": "Acoustic"}).json()["self"]
                ids = [base64.b64encode(b"%06d" % number).decode() for number in range(size // (8 * MIB))]
                for id in ids:
                    http.put(f"{dataset}/blocks", params={"blockid": id}, content=bytes(8 * MIB), headers=_BINARY)
                blocks = [{"kind": "Latest", "id": id} for id in ids]
                committed = http.post(f"{dataset}/blocks:commit", json=blocks)
                grown = memory(process) - before
        finally:
            process.kill()

    assert (stored.status_code, committed.status_code, received) == (201, 200, size)
    assert grown < 32 * MIB


_BINARY = {"Content-Type": "application/octet-stream"}


def _named() -> dict[str, str]:
    return {"displayName": "Large", "locale": "en-US"}


def test_an_upload_that_breaks_off_leaves_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    blobs = tmp_path / "blobs"
    caplog.set_level(logging.DEBUG, logger="speechtotext.emulator")

    def cut_off() -> Iterator[bytes]:
        while not list(blobs.iterdir()):
            yield bytes(MIB)
        raise ConnectionError("gone")

    with Emulator(folder=tmp_path) as emulator, httpx.Client(headers={KEY: emulator.key}) as http:
        with pytest.raises(ConnectionError):
            http.put(f"{emulator.endpoint}/emulator/storage/audio/a.wav", content=cut_off())
        for _ in range(1000):  # until the emulator has seen that the client is gone
            if not list(blobs.iterdir()):
                break
            http.get(f"{emulator.endpoint}{LIST}")
        assert list(blobs.iterdir()) == []
    told = [record for record in caplog.records if "a.wav" in record.getMessage()]
    assert [(record.levelname, record.exc_info) for record in told] == [("DEBUG", None)]
    assert told[0].getMessage() == "PUT /emulator/storage/audio/a.wav was not received: the client disconnected."
    assert "Traceback" not in caplog.text
