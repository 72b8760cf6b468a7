"""A further version: its place among the others comes from its name, and a preview takes no report away."""

from __future__ import annotations

import random
import runpy
from pathlib import Path

import pytest

from pipeline.projects import AWKWARD, Project
from upstream.sources import load_sources

_OLDEST_FIRST = [
    "v2.0",
    "v3.0-beta1",
    "v3.0",
    "v3.1-preview.1",
    "v3.1-preview.2",
    "v3.1-preview.10",
    "v3.1",
    "v3.10",
    "2024-05-15-preview",
    "2024-11-15",
    "2026-05-15-preview",
    "2026-05-15",
]


def _sources_in_order_of(names: list[str], file: Path) -> Path:
    entry = '[versions."{}"]\nrepository = "o/r"\ncommit = "{}"\npath = "p.json"\n'
    file.write_text("".join(entry.format(name, "a" * 40) for name in names))
    return file


@pytest.mark.parametrize("seed", range(5))
def test_order_comes_from_the_names_and_not_from_the_file(tmp_path: Path, seed: int) -> None:
    shuffled = random.Random(seed).sample(_OLDEST_FIRST, len(_OLDEST_FIRST))

    assert list(load_sources(_sources_in_order_of(shuffled, tmp_path / "sources.toml"))) == _OLDEST_FIRST


def test_only_names_with_more_than_numbers_are_previews(tmp_path: Path) -> None:
    versions = load_sources(_sources_in_order_of(_OLDEST_FIRST, tmp_path / "sources.toml"))

    assert [name for name, version in versions.items() if version.is_preview] == [
        "v3.0-beta1",
        "v3.1-preview.1",
        "v3.1-preview.2",
        "v3.1-preview.10",
        "2024-05-15-preview",
        "2026-05-15-preview",
    ]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("project"))
    for version in ("2030-01-01-preview", "v9.1", "v9.0", "v9.1-preview.1"):
        project.publish(version, AWKWARD)
    project.regenerate()
    return project


def test_the_generated_list_of_versions_is_in_order(project: Project) -> None:
    listed = runpy.run_path(str(project.root / "generated" / "speechtotext_api" / "versions.py"))

    assert dict(listed["PACKAGES"]) == {
        "v9.0": "v9_0",
        "v9.1-preview.1": "v9_1_preview_1",
        "v9.1": "v9_1",
        "2030-01-01-preview": "v2030_01_01_preview",
    }
    assert list(listed["PACKAGES"]) == ["v9.0", "v9.1-preview.1", "v9.1", "2030-01-01-preview"]


def test_a_preview_adds_reports_and_takes_none_away(project: Project) -> None:
    reports = {file.stem for file in (project.root / "spec" / "reports").glob("*-to-*.md")}

    assert reports == {
        "v9.0-to-v9.1",
        "v9.0-to-v9.1-preview.1",
        "v9.1-preview.1-to-v9.1",
        "v9.1-to-2030-01-01-preview",
    }
