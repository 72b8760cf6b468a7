"""What the emulator covers, and that its README says so."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import speechtotext.emulator
from emulator_coverage import README, with_tables
from unit.specification import operations
from upstream.sources import load_sources

PACKAGE = Path(speechtotext.emulator.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))


def test_the_readme_has_the_tables_of_the_code() -> None:
    readme = README.read_text(encoding="utf-8")

    assert with_tables(readme) == readme, "run python scripts/emulator_coverage.py"


@pytest.mark.parametrize("version", load_sources())
def test_every_operation_of_a_version_has_its_row(version: str) -> None:
    column = 2 + list(load_sources()).index(version)
    rows = [line.split("|") for line in README.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    told = {row[1].strip(" `") for row in rows if len(row) > 7 and row[column].strip() == "✓"}

    assert told == {f"{group}_{verb}" for group, verb in operations(version)}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(PACKAGE)))
def test_no_code_is_shared_with_the_client(module: Path) -> None:
    imported = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add("." * node.level + (node.module or ""))

    outside = [name for name in imported if name.startswith("speechtotext") and "emulator" not in name.split(".")[1:2]]
    assert not outside
    assert not [name for name in imported if name.startswith("..")]
