"""Acknowledged differences: the file, and what it comes to on a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from build_error import BuildError
from reporting.acknowledgements import Acknowledgement, load_acknowledgements, match_acknowledgements
from sample import RENAMED, REPORT, REQUIRED

LAST_DAY = date(2027, 3, 31)
GIVEN = Acknowledgement(RENAMED.fingerprint, "We do not read it.", LAST_DAY)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "acknowledged.toml"


def test_a_file_names_fingerprint_reason_and_last_day(file: Path) -> None:
    file.write_text(
        f'[[acknowledged]]\nfingerprint = "{RENAMED.fingerprint}"\n'
        'reason = "We do not read it."\nexpires = 2027-03-31\n'
    )

    assert load_acknowledgements(file) == (GIVEN,)


def test_an_empty_file_acknowledges_nothing(file: Path) -> None:
    file.write_text("# none so far\n")

    assert load_acknowledgements(file) == ()


_ENTRY = '[[acknowledged]]\nfingerprint = "0123456789abcdef"\nreason = "why"\nexpires = 2027-03-31\n'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[acknowledged]", "not valid TOML"),
        ("acknowledged = 3", r"\[\[acknowledged\]\] tables and nothing else"),
        ("[[accepted]]", r"\[\[acknowledged\]\] tables and nothing else"),
        ("acknowledged = [3]", "acknowledgement 1 needs a fingerprint, a reason and a date"),
        (_ENTRY.replace('reason = "why"\n', ""), "acknowledgement 1 needs a fingerprint, a reason and a date"),
        (_ENTRY + "until = 2028-01-01", "acknowledgement 1 needs .* nothing else"),
        (_ENTRY.replace("0123", "XYZ"), "'XYZ456789abcdef' is not 16 hex digits"),
        (_ENTRY.replace("why", " "), r"acknowledgement 1 \(0123456789abcdef\) gives no reason"),
        (_ENTRY.replace("2027-03-31", '"2027-03-31"'), "expires is a date without quotes"),
        (_ENTRY.replace("2027-03-31", "2027-03-31T00:00:00"), "expires is a date without quotes"),
        (_ENTRY + _ENTRY, "0123456789abcdef is acknowledged 2 times"),
    ],
)
def test_a_wrong_file_is_a_problem_that_says_where(file: Path, text: str, says: str) -> None:
    file.write_text(text)

    with pytest.raises(BuildError, match=says):
        load_acknowledgements(file)


def test_a_file_that_is_not_there_is_a_problem(file: Path) -> None:
    with pytest.raises(BuildError, match=r"acknowledged\.toml: cannot be read"):
        load_acknowledgements(file)


def test_an_acknowledgement_holds_up_to_its_last_day() -> None:
    assert match_acknowledgements(REPORT.entries, [GIVEN], LAST_DAY).valid == {RENAMED.fingerprint: GIVEN}


def test_after_its_last_day_it_has_expired() -> None:
    acknowledged = match_acknowledgements(REPORT.entries, [GIVEN], date(2027, 4, 1))

    assert (acknowledged.valid, acknowledged.expired) == ({}, (GIVEN,))


def test_what_matches_no_difference_is_unknown_whether_or_not_it_has_expired() -> None:
    for today in (LAST_DAY, date(2027, 4, 1)):
        acknowledged = match_acknowledgements((REQUIRED,), [GIVEN], today)

        assert (acknowledged.valid, acknowledged.expired, acknowledged.unknown) == ({}, (), (GIVEN,))
