"""Moving a pin to another commit, and sources.toml."""

from __future__ import annotations

from pathlib import Path

import pytest
import tomlkit

from differences.report import Layer
from pipeline.misbehaving_server import (
    Behaviour,
    MisbehavingServer,
    cut_off,
    other_content,
    status,
)
from pipeline.pinned_place import HTML, NEW, OLD, PATH, Place, problem_of, swagger
from upstream.fetch import JSON


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


def test_an_update_to_the_same_commit_records_the_true_hash(tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.pin("4" * 64)
    sha256 = place.publish(swagger())
    line = problem_of(place.pull)

    moved = place.update(commit=OLD)

    assert f"its sha256 is {sha256}" in line
    assert (moved.report, moved.note) == (None, f"the recorded sha256 was {'4' * 64}, which no file at hand has")
    assert (place.versions()[0].pin.commit, place.versions()[0].pin.sha256) == (OLD, sha256)
    assert place.pull()[0].fetched == 0


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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("versions = 3", "a table of its own"),
        ('versions."v1.0" = 3', "a table of its own"),
        ('[versions."v1.0"]\nrepository = "a/b"\npath = "c"\n[[versions."v1.0".earlier]]', "has no commit"),
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
