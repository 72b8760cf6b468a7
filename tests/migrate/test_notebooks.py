"""Notebooks: read as programs, and changed in the cells that need it alone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import nbformat
import pytest

from migrate.request_corpus import FOLDER, TARGET
from speechtotext.migrate import migrate, migrate_text

NOTEBOOKS = sorted((FOLDER / "notebooks").iterdir())

USES_PACKAGE = "from speechtotext.v3_2 import Client, models\nmodels.TranscriptionProperties(time_to_live='P1D')"
MOVED = USES_PACKAGE.replace("v3_2", "v2025_10_15").replace("time_to_live='P1D'", "time_to_live_hours=24")


def notebook(*sources: str | Sequence[str], indent: int | None = 1, ensure_ascii: bool = True) -> str:
    cells: list[dict[str, object]] = [
        {"cell_type": "code", "id": f"c{number}", "source": source} for number, source in enumerate(sources)
    ]
    for cell in cells:
        cell |= {"execution_count": None, "metadata": {}, "outputs": []}
    data = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(data, indent=indent, ensure_ascii=ensure_ascii)


def cells_after(text: str) -> list[str | list[str]]:
    return [cell["source"] for cell in json.loads(migrate_text(text, TARGET, "a.ipynb").after)["cells"]]


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_notebook_is_valid_before_and_after(file: Path) -> None:
    before = file.read_text("utf-8")
    after = migrate_text(before, TARGET, file.name).after

    for text in (before, after):
        nbformat.validate(json.loads(text))


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_cells_without_a_change_stay_to_the_byte(file: Path) -> None:
    before = file.read_text("utf-8")
    after = migrate_text(before, TARGET, file.name).after
    changed = [line for line in before.splitlines() if line not in after.splitlines()]

    assert all("speechtotext" in line or "create" in line or "time_to_live" in line for line in changed)


@pytest.mark.parametrize("indent", [None, 1, 4])
@pytest.mark.parametrize("ensure_ascii", [True, False])
def test_the_layout_of_the_json_stays(indent: int | None, ensure_ascii: bool) -> None:
    text = notebook(
        "x = 'ä'", USES_PACKAGE, USES_PACKAGE.splitlines(keepends=True), indent=indent, ensure_ascii=ensure_ascii
    )

    after = migrate_text(text, TARGET, "a.ipynb").after

    assert after == text.replace("v3_2", "v2025_10_15").replace("time_to_live='P1D'", "time_to_live_hours=24")


def test_magics_stay_where_they_are() -> None:
    source = f"%matplotlib inline\n!ls \\\n  -l\n{USES_PACKAGE}\nfiles = !ls\n%time print(1)\nClient?"

    assert cells_after(notebook(source)) == [source.replace(USES_PACKAGE, MOVED)]


def test_what_one_cell_imports_the_next_one_uses() -> None:
    assert cells_after(notebook(*USES_PACKAGE.splitlines())) == MOVED.splitlines()


def test_outputs_and_markdown_are_not_looked_at() -> None:
    data = json.loads(notebook("print(1)"))
    url = "https://westeurope.api.cognitive.microsoft.com/speechtotext/v3.1/transcriptions"
    data["cells"][0]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": [url]}]
    data["cells"].append({"cell_type": "markdown", "id": "m", "metadata": {}, "source": [f"GET {url}"]})

    assert migrate_text(json.dumps(data), TARGET, "a.ipynb").findings == ()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"cells": 1}', "{"])
def test_json_that_is_no_notebook_is_read_as_text(text: str) -> None:
    assert migrate_text(text, TARGET, "a.ipynb").after == text


def test_a_notebook_is_written(tmp_path: Path) -> None:
    file = tmp_path / "a.ipynb"
    file.write_text(notebook(USES_PACKAGE), "utf-8")

    list(migrate([tmp_path], TARGET, write=True))

    assert file.read_text("utf-8") == notebook(MOVED)
