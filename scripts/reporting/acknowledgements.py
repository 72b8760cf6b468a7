"""Differences that someone has looked at and accepted for a while: a TOML file.

[[acknowledged]]
fingerprint = "0123456789abcdef"
reason = "We do not use endpoints."
expires = 2027-03-31
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from build_error import BuildError
from differences.report import Entry

_KEYS = frozenset(("fingerprint", "reason", "expires"))
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """One accepted difference.

    Args:
        fingerprint: of the entry.
        reason: why it is accepted.
        expires: the last day on which it is.
    """

    fingerprint: str
    reason: str
    expires: date


@dataclass(frozen=True, slots=True)
class AcknowledgementStatus:
    """What acknowledgements come to on one day, for the entries of one report.

    Args:
        valid: those that hold, by fingerprint.
        expired: those that held for an entry of the report until they expired.
        unknown: those that no entry of the report has the fingerprint of.
    """

    valid: Mapping[str, Acknowledgement] = field(default_factory=dict)
    expired: tuple[Acknowledgement, ...] = ()
    unknown: tuple[Acknowledgement, ...] = ()


def load_acknowledgements(file: Path) -> tuple[Acknowledgement, ...]:
    """The acknowledgements in a file.

    Raises:
        BuildError: the file cannot be read, or an acknowledgement in it lacks something or stands there twice.
    """
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise BuildError(f"{file}: cannot be read ({error.strerror}).") from error
    except ValueError as error:
        raise BuildError(f"{file}: not valid TOML: {error}.") from error
    entries = table.pop("acknowledged", [])
    if table or not isinstance(entries, list):
        raise BuildError(f"{file}: it may hold [[acknowledged]] tables and nothing else.")
    found = tuple(_acknowledgement(entry, f"{file}: acknowledgement {place}") for place, entry in enumerate(entries, 1))
    for fingerprint, times in Counter(each.fingerprint for each in found).items():
        if times > 1:
            raise BuildError(f"{file}: {fingerprint} is acknowledged {times} times; leave one of them.")
    return found


def match_acknowledgements(
    entries: Iterable[Entry], given: Sequence[Acknowledgement], today: date
) -> AcknowledgementStatus:
    """Which of the acknowledgements hold for the entries on that day."""
    there = {entry.fingerprint for entry in entries}
    known = [each for each in given if each.fingerprint in there]
    return AcknowledgementStatus(
        valid={each.fingerprint: each for each in known if today <= each.expires},
        expired=tuple(each for each in known if today > each.expires),
        unknown=tuple(each for each in given if each.fingerprint not in there),
    )


def _acknowledgement(entry: object, where: str) -> Acknowledgement:
    if not isinstance(entry, dict) or set(entry) != _KEYS:
        raise BuildError(f"{where} needs a fingerprint, a reason and a date on which it expires, and nothing else.")
    fingerprint, reason, expires = entry["fingerprint"], entry["reason"], entry["expires"]
    if not isinstance(fingerprint, str) or not _FINGERPRINT.fullmatch(fingerprint):
        raise BuildError(f"{where}: the fingerprint {fingerprint!r} is not 16 hex digits, as reports show it.")
    if not isinstance(reason, str) or not reason.strip():
        raise BuildError(f"{where} ({fingerprint}) gives no reason.")
    if not isinstance(expires, date) or isinstance(expires, datetime):
        raise BuildError(f"{where} ({fingerprint}): expires is a date without quotes, such as 2027-03-31.")
    return Acknowledgement(fingerprint, reason, expires)
