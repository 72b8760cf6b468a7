"""Pulling: what gets into the cache, from where, and what happens when upstream or the disk misbehaves."""

from __future__ import annotations

import hashlib
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import tomlkit

from build_error import BuildError
from differences.report import Layer
from misbehaving_server import (
    Behaviour,
    Handler,
    MisbehavingServer,
    cut_off,
    hang,
    hang_up,
    never_end,
    other_content,
    redirect_to,
    serve,
    status,
)
from move_pin import MovedPin, move_pin
from pull import PulledPin, main, pull
from upstream import fetch, pinned_files
from upstream.fetch import JSON, Unreachable, open_upstream
from upstream.sources import ROOT, Version, load_sources

REAL_MIRROR = os.environ.get(fetch.MIRROR_VARIABLE)

OLD = "0" * 40
NEW = "1" * 40
PATH = "specification/Speech/stable/v1.0/speechtotext.json"
EXAMPLES: dict[str, JSON] = {
    "./examples/list.json": {"parameters": {}},
    "./examples/get one.json": {"responses": {"200": {}}},
}

HTML = other_content(b"<!DOCTYPE html>\n<title>Sign in</title>")
ANOTHER_FILE = other_content(b'{"swagger": "2.0", "paths": {}}')


def swagger(**changes: JSON) -> dict[str, JSON]:
    """A little Swagger file whose two operations name EXAMPLES."""
    first, second = EXAMPLES
    document: dict[str, JSON] = {
        "swagger": "2.0",
        "info": {"title": "Speech", "version": "v1.0"},
        "paths": {
            "/things": {"get": {"operationId": "List", "responses": {}, "x-ms-examples": {"List": {"$ref": first}}}},
            "/things/{id}": {
                "get": {
                    "operationId": "Get",
                    "responses": {},
                    "x-ms-examples": {"Get": {"$ref": second}, "Same": {"$ref": first}},
                }
            },
        },
        "definitions": {
            "Thing": {"description": "A thing.", "properties": {"description": {"type": "string", "description": "…"}}}
        },
    }
    return document | changes


