"""Pulling: what happens when upstream or the disk misbehaves."""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from build_error import BuildError
from pipeline.misbehaving_server import (
    Behaviour,
    Handler,
    MisbehavingServer,
    cut_off,
    hang,
    hang_up,
    never_end,
    serve,
    status,
)
from pipeline.pinned_place import ANOTHER_FILE, HTML, NEW, OLD, PATH, Place, problem_of, swagger
from pull import PulledPin, pull
from upstream import fetch, pinned_files
from upstream.fetch import JSON, Unreachable


@pytest.mark.parametrize(
    "trouble", [status(503), status(429), cut_off, hang_up, hang], ids=["503", "429", "cut-off", "hang-up", "time-out"]
)
@pytest.mark.parametrize("name", ["speechtotext.json", "list.json"])
def test_trouble_that_passes_is_outlasted(
    trouble: Behaviour, name: str, place: Place, server: MisbehavingServer
) -> None:
    server.misbehave(name, trouble, trouble, serve)

    (pulled,) = place.pull(server.url, timeout=0.4 if trouble is hang else 5.0)

    assert pulled.fetched == 3
    assert place.pauses == [0.5, 1.0]


def test_trouble_that_lasts_is_given_up_on(place: Place, server: MisbehavingServer) -> None:
    server.misbehave("speechtotext.json", status(500))

    problem_of(lambda: place.pull(server.url))

    assert place.pauses == list(fetch.BACK_OFF)
    assert len(server.requests) == 1 + len(fetch.BACK_OFF)


@pytest.mark.parametrize("answer", [status(404), status(403), HTML], ids=["404", "403", "html"])
def test_what_will_not_change_is_not_asked_for_again(
    answer: Behaviour, place: Place, server: MisbehavingServer
) -> None:
    server.misbehave("speechtotext.json", answer)

    problem_of(lambda: place.pull(server.url))

    assert len(server.requests) == 1


TROUBLE = [
    pytest.param(status(404), "HTTP 404", id="404"),
    pytest.param(status(403), "HTTP 403", id="403"),
    pytest.param(status(500), "HTTP 500", id="500"),
    pytest.param(cut_off, "cut off", id="cut-off"),
    pytest.param(hang_up, "cut off", id="hang-up"),
    pytest.param(hang, "timed out", id="time-out"),
    pytest.param(never_end, "timed out", id="never ends"),
    pytest.param(HTML, "not JSON, it begins '<!DOCTYPE html> <title>", id="html"),
]


@pytest.mark.parametrize("name", ["speechtotext.json", "list.json"])
@pytest.mark.parametrize(("trouble", "words"), TROUBLE)
def test_a_failing_pull_tells_file_and_address_and_leaves_the_cache_as_it_was(
    trouble: Behaviour, words: str, name: str, place: Place, server: MisbehavingServer
) -> None:
    server.misbehave(name, trouble)
    before = place.contents()

    line = problem_of(lambda: place.pull(server.url, timeout=0.1 if trouble in (hang, never_end) else 5.0))

    assert line.startswith(f"v1.0@00000000: {name} from {server.url}/Owner/specs/{OLD}/specification/")
    assert words in line
    assert place.contents() == before


def test_a_failing_pull_leaves_a_cache_with_something_in_it_as_it_was(place: Place, server: MisbehavingServer) -> None:
    (pulled,) = place.pull()
    pulled.swagger.write_bytes(b"{")
    pulled.examples[0].unlink()
    before = place.contents()
    server.misbehave("list.json", status(404))

    problem_of(lambda: place.pull(server.url))

    assert place.contents() == before


def test_another_file_than_the_pinned_one_is_a_problem(place: Place, server: MisbehavingServer) -> None:
    server.misbehave("speechtotext.json", ANOTHER_FILE)
    before = place.contents()

    line = problem_of(lambda: place.pull(server.url))

    assert f"speechtotext.json from {server.url}/Owner" in line
    assert f"spec/sources.toml has {place.versions()[0].pin.sha256}" in line
    assert f"`nox -s pull -- --update v1.0 --commit {OLD}`" in line
    assert place.contents() == before


def test_another_file_than_an_earlier_pin_says_what_to_write_into_its_entry(place: Place) -> None:
    sha256 = place.publish(swagger(info={}), NEW)
    with place.sources.open("a") as file:
        file.write(f'[[versions."v1.0".earlier]]\ncommit = "{NEW}"\nsha256 = "{"4" * 64}"\n')

    line = problem_of(place.pull)

    assert f'write sha256 = "{sha256}" into the entry of v1.0 under `earlier` with commit {NEW}' in line
    assert "--update" not in line


def test_a_file_that_a_folder_lacks_is_a_problem(place: Place) -> None:
    place.file().unlink()

    assert f"the mirror has no {place.file()}" in problem_of(place.pull)


