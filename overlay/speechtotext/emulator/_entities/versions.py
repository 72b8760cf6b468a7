"""Validation, serialization and readability of entities for each API version."""

from __future__ import annotations

from collections.abc import Sequence

from speechtotext.emulator._contract.documents import Document, Json, documents
from speechtotext.emulator._contract.validation import RequestValidator

from .collections import DATASETS, TRANSCRIPTIONS, Collection
from .serialization import VersionSerializer
from .state import Entity


class Versions:
    """All API versions, oldest first.

    Args:
        strict: whether to refuse what the documents do not declare.
    """

    def __init__(self, *, strict: bool = False) -> None:
        self.documents = documents()
        self._validators = {
            version: RequestValidator(document, strict=strict) for version, document in self.documents.items()
        }
        self._serializers = {version: VersionSerializer(document) for version, document in self.documents.items()}
        self._ages = {version: age for age, version in enumerate(self.documents)}

    @property
    def oldest(self) -> Document:
        """The oldest version."""
        return next(iter(self.documents.values()))

    @property
    def newest(self) -> Document:
        """The newest version."""
        return list(self.documents.values())[-1]

    def validator(self, document: Document) -> RequestValidator:
        """Return the request validator of a version."""
        return self._validators[document.version]

    def serialize(self, document: Document, schema: Json, value: object, site: str) -> object:
        """Serialize a value in the format of a version."""
        return self._serializers[document.version].serialize(schema, value, site)

    def property_names(self, collection: Collection) -> tuple[Sequence[str], Sequence[str]]:
        """Return the names of an entity's properties in all versions, and of those inside its `properties`."""
        names: dict[str, None] = {}
        nested: dict[str, None] = {}
        for document in self.documents.values():
            operation = document.operations.get(collection.get)
            if operation is not None:
                members = document.resolve(operation.responses[200].schema or {})["properties"]
                names |= dict.fromkeys(members)
                nested |= dict.fromkeys(document.resolve(members.get("properties", {})).get("properties", {}))
        return tuple(names), tuple(nested)

    def file_kinds(self) -> Sequence[str]:
        """Return the kinds of files of all versions."""
        schemas = (document.schema("FileKind") for document in self.documents.values())
        return tuple(dict.fromkeys(kind for schema in schemas for kind in schema["enum"]))

    def is_readable(self, entity: Entity, document: Document) -> bool:
        """Return whether an API version can read an entity.

        A transcription cannot be read through versions older than that it was made in, nor a dataset through those
        that do not know its kind.
        """
        if entity.kind is TRANSCRIPTIONS:
            return self._ages[entity.version] <= self._ages[document.version]
        if entity.kind is DATASETS:
            return entity.body["kind"] in document.schema("DatasetKind")["enum"]
        return True
