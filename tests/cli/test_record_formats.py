"""`--output` and `--query`: every listing, beside what the service lists and what jmespath makes of it."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from typing import Any

import click
import jmespath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cli.conftest import Cli
from emulator.recordings import wav
from example_counts import example_count
from speechtotext import id_of, v2025_10_15
from speechtotext.cli._main import root_command
from speechtotext.cli._output.records import print_json_document, print_value
from speechtotext.emulator import Emulator

SECRET = "the-secret-of-a-web-hook"
NAMES = ("Calls", "a\tb\\c\nd\re\x1b[1m", "会議の録音 'quoted' \"twice\" |")
QUERIES = (
    "[]",
    "length(@)",
    "[].keys(@)[]",
    "[0]",
    "[-1]",
    "[:2]",
    "[].{id: self, name: displayName, status: status}",
    "[].[self, status, displayName]",
    "[?status=='Succeeded'].displayName",
    "sort_by([?createdDateTime], &createdDateTime)[].createdDateTime",
    "[].missing",
    "missing",
    "[].to_string(@)",
)
Listing = Callable[[v2025_10_15.Client], Any]
LISTINGS: dict[str, Listing] = {
    "transcriptions list": lambda stt: stt.transcriptions.list(),
    "transcriptions files JOB": lambda stt: stt.transcriptions.files(job_in(stt)),
    "datasets list": lambda stt: stt.datasets.list(),
    "datasets files DATASET": lambda stt: stt.datasets.files(next(iter(stt.datasets.list()))),
    "models list": lambda stt: stt.models.list_custom_models(),
    "models list-base": lambda stt: stt.models.list_base_models(),
    "models files MODEL": lambda stt: stt.models.files(next(iter(stt.models.list_custom_models()))),
    "endpoints list": lambda stt: stt.endpoints.list(),
    "evaluations list": lambda stt: stt.evaluations.list(),
    "evaluations files EVALUATION": lambda stt: stt.evaluations.files(next(iter(stt.evaluations.list()))),
    "projects list": lambda stt: stt.projects.list(),
    "webhooks list": lambda stt: stt.web_hooks.list(),
}
# What is put together here, of several requests or without any.
OTHERS = (
    *(f"{group} locales" for group in ("transcriptions", "datasets", "models", "endpoints", "evaluations", "projects")),
    "models expiring --within 9999d",
    "transcriptions report JOB",
    "versions",
    "versions v3.2",
    "config list",
)


def job_in(stt: v2025_10_15.Client) -> str:
    return next(job.self_ for job in stt.transcriptions.list() if job.display_name == "Done") or ""


@pytest.fixture(scope="module")
def filled(session_speech_emulator: Emulator) -> Emulator:
    """An emulator with entities of every group, whose names are hard to print."""
    emulator = session_speech_emulator
    emulator.reset()
    with v2025_10_15.Client(endpoint=emulator.endpoint, key=emulator.key) as stt:
        base = {"self": [model.self_ for model in stt.models.list_base_models() if model.locale == "en-US"][-1]}
    storage, made = emulator.storage, "https://x.example/speechtotext"
    for name in NAMES:
        about = {"displayName": name, "locale": "en-US"}
        emulator.seed("projects", about)
        text = {"kind": "Acoustic", "contentUrl": storage.put("spoken.zip", b"One.")}
        dataset = {"self": f"{made}/datasets/{emulator.seed('datasets', about | text, status='Succeeded')}"}
        emulator.seed("models", {**about, "baseModel": base, "datasets": [dataset]}, status="Succeeded")
        emulator.seed("endpoints", {**about, "model": base}, status="Succeeded")
        emulator.seed("evaluations", {**about, "model1": base, "model2": base, "dataset": dataset}, status="Failed")
        audio = {"contentUrls": [storage.put("call.wav", wav())], "properties": {"timeToLiveHours": 48}}
        emulator.seed("transcriptions", about | audio, status="Failed")
        hook = {"webUrl": "https://nobody.invalid/?sig=SECRETSECRET", "properties": {"secret": SECRET}}
        emulator.seed(
            "webhooks", {"displayName": name, **hook, "events": {"transcriptionCompletion": True}}, status="Succeeded"
        )
    with v2025_10_15.Client(endpoint=emulator.endpoint, key=emulator.key) as stt:
        urls = [emulator.storage.put("done.wav", wav())]
        body = {"displayName": "Done", "locale": "en-US", "contentUrls": urls, "properties": {"timeToLiveHours": 48}}
        stt.transcriptions.wait(stt.transcriptions.submit(body), poll=0)
    return emulator


@pytest.fixture(autouse=True)
def settings_of_service(filled: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPEECH_ENDPOINT", filled.endpoint)
    monkeypatch.setenv("SPEECH_KEY", filled.key)


@pytest.fixture
def stt(filled: Emulator) -> Iterator[v2025_10_15.Client]:
    with v2025_10_15.Client(endpoint=filled.endpoint, key=filled.key) as client:
        yield client


def arguments_of(command: str, stt: v2025_10_15.Client) -> list[str]:
    ids: dict[str, Callable[[], Any]] = {
        "JOB": lambda: job_in(stt),
        "DATASET": lambda: next(iter(stt.datasets.list())).self_,
        "MODEL": lambda: next(iter(stt.models.list_custom_models())).self_,
        "EVALUATION": lambda: next(iter(stt.evaluations.list())).self_,
    }
    return [str(ids[word]()) if word in ids else word for word in command.split()]


def shown(items: Any) -> Any:
    """Items as they are printed: without secrets."""
    return json.loads(re.sub(r"(sig=)[^&\"]+", r"\1***", json.dumps(items)).replace(SECRET, "***"))


def without_times(value: Any) -> Any:
    """Signed links tell the time of the request."""
    return json.loads(re.sub(r"(s[te]=)[^&\"]+", r"\1TIME", json.dumps(value)))


@pytest.mark.parametrize("command", LISTINGS)
def test_a_listing_is_what_the_service_lists(cli: Cli, stt: v2025_10_15.Client, command: str) -> None:
    arguments = arguments_of(command, stt)
    items = shown([entity.to_dict() for entity in LISTINGS[command](stt)])
    assert items or "files" in command

    assert without_times(json.loads(cli.does(*arguments, "-o", "json").out)) == without_times(items)


@pytest.mark.parametrize("command", [*LISTINGS, *OTHERS])
def test_formats_and_queries_of_a_listing_agree(cli: Cli, stt: v2025_10_15.Client, command: str) -> None:
    arguments = arguments_of(command, stt)
    items = json.loads(cli.does(*arguments, "--output", "json").out)

    assert without_times(cli.does(*arguments, "-o", "jsonl").records) == without_times(items)
    # Side by side in a list: one request answers all of them.
    query = f"[{', '.join(QUERIES)}]"
    printed = json.loads(cli.does(*arguments, "-o", "json", "--query", query).out)
    assert without_times(printed) == [without_times(jmespath.search(each, items)) for each in QUERIES]
    title, *rows = parsed_tsv(cli.does(*arguments, "-o", "tsv").out)
    assert len(set(title)) == len(title)
    assert len(rows) == len(items)
    for row, item in zip(rows, items, strict=True):
        entity = item["model"] if "expiring" in command else item
        cells = dict(zip(title, row, strict=True))
        for name in {"displayName", "status", "createdDateTime", "locale", "kind", "name"} & cells.keys():
            value = entity.get(name)
            assert cells[name] == ("" if value is None else value), name
        if "id" in cells:
            assert id_of(entity["self"]) == cells["id"]


def test_all_listings_are_here() -> None:
    names = {re.sub(r" (--.*|[A-Z]+|v3.2)$", "", command) for command in (*LISTINGS, *OTHERS)}
    listing = {"list", "list-base", "files", "locales", "expiring", "report", "versions"}

    assert {path for path in commands_with_query(root_command) if path.rpartition(" ")[2] in listing} == names


def commands_with_query(group: click.Group, path: str = "") -> Iterator[str]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands_with_query(command, f"{path}{name} ")
        elif any(parameter.name == "query" for parameter in command.params):
            yield f"{path}{name}"


def parsed_tsv(text: str) -> list[list[str]]:
    """Rows as a program reads them: split at tabs, then the escapes undone."""
    meaning = {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}

    def unescaped(cell: str) -> str:
        return re.sub(
            r"\\(u[0-9a-f]{4}|.)",
            lambda found: chr(int(found[1][1:], 16)) if len(found[1]) == 5 else meaning[found[1]],
            cell,
        )

    return [[unescaped(cell) for cell in line.split("\t")] for line in text.removesuffix("\n").split("\n")]


def test_columns_have_stable_names(cli: Cli) -> None:
    names = {group: cli.does(group, "list", "-o", "tsv").lines[0] for group in ("transcriptions", "evaluations")}

    assert names == {
        "transcriptions": "id\tstatus\tdisplayName\tcreatedDateTime\tlocale\terror",
        "evaluations": "id\tstatus\tdisplayName\twordErrorRate1\twordErrorRate2\tcreatedDateTime\terror",
    }


def test_tsv_is_read_by_the_module_csv_where_nothing_is_escaped(cli: Cli) -> None:
    text = cli.does(
        "projects", "list", "--query", "[?displayName=='Calls'].{name: displayName, at: locale}", "-o", "tsv"
    )

    assert list(csv.DictReader(io.StringIO(text.out), delimiter="\t")) == [{"name": "Calls", "at": "en-US"}]


def test_a_query_that_selects_texts_prints_a_line_each(cli: Cli) -> None:
    assert cli.does("projects", "list", "--query", "sort([].displayName)[:1]", "-o", "tsv").out == "Calls\n"
    assert cli.does("projects", "list", "--query", "length(@)").out == "3\n"


def test_a_query_without_a_format_prints_a_table(cli: Cli) -> None:
    lines = cli.does("projects", "list", "--query", "[?displayName=='Calls'].{NAME: displayName, X: nothing}").lines

    assert [line.split() for line in lines] == [["NAME", "X"], ["Calls", "-"]]


def test_one_entity_is_an_object_and_several_are_a_list(cli: Cli, stt: v2025_10_15.Client) -> None:
    first, second = [project.to_dict() for project in stt.projects.list()][:2]

    assert json.loads(cli.does("projects", "get", first["self"], "-o", "json").out) == first
    assert json.loads(cli.does("projects", "get", first["self"], second["self"], "-o", "json").out) == [first, second]
    query = ("--query", "displayName", "-o", "json")
    assert json.loads(cli.does("projects", "get", first["self"], *query).out) == first["displayName"]


def test_an_entity_that_is_not_there_keeps_no_other_from_being_printed(cli: Cli, stt: v2025_10_15.Client) -> None:
    first = next(iter(stt.projects.list())).to_dict()

    done = cli("projects", "get", first["self"], "00000000-0000-0000-0000-000000000000", "-o", "json")

    assert (done.code, json.loads(done.out), len(done.errors)) == (1, [first], 1)


@pytest.mark.parametrize("query", ["[", "", "nothing(@)", "sort([].displayName, @)", "sum([].displayName)", "a b"])
def test_a_wrong_query_is_told_in_one_line(cli: Cli, query: str) -> None:
    done = cli("projects", "list", "--query", query)

    assert (done.code, done.out) == (2, "")
    (error,) = done.errors
    assert error.startswith(f"Error: --query {query!r} cannot be used: ")


def test_a_query_sees_no_secrets(cli: Cli) -> None:
    out = cli.does("webhooks", "list", "--query", "[].{a: webUrl, b: properties.secret}", "-o", "json").out

    assert "SECRET" not in out
    assert out.count("sig=***") == out.count('"***"') == len(NAMES)


def test_two_formats_are_refused(cli: Cli) -> None:
    done = cli("projects", "list", "--json", "-o", "tsv")

    assert (done.code, done.out) == (2, "")
    assert done.errors[0].startswith("Error: --json is short for --output jsonl: give one of them.")


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=example_count(40), deadline=None)
@given(_json)
def test_any_json_is_printed_and_parses_back(value: Any) -> None:
    def printed(format: str | None) -> str:
        with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()):
            print_value(value, format)
        return out.getvalue()

    assert printed(None) is not None
    assert json.loads(printed("json")) == shown(value)
    items = value if isinstance(value, list) else [value]
    assert [json.loads(line) for line in printed("jsonl").split("\n")[:-1]] == shown(items)
    if isinstance(value, dict) and value:
        title, row = parsed_tsv(printed("tsv"))
        assert title == list(shown(value))
        assert row == [text_of(each) for each in shown(value).values()]


def text_of(value: Any) -> str:
    """A value as it is in a cell."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def test_a_document_has_no_control_characters(capsys: pytest.CaptureFixture[str]) -> None:
    print_json_document({"name": "\x9b1m\x7f\x1b"})

    assert capsys.readouterr().out == '{\n  "name": "\\u009b1m\\u007f\\u001b"\n}\n'
