"""Kinds of values that are objects with named members: nested ones, and references to entities."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from .errors import InvalidArgument
from .json_object import JsonObject, read
from .kinds import Kind, refuse, with_article
from .wire import members


class ObjectOf(Kind):
    """A nested object.

    Args:
        model: its class.
    """

    __slots__ = ("expected", "model", "several")

    def __init__(self, model: type[JsonObject]) -> None:
        self.model = model
        self.expected = f"{with_article(model.__name__)} or a dict"
        self.several = f"{model.__name__} objects or dicts"

    def decode(self, where: str, value: Any) -> JsonObject:
        return read(self.model, value if type(value) is dict else members(where, value))

    def decode_all(self, where: str, values: list[Any]) -> list[JsonObject]:
        # The same, with fewer calls: results have ten thousands of words.
        model = self.model
        new, load = model.__new__, model._load
        made = []
        for data in values:
            one = new(model)
            one._raw = data = data if type(data) is dict else members(where, data)
            load(one, data)
            made.append(one)
        return made

    def fits(self, values: Collection[Any]) -> bool:
        return set(map(type, values)) <= {self.model}

    def accept(self, name: str, value: Any) -> JsonObject:
        if isinstance(value, self.model):
            return value
        if isinstance(value, Mapping):
            return self._of_mapping(name, value)
        refuse(name, value, self.expected)

    def encode(self, name: str, value: Any) -> dict[str, Any]:
        return self.accept(name, value).to_dict()

    def to_text(self, name: str, value: Any) -> str:
        # Here, because only forms need it.
        from json import dumps

        return dumps(self.encode(name, value))

    def _of_mapping(self, name: str, value: Mapping[Any, Any]) -> JsonObject:
        """A model whose members are given by their names in JSON or in Python."""
        model = self.model
        given: dict[str, Any] = {}
        for key, member in value.items():
            attribute = model._keys[key].attribute if key in model._keys else key
            if attribute not in model._members and attribute != "additional_properties":
                raise InvalidArgument(
                    f"{name} holds {key!r}, which {model.__name__} does not have: its properties are "
                    f"{', '.join(model._keys)}; others go into additional_properties."
                )
            if attribute in given:
                raise InvalidArgument(f"{name} holds {attribute!r} twice, by its names in JSON and in Python.")
            given[attribute] = member
        for attribute, entry in model._members.items():
            if entry.required and given.get(attribute) is None:
                raise InvalidArgument(f"{name} lacks {entry.key!r}, which {model.__name__} needs: add it.")
        return model(**given)


class ReferenceTo(ObjectOf):
    """A reference to an entity, which is told by its URL.

    Args:
        model: the class of references.
        collection: what stands before the ids in the URLs of such entities, such as "models"; empty if that is unknown.
    """

    __slots__ = ("collection",)

    def __init__(self, model: type[JsonObject], collection: str) -> None:
        super().__init__(model)
        self.collection = collection
        self.expected = f"the entity, its URL{' or its id' if collection else ''}, or {with_article(model.__name__)}"
        self.several = "entities, their URLs or ids"

    def accept(self, name: str, value: Any) -> JsonObject:
        if isinstance(value, self.model | Mapping):
            return super().accept(name, value)
        url = str(value) if _is_uuid(value) else getattr(value, "self_", value)
        if not isinstance(url, str) or not ("://" in url or (self.collection and _is_uuid(url))):
            refuse(name, value, self.expected)
        reference: Any = self.model
        return reference(self_=url)  # type: ignore[no-any-return]

    def encode(self, name: str, value: Any) -> dict[str, Any]:
        encoded = super().encode(name, value)
        if _is_uuid(encoded.get("self")):
            # The client knows the rest of the URL.
            encoded["self"] = f"/{self.collection}/{encoded['self']}"
        return encoded


def _is_uuid(value: object) -> bool:
    # Here, because it is slow to import and few programs need it.
    from uuid import UUID

    if isinstance(value, UUID):
        return True
    try:
        return isinstance(value, str) and str(UUID(value)) == value.lower()
    except ValueError:
        return False
