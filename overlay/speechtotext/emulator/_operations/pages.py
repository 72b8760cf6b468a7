"""Pagination of listings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any, Final, TypeVar

from speechtotext.emulator._contract.documents import Json
from speechtotext.emulator._contract.filters import FILTERABLE, Values, parse_filter
from speechtotext.emulator._entities.serialization import Link

from .call import Call

T = TypeVar("T")

_DEFAULT_TOP: Final = 100


def paginate(call: Call, items: Iterable[T], values: Callable[[T], Values]) -> tuple[list[T], Link | None]:
    """Return the page of items selected by skip, top and filter, and the link to the next page.

    Args:
        values: what filters compare of an item.

    Raises:
        Refusal: the filter cannot be used.
    """
    given = call.parameters
    if "filter" in given:
        passes = parse_filter(given["filter"], FILTERABLE & _properties_listed(call))
        items = (item for item in items if passes(values(item)))
    skip, top = given.get("skip", 0), given.get("top", _DEFAULT_TOP)
    found = list(islice(items, skip, skip + top + 1))
    more = next_link(call, skip=skip + top, top=top) if len(found) > top else None
    return found[:top], more


def next_link(call: Call, **query: object) -> Link:
    """Return a link to the same listing with changed query parameters."""
    path = {each.name: call.parameters[each.name] for each in call.operation.parameters if each.place == "path"}
    return Link(call.operation.id, path, {**call.query, **{name: str(value) for name, value in query.items()}})


def _properties_listed(call: Call) -> frozenset[str]:
    """Return the properties of the listed items."""
    schema: Json = call.operation.responses[200].schema or {}
    listed: Any = call.document.resolve(schema)["properties"]["values"]["items"]
    return frozenset(call.document.resolve(listed)["properties"])