@dataclass
class Place:
    """A mirror, a `sources.toml` and a cache of a test's own."""

    folder: Path
    pauses: list[float] = field(default_factory=list[float])

    @property
    def mirror(self) -> Path:
        return self.folder / "mirror"

    @property
    def cache(self) -> Path:
        return self.folder / "cache"

    @property
    def sources(self) -> Path:
        return self.folder / "sources.toml"

    def file(self, commit: str = OLD, path: str = PATH) -> Path:
        return self.mirror / "Owner/specs" / commit / path

    def publish(self, document: JSON, commit: str = OLD, path: str = PATH) -> str:
        """Put a Swagger file and EXAMPLES on the mirror; gives its sha256."""
        target = self.file(commit, path)
        for reference, example in EXAMPLES.items():
            (target.parent / reference).parent.mkdir(parents=True, exist_ok=True)
            (target.parent / reference).write_text(json.dumps(example))
        target.write_text(json.dumps(document))
        return hashlib.sha256(target.read_bytes()).hexdigest()

    def pin(self, sha256: str | None, *, name: str = "v1.0", path: str = PATH, examples: bool = True) -> None:
        """Add an entry to `sources.toml`."""
        lines = [
            f'[versions."{name}"]  # the entry of {name}',
            'state = "Generally available."',
            'repository = "Owner/specs"',
            f'commit = "{OLD}"   # a branch named this',
            f'path = "{path}"',
            *([f'sha256 = "{sha256}"  # by hand'] if sha256 is not None else []),
            f"examples = {str(examples).lower()}",
        ]
        with self.sources.open("a", encoding="utf-8", newline="") as file:
            file.write("\n".join((f"# About {name}.", *lines, "", "")))

    def versions(self) -> list[Version]:
        return list(load_sources(self.sources).values())

    def pull(self, source: str | Path | None = None, timeout: float = 5.0) -> list[PulledPin]:
        where = str(source or self.mirror)
        return pull(self.versions(), source=where, cache=self.cache, timeout=timeout, sleep=self.pauses.append)

    def update(self, source: str | Path | None = None, timeout: float = 5.0) -> MovedPin:
        return move_pin(
            self.versions()[0],
            NEW,
            sources_file=self.sources,
            source=str(source or self.mirror),
            cache=self.cache,
            timeout=timeout,
            sleep=self.pauses.append,
        )

    def contents(self) -> dict[str, bytes | None]:
        """Everything below the folder save the mirror: path → bytes, or None for a folder."""
        return {
            str(path.relative_to(self.folder)): path.read_bytes() if path.is_file() else None
            for path in sorted(self.folder.rglob("*"))
            if self.mirror not in (path, *path.parents)
        }


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (fetch.MIRROR_VARIABLE, "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """One version, pinned at what the mirror has."""
    place = Place(tmp_path)
    place.pin(place.publish(swagger()))
    return place


@pytest.fixture
def server(place: Place) -> Iterator[MisbehavingServer]:
    with MisbehavingServer(place.mirror) as server:
        yield server


@pytest.fixture
def closed_port() -> Iterator[str]:
    """A URL where nobody listens: bound, so that nobody else can."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"


def problem_of(action: Callable[[], object]) -> str:
    """The one line that the action fails with."""
    with pytest.raises(BuildError) as raised:
        action()
    line = str(raised.value)
    assert "\n" not in line
    return line


# What is pulled


def test_the_swagger_file_and_the_examples_that_it_names_are_in_the_cache(place: Place) -> None:
    (pulled,) = place.pull()

    folder = place.cache / "Owner/specs" / OLD / "specification/Speech/stable/v1.0"
    assert pulled.swagger == folder / "speechtotext.json"
    assert pulled.swagger.read_bytes() == place.file().read_bytes()
    assert pulled.examples == (folder / "examples/list.json", folder / "examples/get one.json")
    assert [json.loads(file.read_text()) for file in pulled.examples] == list(EXAMPLES.values())


def test_an_example_named_twice_is_fetched_once(place: Place, server: MisbehavingServer) -> None:
    place.pull(server.url)

    assert sorted(path.rpartition("/")[2] for path in server.requests) == [
        "get one.json",
        "list.json",
        "speechtotext.json",
    ]


def test_a_pin_without_examples_is_one_file(tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.pin(place.publish(swagger()), examples=False)

    (pulled,) = place.pull()

    assert (pulled.examples, pulled.fetched) == ((), 1)
    assert str(pulled) == "v1.0@00000000: 1 file, 1 fetched"


def test_earlier_pins_are_pulled_too_without_examples(place: Place) -> None:
    sha256 = place.publish(swagger(info={}), NEW)
    with place.sources.open("a") as file:
        file.write(f'[[versions."v1.0".earlier]]\ncommit = "{NEW}"\nsha256 = "{sha256}"\n')

    assert [str(pulled) for pulled in place.pull()] == [
        "v1.0@00000000: 3 files, 3 fetched",
        "v1.0@11111111: 1 file, 1 fetched",
    ]


@pytest.mark.skipif(not REAL_MIRROR, reason=f"{fetch.MIRROR_VARIABLE} names no mirror")
def test_everything_that_the_project_pins_is_what_was_published(tmp_path: Path) -> None:
    versions = load_sources()

    pulled = pull(versions.values(), source=REAL_MIRROR, cache=tmp_path)

    assert [each.pin for each in pulled] == [pin for version in versions.values() for pin in version.pins]


# From where


@pytest.mark.parametrize("kind", ["folder", "file URL", "http URL"])
def test_a_mirror_can_be_a(kind: str, place: Place, server: MisbehavingServer) -> None:
    source = {"folder": str(place.mirror), "file URL": place.mirror.as_uri(), "http URL": f"{server.url}/"}[kind]

    (pulled,) = place.pull(source)

    assert pulled.fetched == 3


def test_the_environment_can_name_the_mirror(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(fetch.MIRROR_VARIABLE, str(place.mirror))

    (pulled,) = pull(place.versions(), cache=place.cache)

    assert pulled.fetched == 3


def test_without_a_mirror_files_come_from_github(place: Place) -> None:
    location = place.versions()[0].pin.location

    with open_upstream() as upstream:
        assert upstream.address(location) == f"https://raw.githubusercontent.com/Owner/specs/{OLD}/{PATH}"


def test_a_redirect_is_followed(place: Place, server: MisbehavingServer) -> None:
    with MisbehavingServer(place.mirror) as other:
        other.misbehave(
            "list.json", redirect_to(f"{server.url}/Owner/specs/{OLD}/{Path(PATH).parent}/examples/list.json")
        )

        assert place.pull(other.url)[0].fetched == 3


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("no/such/folder", "the mirror no/such/folder is not a folder"),
        ("ftp://host/specs", "ftp://host/specs: not a mirror"),
        ("file://host/specs", "three slashes"),
        ("http://host:port", "cannot be fetched"),
    ],
)
def test_a_mirror_that_cannot_be_one_is_a_problem(source: str, words: str, place: Place) -> None:
    assert words in problem_of(lambda: place.pull(source))


def test_a_password_in_the_address_of_a_mirror_is_not_shown(place: Place, server: MisbehavingServer) -> None:
    server.misbehave("speechtotext.json", status(404))

    line = problem_of(lambda: place.pull(server.url.replace("//", "//user:secret@")))

    assert "secret" not in line


# What is there already


def test_a_second_pull_asks_for_nothing(place: Place, server: MisbehavingServer) -> None:
    place.pull(server.url)
    server.requests.clear()

    (pulled,) = place.pull(server.url)

    assert (server.requests, pulled.fetched) == ([], 0)
    assert str(pulled) == "v1.0@00000000: 3 files, 0 fetched"


@pytest.mark.parametrize("source", ["no/such/folder", "closed port"])
def test_a_second_pull_needs_no_mirror(source: str, place: Place, closed_port: str) -> None:
    place.pull()
    before = place.contents()

    place.pull(closed_port if source == "closed port" else source)

    assert place.contents() == before


def test_a_damaged_swagger_file_is_fetched_anew(place: Place) -> None:
    (pulled,) = place.pull()
    pulled.swagger.write_bytes(b"{")

    (again,) = place.pull()

    assert again.fetched == 1
    assert again.swagger.read_bytes() == place.file().read_bytes()


def test_only_the_example_that_is_missing_is_fetched(place: Place, server: MisbehavingServer) -> None:
    (pulled,) = place.pull()
    pulled.examples[0].unlink()

    (again,) = place.pull(server.url)

    assert again.fetched == 1
    assert [path.rpartition("/")[2] for path in server.requests] == ["list.json"]


def test_what_one_version_got_is_not_fetched_again_after_another_failed(
    place: Place, server: MisbehavingServer
) -> None:
    other = PATH.replace("v1.0", "v2.0")
    place.pin(place.publish(swagger(), path=other), name="v2.0", path=other)
    server.misbehave("v2.0/speechtotext.json", status(404), serve)
    assert problem_of(lambda: place.pull(server.url)).startswith("v2.0@00000000: ")
    server.requests.clear()

    first, second = place.pull(server.url)

    assert (first.fetched, second.fetched) == (0, 3)
    assert not [path for path in server.requests if "v1.0" in path]


# Trouble that passes


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


# Trouble that stays

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
    assert place.contents() == before


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


# What a Swagger file may name


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


# The disk


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


# Moving a pin


def test_an_update_records_commit_and_sha256_and_keeps_all_else_byte_for_byte(place: Place) -> None:
    place.pin("2" * 64, name="v2.0")
    before = place.sources.read_text()
    old = place.versions()[0].pin
    sha256 = place.publish(swagger(info={}), NEW)

    place.update()

    entry, rest = before.split("# About v2.0.")
    entry = entry.replace(OLD, NEW).replace(old.sha256, sha256)
    assert place.sources.read_text() == f"{entry}# About v2.0.{rest}"


def test_an_update_keeps_windows_line_ends(place: Place) -> None:
    place.sources.write_bytes(place.sources.read_bytes().replace(b"\n", b"\r\n"))
    place.publish(swagger(info={}), NEW)

    place.update()

    text = place.sources.read_bytes()
    assert text.count(b"\r\n") == text.count(b"\n") > 0


def test_an_update_leaves_earlier_pins_where_they_are(place: Place) -> None:
    with place.sources.open("a") as file:
        file.write(f'[[versions."v1.0".earlier]]\ncommit = "{"3" * 40}"\nsha256 = "{"4" * 64}"\n')
    place.publish(swagger(info={}), NEW)

    place.update()

    (version,) = place.versions()
    assert (version.pin.commit, version.earlier[0].commit) == (NEW, "3" * 40)


def test_an_update_has_pulled_what_it_pins(place: Place, closed_port: str) -> None:
    place.publish(swagger(info={}), NEW)
    place.update()

    (pulled,) = place.pull(closed_port)

    assert str(pulled) == "v1.0@11111111: 3 files, 0 fetched"


def test_an_update_reports_what_changed(place: Place) -> None:
    paths: JSON = {
        "/things": {
            "get": {"operationId": "List", "responses": {}},
            "post": {"operationId": "Create", "responses": {}},
        },
    }
    sha256 = place.publish(swagger(paths=paths), NEW)

    moved = place.update()

    assert str(moved) == f"v1.0: 00000000 -> 11111111, sha256 {sha256}"
    assert moved.report is not None
    assert (moved.report.old.name, moved.report.new.name) == ("v1.0@00000000", "v1.0@11111111")
    told = [(entry.rule, entry.subject) for entry in moved.report.entries if entry.layer is Layer.WIRE]
    assert told == [("operation-removed", "GET /things/{id}"), ("operation-added", "POST /things")]


def test_an_update_to_the_same_bytes_says_so(place: Place) -> None:
    place.publish(swagger(), NEW)

    moved = place.update()

    assert (moved.report, moved.note) == (None, "the same bytes")
    assert place.versions()[0].pin.commit == NEW


def test_an_update_that_changes_wording_only_says_so(place: Place) -> None:
    definitions: JSON = {
        "Thing": {"description": "Other.", "properties": {"description": {"type": "string", "description": "…"}}}
    }
    place.publish(swagger(definitions=definitions), NEW)

    moved = place.update()

    assert moved.report is not None
    assert [(entry.layer, entry.subject) for entry in moved.report.entries] == [(Layer.WORDS, "Thing description")]


@pytest.mark.parametrize("recorded", [None, ""])
def test_an_update_records_a_version_for_the_first_time(recorded: str | None, tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.pin(recorded)
    with place.sources.open("a") as file:
        file.write(f'[[versions."v1.0".earlier]]\ncommit = "{"3" * 40}"\nsha256 = "{"4" * 64}"\n')
    sha256 = place.publish(swagger(), NEW)

    moved = place.update()

    assert (moved.report, moved.note) == (None, "recorded for the first time")
    assert (place.versions()[0].pin.commit, place.versions()[0].pin.sha256) == (NEW, sha256)


def test_a_pull_of_a_version_not_recorded_yet_says_how_to_record_it(tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.pin(None)
    place.publish(swagger())

    assert f"--update v1.0 --commit {OLD}` records it" in problem_of(place.pull)


def test_an_update_away_from_a_commit_that_is_gone_goes_on(place: Place) -> None:
    place.file().unlink()
    place.publish(swagger(info={}), NEW)

    moved = place.update()

    assert moved.report is None
    assert moved.note.startswith("other bytes, which cannot be compared: speechtotext.json: the mirror has no ")
    assert place.versions()[0].pin.commit == NEW


def test_an_update_to_what_cannot_be_compared_goes_on(place: Place) -> None:
    place.publish(swagger(paths={"/things": {"get": {}}}), NEW)

    moved = place.update()

    assert moved.report is None
    assert moved.note.endswith("v1.0@11111111: GET /things is not an operation with responses.")
    assert place.versions()[0].pin.commit == NEW


@pytest.mark.parametrize(
    ("path_end", "trouble"),
    [
        pytest.param(f"{NEW}/{PATH}", status(404), id="404"),
        pytest.param(f"{NEW}/{PATH}", status(500), id="500"),
        pytest.param(f"{NEW}/{PATH}", cut_off, id="cut-off"),
        pytest.param(f"{NEW}/{PATH}", HTML, id="html"),
        pytest.param(f"{NEW}/{PATH}", other_content(b"[]"), id="no Swagger file"),
        pytest.param("list.json", status(404), id="an example's 404"),
        pytest.param("list.json", HTML, id="an example's html"),
        pytest.param(f"{OLD}/{PATH}", status(500), id="the old file's 500"),
    ],
)
def test_a_failing_update_leaves_everything_as_it_was(
    path_end: str, trouble: Behaviour, place: Place, server: MisbehavingServer
) -> None:
    place.publish(swagger(info={}), NEW)
    server.misbehave(path_end, trouble)
    before = place.contents()

    problem_of(lambda: place.update(server.url))

    assert place.contents() == before


def test_an_update_that_cannot_be_recorded_leaves_everything_as_it_was(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.publish(swagger(info={}), NEW)
    before = place.contents()
    replace = Path.replace

    def refuse_sources(path: Path, target: Path) -> Path:
        if target == place.sources:
            raise PermissionError(13, "Permission denied")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", refuse_sources)

    assert f"{place.sources} cannot be written" in problem_of(place.update)
    assert place.contents() == before


def test_an_entry_that_cannot_be_edited_in_place_is_left_to_a_hand(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.publish(swagger(info={}), NEW)
    before = place.contents()
    monkeypatch.setattr(tomlkit, "dumps", lambda document: "")

    assert "by hand" in problem_of(place.update)
    assert place.contents() == before


# sources.toml


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("versions = 3", "a table of its own"),
        ('versions."v1.0" = 3', "a table of its own"),
        ('[versions."v1.0"]\nrepository = "a/b"\npath = "c"', "has no commit"),
        ("[versions", "not valid TOML"),
    ],
)
def test_a_broken_sources_file_is_a_problem(text: str, words: str, place: Place) -> None:
    place.sources.write_text(text)

    assert words in problem_of(place.versions)


def test_an_earlier_pin_does_not_borrow_the_hash_of_the_present_one(place: Place) -> None:
    with place.sources.open("a") as file:
        file.write(f'[[versions."v1.0".earlier]]\ncommit = "{NEW}"\n')

    assert "has no sha256" in problem_of(place.versions)


# The command


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, ROOT / "scripts/pull.py", *arguments]
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)


def test_the_command_prints_a_line_a_version(place: Place) -> None:
    done = run("--sources", place.sources, "--mirror", place.mirror, "--cache", place.cache)

    assert (done.returncode, done.stdout, done.stderr) == (0, "v1.0@00000000: 3 files, 3 fetched\n", "")


def test_the_command_fails_with_one_line_and_no_traceback(place: Place) -> None:
    done = run("--sources", place.sources, "--mirror", place.folder / "nowhere", "--cache", place.cache)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("v1.0@00000000: speechtotext.json: the mirror ")
    assert done.stderr.count("\n") == 1


def test_the_command_updates_and_tells_what_changed(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    sha256 = place.publish(swagger(paths={"/things": {"get": {"operationId": "List", "responses": {}}}}), NEW)
    options = ["--sources", place.sources, "--mirror", place.mirror, "--cache", place.cache]

    assert main([*map(str, options), "--update", "v1.0", "--commit", NEW]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == [f"v1.0: 00000000 -> 11111111, sha256 {sha256}", "v1.0@00000000 → v1.0@11111111"]
    assert "breaking GET /things/{id} is gone." in lines


def test_only_the_versions_named_are_pulled(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    place.pin("0" * 64, name="v2.0")
    options = ["--sources", place.sources, "--mirror", place.mirror, "--cache", place.cache]

    assert main([*map(str, options), "v1.0", "v1.0"]) == 0

    assert capsys.readouterr().out == "v1.0@00000000: 3 files, 3 fetched\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["v9.9"], "v9.9: not a version of spec/sources.toml"),
        (["--update", "v9.9", "--commit", NEW], "v9.9: not a version of spec/sources.toml"),
        (["--update", "v1.0"], "go together"),
        (["--commit", NEW], "go together"),
        (["--update", "v1.0", "--commit", "1234abc"], "not a full commit id"),
        (["--update", "v1.0", "--commit", NEW, "v1.0"], "no others"),
        (["--nonsense"], "unrecognized arguments"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(
    arguments: list[str], words: str, place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--sources", str(place.sources), *arguments]) == 2

    printed = capsys.readouterr()
    assert words in printed.err
    assert (printed.err.count("\n"), printed.out) == (1, "")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_a_terminal_sees_a_bar_and_the_lines_go_to_the_output(place: Place) -> None:
    ours, theirs = os.openpty()
    command = [sys.executable, ROOT / "scripts/pull.py", "--sources", place.sources, "--cache", place.cache]
    environment = os.environ | {"TERM": "xterm", fetch.MIRROR_VARIABLE: str(place.mirror)}

    with subprocess.Popen(
        [str(part) for part in command], stdout=subprocess.PIPE, stderr=theirs, env=environment, text=True
    ) as process:
        output, _ = process.communicate()
    os.close(theirs)
    shown = os.read(ours, 2**16).decode()
    os.close(ours)

    assert output == "v1.0@00000000: 3 files, 3 fetched\n"
    assert "3/3" in shown
