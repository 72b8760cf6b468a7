"""Create the files of entities."""

from __future__ import annotations

from typing import NamedTuple
from uuid import uuid4

from speechtotext.emulator._storage.blobs import Blob, Storage

from .state import File


class Product(NamedTuple):
    """A file to create for an entity.

    Args:
        name: name of the file.
        content: bytes of the file, or a blob that holds them.
        kind: kind of the file, such as Transcription.
        milliseconds: duration in milliseconds, for audio.
        id: id of the file. Default: a new id.
    """

    name: str
    kind: str
    content: bytes | Blob
    milliseconds: int | None = None
    id: str | None = None


def store_file(
    storage: Storage, product: Product, created: str, container: str, *, prefix: str = "", signed: bool = True
) -> File:
    """Store a file's content as a blob and return the file.

    Args:
        prefix: what the name of the blob begins with.
        signed: whether links to it are to be signed.
    """
    blob = prefix + product.name
    content = product.content
    pieces = (content,) if isinstance(content, bytes) else content.pieces()
    storage.put_pieces(blob, pieces, container=container)
    return File(
        id=product.id or str(uuid4()),
        name=product.name,
        kind=product.kind,
        created=created,
        size=len(content) if isinstance(content, bytes) else content.size,
        container=container,
        blob=blob,
        signed=signed,
        milliseconds=product.milliseconds,
    )
