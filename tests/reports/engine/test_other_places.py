"""Parts of documents that stand beside paths and schemas are compared like the rest."""

from __future__ import annotations

import json
from typing import Any

import pytest

from build_error import BuildError
from differences.documents import parse_document
from small_documents import Json, api, members, said, wire

TEXT = {"type": "string"}
OPERATION: Json = {"operationId": "Things_List", "responses": {"200": {"description": ""}}}


def test_links_of_answers_are_compared() -> None:
    def linked(links: Json) -> Json:
        return api({}, {"/a": {"get": {"responses": {"200": {"description": "", "links": links}}}}})

    link = {"operationId": "b", "parameters": {"id": "$response.body#/id"}}
    shared = linked({"next": {"$ref": "#/components/links/Next"}}) | {"components": {"links": {"Next": link}}}

    assert said(linked({"next": link}), linked({})) == [("risky", "link-removed", "GET /a response 200 link next")]
    assert said(linked({}), linked({"next": link})) == [("compatible", "link-added", "GET /a response 200 link next")]
    assert said(linked({"next": link}), linked({"next": link | {"operationId": "c"}})) == [
        ("risky", "link-changed", "GET /a response 200 link next")
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


def test_servers_of_a_path_and_of_an_operation_are_compared() -> None:
    def served(*, path: Json | None = None, operation: Json | None = None, **more: Any) -> Json:
        node = OPERATION | ({"servers": [operation]} if operation else {})
        item = {"get": node, "put": node} | ({"servers": [path]} if path else {})
        return api({}, {"/a": item}, **more)

    here, there = {"url": "https://here.example"}, {"url": "https://there.example"}

    assert said(served(path=here), served(path=there)) == [("breaking", "operation-servers-changed", "servers")]
    assert said(served(path=here), served(operation=here)) == []
    assert said(served(operation=here, servers=[here]), served(servers=[here])) == []
    assert said(served(), served(path=there)) == [("breaking", "operation-servers-changed", "servers")]


def test_parameters_of_a_path_are_those_of_its_operations() -> None:
    top = {"name": "top", "in": "query", "schema": {"type": "integer"}}
    shared = api({}, {"/a": {"parameters": [top], "get": OPERATION, "put": OPERATION}})
    own = api({}, {"/a": {"get": OPERATION | {"parameters": [top]}, "put": OPERATION | {"parameters": [top]}}})
    neither = api({}, {"/a": {"get": OPERATION, "put": OPERATION}})

    assert said(shared, own) == []
    assert said(shared, neither) == [("breaking", "parameter-removed", "query top")]


def webhooks(**found: Json) -> Json:
    items = {
        name: {"post": {"requestBody": {"content": {"application/json": {"schema": schema}}}, "responses": {}}}
        for name, schema in found.items()
    }
    return api({}, {}, webhooks=items) | {"openapi": "3.1.0"}


def test_what_a_webhook_sends_is_received() -> None:
    old = members(id=TEXT)

    assert said(webhooks(come=old), webhooks()) == [("breaking", "webhook-removed", "webhook come")]
    assert said(webhooks(), webhooks(come=old)) == [("compatible", "webhook-added", "webhook come")]
    assert said(webhooks(come=old), webhooks(come=members())) == [
        ("breaking", "property-removed", "webhook come body.id")
    ]
    assert said(webhooks(come=old), webhooks(come=members(id=TEXT, at=TEXT) | {"required": ["at"]})) == [
        ("compatible", "required-property-added", "webhook come body.at")
    ]


def test_what_a_webhook_sends_is_called_its_payload() -> None:
    (entry,) = wire(webhooks(come=members(id=TEXT)), webhooks(come=members()))

    assert entry.title == "`id` in the request body of the webhook `come` was removed from webhook payloads."


def called_back(callbacks: Json, path: str = "/a") -> Json:
    return api({}, {path: {"post": OPERATION | {"callbacks": callbacks}}})


def test_callbacks_are_compared() -> None:
    def done(schema: Json, address: str = "{$request.body#/url}") -> Json:
        content = {"application/json": {"schema": schema}}
        return {"done": {address: {"post": {"requestBody": {"content": content}, "responses": {}}}}}

    old = done(members(id=TEXT))
    shared = called_back({"done": {"$ref": "#/components/callbacks/Done"}})
    shared["components"] = {"callbacks": {"Done": old["done"]}}

    assert said(called_back(old), shared) == []
    assert said(called_back(old), called_back({})) == [("breaking", "webhook-removed", "callback done of POST /a")]
    assert said(called_back(old), called_back(done(members()))) == [
        ("breaking", "property-removed", "callback done of POST /a body.id")
    ]
    assert said(called_back(old), called_back(done(members(id=TEXT), "{$request.query.url}"))) == [
        ("breaking", "callback-moved", "callback done of POST /a")
    ]
    assert said(called_back(old), called_back(old, path="/a/{id}"))[0][1] == "operation-moved"


def test_callbacks_go_with_their_operation() -> None:
    old = called_back({"done": {"{$url}": {"post": OPERATION}}})

    assert said(old, api({}, {})) == [("breaking", "operation-removed", "POST /a")]


def test_a_part_of_a_document_that_is_not_known_is_told_of() -> None:
    assert said(api({}, {}), api({}, {}, servants=[1])) == [("risky", "keyword-changed", "document servants")]
    assert said(api({}, {}), api({}, {}, **{"x-note": 1})) == [("compatible", "extension-changed", "document x-note")]


def test_webhooks_as_documents_of_openapi_3_0_spell_them() -> None:
    old, new = webhooks(come=members(id=TEXT)), webhooks(come=members())
    spelt = [{"x-webhooks" if key == "webhooks" else key: value for key, value in each.items()} for each in (old, new)]

    assert said(*spelt) == said(old, new)
    assert said(old, spelt[0]) == []


def test_webhooks_that_come_together_are_one_entry() -> None:
    more = webhooks(made=members(id=TEXT), gone=members(id=TEXT))
    for item in more["webhooks"].values():
        item["post"]["tags"] = ["Orders"]

    (entry,) = wire(webhooks(), more)

    assert (entry.rule, entry.title) == ("webhook-added", "2 webhooks of `Orders` were added.")
