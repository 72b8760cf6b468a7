"""The command as a program: interruptions, pipes, what it loads, what is not installed, the programs below it."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from child_processes import TIMEOUT, child_process
from cli.conftest import Cli
from cli.entities.test_deletion import check_outcomes
from emulator.recordings import wav
from speechtotext.emulator import Emulator, Polls, Seconds
from storage.azurite import ACCOUNT, Azurite, azurite

__all__ = ["azurite"]

COMMAND = [sys.executable, "-m", "speechtotext"]
INTERRUPTION = getattr(signal, "CTRL_C_EVENT", signal.SIGINT)
PROGRAM = "from speechtotext.v3_2 import Client\n\nstt = Client()\n"


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Emulator]:
    """An emulator whose jobs do not end."""
    monkeypatch.setenv("SPEECH_LOCALE", "en-US")
    with Emulator(transitions=Polls(1_000_000, 1)) as emulator:
        yield emulator


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **environment},
        check=False,
        timeout=TIMEOUT,
    )


def interrupted(emulator: Emulator, *arguments: str, when: str, by: int = INTERRUPTION) -> tuple[int, str, list[str]]:
    """Interrupt a command as soon as it has said something; give its exit code and what it has printed."""
    environment = {**os.environ, "SPEECH_ENDPOINT": emulator.endpoint, "SPEECH_KEY": emulator.key}
    flags = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
    with child_process([*COMMAND, *arguments], environment=environment, creationflags=flags) as process:
        assert process.stderr is not None
        said = iter(process.stderr.readline, "")
        assert any(when in line for line in said)
        process.send_signal(by)
        out, err = process.communicate(timeout=TIMEOUT)
    return process.returncode, out, err.split("\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_output_that_cannot_be_written_is_told() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, "versions"], stdout=full, stderr=subprocess.PIPE, encoding="utf-8", check=False, timeout=TIMEOUT
        )
    assert (done.returncode, done.stderr) == (6, "Error: the output cannot be written: No space left on device.\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    ("arguments", "full", "code"), [("--version", "stdout", 6), ("--help", "stdout", 6), ("--bad", "stderr", 2)]
)
def test_a_full_device_changes_no_exit_code_but_that_of_success(arguments: str, full: str, code: int) -> None:
    other = "stderr" if full == "stdout" else "stdout"
    with Path("/dev/full").open("w") as device:
        streams: dict[str, Any] = {full: device, other: subprocess.PIPE}
        done = subprocess.run([*COMMAND, arguments], **streams, encoding="utf-8", check=False, timeout=TIMEOUT)
    told = "Error: the output cannot be written: No space left on device.\n" if full == "stdout" else ""
    assert (done.returncode, done.stderr or "") == (code, told)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_a_reader_that_has_ended_is_an_exit_code_of_its_own() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [*COMMAND, "versions", "-o", "jsonl"], stdout=writing, stderr=subprocess.PIPE, check=False, timeout=TIMEOUT
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM")
@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_an_interrupted_deletion_tells_what_it_has_deleted(cli: Cli, slow: Emulator, format: str) -> None:
    body = {"displayName": "Calls", "locale": "en-US", "contentUrls": ["https://x.example/a.wav"]}
    made = {
        slow.seed("transcriptions", body | {"properties": {"timeToLiveHours": 48}}, status="Failed") for _ in range(40)
    }
    slow.fail_next("Transcriptions_Delete", fault="slow", seconds=0.3, times=100)
    arguments = ("transcriptions", "delete", "--status", "Failed", "-y", "-o", format, "-vv", "--log-format", "json")

    code, out, said = interrupted(slow, *arguments, when="Transcriptions_Delete was answered", by=signal.SIGTERM)

    told = json.loads(out) if format == "json" else [json.loads(line) for line in out.splitlines()]
    messages = [json.loads(line) for line in said if line or line != said[-1]]
    service = ("--endpoint", slow.endpoint, "--key", slow.key)
    left = {
        each["self"].partition("?")[0][-36:] for each in cli.does("transcriptions", "list", "--json", *service).records
    }
    check_outcomes(told, made, left)
    assert (code, messages[-1]["message"], len(left) > 0) == (143, "Terminated.", True)
    assert messages[-2]["deleted"] == sum(bool(each["deleted"]) for each in told) > 0


def test_an_interrupted_run_leaves_the_job_running_and_goes_on_with_it(cli: Cli, slow: Emulator) -> None:
    url = slow.storage.put("call.wav", b"")
    service = ("--endpoint", slow.endpoint, "--key", slow.key)

    code, out, said = interrupted(slow, "transcribe", url, "--out", "texts", "--format", "vtt", when="running: 1 job")

    (listed,) = cli.does("transcriptions", "list", "--json", *service).records
    assert (code, out, listed["status"]) == (130, "", "NotStarted")
    assert said == [
        "",
        "Interrupted.",
        "Results so far are kept, and submitted jobs continue. To resume:",
        "  speechtotext resume texts",
        "",
    ]


@pytest.mark.parametrize(
    ("by", "code", "told"),
    [
        pytest.param(INTERRUPTION, 130, "Interrupted.", id="Ctrl-C"),
        pytest.param(
            signal.SIGTERM,
            143,
            "Terminated.",
            marks=pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM"),
            id="SIGTERM",
        ),
        pytest.param(
            getattr(signal, "SIGHUP", None),
            143,
            "Terminated.",
            marks=pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGHUP"),
            id="SIGHUP",
        ),
    ],
)
def test_an_interrupted_run_that_prints_keeps_what_it_has_and_names_the_folder(
    slow: Emulator, by: int, code: int, told: str
) -> None:
    url = slow.storage.put("call.wav", b"")

    ended, _, said = interrupted(slow, "transcribe", url, when="running: 1 job", by=by)

    (command,) = [line.split() for line in said if line.startswith("  speechtotext resume ")]
    folder = Path(command[2])
    assert (ended, told in said, folder.is_dir()) == (code, True, True)
    shutil.rmtree(folder)


def test_a_run_that_prints_keeps_its_folder_when_the_credentials_are_refused_after_jobs_were_submitted(
    slow: Emulator,
) -> None:
    url = slow.storage.put("call.wav", b"")
    environment = {**os.environ, "SPEECH_ENDPOINT": slow.endpoint, "SPEECH_KEY": slow.key}
    with child_process([*COMMAND, "transcribe", url], environment=environment) as process:
        assert process.stderr is not None
        said = iter(process.stderr.readline, "")
        assert any("running: 1 job" in line for line in said)
        slow.fail_next("Transcriptions_Get", status=401, times=100)
        _, rest = process.communicate(timeout=TIMEOUT)

    assert process.returncode == 5
    (command,) = [line.split() for line in rest.split("\n") if line.startswith("  speechtotext resume ")]
    folder = Path(command[2])
    assert (folder / ".speechtotext" / "journal.sqlite3").is_file()
    shutil.rmtree(folder)


def test_a_watched_folder_goes_on_with_what_arrives(emulator: Emulator) -> None:
    arriving = Path("incoming")
    arriving.mkdir()
    (arriving / "a.wav").write_bytes(wav())
    command = [*COMMAND, "transcribe", "incoming", "--out", "texts", "--every", "1s"]
    with child_process(command) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        whole = wav()
        (arriving / "half.wav").write_bytes(whole[:1000])
        (arriving / "c.wav").write_bytes(whole)
        second = process.stdout.readline()
        (arriving / "half.wav").write_bytes(whole)
        third = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=TIMEOUT)

    texts = [str(Path("texts", name)) + "\n" for name in ("a.txt", "c.txt", "half.txt")]
    assert [first, second, third, out] == [*texts, ""]
    assert process.returncode == 130
    assert "Transcribed 3 recordings (3 s of audio) in " in err
    assert Path("texts/half.txt").read_text() == "This is half.\n"


def test_a_watched_container_goes_on_with_what_arrives(
    emulator: Emulator, azurite: Azurite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AZURE_STORAGE_CONNECTION_STRING", azurite.connection_string)
    storage = azurite.storage()
    Path("call.wav").write_bytes(wav())
    list(storage.put("a.wav", Path("call.wav")))
    container = f"az://{ACCOUNT}/{storage.url.rpartition('/')[2]}"
    with child_process([*COMMAND, "transcribe", container, "--out", "texts", "--every", "1s", "--json"]) as process:
        assert process.stdout is not None
        first = json.loads(process.stdout.readline())
        list(storage.put("north/b.wav", Path("call.wav")))
        second = json.loads(process.stdout.readline())
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=TIMEOUT)

    assert [first["source"], second["source"], out] == [f"{container}/a.wav", f"{container}/north/b.wav", ""]
    assert first["job"] != second["job"]
    assert sorted(each.name for each in storage.list()) == ["a.wav", "north/b.wav"]


def test_an_interrupted_run_goes_on_with_its_storage(
    cli: Cli, azurite: Azurite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AZURE_STORAGE_CONNECTION_STRING", azurite.connection_string)
    storage = azurite.storage()
    container = storage.url.rpartition("/")[2]
    Path("call.wav").write_bytes(wav())
    list(storage.put("first.wav", Path("call.wav")))
    storage.delete("first.wav")
    to_batch = ("--batch", "--storage", f"az://{ACCOUNT}/{container}", "--language", "en-US")

    with Emulator(transitions=Seconds(3600, 1)) as slow:
        _, _, said = interrupted(slow, "transcribe", "call.wav", "--out", "texts", *to_batch, when="running: 1 job")
        slow.advance(timedelta(hours=2))
        resumed = cli.does(*said[-2].split()[1:], "--endpoint", slow.endpoint, "--key", slow.key)

    assert resumed.lines == [str(Path("texts/call.txt"))]
    assert list(storage.list()) == []


def test_an_interrupted_batch_says_how_to_go_on(slow: Emulator) -> None:
    url = slow.storage.put("call.wav", b"")
    batch = ("--journal", "may.journal", "--out", "may", "--format", "vtt")

    code, _, said = interrupted(slow, "transcribe", url, *batch, when="NotStarted")

    assert code == 130
    assert said[1:] == [
        "Interrupted.",
        "Submitted jobs continue. To wait for them and to get their results:",
        "  speechtotext resume may.journal --out may --format vtt",
        "",
    ]


def test_results_can_be_piped_to_what_reads_a_part_of_them(emulator: Emulator) -> None:
    for number in range(2000):
        emulator.seed("projects", {"displayName": f"Project {number}", "locale": "en-US"})
    with child_process([*COMMAND, "projects", "list", "--json"]) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("{")
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == ""


def test_what_is_piped_is_utf_8_whatever_the_locale(emulator: Emulator) -> None:
    emulator.seed("projects", {"displayName": "会議", "locale": "en-US"})

    done = run("projects", "list", PYTHONIOENCODING="ascii", LC_ALL="C")

    assert "会議" in done.stdout


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["transcribe", "--help"], ["models", "--help"]])
def test_help_loads_neither_the_client_nor_what_shows_tables(arguments: list[str]) -> None:
    program = (
        "import sys\n"
        "from speechtotext.cli import main\n"
        f"assert main({arguments!r}) == 0\n"
        "print(*{name.partition('.')[0] for name in sys.modules} & {'httpx', 'rich', 'msgspec', 'sqlite3', 'anyio'})\n"
        "print(*[name for name in sys.modules if name.startswith(('speechtotext_api.v2', 'speechtotext_api.v3'))])\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True, timeout=TIMEOUT
    )

    assert done.stdout.splitlines()[-2:] == ["", ""]


def test_without_click_what_to_install_is_told() -> None:
    program = "import sys; sys.modules['click'] = None; from speechtotext.cli import main; sys.exit(main([]))"

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=False, timeout=TIMEOUT
    )

    assert done.returncode == 2
    assert done.stderr == 'Error: the command line needs more: pip install "speechtotext-client[cli]"\n'


@pytest.mark.parametrize("name", ["emulator", "migrate"])
def test_what_a_program_below_it_lacks_is_told(cli: Cli, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setitem(sys.modules, f"speechtotext.{name}", None)
    monkeypatch.setitem(sys.modules, f"speechtotext.{name}.__main__", None)

    done = cli(name)

    assert (done.code, done.errors) == (2, [f'Error: {name} needs more: pip install "speechtotext-client[{name}]"'])


def test_programs_are_moved_to_a_newer_version(cli: Cli) -> None:
    Path("program.py").write_text(PROGRAM)

    assert cli("migrate", "program.py", "--to", "v2025_10_15").code == 1
    done = cli.does("migrate", "program.py", "--to", "v2025_10_15", "--write")

    assert done.lines[-1] == "1 file rewritten; 0 left to change by hand."
    assert Path("program.py").read_text() == PROGRAM.replace("v3_2", "v2025_10_15")


def test_the_emulator_is_started_and_stopped() -> None:
    with child_process([*COMMAND, "emulator", "--port", "0"]) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=TIMEOUT)

    assert re.match(r"Speech to text emulator at http://127\.0\.0\.1:\d+$", said)
    assert process.returncode == 0


@pytest.mark.parametrize("name", ["emulator", "migrate"])
def test_a_program_below_it_tells_its_own_arguments(cli: Cli, capsys: pytest.CaptureFixture[str], name: str) -> None:
    with pytest.raises(SystemExit) as ended:
        cli(name, "--help")

    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: speechtotext {name} ")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_is_told_how_to_complete(cli: Cli, shell: str) -> None:
    assert f"_SPEECHTOTEXT_COMPLETE={shell}_complete" in cli.does("completion", shell).out


@pytest.mark.parametrize(
    ("words", "completed"),
    [("speechtotext transcri", {"transcribe", "transcriptions"}), ("speechtotext models exp", {"expiring"})],
)
def test_commands_are_completed(words: str, completed: set[str]) -> None:
    asked = {"_SPEECHTOTEXT_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}

    done = run(**asked)

    assert {line.partition(",")[2] for line in done.stdout.splitlines()} == completed


def test_the_version_is_told(cli: Cli) -> None:
    assert re.fullmatch(r"speechtotext \d+\.\d+\.\d+\n", cli.does("--version").out)
