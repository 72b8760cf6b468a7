"""All versions of the API: what each lets in, what it shows, and what it can read of the others."""

from __future__ import annotations

from speechtotext.emulator._contract.documents import Document, Json, documents
from speechtotext.emulator._contract.validation import RequestValidator

from .collections import DATASETS, TRANSCRIPTIONS
from .serialization import VersionSerializer
from .state import Entity


class Versions:
    """The versions, the oldest first.

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
        """The first version."""
        return next(iter(self.documents.values()))

    @property
    def newest(self) -> Document:
        """The latest version."""
        return list(self.documents.values())[-1]

    def validator(self, document: Document) -> RequestValidator:
        """What checks the requests of a version."""
        return self._validators[document.version]

    def serialize(self, document: Document, schema: Json, value: object, site: str) -> object:
        """A value as a version shows it at a site."""
        return self._serializers[document.version].serialize(schema, value, site)

    def is_readable(self, entity: Entity, document: Document) -> bool:
        """Whether an entity can be read through a version.

        A transcription cannot be read through versions older than that it was made in, nor a dataset through those
        that do not know its kind.
        """
        if entity.kind is TRANSCRIPTIONS:
            return self._ages[entity.version] <= self._ages[document.version]
        if entity.kind is DATASETS:
            return entity.body["kind"] in document.schema("DatasetKind")["enum"]
        return True
