"""The base of all models: objects that are read member by member, as their attributes are asked for.

The service's answers may differ from its description. So an object is kept as it came, and a member that is missing
or odd is told when its attribute is read, and only then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Final, Self, TypeVar

from .kinds import ANYTHING, Kind, refuse
from .shown import as_html, for_rich, in_a_line
from .wire import UNSET, DecodeError, members

_ABSENT: Final = object()
_SCALARS: Final = frozenset((str, bool, int, float, type(None)))


class Unreadable(AttributeError):
    """An attribute whose member the answer lacks, or holds something else than it should."""


unreadable_error: Callable[[str, dict[str, Any]], AttributeError] = lambda sentence, raw: Unreadable(sentence)  # noqa: E731
"""Makes the error of an attribute that cannot be read; the package above puts one of its own here."""


class Member:
    """A member of a model's JSON object.

    Args:
        key: its name in JSON.
        kind: what it holds.
        required: whether a request cannot do without it.
    """

    __slots__ = ("attribute", "key", "kind", "name", "required", "slot", "where")

    def __init__(self, key: str, kind: Kind, *, required: bool = False) -> None:
        self.key = key
        self.kind = kind
        self.required = required
        self.attribute = ""
        self.name = ""
        """The attribute, as an argument's name in errors."""
        self.where = ""
        """The member, as its name in errors of answers."""
        self.slot: Any = None
        """The descriptor of the attribute."""

    def of(self, model: type[JsonObject], attribute: str) -> Self:
        """The same, as an attribute of a model."""
        self.attribute = attribute
        self.name = f"{attribute} of {model.__name__}"
        self.where = f"{model.__name__}.{self.key}"
        self.slot = getattr(model, attribute)
        return self


class JsonObject:
    """A JSON object with named members."""

    if not TYPE_CHECKING:  # where attributes of subclasses would count as unknown
        __slots__ = ("__weakref__", "_raw")

    _members: ClassVar[dict[str, Member]] = {}
    """By attribute."""
    _keys: ClassVar[dict[str, Member]] = {}
    """By the names in JSON."""
    _others: ClassVar[Member]
    """`additional_properties`."""
    _written: ClassVar[list[tuple[str, Callable[[JsonObject], Any], Member]]] = []
    """The members with their names in JSON, and what gives their attributes."""
    _is_update: ClassVar[bool] = False
    """Whether `UNSET` is what may be left out, and None deletes."""

    _raw: dict[str, Any] | None
    """What came, of an object that was read; None if it was made."""
    additional_properties: dict[str, Any]

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], *, strict: bool = True) -> Self:
        """Make it of parsed JSON.

        Args:
            data: the JSON object; it is copied.
            strict: whether to check every member at once. Otherwise a member is checked when its attribute is read.

        Raises:
            DecodeError: a required property is missing, or one holds something of another type.
        """
        made = read(cls, _copied(members(cls.__name__, data)))
        if strict:
            verify(made)
        return made

    def to_dict(self) -> dict[str, Any]:
        """Make JSON of it. What was read and not changed since is given back as it came.

        Raises:
            InvalidArgument: an attribute was set to something of another type.
        """
        raw = self._raw or {}
        data = dict(raw)
        further = _held(self._others.slot, self)
        if further is not _ABSENT and (further or raw):
            for key in self._further_of(raw):
                del data[key]
            data.update(further)
        for key, get, member in self._written:
            try:
                value = get(self)
            except AttributeError:
                # Not read yet: it is as it came.
                continue
            original = raw.get(key)
            if value is original and not (value is None and self._is_update):
                continue
            if value is None and self._is_update:
                data[key] = None
            elif value is None or value is UNSET:
                data.pop(key, None)
            else:
                encoded = member.kind.encode(member.name, value)
                # Equal values may be written differently, such as 7.0 and 7.
                data[key] = original if encoded == original else encoded
        return {key: value if type(value) in _SCALARS else _copied(value) for key, value in data.items()}

    @classmethod
    def _further_of(cls, raw: dict[str, Any]) -> dict[str, Any]:
        """What came beside the known members, and the nulls among these."""
        keys = cls._keys
        if cls._is_update:
            return {key: value for key, value in raw.items() if key not in keys}
        return {key: value for key, value in raw.items() if value is None or key not in keys}

    def _load(self, data: dict[str, Any]) -> None:
        """Set the attributes of those members that are plainly right."""

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """Read an attribute for the first time."""
            member = self._members.get(name)
            if member is None:
                return self._without_member(name)
            raw = self._raw
            if raw is None:
                return self._without_member(name)
            try:
                return self._read(member)
            except DecodeError as error:
                problem = error.problem
            sentence = f"{type(self).__name__}.{name} cannot be read from the response: it {problem}."
            raise unreadable_error(f"{sentence} to_dict() returns the response as it came.", _copied(raw))

    def _without_member(self, name: str) -> Any:
        """The attribute that stands for no member in particular."""
        if isinstance(getattr(type(self), name, None), property):
            # What it is made of cannot be read.
            return getattr(self, "self_")  # noqa: B009
        if name == "additional_properties" and self._raw is not None:
            further = self._further_of(self._raw)
            self.additional_properties = further
            return further
        kind = type(self).__name__
        raise AttributeError(f"{kind!r} object has no attribute {name!r}", name=name, obj=self)

    def _absent(self, member: Member) -> Any:
        """The value of a member that is missing or null.

        Raises:
            DecodeError: it is required.
        """
        is_null = member.key in (self._raw or {})
        if member.required:
            problem = "is null" if is_null else "is missing"
            raise DecodeError(member.where, f"{problem}, where {member.kind.expected} was expected")
        return UNSET if self._is_update and not is_null else None

    def _decoded(self, member: Member) -> Any:
        """The value of an attribute, read if it has not been yet.

        Raises:
            DecodeError: the member is missing or odd.
        """
        value = _held(member.slot, self)
        return self._read(member) if value is _ABSENT else value

    def _read(self, member: Member) -> Any:
        """Read an attribute for the first time.

        Raises:
            DecodeError: the member is missing or odd.
        """
        value = (self._raw or {}).get(member.key)
        value = self._absent(member) if value is None else member.kind.decode(member.where, value)
        member.slot.__set__(self, value)
        return value

    def _accept(self, *, additional_properties: Mapping[str, object] | None, **given: Any) -> None:
        """Set the attributes of an object that is made, whose values may be given in several ways.

        Raises:
            InvalidArgument: a value is of another type.
        """
        self._raw = None
        for member in self._members.values():
            value = given[member.attribute]
            if not (value is UNSET if self._is_update else value is None and not member.required):
                value = None if value is None and self._is_update else member.kind.accept(member.name, value)
            member.slot.__set__(self, value)
        if not isinstance(additional_properties, Mapping | None):
            refuse(self._others.name, additional_properties, "a dict")
        self.additional_properties = dict(additional_properties or {})

    def __repr__(self) -> str:
        return in_a_line(self)

    def __rich_repr__(self) -> Iterator[tuple[str, object]]:
        return for_rich(self)

    def _repr_html_(self) -> str:
        return as_html(self)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, type(self)):
            return NotImplemented
        return all(one == two for one, two in zip(self._compared(), other._compared(), strict=True))

    __hash__ = None  # type: ignore[assignment]

    def _compared(self) -> Iterator[object]:
        for member in self._members.values():
            try:
                yield self._decoded(member)
            except DecodeError:
                yield ("unreadable", (self._raw or {}).get(member.key, _ABSENT))
        yield self.additional_properties

    def __getstate__(self) -> dict[str, Any]:
        slots = {name: member.slot for name, member in self._members.items()}
        slots |= {"_raw": JsonObject._raw, "additional_properties": self._others.slot}
        found = {name: _held(slot, self) for name, slot in slots.items()}
        return {name: value for name, value in found.items() if value is not _ABSENT}

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name, value in state.items():
            setattr(self, name, value)


