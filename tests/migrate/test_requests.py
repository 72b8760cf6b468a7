"""Requests that programs and scripts send by hand: found, named, and nothing else told."""

from __future__ import annotations

import pytest

from migrate.request_corpus import EXPECTED, STYLES, TARGET, figures, results, told
from speechtotext.migrate import migrate_text


@pytest.mark.parametrize("style", STYLES)
def test_each_request_is_told_on_its_line_with_its_operation(style: str) -> None:
    names = [name for name in EXPECTED if name.startswith(f"{style}/")]

    wrong = {name: told(name) for name in names if not _matches(name)}

    assert wrong == {name: EXPECTED[name] for name in wrong}


def _matches(name: str) -> bool:
    found = told(name)
    return found.keys() == EXPECTED[name].keys() and all(set(found[line]) & set(EXPECTED[name][line]) for line in found)


def test_the_corpus_is_large_enough() -> None:
    total = figures()["all"]

    assert total.files >= 60
    assert total.found >= 0.95 * total.requests
    assert total.named >= 0.9 * total.requests
    assert total.false_alarms == 0


def test_a_line_is_told_once_for_each_operation() -> None:
    for result in results().values():
        requests = [(one.cell, one.line, one.operation) for one in result.findings if one.kind in ("request", "link")]
        assert len(requests) == len(set(requests)), result.path


def test_a_request_that_is_prepared_for_another_service_is_not_told() -> None:
    program = (
        "from urllib.request import Request, urlopen  # not speechtotext/\nurlopen(Request('https://example.com/a'))\n"
    )

    assert migrate_text(program, TARGET).findings == ()
