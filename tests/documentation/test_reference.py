"""The API reference: every public name has an entry, and every entry says something of its own."""

from __future__ import annotations

import inspect
import re
from collections import Counter
from functools import cache, cached_property

import pytest

import speechtotext
import speechtotext.emulator
import speechtotext.storage
import speechtotext.webhooks
from documenting.docstrings import parse
from documenting.public_api import (
    LATEST,
    VERSIONS,
    all_entries,
    group_classes,
    group_entry,
    module_of,
)
from documenting.reference import reference_pages

_MODULE = re.compile(r"^```\{py:currentmodule\} ([\w.]+)$", re.MULTILINE)
# Says that there is something, not what it is.
_EMPTY = re.compile(r"^(What to send|The \w+|A \w+|See above|None)\.?$")


@cache
def described_names() -> frozenset[str]:
    """The names that the pages of the reference describe, in full."""
    names = set()
    for _, text in reference_pages():
        for module in _MODULE.findall(text):
            owners: dict[int, str] = {}
            for found in re.finditer(r"^(:+)\{py:\w+\} ([\w.]+)", text, re.MULTILINE):
                owners[len(found[1])] = found[2]
                above = [owners[depth] for depth in sorted(owners, reverse=True) if depth > len(found[1])]
                names.add(".".join([module, *above, found[2]] if len(found[1]) < 6 else [module, found[2]]))
    return frozenset(names)


@pytest.mark.parametrize("module", [speechtotext, speechtotext.emulator, speechtotext.storage, speechtotext.webhooks])
def test_every_exported_name_has_an_entry(module: object) -> None:
    prefix = module.__name__  # type: ignore[attr-defined]

    assert {f"{prefix}.{name}" for name in module.__all__} - described_names() == set()  # type: ignore[attr-defined]


def test_every_group_method_and_model_of_the_latest_version_has_an_entry() -> None:
    module = module_of(LATEST)
    with module.Client(region="westeurope", key="0" * 32) as client:
        groups = [name for name, member in vars(module.Client).items() if isinstance(member, cached_property)]
        methods = {
            f"{module.__name__}.Client.{group}.{name}"
            for group in groups
            for name, _ in inspect.getmembers(getattr(client, group), inspect.ismethod)
            if not name.startswith("_")
        }
    models = {f"{module.__name__}.models.{name}" for name in module.models.__all__}

    assert len(methods) > 80
    assert len(models) > 70
    assert (methods | models) - described_names() == set()


@pytest.mark.parametrize("version", VERSIONS)
def test_asynchronous_groups_have_the_methods_of_the_synchronous_ones(version: str) -> None:
    for group in group_classes(version):
        pair = [group_entry(version, group, asynchronous=asynchronous) for asynchronous in (False, True)]
        first, second = ([(each.name, each.parameters) for each in entry.members] for entry in pair)

        assert first == second


def test_every_entry_has_a_sentence() -> None:
    assert [entry.name for entry in all_entries() if not entry.doc.summary.endswith((".", ":"))] == []


def test_every_parameter_is_described() -> None:
    lacking = {
        f"{entry.name}({name})"
        for entry in all_entries()
        for name in entry.parameters
        if _EMPTY.match(entry.doc.arguments.get(name, "")) or not entry.doc.arguments.get(name)
    }

    assert sorted(lacking) == []


@pytest.mark.parametrize("version", VERSIONS)
def test_methods_of_a_group_have_sentences_of_their_own(version: str) -> None:
    for group in group_classes(version):
        members = group_entry(version, group).members
        said = Counter(member.doc.summary for member in members if not member.doc.summary.startswith("Same as"))

        assert [summary for summary, times in said.items() if times > 1] == []


@pytest.mark.parametrize("version", VERSIONS)
def test_every_method_of_a_group_names_its_operation(version: str) -> None:
    members = [member for group in group_classes(version) for member in group_entry(version, group).members]

    assert [member.name for member in members if not member.http] == []


@pytest.mark.parametrize("version", VERSIONS)
def test_every_method_of_a_group_names_its_errors(version: str) -> None:
    members = [member for group in group_classes(version) for member in group_entry(version, group).members]

    assert [member.name for member in members if not member.doc.errors] == []


def test_a_docstring_is_divided_into_its_parts() -> None:
    parts = parse(
        """Return one.

        More about it.

        Args:
            id: of the job,
                in two lines.
            first, second: both.

        Raises:
            NotFound: there is none.

        GET /jobs/{id}.
        """
    )

    assert (parts.summary, parts.body, parts.http) == ("Return one.", "More about it.", "GET /jobs/{id}")
    assert parts.arguments == {"id": "of the job, in two lines.", "first": "both.", "second": "both."}
    assert parts.errors == {"NotFound": "there is none."}


def test_code_in_a_docstring_keeps_its_indentation() -> None:
    parts = parse(
        """Wait for it.

            with JobProgress() as progress:
                wait(progress)

        It ends.
        """
    )

    assert parts.body == "    with JobProgress() as progress:\n        wait(progress)\n\nIt ends."
