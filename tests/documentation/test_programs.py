"""The programs of the README and of the documentation run as they stand there, against the emulator."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import tomllib
from contextlib import ExitStack, nullcontext
from pathlib import Path

import click
import pytest

from documenting.commands import command_pages
from documenting.programs import Program, command_lines, pages, programs
from open_telemetry import unset_providers
from speechtotext import _telemetry
from speechtotext.cli._arguments.session import session
from speechtotext.cli._main import root_command
from speechtotext.emulator import Emulator
from upstream.sources import ROOT

PROGRAMS = list(programs(ROOT))
# Programs that need storage run in the tests of storage.
HERE = [program for program in PROGRAMS if "BlobStorage(" not in program.text]
# Libraries that `nox -s engines` alone installs.
ENGINES = re.compile(r"^(?:import|from) (dask|duckdb|pandas|polars|pyspark)\b", re.MULTILINE)


@pytest.mark.usefixtures("azure", "workplace")
@pytest.mark.parametrize("program", HERE, ids=str)
def test_a_program_runs_and_prints_what_its_page_shows(program: Program, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ENGINES.findall(program.text):
        pytest.importorskip(name, reason=f"{name} is not installed: nox -s engines installs it")
    if "pyspark" in program.text and not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        pytest.skip("no Java: set JAVA_HOME, or put java on the path")
    # Padded, so that a traceback names the line of the page.
    padded = "\n" * (program.line - 1) + program.text

    # A program may set the providers of OpenTelemetry, once a process.
    with unset_providers() if "opentelemetry" in program.text else nullcontext():
        exec(compile(padded, program.page, "exec"), {"__name__": "__main__"})

    if program.output is not None:
        assert capsys.readouterr().out == program.output


def test_every_task_page_opens_with_a_program_or_a_command() -> None:
    tasks = [page for page in pages(ROOT) if page.parent.name in ("start", "guides", "recipes")]
    first = {page.name: re.findall(r"^```(\w+)$", page.read_text(encoding="utf-8"), re.MULTILINE)[0] for page in tasks}

    assert {name: block for name, block in first.items() if block not in ("python", "sh")} == {}


@pytest.mark.usefixtures("workplace")
@pytest.mark.parametrize("page", pages(ROOT), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_the_commands_of_a_page_are_commands_of_this_version(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # What options set up would end with the command, which is not run.
    monkeypatch.setattr(session, "ending", ExitStack())
    monkeypatch.setattr(_telemetry, "_recorders", [])
    for line in command_lines(page.read_text(encoding="utf-8")):
        _parse(line)


def test_the_links_of_the_readme_lead_to_pages_of_the_documentation() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    linked = re.findall(r"readthedocs\.io/en/latest/([\w/-]+)\.html", readme)

    assert linked
    assert [page for page in linked if not page.startswith("generated/") and not _source(page).exists()] == []


@pytest.mark.parametrize("page", pages(ROOT), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_extras_are_quoted_because_shells_expand_brackets(page: Path) -> None:
    assert re.findall(r"pip install [^\"'\n]*\[.*", page.read_text(encoding="utf-8")) == []


def test_the_page_about_the_installation_lists_every_extra() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    page = (ROOT / "docs" / "start" / "install.md").read_text(encoding="utf-8").partition("\n## ")[0]

    assert set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)) == set(project["optional-dependencies"])


def test_the_page_about_tests_lists_every_action_of_the_control_api() -> None:
    page = (ROOT / "docs" / "guides" / "testing.md").read_text(encoding="utf-8").partition("| action |")[2]
    rows = re.findall(r"^\| (`[^|]+) \|", page, re.MULTILINE)
    with Emulator(port=None) as emulator, emulator.http_client() as http:
        told: str = http.post("/emulator/control/none").json()["error"]

    listed = {name for row in rows for name in re.findall(r"`([\w-]+)`", row)}
    assert listed == set(told.removeprefix("Unknown action: choose one of ").removesuffix(".").split(", "))


def test_the_reference_shows_the_options_of_commands_that_are_programs() -> None:
    pages_by_name = dict(command_pages(root_command))

    assert "--allow-host NAME" in pages_by_name["emulator.md"]
    assert "--suggest" in pages_by_name["migrate.md"]


def test_the_nox_sessions_that_the_pages_name_exist() -> None:
    noxfile = (ROOT / "noxfile.py").read_text(encoding="utf-8")
    named = {name for page in pages(ROOT) for name in re.findall(r"nox -s ([\w-]+)", page.read_text(encoding="utf-8"))}

    assert {name for name in named if f"def {name.replace('-', '_')}(" not in noxfile} == set()


def _source(page: str) -> Path:
    return ROOT / "docs" / f"{page}.md"


def _parse(line: str) -> None:
    """Parse a command without running it: each of its options and values has to be one that it takes."""
    command: click.Command = root_command
    context = click.Context(command)
    arguments = shlex.split(line)[1:]
    while isinstance(command, click.Group) and arguments and not arguments[0].startswith("-"):
        name, found, arguments = command.resolve_command(context, arguments)
        assert found is not None, f"{line!r}: there is no command {name!r}"
        command, context = found, click.Context(found, context, name)
    if not isinstance(command, click.Group):
        command.parse_args(context, arguments)
