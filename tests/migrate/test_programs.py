"""What becomes of programs in the styles that people write: as expected, typed, running, and laid out as before."""

from __future__ import annotations

import ast
import difflib
import io
import json
import os
import re
import subprocess
import sys
import tokenize
from collections import Counter
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from migrate.corpus import HERE, PROGRAMS, TARGET, expected_findings, expected_text, is_done, moved, text_of
from migrate.running import service
from speechtotext.migrate import migrate_text
from speechtotext.migrate._versions.api_surface import versions
from speechtotext.migrate._versions.plan import MigrationPlan

OURS = [program for program in PROGRAMS if program.name.startswith("v")]
PARSED = [program for program in PROGRAMS if program.suffix == ".py" and program.name != "python2.py"]
CHANGED = [program for program in OURS if (HERE / "expected" / program.name).exists()]
DONE = [program for program in OURS if is_done(program) and "import openai" not in text_of(program)]
# Without one that speaks a newer version than its own already.
SPEAKING_THEIR_OWN = [program for program in DONE if program.stem != "v3_2_api_version"]

each_program = pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
each_of_ours = pytest.mark.parametrize("program", OURS, ids=lambda program: program.stem)
each_changed = pytest.mark.parametrize("program", CHANGED, ids=lambda program: program.stem)
each_done = pytest.mark.parametrize("program", DONE, ids=lambda program: program.stem)


@each_program
def test_a_program_becomes_what_is_expected(program: Path) -> None:
    assert moved(program).after == expected_text(program)


@each_program
def test_of_a_program_is_told_what_is_expected(program: Path) -> None:
    assert [str(finding) for finding in moved(program).findings] == expected_findings(program)


@each_of_ours
def test_what_is_left_of_a_program_is_expected(program: Path) -> None:
    assert bool(moved(program).left) != is_done(program)


def test_there_are_enough_of_every_style() -> None:
    styles = Counter(program.name.partition("_")[0] for program in PROGRAMS)
    assert len(PROGRAMS) >= 40
    assert len(DONE) >= 12
    assert {"requests", "httpx", "aiohttp", "urllib", "swagger", "generated", "curl", "v3", "v2024"} <= styles.keys()


@each_program
def test_moving_again_changes_nothing(program: Path) -> None:
    assert migrate_text(moved(program).after, TARGET, program.name).after == moved(program).after


@each_program
def test_what_is_left_is_told_again_until_it_is_mended(program: Path) -> None:
    first = moved(program)
    again = migrate_text(first.after, TARGET, program.name)

    assert Counter((one.sentence, one.remedy) for one in again.left) == Counter(
        (one.sentence, one.remedy) for one in first.left
    )


@each_of_ours
def test_step_by_step_leads_to_the_same_as_in_one_go(program: Path) -> None:
    text = text_of(program)
    for version in versions()[1:]:
        text = migrate_text(text, version.module, program.name).after

    assert text == moved(program).after


@each_changed
def test_lines_that_need_no_change_are_as_they_were(program: Path) -> None:
    before, after = (text.splitlines(keepends=True) for text in (text_of(program), moved(program).after))
    lines = [line[2:] for line in difflib.ndiff(before, after) if line.startswith("- ")]
    with_comma = {line.rstrip().removesuffix(",") for line in after}

    assert [line for line in lines if not changed_words() & words(line) and line.rstrip() not in with_comma] == []


@cache
def changed_words() -> set[str]:
    """The words that no program for the target is written with, and those of what must be given more there."""
    plan = MigrationPlan(versions()[-1])
    found = {"api_version", "self_", *(version.module for version in versions()[:-1])}
    for version in versions()[:-1]:
        for name in version.names:
            if plan.resolve(name, version) != (name, (), None):
                found |= words(name)
            if plan.required(name, version) or plan.retyped(name, version):
                found |= words(name)
    return found


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


@each_changed
def test_every_comment_is_kept(program: Path) -> None:
    assert comments(moved(program).after) == comments(text_of(program))


def comments(text: str) -> Counter[str]:
    """The comments of a program."""
    tokens = tokenize.generate_tokens(io.StringIO(text, newline="").readline)
    return Counter(token.string for token in tokens if token.type == tokenize.COMMENT)


@settings(deadline=None)
@given(program=st.sampled_from(CHANGED), data=st.data())
def test_what_stands_between_the_statements_does_not_matter_and_stays(program: Path, data: st.DataObject) -> None:
    text = text_of(program)
    lines = text.splitlines(keepends=True)
    starts = [first_line(statement) for statement in ast.parse(text).body[1:]]
    starts = [number for number in starts if number < len(lines) and ";" not in lines[number]]
    noise = data.draw(st.dictionaries(st.sampled_from(starts), st.sampled_from(NOISE), min_size=1))
    with_noise = "".join(noise.get(number, "") + line for number, line in enumerate(lines))

    after = migrate_text(with_noise, TARGET).after

    for piece in noise.values():
        assert piece in after
        after = after.replace(piece, "", 1) if piece.strip() else after
    assert without_blank_lines(after) == without_blank_lines(moved(program).after)


def first_line(statement: ast.stmt) -> int:
    """The index of the line that a statement, with its decorators, begins on."""
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *(one.lineno for one in decorators)]) - 1


NOISE = (
    "# time_to_live, diarization_enabled: a comment\n",
    "#!odd   spacing\t\r\n",
    "\n   \n\n",
    "\x0c\n",
    "noise = {'time_to_live' : 1 ,}  # unrelated\n",
    "if  True :  pass\n",
    'noise = """speech\n  to   text"""\n',
    "noise = lambda *a , ** k: ( a , k )\n",
)


def without_blank_lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


@cache
def type_faults(checker: str, mypy_cache: Path) -> dict[str, list[str]]:
    """What a type checker says of the programs that are done, by file name."""
    with TemporaryDirectory() as folder:
        files = []
        for program in DONE:
            file = Path(folder, program.name)
            file.write_bytes(moved(program).after.encode("utf-8"))
            files.append(str(file))
        options = {
            "mypy": ["--strict", "--no-error-summary", "--config-file", os.devnull, "--cache-dir", str(mypy_cache)],
            "pyright": ["--outputjson", "--pythonpath", sys.executable],
        }
        done = subprocess.run(
            [sys.executable, "-m", checker, *options[checker], *files],
            cwd=folder,
            env={**os.environ, "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode in (0, 1), done.stdout + done.stderr
    if checker == "mypy":
        said = [(line.partition(":")[0], line) for line in done.stdout.splitlines()]
    else:
        entries = json.loads(done.stdout[done.stdout.index("{") :])["generalDiagnostics"]
        said = [(entry["file"], entry["message"]) for entry in entries if entry["severity"] == "error"]
    return {program.name: [what for file, what in said if Path(file).name == program.name] for program in DONE}


@pytest.mark.parametrize("checker", ["mypy", "pyright"])
@each_done
def test_a_program_that_is_done_type_checks(checker: str, program: Path, mypy_cache: Path) -> None:
    assert type_faults(checker, mypy_cache)[program.name] == []


@each_done
def test_a_program_that_is_done_runs(program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with service(monkeypatch) as emulated:
        emulated.run(moved(program).after, tmp_path)

    assert emulated.asked
    assert emulated.refused == []
    assert [one for one in emulated.asked if "api-version=2025-10-15" not in one] == []


@pytest.mark.parametrize("program", SPEAKING_THEIR_OWN, ids=lambda program: program.stem)
def test_the_programs_ran_before(program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with service(monkeypatch) as emulated:
        emulated.run(text_of(program), tmp_path)

    assert emulated.asked
    assert emulated.refused == []
