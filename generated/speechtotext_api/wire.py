"""JSON values as Python has them: open enums, times, what is wrong with a value; what must not be shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Any, Final, Literal, Self, SupportsIndex

from .errors import SpeechError

if TYPE_CHECKING:
    from uuid import UUID


class Unset(Enum):
    """The type of `UNSET`, the value of a property that an update leaves as it is. None would delete the property."""

    UNSET = "UNSET"
    """Leave the property as it is."""

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "UNSET"


UNSET: Final = Unset.UNSET
"""The value of a property that an update leaves as it is."""


class DecodeError(SpeechError, ValueError):
    """An answer that is not what the API's description says: names the model and the property.

    Args:
        where: the model and the property.
        problem: what is wrong with it, as the rest of a sentence.
    """

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(where, problem)
        self.problem = problem

    def __str__(self) -> str:
        return " ".join(map(str, self.args))


class OpenEnum(StrEnum):
    """Text with known values; a value that is not among them is kept as it came."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = value
        member._value_ = value
        return member


def mismatch(where: str, expected: str, value: object) -> DecodeError:
    """The error for a property that holds something else than it should. It shows types, never values."""
    if value is None:
        return DecodeError(where, f"is missing or null, where {expected} was expected")
    return DecodeError(where, f"holds {kind_of(value)}, where {expected} was expected")


def kind_of(value: object) -> str:
    """The kind of a JSON value, as the object of a sentence."""
    names = {
        str: "a string",
        bool: "a boolean",
        int: "an integer",
        float: "a number",
        list: "an array",
        dict: "an object",
        type(None): "null",
    }
    return names.get(type(value), type(value).__name__)


def members(where: str, value: object) -> dict[str, Any]:
    """The members of a JSON object."""
    if isinstance(value, Mapping):
        return dict(value)
    raise mismatch(where, "an object", value)


def items(where: str, value: object) -> list[Any]:
    """The items of a JSON array."""
    if isinstance(value, list):
        return value
    raise mismatch(where, "an array", value)


def text(where: str, value: object) -> str:
    if isinstance(value, str):
        return value
    raise mismatch(where, "a string", value)


def boolean(where: str, value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise mismatch(where, "a boolean", value)


def integer(where: str, value: object) -> int:
    """A whole number, also when it is written as 7.0."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    raise mismatch(where, "an integer", value)


def number(where: str, value: object) -> float:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    raise mismatch(where, "a number", value)


def uuid(where: str, value: object) -> UUID:
    # Here, because it is slow to import and few models have one.
    from uuid import UUID

    try:
        return UUID(text(where, value))
    except ValueError:
        raise mismatch(where, "a UUID", value) from None


def nothing(value: object) -> None:
    """Decodes an answer that has no body."""


class _AsWritten(datetime):
    """A time whose text is not the one that `format_date_time` would write, such as one of 7 decimals."""

    text: str

    def __reduce_ex__(self, protocol: SupportsIndex) -> tuple[Callable[[str], datetime], tuple[str]]:
        return _as_written, (self.text,)


def _as_written(text: str) -> datetime:
    time = _AsWritten.fromisoformat(text)
    time.text = text
    return time


def date_time(where: str, value: object) -> datetime:
    """A time as RFC 3339 writes it. Aware if the text names an offset."""
    written = text(where, value)
    try:
        time = datetime.fromisoformat(written)
        # The usual 2024-01-31T12:00:00Z, told by its punctuation, is written the same again.
        if (len(written) != 20 or written[4::3] != "--T::Z") and format_date_time(time) != written:
            time = _as_written(written)
    except ValueError:
        raise DecodeError(where, "holds a string that is not a date and time") from None
    return time


def format_date_time(time: datetime) -> str:
    """RFC 3339, with Z for UTC; a time that was received is given back as it was written."""
    written = getattr(time, "text", None)
    if isinstance(written, str):
        return written
    if time.utcoffset() == timedelta(0):
        return time.replace(tzinfo=None).isoformat() + "Z"
    return time.isoformat()


# Of Azure, S3 and Google Cloud Storage. Also in a URL that is itself escaped, once or more, where ? is %3F and = is %3D;
# what follows is hidden with it.
_SIGNATURE = re.compile(r"(?i)(?:(?<![a-z])|(?<=3f))((?:sig(?:nature)?|security-token)(?:=|%(?:25)*3D))[^&#\s'\"<>]+")


def iso_duration(duration: timedelta) -> str:
    """A duration as ISO 8601 writes it, such as P1DT6H."""
    minutes, seconds = divmod(duration.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    fraction = f".{duration.microseconds:06}".rstrip("0") if duration.microseconds else ""
    time = "".join(f"{count}{unit}" for count, unit in ((hours, "H"), (minutes, "M")) if count)
    time += f"{seconds}{fraction}S" if seconds or fraction else ""
    days = f"{duration.days}D" if duration.days else ""
    return f"P{days}T{time}" if time else f"P{days}" if days else "PT0S"


def without_signatures(text: str) -> str:
    """Text without the signatures of the SAS URLs in it."""
    return _SIGNATURE.sub(r"\1***", text)


def redacted(value: object) -> str:
    """`repr` without the signatures of SAS URLs."""
    return without_signatures(repr(value))


def hidden(value: object) -> str:
    """In place of the `repr` of a secret."""
    return repr(value) if value is None or value is UNSET else "'***'"