def test_a_folder_in_place_of_a_mirrored_file_is_a_problem(place: Place) -> None:
    place.file().unlink()
    place.file().mkdir()

    assert f"{place.file()} cannot be read" in problem_of(place.pull)


def test_a_file_that_is_too_large_is_not_read_to_its_end(
    place: Place, server: MisbehavingServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "LARGEST_FILE", 1000)
    server.misbehave("speechtotext.json", never_end)

    assert "more than 1000 bytes" in problem_of(lambda: place.pull(server.url))


def test_a_refused_connection_is_told_apart_as_unreachable(place: Place, closed_port: str) -> None:
    before = place.contents()

    with pytest.raises(Unreachable, match="cannot be reached"):
        place.pull(closed_port)

    assert place.contents() == before


def test_a_server_that_answers_is_not_unreachable(place: Place, server: MisbehavingServer) -> None:
    server.misbehave("speechtotext.json", status(500))

    with pytest.raises(BuildError) as raised:
        place.pull(server.url)

    assert not isinstance(raised.value, Unreachable)


def test_every_version_that_fails_has_its_line(place: Place, closed_port: str) -> None:
    place.pin("0" * 64, name="v2.0")

    with pytest.raises(Unreachable) as raised:
        place.pull(closed_port)

    assert [line.partition(":")[0] for line in str(raised.value).splitlines()] == ["v1.0@00000000", "v2.0@00000000"]


def test_one_version_that_fails_for_another_reason_is_not_called_unreachable(place: Place, closed_port: str) -> None:
    place.pin(None, name="v2.0")

    with pytest.raises(BuildError) as raised:
        place.pull(closed_port)

    assert not isinstance(raised.value, Unreachable)


def test_wrong_proxy_settings_are_a_problem(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "nonsense://host")

    assert "proxy" in problem_of(lambda: place.pull("http://127.0.0.1"))


@pytest.mark.parametrize(
    "reference",
    [
        "../list.json",
        "./examples/../../list.json",
        "/etc/list.json",
        "https://example.com/list.json",
        "..\\list.json",
        "./examples/list.json#/one",
        "./examples/li\nst.json",
        ".",
        "",
        7,
        None,
    ],
)
def test_an_example_outside_the_folder_is_refused(reference: JSON, tmp_path: Path) -> None:
    place = Place(tmp_path)
    paths: JSON = {"/things": {"get": {"x-ms-examples": {"List": {"$ref": reference}}}}}
    place.pin(place.publish(swagger(paths=paths)))
    before = place.contents()

    line = problem_of(place.pull)

    assert f"its example {reference!r} is not a file below its own folder" in line
    assert place.contents() == before


def test_json_that_is_no_swagger_file_is_a_problem(tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.pin(place.publish({"openapi": "3.0.0", "paths": {}}))

    assert "not a Swagger 2.0 file" in problem_of(place.pull)


@pytest.mark.parametrize("below", [".", "deeper/still"])
def test_a_cache_that_cannot_be_written_is_a_problem(below: str, place: Place) -> None:
    place.cache.write_text("not a folder")
    before = place.contents()

    line = problem_of(lambda: pull(place.versions(), source=str(place.mirror), cache=place.cache / below))

    assert "cannot be written" in line
    assert place.contents() == before


def test_a_disk_that_fails_halfway_leaves_nothing_behind(place: Place) -> None:
    (place.cache / "Owner/specs" / OLD / PATH).mkdir(parents=True)
    before = place.contents()

    assert "speechtotext.json cannot be written" in problem_of(place.pull)

    assert place.contents() == before


def test_an_interrupt_while_writing_leaves_nothing_behind(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(path: Path, body: bytes) -> int:
        with path.open("wb") as file:
            file.write(body[:1])
        raise KeyboardInterrupt

    before = place.contents()
    monkeypatch.setattr(Path, "write_bytes", interrupt)

    with pytest.raises(KeyboardInterrupt):
        pinned_files.store({place.cache / "a/b.json": b"{}"})

    assert place.contents() == before


def test_an_interrupt_stops_what_is_under_way(place: Place, server: MisbehavingServer) -> None:
    under_way = threading.Event()
    pulls: list[Future[PulledPin]] = []

    def tell_and_never_end(handler: Handler, body: bytes) -> None:
        under_way.set()
        never_end(handler, body)

    server.misbehave("list.json", tell_and_never_end)
    before = place.contents()

    def interrupted_pull(waiting: ThreadPoolExecutor) -> None:
        with pinned_files.open_puller(server.url, cache=place.cache, timeout=600, sleep=place.pauses.append) as puller:
            pulls.append(waiting.submit(puller.pull, place.versions()[0].pin))
            under_way.wait()
            raise KeyboardInterrupt

    with ThreadPoolExecutor(1) as waiting, pytest.raises(KeyboardInterrupt):
        interrupted_pull(waiting)

    assert isinstance(pulls[0].exception(), BuildError)
    assert place.pauses == []
    assert place.contents() == before
