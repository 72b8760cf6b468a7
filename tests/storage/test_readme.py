"""The README's program about storage runs as it stands there, against Azurite in place of Azure."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from speechtotext.emulator import SAMPLE
from storage.azurite import KEY, Azurite
from storage.files import names
from upstream.sources import ROOT


def test_the_program_of_the_readme_runs(
    azurite: Azurite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    programs = re.findall(r"^```python\n(.*?)^```", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    (program,) = [program for program in programs if "import BlobStorage" in program]
    container = azurite.storage()
    for shown, meant in (
        ("https://ACCOUNT.blob.core.windows.net/recordings", container.url),
        ("YOUR-STORAGE-KEY", KEY),
    ):
        assert shown in program
        program = program.replace(shown, meant)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "call.wav").write_bytes(SAMPLE.read_bytes())

    exec(compile(program, "README.md", "exec"), {"__name__": "__main__"})

    size = SAMPLE.stat().st_size
    told, link, found = capsys.readouterr().out.splitlines()
    assert (told, found) == (f"{size} bytes", f"call.wav {size}")
    assert link.startswith(f"{container.url}/May/call.wav?")
    assert names(container) == []
