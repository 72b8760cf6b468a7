"""`pull --outdated` and `--update` without a commit, against a server on loopback that plays GitHub's API."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.github_server import GitHubServer
from pipeline.misbehaving_server import MisbehavingServer, a_header_at_a_time
from pipeline.pinned_place import PATH, Place, problem_of, swagger
from pull import main
from upstream import fetch, github
from upstream.fetch import JSON
from upstream.github import open_github

NEWER = PATH.replace("v1.0", "v1.1")


def text(**changes: JSON) -> bytes:
    return json.dumps(swagger(**changes)).encode()


ORIGINAL = text()
WITHOUT_AN_OPERATION = text(paths={"/things": {"get": {"operationId": "List", "responses": {}}}})
THING: JSON = {"description": "One thing.", "properties": {"description": {"type": "string", "description": "…"}}}
OTHER_WORDS = text(definitions={"Thing": THING})


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(github, "BACK_OFF", (0.0, 0.0))


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[GitHubServer]:
    with GitHubServer() as server:
        monkeypatch.setenv(github.API_VARIABLE, server.url)
        for name in github.TOKEN_VARIABLES:
            monkeypatch.delenv(name, raising=False)
        yield server


@pytest.fixture
def place(tmp_path: Path, hub: GitHubServer) -> Place:
    """One version, pinned at the first commit."""
    place = Place(tmp_path)
    hub.commit(1, {PATH: ORIGINAL})
    pin(place, "v1.0", PATH)
    return place


def pin(place: Place, name: str, path: str, commit: str = "1" * 40) -> None:
    with place.sources.open("a") as file:
        file.write(
            f'[versions."{name}"]\nrepository = "Owner/specs"\ncommit = "{commit}"\npath = "{path}"\n'
            f'sha256 = "{hashlib.sha256(ORIGINAL).hexdigest()}"\n'
        )


def outdated(place: Place, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, list[str]]:
    code = main(["--sources", str(place.sources), "--cache", str(place.cache), "--outdated", *more])
    return code, capsys.readouterr().out.splitlines()


def test_the_table_tells_of_every_state(place: Place, hub: GitHubServer, capsys: pytest.CaptureFixture[str]) -> None:
    paths = {name: PATH.replace("v1.0", name) for name in ("v1.1", "v1.2", "v1.3", "v1.4", "v1.5")}
    for name, path in paths.items():
        pin(place, name, path)
    hub.changes[0].files |= dict.fromkeys(paths.values(), ORIGINAL)
    hub.commit(2, {paths["v1.1"]: WITHOUT_AN_OPERATION})
    hub.commit(3, {paths["v1.2"]: OTHER_WORDS})
    hub.commit(4, {paths["v1.3"]: None})
    moved = "specification/Speech/stable/v1.4/speech.json"
    hub.commit(5, {paths["v1.4"]: None, moved: ORIGINAL}, {paths["v1.4"]: moved})
    hub.commit(6, {paths["v1.5"]: ORIGINAL + b"\n"})
    hub.commit(
        7,
        {
            PATH.replace("v1.0", "v2.0"): ORIGINAL,
            PATH.replace("v1.0", "v0.9"): ORIGINAL,
            PATH.replace("stable/v1.0", "preview/v2.1-preview.1"): ORIGINAL,
        },
    )

    code, lines = outdated(place, capsys)

    assert code == 0
    assert lines == [
        "version  pinned    newest    date        state",
        "v1.0     11111111  11111111  2026-01-01  up to date",
        "v1.1     11111111  22222222  2026-01-02  behind: 1 wire change, 1 breaking; 1 text changed",
        "v1.2     11111111  33333333  2026-01-03  words only: 1 text changed",
        "v1.3     11111111  44444444  2026-01-04  gone: the file was removed",
        f"v1.4     11111111  55555555  2026-01-05  renamed: to {moved}",
        "v1.5     11111111  66666666  2026-01-06  same facts: other bytes, nothing differs",
        "New upstream: v2.0 (stable), v2.1-preview.1 (preview)",
        "Not pinned, older than the newest pin: v0.9 (stable)",
    ]


def test_a_later_commit_with_the_same_bytes_is_up_to_date(
    place: Place, hub: GitHubServer, capsys: pytest.CaptureFixture[str]
) -> None:
    hub.commit(2, {PATH: ORIGINAL})

    assert outdated(place, capsys, "--fail-if-outdated")[0] == 0


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({}, 0),
        ({PATH: WITHOUT_AN_OPERATION}, 3),
        ({PATH: OTHER_WORDS}, 3),
        ({PATH: None}, 3),
        ({PATH.replace("v1.0", "v2.0"): ORIGINAL}, 3),
        ({PATH.replace("v1.0", "v0.9"): ORIGINAL}, 0),
    ],
    ids=["up to date", "behind", "words", "gone", "new version", "older version"],
)
def test_a_scheduled_job_fails_if_something_is_newer(
    files: dict[str, bytes | None], code: int, place: Place, hub: GitHubServer, capsys: pytest.CaptureFixture[str]
) -> None:
    hub.commit(2, files)

    assert outdated(place, capsys, "--fail-if-outdated")[0] == code


LIMIT = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1800000000"}
USED_UP: dict[str, JSON] = {"message": "API rate limit exceeded for 127.0.0.1."}


@pytest.mark.parametrize(
    ("status", "headers", "message", "says"),
    [
        (403, LIMIT, USED_UP, "GitHub's rate limit is used up until 2027-01-15 08:00 UTC. Set GITHUB_TOKEN"),
        (429, LIMIT, USED_UP, "GitHub's rate limit is used up until 2027-01-15 08:00 UTC."),
        (403, {"Retry-After": "60"}, {"message": "Slow down."}, "GitHub's rate limit is used up for 60 s."),
        (403, {}, {"message": "You have exceeded a secondary rate limit."}, "GitHub's rate limit is used up."),
        (403, {}, {"message": "Resource not accessible."}, "HTTP 403 (Resource not accessible). Check what the token"),
        (401, {}, {"message": "Bad credentials"}, "GitHub rejects the token in GITHUB_TOKEN or GH_TOKEN (Bad credent"),
        (418, {}, {}, "HTTP 418. Try again later."),
        (304, {}, {}, "HTTP 304. Try again later."),
    ],
)
def test_what_github_does_not_tell_is_not_checked(
    status: int,
    headers: dict[str, str],
    message: dict[str, JSON],
    says: str,
    place: Place,
    hub: GitHubServer,
    capsys: pytest.CaptureFixture[str],
) -> None:
    pin(place, "v1.1", NEWER)
    hub.changes[0].files[NEWER] = ORIGINAL
    hub.refusals = [(status, headers, message)]

    code, lines = outdated(place, capsys, "--fail-if-outdated")

    assert code == 1
    assert lines[1].startswith("v1.0     11111111  ?         ?           not checked: ")
    assert says in lines[1]
    assert lines[2] == "v1.1     11111111  11111111  2026-01-01  up to date"


def test_trouble_that_passes_is_waited_out(place: Place, hub: GitHubServer, capsys: pytest.CaptureFixture[str]) -> None:
    hub.refusals = [(502, {}, {}), (503, {}, {})]

    assert outdated(place, capsys)[0] == 0


def test_a_rate_limit_on_the_list_of_versions_is_told(
    place: Place, hub: GitHubServer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = hub.answer

    def limited(path: str, query: dict[str, list[str]], accept: str) -> tuple[int, bytes]:
        return (429, b"{}") if path.endswith("/stable") else answer(path, query, accept)

    monkeypatch.setattr(hub, "answer", limited)

    code, lines = outdated(place, capsys)

    assert code == 1
    assert lines[-1].startswith("New versions: not checked: GitHub's rate limit is used up.")


def test_what_did_not_change_is_not_sent_again(
    place: Place, hub: GitHubServer, capsys: pytest.CaptureFixture[str]
) -> None:
    hub.commit(2, {PATH: WITHOUT_AN_OPERATION})
    first = outdated(place, capsys)
    count = len(hub.asked)

    assert outdated(place, capsys) == first

    assert len(hub.asked) == 2 * count
    # What is missing has no ETag.
    assert [asked.path for asked in hub.asked[count:] if not asked.is_unchanged] == [
        "/repos/Owner/specs/contents/specification/Speech/preview"
    ]


def test_a_kept_answer_that_is_damaged_is_asked_for_again(
    place: Place, hub: GitHubServer, capsys: pytest.CaptureFixture[str]
) -> None:
    first = outdated(place, capsys)
    for file in (place.cache / ".github").iterdir():
        file.write_bytes(file.read_bytes()[:-1])

    assert outdated(place, capsys) == first
    assert not any(asked.is_unchanged for asked in hub.asked)


@pytest.mark.parametrize("name", github.TOKEN_VARIABLES)
def test_the_token_of_the_environment_is_sent_and_never_shown(
    name: str,
    place: Place,
    hub: GitHubServer,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(name, "ghp_secret")
    hub.refusals = [(403, LIMIT, USED_UP)]

    _, lines = outdated(place, capsys)

    assert {asked.authorization for asked in hub.asked} == {"Bearer ghp_secret"}
    assert "secret" not in "\n".join(lines)
    assert "Set GITHUB_TOKEN" not in "\n".join(lines)
    assert not any(b"ghp_secret" in file.read_bytes() for file in place.cache.rglob("*") if file.is_file())


def test_the_token_goes_to_no_other_host(
    place: Place, hub: GitHubServer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "ghp_secret")
    with GitHubServer() as other:
        other.commit(1, {PATH: ORIGINAL})
        elsewhere = other.url.replace("127.0.0.1", "localhost")
        hub.refusals = [(301, {"Location": f"{elsewhere}/repos/Owner/specs/commits?path={PATH}&per_page=1"}, {})]

        outdated(place, capsys)

        assert [asked.authorization for asked in other.asked] == [None]


def test_an_api_that_never_answers_is_given_up(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    with MisbehavingServer(place.mirror) as server:
        server.misbehave("/commits?path=a&per_page=1", a_header_at_a_time)
        monkeypatch.setenv(github.API_VARIABLE, server.url)
        with open_github(place.cache, timeout=0.3) as api:
            assert "timed out, not there within 0.3 s" in problem_of(lambda: api.newest_commit("Owner/specs", "a"))


def test_an_update_without_a_commit_takes_the_newest_and_keeps_the_report(
    place: Place, hub: GitHubServer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    place.publish(swagger(), "1" * 40)
    newest = hub.commit(2, {PATH: WITHOUT_AN_OPERATION})
    place.file(newest).parent.mkdir(parents=True)
    place.file(newest).write_bytes(WITHOUT_AN_OPERATION)
    monkeypatch.setenv(fetch.MIRROR_VARIABLE, str(place.mirror))

    assert main(["--sources", str(place.sources), "--cache", str(place.cache), "--update", "v1.0"]) == 0

    assert place.versions()[0].pin.commit == newest
    printed = capsys.readouterr().out
    assert "breaking `GET /things/{id}` was removed.".replace("`", "") in printed
    kept = place.sources.parent / "reports" / "pins" / "v1.0-11111111-to-22222222.md"
    assert "`GET /things/{id}` was removed." in kept.read_text(encoding="utf-8")


def test_an_update_of_a_new_entry_needs_no_commit(
    place: Place, hub: GitHubServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with place.sources.open("a") as file:
        file.write(f'[versions."v1.1"]\nrepository = "Owner/specs"\npath = "{NEWER}"\n')
    newest = hub.commit(2, {NEWER: ORIGINAL})
    place.publish(swagger(), newest, NEWER)
    monkeypatch.setenv(fetch.MIRROR_VARIABLE, str(place.mirror))

    assert main(["--sources", str(place.sources), "--cache", str(place.cache), "--update", "v1.1"]) == 0

    assert place.versions()[1].pin.commit == newest


@pytest.mark.parametrize(
    ("renames", "says"),
    [
        ({}, "was removed in 22222222. Keep the pin as it is."),
        ({PATH: "new.json"}, "was renamed to new.json in 22222222. Write the new path into its entry"),
    ],
)
def test_an_update_of_a_file_that_is_gone_says_so(
    renames: dict[str, str], says: str, place: Place, hub: GitHubServer, capsys: pytest.CaptureFixture[str]
) -> None:
    hub.commit(2, {PATH: None}, renames)
    before = place.contents()

    assert main(["--sources", str(place.sources), "--cache", str(place.cache), "--update", "v1.0"]) == 1

    assert says in capsys.readouterr().err
    assert place.sources.read_bytes() == before["sources.toml"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--fail-if-outdated"], "--fail-if-outdated needs --outdated"),
        (["--outdated", "--update", "v1.0"], "--outdated changes nothing"),
        (["--commit", "1" * 40], "--commit needs --update"),
    ],
)
def test_options_that_do_not_go_together_are_wrong_usage(
    arguments: list[str], words: str, place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--sources", str(place.sources), *arguments]) == 2
    assert words in capsys.readouterr().err
