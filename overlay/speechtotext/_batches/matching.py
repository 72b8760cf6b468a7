"""Which input each result of a job is of, and what has become of each input. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from speechtotext._polling.report import ReportedInput

from .inputs import normalized, position_of
from .stored_results import StoredResult


class JobInput(NamedTuple):
    """An input of a job.

    Args:
        source: its URL, without signature.
        key: its URL in normal form.
        position: which input of its job it is; None if it is not known.
    """

    source: str
    key: str
    position: int | None


class InputOutcome(NamedTuple):
    """What became of an input.

    Args:
        status: Succeeded, Failed, or None for one of which nothing is known yet.
        result: where its result is.
    """

    status: str | None
    error_kind: str | None = None
    error_message: str | None = None
    result: StoredResult | None = None


class FoundFile(NamedTuple):
    """A result file of a job.

    Args:
        name: what the service calls it.
        source: the input that it is of by its own words; None if it could not be read.
        outcome: what it means for its input.
    """

    name: str
    source: str | None
    outcome: InputOutcome


def matched(
    inputs: Sequence[JobInput], files: Iterable[FoundFile], report: Sequence[ReportedInput]
) -> dict[str, InputOutcome]:
    """Return what became of the inputs of a job, by their sources, as far as its results and its report tell.

    A result is of the input that it names; or else of that whose position its name tells; or else of the only one that
    is left. What is reported to have succeeded has not failed because its result cannot be fetched: nobody pays for it
    again.
    """
    reported = _reports(inputs, report)
    failed = {source for source, entry in reported.items() if entry.status == "Failed"}
    found = _results(inputs, sorted(files, key=lambda file: file.name), failed)
    outcomes: dict[str, InputOutcome] = {}
    for source in (each.source for each in inputs):
        if (said := reported.get(source)) is not None:
            outcomes[source] = _of_report(said)
        if (outcome := found.get(source)) is not None:
            succeeded = said is not None and said.status == "Succeeded"
            outcomes[source] = outcome._replace(status="Succeeded") if succeeded else outcome
    return outcomes


def _of_report(entry: ReportedInput) -> InputOutcome:
    if entry.status == "Succeeded":
        return InputOutcome(
            "Succeeded", "ResultUnavailable", "The service transcribed it, but the job has no result for it."
        )
    return InputOutcome("Failed", entry.error_kind or "Failed", entry.error_message)


def _reports(inputs: Sequence[JobInput], report: Sequence[ReportedInput]) -> dict[str, ReportedInput]:
    by_key = {each.key: each.source for each in inputs}
    found: dict[str, ReportedInput] = {}
    strange = []
    for entry in report:
        source = by_key.get(normalized(entry.source))
        if source is None:
            strange.append(entry)
        elif source not in found or entry.status == "Succeeded":
            found[source] = entry
    left = [each.source for each in inputs if each.source not in found]
    if len(strange) == len(left) == 1:
        found[left[0]] = strange[0]
    return found


def _results(inputs: Sequence[JobInput], files: Sequence[FoundFile], failed: set[str]) -> dict[str, InputOutcome]:
    by_key = {each.key: each.source for each in inputs}
    by_position = {each.position: each.source for each in inputs if each.source not in failed}
    found: dict[str, InputOutcome] = {}
    left = list(files)

    def named(file: FoundFile) -> str | None:
        return by_key.get(normalized(file.source)) if file.source else None

    def placed(file: FoundFile) -> str | None:
        position = position_of(file.name)
        return None if position is None else by_position.get(position)

    def only_one(file: FoundFile) -> str | None:
        open_inputs = [source for source in by_key.values() if source not in found and source not in failed]
        return open_inputs[0] if len(open_inputs) == 1 and len(left) == 1 else None

    for input_of in (named, placed, only_one):
        unmatched = []
        for file in left:
            source = input_of(file)
            if source is None or source in found:
                unmatched.append(file)
            else:
                found[source] = file.outcome
        left = unmatched
    return found
