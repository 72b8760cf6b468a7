"""What a member of a JSON object, or an argument of a call, may hold: how it is decoded, checked and encoded."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, NoReturn

from .errors import InvalidArgument
from .wire import (
    DecodeError,
    OpenEnum,
    boolean,
    date_time,
    format_date_time,
    integer,
    iso_duration,
    items,
    members,
    number,
    redacted,
    text,
    uuid,
)

if TYPE_CHECKING:
    from uuid import UUID

_LONGEST_SHOWN: Final = 80


class Kind:
    """A kind of value."""

    __slots__ = ()

    expected = "a value"
    """What to give, as the object of a sentence."""
    several = "values"
    """The same for many of them."""

    def decode(self, where: str, value: Any) -> Any:
        """Return the Python value of a JSON value.

        Raises:
            DecodeError: it is of another kind.
        """
        return value

    def decode_all(self, where: str, values: list[Any]) -> list[Any]:
        """`decode` each of several values."""
        decode = self.decode
        return [decode(where, value) for value in values]

    def fits(self, values: Collection[Any]) -> bool:
        """Whether all of these are plainly values of this kind: they need not be converted."""
        return False

    def accept(self, name: str, value: Any) -> Any:
        """Return the value that an argument stands for, which may be given in several ways.

        Raises:
            InvalidArgument: it is of another kind.
        """
        return value

    def encode(self, name: str, value: Any) -> Any:
        """Return the JSON value of a Python value.

        Raises:
            InvalidArgument: it is of another kind.
        """
        return self.accept(name, value)

    def to_text(self, name: str, value: Any) -> str:
        """Return a Python value as the text of a query, a header or a form field.

        Raises:
            InvalidArgument: it is of another kind.
        """
        return str(self.encode(name, value))


class _Plain(Kind):
    """A kind whose JSON values are Python's own.

    Args:
        type: the type of most of them.
    """

    __slots__ = ("type",)

    def __init__(self, type: type) -> None:
        self.type = type

    def decode_all(self, where: str, values: list[Any]) -> list[Any]:
        return values[:] if self.fits(values) else super().decode_all(where, values)

    def fits(self, values: Collection[Any]) -> bool:
        return set(map(type, values)) <= {self.type}


class _Text(_Plain):
    __slots__ = ()
    expected, several = "a string", "strings"

    def decode(self, where: str, value: Any) -> str:
        return text(where, value)

    def accept(self, name: str, value: Any) -> str:
        if isinstance(value, str):
            return value
        return refuse(name, value, self.expected)

    def encode(self, name: str, value: Any) -> str:
        return value if type(value) is str else str(self.accept(name, value))


class _Duration(_Text):
    """A duration as ISO 8601 writes it."""

    __slots__ = ()
    expected, several = "a timedelta, or a duration such as 'PT48H'", "durations"

    def accept(self, name: str, value: Any) -> str:
        if isinstance(value, timedelta):
            return (
                refuse(name, value, "a duration that is not negative") if value < timedelta(0) else iso_duration(value)
            )
        return super().accept(name, value)


class _Boolean(_Plain):
    __slots__ = ()
    expected, several = "True or False", "booleans"

    def decode(self, where: str, value: Any) -> bool:
        return boolean(where, value)

    def accept(self, name: str, value: Any) -> bool:
        if isinstance(value, bool):
            return value
        return refuse(name, value, self.expected)

    def to_text(self, name: str, value: Any) -> str:
        return str(self.accept(name, value)).lower()


class _Integer(_Plain):
    __slots__ = ()
    expected, several = "an integer", "integers"

    def decode(self, where: str, value: Any) -> int:
        return integer(where, value)

    def accept(self, name: str, value: Any) -> int:
        try:
            return integer(name, value)
        except DecodeError:
            refuse(name, value, self.expected)


class Count(_Integer):
    """An integer that counts a unit of time.

    Args:
        unit: the unit, such as an hour.
        words: its name, such as "hours".
    """

    __slots__ = ("expected", "unit")

    def __init__(self, unit: timedelta, words: str) -> None:
        super().__init__(int)
        self.unit = unit
        self.expected = f"a number of {words}, as an integer or a timedelta"

    def accept(self, name: str, value: Any) -> int:
        if isinstance(value, timedelta):
            count, rest = divmod(value, self.unit)
            return refuse(name, value, self.expected) if rest else count
        return super().accept(name, value)


class _Number(_Plain):
    __slots__ = ()
    expected, several = "a number", "numbers"

    def decode(self, where: str, value: Any) -> float:
        return number(where, value)

    def accept(self, name: str, value: Any) -> float:
        try:
            return number(name, value)
        except DecodeError:
            refuse(name, value, self.expected)


class _DateTime(Kind):
    __slots__ = ()
    expected, several = "a datetime, or text such as '2026-01-31T12:00:00Z'", "datetimes"

    def decode(self, where: str, value: Any) -> datetime:
        return date_time(where, value)

    def accept(self, name: str, value: Any) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            return date_time(name, value)
        except DecodeError:
            refuse(name, value, self.expected)

    def encode(self, name: str, value: Any) -> str:
        return format_date_time(self.accept(name, value))


class _Uuid(Kind):
    __slots__ = ()
    expected, several = "a UUID", "UUIDs"

    def decode(self, where: str, value: Any) -> UUID:
        return uuid(where, value)

    def accept(self, name: str, value: Any) -> UUID:
        try:
            return uuid(name, str(value))
        except DecodeError:
            refuse(name, value, self.expected)

    def encode(self, name: str, value: Any) -> str:
        return str(self.accept(name, value))


class Choice(Kind):
    """A value of an open enum: a known one, or text that is not among them.

    Args:
        enum: the enum.
    """

    __slots__ = ("enum", "expected", "several")

    def __init__(self, enum: type[OpenEnum]) -> None:
        self.enum = enum
        self.expected = f"{with_article(enum.__name__)} or its text"
        self.several = f"{enum.__name__} values or their texts"

    def decode(self, where: str, value: Any) -> Any:
        return self.enum(text(where, value))

    def accept(self, name: str, value: Any) -> Any:
        if isinstance(value, self.enum):
            return value
        if isinstance(value, str) and not isinstance(value, OpenEnum):
            return self.enum(value)
        if isinstance(value, OpenEnum) and type(value).__name__ == self.enum.__name__:
            # Of another version of the API.
            return self.enum(value.value)
        return refuse(name, value, self.expected)

    def encode(self, name: str, value: Any) -> str:
        return str(self.accept(name, value))


class ListOf(Kind):
    """An array.

    Args:
        item: the kind of its items.
    """

    __slots__ = ("expected", "item", "several")

    def __init__(self, item: Kind) -> None:
        self.item = item
        self.expected = f"a list of {item.several}"
        self.several = f"lists of {item.several}"

    def decode(self, where: str, value: Any) -> list[Any]:
        found = items(where, value)
        try:
            return self.item.decode_all(where, found)
        except DecodeError:
            for position, item in enumerate(found):
                _decode_at(f"an item [{position}]", self.item, where, item)
            raise

    def accept(self, name: str, value: Any) -> list[Any]:
        if type(value) is list and self.item.fits(value):
            return value
        return self._each(self.item.accept, name, value)

    def encode(self, name: str, value: Any) -> list[Any]:
        if type(value) is list and isinstance(self.item, _Plain) and self.item.fits(value):
            return value[:]
        return self._each(self.item.encode, name, value)

    def to_text(self, name: str, value: Any) -> str:
        return ",".join(self._each(self.item.to_text, name, value))

    def _each(self, convert: Callable[[str, Any], Any], name: str, value: Any) -> list[Any]:
        if isinstance(value, str):
            refuse(name, value, f"{self.expected}, such as [{_shown(name, value)}]")
        if not isinstance(value, Iterable) or isinstance(value, bytes | bytearray | memoryview | Mapping):
            refuse(name, value, self.expected)
        return [convert(f"an item of {name}", item) for item in value]


class MapOf(Kind):
    """An object whose members all are of one kind.

    Args:
        value: the kind.
    """

    __slots__ = ("expected", "several", "value")

    def __init__(self, value: Kind) -> None:
        self.value = value
        self.expected = f"a dict of {value.several}"
        self.several = f"dicts of {value.several}"

    def decode(self, where: str, value: Any) -> dict[str, Any]:
        found = members(where, value)
        try:
            return dict(zip(found, self.value.decode_all(where, list(found.values())), strict=True))
        except DecodeError:
            for name, member in found.items():
                _decode_at(f"a member {name!r}", self.value, where, member)
            raise

    def accept(self, name: str, value: Any) -> dict[str, Any]:
        if type(value) is dict and TEXT.fits(value) and self.value.fits(value.values()):
            return value
        return self._each(self.value.accept, name, value)

    def encode(self, name: str, value: Any) -> dict[str, Any]:
        return self._each(self.value.encode, name, value)

    def _each(self, convert: Callable[[str, Any], Any], name: str, value: Any) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            refuse(name, value, self.expected)
        for key in value:
            if not isinstance(key, str):
                refuse(f"a key of {name}", key, "a string")
        return {str(key): convert(f"{key!r} in {name}", member) for key, member in value.items()}


ANYTHING: Final = Kind()
TEXT: Final = _Text(str)
DURATION: Final = _Duration(str)
BOOLEAN: Final = _Boolean(bool)
INTEGER: Final = _Integer(int)
HOURS: Final = Count(timedelta(hours=1), "hours")
MINUTES: Final = Count(timedelta(minutes=1), "minutes")
SECONDS: Final = Count(timedelta(seconds=1), "seconds")
MILLISECONDS: Final = Count(timedelta(milliseconds=1), "milliseconds")
NUMBER: Final = _Number(float)
DATE_TIME: Final = _DateTime()
UUID_TEXT: Final = _Uuid()


def refuse(name: str, value: object, expected: str) -> NoReturn:
    """Raise the error for an argument of the wrong kind.

    Args:
        name: the argument; a word of it that is "secret" or "key" keeps its value from being shown.
        value: what was given.
        expected: what to give instead, as the object of a sentence.
    """
    given = "None" if value is None else f"{_shown(name, value)} ({type(value).__name__})"
    # No cause: it would say the same of an answer.
    raise InvalidArgument(f"{name} is {given}: give {expected}.") from None


def with_article(name: str) -> str:
    """The name of a class, as a sentence has it."""
    return f"{'an' if name[0] in 'AEIO' else 'a'} {name}"


def _shown(name: str, value: object) -> str:
    if {"secret", "key", "password", "token"} & set(name.split(" ")[0].split("_")):
        return "'***'"
    try:
        shown = redacted(value)
    except Exception:  # of a `repr` that is not ours: it must not take the place of the error that is told
        shown = "a value that cannot be shown"
    return shown if len(shown) <= _LONGEST_SHOWN else f"{shown[: _LONGEST_SHOWN - 1]}…"


def _decode_at(position: str, kind: Kind, where: str, value: Any) -> None:
    try:
        kind.decode(where, value)
    except DecodeError as error:
        raise DecodeError(where, f"has {position} that {error.problem}") from None
