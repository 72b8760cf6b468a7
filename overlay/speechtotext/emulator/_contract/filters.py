"""The filter expressions of listings: `status eq 'Failed' and createdDateTime ge 2024-01-01T00:00:00Z`."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from typing import Any, Final, NoReturn, TypeAlias

from speechtotext.emulator._clock import written

from .errors import invalid

Values: TypeAlias = Callable[[str], Any]
"""Tells the value of a property; None if there is none."""

Predicate: TypeAlias = Callable[[Values], bool]

FILTERABLE: Final = frozenset(
    (
        "createdDateTime",
        "description",
        "displayName",
        "foundryProjectName",
        "kind",
        "lastActionDateTime",
        "locale",
        "name",
        "status",
        "webUrl",
    )
)
"""The properties that filters compare, in listings of what has them."""

_TIMES: Final = frozenset(("createdDateTime", "lastActionDateTime"))
_EQUALITY: Final = {"eq": operator.eq, "ne": operator.ne}
_ORDER: Final = {"gt": operator.gt, "ge": operator.ge, "lt": operator.lt, "le": operator.le}
_TOKEN = re.compile(r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<mark>[()])|(?P<word>[^\s()']+))")
_TIME = re.compile(r"(\d{4})-0*(\d{1,2})-0*(\d{1,2})(T\S+)?")


def parsed(text: str, names: Collection[str]) -> Predicate:
    """What tells whether values pass a filter.

    Args:
        names: the properties that may be compared.

    Raises:
        Refusal: the filter cannot be read, or compares what it may not.
    """
    tokens = _tokens(text)
    predicate = _either(tokens, names)
    if tokens:
        _refuse(f"{tokens[-1]!r} is one word too many")
    return predicate


def _tokens(text: str) -> list[str]:
    """The words of a filter, the last one first."""
    tokens = []
    position = 0
    text = text.rstrip()
    while position < len(text):
        found = _TOKEN.match(text, position)
        if found is None:
            _refuse("a quotation mark is missing")
        tokens.append(found[found.lastgroup or 0])
        position = found.end()
    return tokens[::-1]


def _either(tokens: list[str], names: Collection[str]) -> Predicate:
    first = _both(tokens, names)
    while tokens and tokens[-1] == "or":
        tokens.pop()
        first = _or(first, _both(tokens, names))
    return first


def _both(tokens: list[str], names: Collection[str]) -> Predicate:
    first = _term(tokens, names)
    while tokens and tokens[-1] == "and":
        tokens.pop()
        first = _and(first, _term(tokens, names))
    return first


def _term(tokens: list[str], names: Collection[str]) -> Predicate:
    token = _next(tokens)
    if token == "not":
        term = _term(tokens, names)
        return lambda values: not term(values)
    if token == "(":
        inner = _either(tokens, names)
        if _next(tokens) != ")":
            _refuse("a closing parenthesis is missing")
        return inner
    if token not in names:
        _refuse(f"{token!r} is no property that can be compared here")
    return _comparison(token, _next(tokens), _next(tokens))


def _comparison(name: str, word: str, literal: str) -> Predicate:
    is_time = name in _TIMES
    compare: Callable[[Any, Any], bool] | None = _EQUALITY.get(word) or (_ORDER.get(word) if is_time else None)
    if compare is None:
        _refuse(f"{name} cannot be compared by {word!r}")
    value = _time(literal) if is_time else _text(literal)
    if is_time:
        return lambda values: (time := values(name)) is not None and compare(time, value)
    return lambda values: compare(values(name), value)


def _time(literal: str) -> str:
    """A time as the service writes it, so that it compares with those that it tells."""
    found = _TIME.fullmatch(literal)
    if found is None:
        _refuse(f"{literal} is no time, such as 2024-01-31T12:00:00Z")
    # An official example writes the eleventh day as 011.
    year, month, day, rest = found.groups("")
    try:
        moment = datetime.fromisoformat(f"{year}-{month:>02}-{day:>02}{rest}")
    except ValueError:
        _refuse(f"{literal} is no time, such as 2024-01-31T12:00:00Z")
    return written(moment.astimezone(UTC) if moment.tzinfo else moment)


def _text(literal: str) -> str:
    if not literal.startswith("'"):
        _refuse(f"{literal!r} is to stand between single quotation marks")
    return literal[1:-1].replace("''", "'")


def _next(tokens: list[str]) -> str:
    if not tokens:
        _refuse("it ends too early")
    return tokens.pop()


def _or(first: Predicate, second: Predicate) -> Predicate:
    return lambda values: first(values) or second(values)


def _and(first: Predicate, second: Predicate) -> Predicate:
    return lambda values: first(values) and second(values)


def _refuse(reason: str) -> NoReturn:
    raise invalid("UnsupportedFilter", f"The filter cannot be used: {reason}.", "filter")
