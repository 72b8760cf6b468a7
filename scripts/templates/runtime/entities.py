"""Which entity an argument stands for: an id, a URL, or an entity that tells its URL."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol
from urllib.parse import quote, unquote, urlsplit

from .errors import InvalidArgument
from .kinds import refuse
from .wire import redacted

if TYPE_CHECKING:
    from uuid import UUID

_EXPECTED: Final = "an id, a UUID, an entity that the service returned, or its URL"


_HOLE: Final = re.escape("{}")


class HasSelf(Protocol):
    """An entity, or a reference to one: it tells its own URL."""

    @property
    def self_(self) -> str | None: ...


class Created:
    """Something that a call made and whose response has no body: give it wherever the entity itself is expected.

    Attributes:
        self_: URL of what was made, from the Location header; None if the response has none.
    """

    __slots__ = ("self_",)

    def __init__(self, self_: str | None = None) -> None:
        self.self_ = self_

    @property
    def id(self) -> str | None:
        """The id at the end of the URL."""
        return None if self.self_ is None else id_of(self.self_)

    def __repr__(self) -> str:
        return f"Created({self.self_!r})"


def created(value: object) -> Created:
    """Decode a response that has no body and tells in a header where the new entity is."""
    return Created()


class GivenEntity(NamedTuple):
    """The entity that an argument stands for.

    Attributes:
        id: its id.
        segment: the same as a segment of a path, percent-encoded.
        url: the URL that was given, or that the given entity told; None if an id was given.
        argument: name of the argument.
    """

    id: str
    segment: str
    url: str | None
    argument: str


def id_of(entity: UUID | str | HasSelf) -> str:
    """Return the id of an entity.

    Args:
        entity: a UUID, an id, an entity, a reference to one, or its `self` URL.

    Raises:
        InvalidArgument: the argument contains no id.
    """
    found = _id_or_url("entity", entity)
    if "://" in found:
        found = _path("entity", found).rpartition("/")[2].partition(":")[0]
    if not found:
        raise InvalidArgument(f"no id in this {type(entity).__name__}: give {_EXPECTED}")
    return found


def id_or_none(entity: HasSelf) -> str | None:
    """The id of an entity that the service returned; None if its answer does not tell."""
    try:
        return id_of(entity)
    except InvalidArgument:
        return None


def given_entity(
    argument: str,
    entity: UUID | str | HasSelf,
    before: str,
    after: str = "",
    parents: tuple[GivenEntity, ...] = (),
) -> GivenEntity:
    """The entity that an argument stands for.

    Args:
        argument: name of the argument.
        entity: what was given.
        before: what stands before the id in the path of the operation, with {} in place of other ids.
        after: what stands behind it. A URL may go on so, such as that of the files of a transcription.
        parents: the entities that belong in place of the {} of `before`.

    Raises:
        InvalidArgument: there is no id in what was given, or it is of another collection.
    """
    found = _id_or_url(argument, entity)
    if "://" not in found:
        if not found:
            raise InvalidArgument(f"no id in this {type(entity).__name__}: {argument} has to be {_EXPECTED}.")
        return GivenEntity(found, path_text(argument, found), None, argument)
    match = _pattern(before, after).fullmatch(_path(argument, found))
    if match is None:
        raise InvalidArgument(
            f"{argument} is {_of(entity)}{redacted(found)}, which is not a URL of {before}…: "
            f"give an entity of that collection, its URL or its id."
        )
    *above, id = map(unquote, match.groups())
    for parent, named in zip(parents, above, strict=False):
        if parent.id.lower() != named.lower():
            raise InvalidArgument(
                f"{argument} is {_of(entity)}{redacted(found)}, which does not belong to the {parent.argument} that "
                f"was given, {parent.id!r}."
            )
    return GivenEntity(id, path_text(argument, id), found, argument)


def path_text(argument: str, value: str) -> str:
    """Text as one segment of a path, percent-encoded so that it cannot lead anywhere else.

    Raises:
        InvalidArgument: it is no text, is empty, would be read as a step to another folder, or holds half of a
            character.
    """
    if not isinstance(value, str):
        refuse(argument, value, "a string")
    if value in ("", ".", ".."):
        raise InvalidArgument(f"{argument} is {value!r}, which cannot be part of a URL path.")
    try:
        return quote(value, safe="")
    except UnicodeEncodeError:
        raise InvalidArgument(
            f"{argument} is {value!r}, which cannot be part of a URL path: it contains an unpaired surrogate."
        ) from None


def _id_or_url(argument: str, entity: object) -> str:
    if isinstance(entity, str):
        return entity
    found = getattr(entity, "self_", None) or getattr(entity, "id", None) or entity
    found = found if isinstance(found, str) else _uuid_text(found)
    if not isinstance(found, str) or (not found and not hasattr(type(entity), "self_")):
        refuse(argument, entity, _EXPECTED)
    return found


def _uuid_text(entity: object) -> str:
    # Here, because it is slow to import and most programs have no need of it.
    from uuid import UUID

    return str(entity) if isinstance(entity, UUID) else ""


def _path(argument: str, url: str) -> str:
    try:
        return urlsplit(url).path.rstrip("/")
    except ValueError:
        raise InvalidArgument(f"{argument} is {redacted(url)}, which is not a valid URL: give {_EXPECTED}.") from None


def _of(entity: object) -> str:
    return "" if isinstance(entity, str) else f"the {type(entity).__name__} "


@lru_cache
def _pattern(before: str, after: str) -> re.Pattern[str]:
    """What the path of a URL is, whatever the version and a gateway put before it: groups for each id in it."""
    above = re.escape(before).replace(_HOLE, "([^/:]+)")
    rest = ""
    for part in reversed(re.findall("[/:][^/:]*", after)):
        rest = f"(?:{re.escape(part).replace(_HOLE, '[^/]+')}{rest})?"
    return re.compile(f".*?{above}([^/:]+){rest}", re.IGNORECASE)
