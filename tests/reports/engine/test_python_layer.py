"""What changed for a program that imports the clients, read from the source of two generated packages."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from differences.compare import compare_documents
from differences.difference import Difference
from differences.documents import load_document
from differences.python.clients import PythonDifferences
from differences.python.surface import python_surface
from differences.report import Entry, Layer

MODEL = """
from attrs import define, field

@define(kw_only=True)
class Thing:
    name: str = field()
    size: int | None = field(default=None)
    parts: list[Part] = field(factory=list)
"""
GROUP = """
class Things:
    def __init__(self, transport: Transport) -> None: ...
    def get(self, id: UUID | str, *, top: int | None = None) -> models.Thing: ...
    def _request(self) -> None: ...

class AsyncThings:
    async def get(self, id: UUID | str) -> models.Thing: ...
"""
ENUM = """
class Kind(OpenEnum):
    ONE = "One"
"""


def package(folder: Path, *, thing: str = MODEL, things: str = GROUP, kind: str = ENUM) -> Path:
    for name, text in (("models/thing.py", thing), ("models/kind.py", kind), ("api/things.py", things)):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def found(old: Path, new: Path) -> list[tuple[str, str, str | None, str | None]]:
    differences: list[Difference] = list(PythonDifferences(python_surface(old), python_surface(new), {}, {}))
    return [(each.rule, each.location.name, each.before, each.after) for each in differences]


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        (
            "size:",
            "sizes:",
            [
                ("python-attribute-removed", "Thing.size", "int", None),
                ("python-attribute-added", "Thing.sizes", None, "int"),
            ],
        ),
        (
            "int | None = field(default=None)",
            "int = field()",
            [("python-attribute-became-required", "Thing.size", None, None)],
        ),
        (
            "name: str = field()",
            "name: str | None = field(default=None)",
            [("python-attribute-became-optional", "Thing.name", None, None)],
        ),
        ("list[Part]", "list[str]", [("python-type-changed", "Thing.parts", "list[Part]", "list[str]")]),
        ("    name: str = field()\n", "", [("python-attribute-removed", "Thing.name", "str", None)]),
        (
            "    name:",
            "    new: int = field()\n    name:",
            [("required-python-attribute-added", "Thing.new", None, "int")],
        ),
        (
            "class Thing:",
            "class Object:",
            [("python-class-removed", "Thing", None, None), ("python-class-added", "Object", None, None)],
        ),
    ],
)
def test_models(tmp_path: Path, before: str, after: str, says: list[tuple[str, str, str | None, str | None]]) -> None:
    old, new = package(tmp_path / "old"), package(tmp_path / "new", thing=MODEL.replace(before, after))

    assert found(old, new) == says


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        (
            "top: int | None = None",
            "top: int",
            [("python-argument-became-required", "things.get() argument top", None, None)],
        ),
        (", *, top: int | None = None", "", [("python-argument-removed", "things.get() argument top", "int", None)]),
        ("*, top", "top", [("python-argument-moved", "things.get() argument top", "named", "at position 2")]),
        ("id: UUID | str,", "id: UUID,", [("python-type-changed", "things.get() argument id", "UUID | str", "UUID")]),
        ("None) -> models.Thing", "None) -> str", [("python-result-changed", "things.get().result", "Thing", "str")]),
        (
            "def get(",
            "def fetch(",
            [
                ("python-method-removed", "things.get()", None, None),
                ("python-method-added", "things.fetch()", None, None),
            ],
        ),
        ("_request", "_send", []),
    ],
)
def test_methods(tmp_path: Path, before: str, after: str, says: list[tuple[str, str, str | None, str | None]]) -> None:
    old = package(tmp_path / "old")
    new = package(tmp_path / "new", things=GROUP.replace(before, after, 1))

    assert found(old, new) == says


def test_values_of_enums(tmp_path: Path) -> None:
    old = package(tmp_path / "old")
    new = package(tmp_path / "new", kind=ENUM.replace('"One"', '"one"') + '    TWO = "Two"\n')

    assert found(old, new) == [
        ("python-value-changed", "Kind.ONE", "One", "one"),
        ("python-value-added", "Kind.TWO", None, None),
    ]


def test_a_group_that_is_gone_stands_for_its_methods(tmp_path: Path) -> None:
    old, new = package(tmp_path / "old"), package(tmp_path / "new")
    (new / "api" / "things.py").unlink()

    assert found(old, new) == [("python-group-removed", "things", None, None)]


@cache
def real() -> list[Entry]:
    return [
        entry
        for entry in compare_documents(load_document("v3.2"), load_document("2024-11-15")).entries
        if entry.layer is Layer.PYTHON
    ]


def the(subject: str) -> Entry:
    (entry,) = [entry for entry in real() if entry.subject == subject]
    return entry


def test_an_attribute_that_several_models_lost_is_one_entry_with_their_operations() -> None:
    gone = the("*.project")

    assert len(gone.alike) == 10
    assert len(gone.operations) == 20


def test_likely_new_names_are_those_of_python() -> None:
    assert {entry.subject: entry.rename.to for entry in real() if entry.rename} == {
        "*.duration": "duration_milliseconds",
        "*.time_to_live": "time_to_live_hours",
        "*.supports_transcriptions": "supports_transcriptions_submit or supports_transcriptions_transcribe",
        "EndpointLinks.web_socket_conversation": "web_socket",
        "EndpointLinks.web_socket_dictation": "web_socket",
        "EndpointLinks.web_socket_interactive": "web_socket",
        "argument sas_validity_in_seconds": "sas_lifetime_minutes",
    }


def test_places_are_python_names() -> None:
    submit = the("transcriptions.submit()")

    assert submit.new is not None
    assert submit.new.pointer == "speechtotext_api.v2024_11_15.api.transcriptions.submit"
    assert submit.operations == ("Transcriptions_Create",)
