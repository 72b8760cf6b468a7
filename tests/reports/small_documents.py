"""Small OpenAPI 3 documents, and what reports say of them."""

from __future__ import annotations

import json
from typing import Any

from differences.compare import compare_documents
from differences.documents import LoadedDocument, parse_document
from differences.report import Entry, Layer

Json = dict[str, Any]


def loaded(document: Json, name: str = "things.json") -> LoadedDocument:
    return parse_document(json.dumps(document, indent=2).encode(), name)


def wire(old: Json, new: Json) -> list[Entry]:
    return [entry for entry in compare_documents(loaded(old), loaded(new)).entries if entry.layer is Layer.WIRE]


def said(old: Json, new: Json) -> list[tuple[str, str, str]]:
    """Severity, rule and subject of the entries about the wire."""
    return [(str(entry.severity), entry.rule, entry.subject) for entry in wire(old, new)]


def api(schemas: Json, paths: Json | None = None, **more: Any) -> Json:
    """A document; without `paths`, GET /things answers with the first of the schemas."""
    if paths is None:
        content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{next(iter(schemas))}"}}}
        paths = {"/things": {"get": {"responses": {"200": {"description": "", "content": content}}}}}
    info = {"title": "Things", "version": "1"}
    return {"openapi": "3.0.3", "info": info, "paths": paths, "components": {"schemas": schemas}, **more}


def answering(schema: Json, **schemas: Json) -> Json:
    """A document whose only operation answers with the schema."""
    return api({"Thing": schema, **schemas})


def taking(schema: Json, **schemas: Json) -> Json:
    """A document whose only operation takes the schema."""
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}
    operation = {"requestBody": {"required": True, "content": content}, "responses": {"204": {"description": ""}}}
    return api({"Thing": schema, **schemas}, {"/things": {"post": operation}})


def members(**properties: Json) -> Json:
    return {"type": "object", "properties": properties}
