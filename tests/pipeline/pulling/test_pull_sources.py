"""Pulling: what gets into the cache, from where, and what is not fetched again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.misbehaving_server import (
    MisbehavingServer,
    redirect_to,
    serve,
    status,
)
from pipeline.pinned_place import EXAMPLES, NEW, OLD, PATH, REAL_MIRROR, Place, problem_of, swagger
from pull import pull
from upstream import fetch
from upstream.fetch import open_upstream
from upstream.sources import load_sources


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


def test_an_entry_without_a_commit_says_how_to_record_one(place: Place, server: MisbehavingServer) -> None:
    place.sources.write_text('[versions."v2.0"]\nrepository = "Owner/specs"\npath = "speech.json"\n')

    line = problem_of(lambda: place.pull(server.url))

    assert line == (
        "v2.0: speech.json: spec/sources.toml has no commit for it. `nox -s pull -- --update v2.0` records the newest."
    )
    assert server.requests == []


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