def _held(slot: Any, model: JsonObject) -> Any:
    """What an attribute holds, or a mark that it has not been read yet."""
    try:
        return slot.__get__(model)
    except AttributeError:
        return _ABSENT


def _copied(value: Any) -> Any:
    """A copy of JSON."""
    if type(value) is dict:
        return {key: member if type(member) in _SCALARS else _copied(member) for key, member in value.items()}
    if type(value) is list:
        return value[:] if set(map(type, value)) <= _SCALARS else [_copied(item) for item in value]
    return value


M = TypeVar("M", bound=JsonObject)


def read(model: type[M], data: Any) -> M:
    """Make a model of an object that came; its members are read when they are asked for.

    Raises:
        DecodeError: it is no object.
    """
    if type(data) is not dict:
        data = members(model.__name__, data)
    made = model.__new__(model)
    made._raw = data
    made._load(data)
    return made


_NESTED: Final = (JsonObject, list, dict)


def verify(value: object) -> None:
    """Read every member of a model, of those in it, or of those in a list or map.

    Raises:
        DecodeError: a member is missing or odd; the first one.
    """
    if isinstance(value, JsonObject):
        for _, get, member in value._written:
            try:
                held = get(value)
            except AttributeError:
                held = value._read(member)
            if isinstance(held, _NESTED):
                verify(held)
    elif isinstance(value, list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            if isinstance(item, _NESTED):
                verify(item)


def describe(model: type[JsonObject], of: Mapping[str, Member], *, is_update: bool = False) -> None:
    """Tell a model what its members are."""
    model._members = {attribute: member.of(model, attribute) for attribute, member in of.items()}
    model._keys = {member.key: member for member in of.values()}
    model._written = [(member.key, member.slot.__get__, member) for member in of.values()]
    model._others = Member("", ANYTHING).of(model, "additional_properties")
    model._is_update = is_update
