"""The documentation's programs about storage run as they stand there, against Azurite in place of Azure."""

from __future__ import annotations

from pathlib import Path

import pytest

from documenting.programs import programs
from speechtotext.emulator import SAMPLE
from storage.azurite import KEY, Azurite
from storage.files import names
from upstream.sources import ROOT


def test_the_program_of_the_page_runs(
    azurite: Azurite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (program,) = [each.text for each in programs(ROOT) if each.page == "docs/guides/storage.md" and each.number == 1]
    container = azurite.storage()
    for shown, meant in (
        ("https://ACCOUNT.blob.core.windows.net/recordings", container.url),
        ("YOUR-STORAGE-KEY", KEY),
    ):
        assert shown in program
        program = program.replace(shown, meant)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "call.wav").write_bytes(SAMPLE.read_bytes())

    exec(compile(program, "docs/guides/storage.md", "exec"), {"__name__": "__main__"})

    size = SAMPLE.stat().st_size
    told, link, found = capsys.readouterr().out.splitlines()
    assert (told, found) == (f"{size} bytes", f"call.wav {size}")
    assert link.startswith(f"{container.url}/May/call.wav?")
    assert names(container) == []
