"""Parse `filter` expressions, such as `status eq 'Failed' and createdDateTime ge 2024-01-01T00:00:00Z`."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from typing import Any, Final, NoReturn, TypeAlias

from speechtotext.emulator._clock import format_timestamp

from .errors import invalid_request

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

_LONGEST: Final = 16_384
_DEEPEST: Final = 32
_TIMES: Final = frozenset(("createdDateTime", "lastActionDateTime"))
_EQUALITY: Final = {"eq": operator.eq, "ne": operator.ne}
_ORDER: Final = {"gt": operator.gt, "ge": operator.ge, "lt": operator.lt, "le": operator.le}
_TOKEN = re.compile(r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<mark>[()])|(?P<word>[^\s()']+))")
_TIME = re.compile(r"(\d{4})-0*(\d{1,2})-0*(\d{1,2})(T\S+)?")


def parse_filter(text: str, names: Collection[str]) -> Predicate:
    """Parse a filter expression into a predicate.

    Args:
        names: the properties that may be compared.

    Raises:
        Refusal: the filter cannot be read, or compares what it may not.
    """
    tokens = _tokens(text)
    predicate = _parse_or(tokens, names)
    if tokens:
        _reject(f"{tokens[-1]!r} is one word too many")
    return predicate


def _tokens(text: str) -> list[str]:
    """Split a filter into tokens, in reverse order."""
    tokens = []
    position = 0
    text = text.rstrip()
    if len(text) > _LONGEST:
        _reject(f"it is longer than {_LONGEST} characters")
    while position < len(text):
        found = _TOKEN.match(text, position)
        if found is None:
            _reject("a quotation mark is missing")
        tokens.append(found[found.lastgroup or 0])
        position = found.end()
    return tokens[::-1]


def _parse_or(tokens: list[str], names: Collection[str], depth: int = 0) -> Predicate:
    terms = [_parse_and(tokens, names, depth)]
    while tokens and tokens[-1] == "or":
        tokens.pop()
        terms.append(_parse_and(tokens, names, depth))
    return terms[0] if len(terms) == 1 else lambda values: any(term(values) for term in terms)


def _parse_and(tokens: list[str], names: Collection[str], depth: int) -> Predicate:
    terms = [_parse_term(tokens, names, depth)]
    while tokens and tokens[-1] == "and":
        tokens.pop()
        terms.append(_parse_term(tokens, names, depth))
    return terms[0] if len(terms) == 1 else lambda values: all(term(values) for term in terms)


def _parse_term(tokens: list[str], names: Collection[str], depth: int) -> Predicate:
    if depth > _DEEPEST:
        _reject(f"it nests deeper than {_DEEPEST} levels")
    token = _next_token(tokens)
    if token == "not":
        term = _parse_term(tokens, names, depth + 1)
        return lambda values: not term(values)
    if token == "(":
        inner = _parse_or(tokens, names, depth + 1)
        if _next_token(tokens) != ")":
            _reject("a closing parenthesis is missing")
        return inner
    if token not in names:
        _reject(f"{token!r} is not a property that a filter can compare")
    return _parse_comparison(token, _next_token(tokens), _next_token(tokens))


def _parse_comparison(name: str, word: str, literal: str) -> Predicate:
    is_time = name in _TIMES
    compare: Callable[[Any, Any], bool] | None = _EQUALITY.get(word) or (_ORDER.get(word) if is_time else None)
    if compare is None:
        _reject(f"{name} cannot be compared by {word!r}")
    value = _parse_timestamp(literal) if is_time else _parse_string(literal)
    if is_time:
        return lambda values: (time := values(name)) is not None and compare(time, value)
    return lambda values: compare(values(name), value)


def _parse_timestamp(literal: str) -> str:
    """Normalise a timestamp to the service's format, so that text comparison orders it."""
    found = _TIME.fullmatch(literal)
    if found is None:
        _reject(f"{literal} is not a time: write it as 2024-01-31T12:00:00Z")
    # An official example writes the eleventh day as 011.
    year, month, day, rest = found.groups("")
    try:
        moment = datetime.fromisoformat(f"{year}-{month:>02}-{day:>02}{rest}")
        return format_timestamp(moment.astimezone(UTC) if moment.tzinfo else moment)
    except (ValueError, OverflowError):  # the first or last hours of all, in another zone
        _reject(f"{literal} is not a time: write it as 2024-01-31T12:00:00Z")


def _parse_string(literal: str) -> str:
    if not literal.startswith("'"):
        _reject(f"{literal!r} is to stand between single quotation marks")
    return literal[1:-1].replace("''", "'")


def _next_token(tokens: list[str]) -> str:
    if not tokens:
        _reject("it ends too early")
    return tokens.pop()


def _reject(reason: str) -> NoReturn:
    raise invalid_request("UnsupportedFilter", f"The filter cannot be used: {reason}.", "filter")
