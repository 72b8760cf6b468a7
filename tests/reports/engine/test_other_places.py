"""Parts of documents that stand beside paths and schemas are compared like the rest."""

from __future__ import annotations

import json
from typing import Any

import pytest

from build_error import BuildError
from differences.documents import parse_document
from small_documents import Json, api, said

TEXT = {"type": "string"}
OPERATION: Json = {"operationId": "Things_List", "responses": {"200": {"description": ""}}}


def test_links_of_answers_are_compared() -> None:
    def linked(links: Json) -> Json:
        return api({}, {"/a": {"get": {"responses": {"200": {"description": "", "links": links}}}}})

    link = {"operationId": "b", "parameters": {"id": "$response.body#/id"}}
    shared = linked({"next": {"$ref": "#/components/links/Next"}}) | {"components": {"links": {"Next": link}}}

    assert said(linked({"next": link}), linked({})) == [("risky", "link-removed", "GET /a answer 200 link next")]
    assert said(linked({}), linked({"next": link})) == [("compatible", "link-added", "GET /a answer 200 link next")]
    assert said(linked({"next": link}), linked({"next": link | {"operationId": "c"}})) == [
        ("risky", "link-changed", "GET /a answer 200 link next")
    ]
    assert said(linked({"next": link}), shared) == []
    assert said(linked({"next": link}), linked({"next": link | {"description": "The next one."}})) == []


def test_operations_that_differ_in_their_query_are_compared() -> None:
    container = {"/c?restype=container": {"put": OPERATION}}
    old, new = api({}, {}, **{"x-ms-paths": container}), api({}, {}, **{"x-ms-paths": {}})

    assert said(old, new) == [("breaking", "operation-removed", "PUT /c?restype=container")]
    assert said(new, old) == [("compatible", "operation-added", "PUT /c?restype=container")]


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"x-ms-paths": []}, "#/x-ms-paths is not an object"),
        ({"x-ms-paths": {"/c?a=b": []}}, "#/x-ms-paths/~1c?a=b is not an object"),
        ({"x-ms-paths": {"/c?a=b": {"get": {"responses": 5}}}}, "#/x-ms-paths/~1c?a=b/get/responses is not an object"),
        ({"webhooks": {"come": 5}}, "#/webhooks/come is not an object"),
        ({"paths": {"/a": {"servers": 5}}}, "#/paths/~1a/servers is not a list"),
        ({"paths": {"/a": {"get": {"callbacks": {"on": {"{$url}": 5}}}}}}, "callbacks/on/{$url} is not an object"),
        ({"paths": {"/a": {"get": {"responses": {"200": {"links": 5}}}}}}, "responses/200/links is not an object"),
    ],
)
def test_malformed_parts_are_named_with_their_place(more: dict[str, Any], says: str) -> None:
    with pytest.raises(BuildError) as caught:
        parse_document(json.dumps({"openapi": "3.1.0"} | more).encode(), "broken.json")

    assert says in str(caught.value)


def test_malformed_x_ms_paths_of_swagger_2_are_named_with_their_place() -> None:
    document = {"swagger": "2.0", "info": {"version": "1"}, "paths": {}, "x-ms-paths": {"/c?a=b": {"get": {}}}}

    with pytest.raises(BuildError, match=r"GET /c\?a=b is not an operation with responses"):
        parse_document(json.dumps(document).encode(), "broken.json")
