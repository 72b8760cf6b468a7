"""The documentation's programs about storage run as they stand there, against Azurite in place of Azure."""

from __future__ import annotations

import pytest

from documentation.azure import azure as azure
from documentation.azure import one_emulator as one_emulator
from documentation.azure import workplace as workplace
from documenting.programs import Program, programs
from speechtotext.emulator import SAMPLE
from storage.azurite import KEY, Azurite
from storage.files import names
from upstream.sources import ROOT

PROGRAMS = {str(program): program for program in programs(ROOT) if "BlobStorage(" in program.text}


def run(program: Program, url: str) -> None:
    """Run a program with a container of Azurite in place of the one that its page shows."""
    text = program.text.replace("YOUR-STORAGE-KEY", KEY)
    for shown in ("https://ACCOUNT.blob.core.windows.net/recordings", "az://ACCOUNT/recordings"):
        text = text.replace(shown, url)
    assert text != program.text
    exec(compile(text, program.page, "exec"), {"__name__": "__main__"})


@pytest.mark.usefixtures("workplace")
def test_the_page_about_storage_opens_with_a_program_that_runs(
    azurite: Azurite, capsys: pytest.CaptureFixture[str]
) -> None:
    container = azurite.storage()

    run(PROGRAMS["docs/guides/storage.md-1"], container.url)

    size = SAMPLE.stat().st_size
    told, link, found = capsys.readouterr().out.splitlines()
    assert (told, found) == (f"{size} bytes", f"call.wav {size}")
    assert link.startswith(f"{container.url}/May/call.wav?")
    assert names(container) == []


@pytest.mark.usefixtures("azure", "workplace")
@pytest.mark.parametrize("name", sorted(PROGRAMS.keys() - {"docs/guides/storage.md-1"}))
def test_other_programs_with_storage_run(name: str, azurite: Azurite, capsys: pytest.CaptureFixture[str]) -> None:
    container = azurite.storage()

    run(PROGRAMS[name], container.url)

    assert "Error" not in capsys.readouterr().out
    assert names(container) == []
