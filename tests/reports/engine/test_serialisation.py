"""How values are written on the wire: styles, content types, headers, scopes and hosts."""

from __future__ import annotations

import pytest

from small_documents import Json, api, members, said

TEXT: Json = {"type": "string"}
LIST: Json = {"type": "array", "items": TEXT}


def with_parameter(where: str = "query", name: str = "q", **parts: object) -> Json:
    parameter = {"name": name, "in": where, "required": where == "path", **parts}
    return api({}, {"/a/{q}": {"get": {"parameters": [parameter], "responses": {}}}})


def with_header(**header: object) -> Json:
    response = {"description": "", "headers": {"X-Next": {"schema": TEXT, **header}}}
    return api({}, {"/a": {"get": {"responses": {"200": response}}}})


def with_body(media_type: str, **media: object) -> Json:
    body = {"content": {media_type: {"schema": members(x=LIST), **media}}}
    return api({}, {"/a": {"post": {"requestBody": body, "responses": {}}}})


def swagger_query(**parameter: object) -> Json:
    entry = {"name": "q", "in": "query", "type": "array", "items": TEXT, **parameter}
    get = {"parameters": [entry], "responses": {"200": {"description": ""}}}
    return {"swagger": "2.0", "info": {"version": "1"}, "paths": {"/a": {"get": get}}}


@pytest.mark.parametrize("separation", ["multi", "pipes", "ssv", "tsv"])
def test_lists_of_swagger_2_that_are_separated_otherwise_break(separation: str) -> None:
    found = said(swagger_query(collectionFormat="csv"), swagger_query(collectionFormat=separation))

    assert [(severity, rule) for severity, rule, _ in found] == [("breaking", "serialisation-changed")]


def test_lists_of_lists_of_swagger_2_are_read() -> None:
    def nested(separation: str) -> Json:
        return swagger_query(items={"type": "array", "items": TEXT, "collectionFormat": separation})

    assert said(nested("csv"), swagger_query(items=LIST)) == []
    assert [rule for _, rule, _ in said(nested("csv"), nested("pipes"))] == ["serialisation-changed"]


def test_a_value_that_became_json_is_written_otherwise() -> None:
    content = {"application/json": {"schema": TEXT}}
    as_json = with_header()
    header = as_json["paths"]["/a"]["get"]["responses"]["200"]["headers"]["X-Next"]
    header["content"] = {"application/json": {"schema": header.pop("schema")}}

    for old, new in ((with_parameter(schema=TEXT), with_parameter(content=content)), (with_header(), as_json)):
        assert [(severity, rule) for severity, rule, _ in said(old, new)] == [("breaking", "serialisation-changed")]


def test_a_header_that_can_be_missing_breaks_who_reads_it() -> None:
    always, sometimes = with_header(required=True), with_header()

    assert [(severity, rule) for severity, rule, _ in said(always, sometimes)] == [
        ("breaking", "header-became-optional")
    ]
    assert [severity for severity, _, _ in said(sometimes, always)] == ["compatible"]


def test_defaults_that_are_written_out_are_no_change() -> None:
    pairs = [
        (with_parameter(schema=LIST), with_parameter(schema=LIST, style="form", explode=True)),
        (with_parameter("path", schema=LIST), with_parameter("path", schema=LIST, style="simple", explode=False)),
        (
            with_body("multipart/form-data"),
            with_body("multipart/form-data", encoding={"x": {"style": "form", "explode": True}}),
        ),
    ]
    assert [said(*pair) + said(*reversed(pair)) for pair in pairs] == [[]] * len(pairs)


@pytest.mark.parametrize(
    "other", ["Application/JSON", "application/json; charset=utf-8", 'application/json;charset="UTF-8"']
)
def test_content_types_that_differ_in_spelling_are_one(other: str) -> None:
    assert said(with_body("application/json"), with_body(other)) == []
    assert said(with_body("text/plain"), with_body("text/plain; charset=latin-1")) != []


def test_names_of_request_headers_have_no_case() -> None:
    assert said(with_parameter("header", "X-Id", schema=TEXT), with_parameter("header", "x-id", schema=TEXT)) == []
    assert said(with_parameter("query", "Id", schema=TEXT), with_parameter("query", "id", schema=TEXT)) != []


def with_scopes(**scopes: str) -> Json:
    flow = {"tokenUrl": "https://example.com/token", "scopes": scopes}
    document = api({}, {"/a": {"get": {"security": [{"login": ["read"]}], "responses": {}}}})
    document["components"]["securitySchemes"] = {"login": {"type": "oauth2", "flows": {"clientCredentials": flow}}}
    return document


def test_scopes_that_no_operation_takes_change_no_authentication() -> None:
    assert said(with_scopes(read="Read."), with_scopes(read="Read all.")) == []
    assert said(with_scopes(read=""), with_scopes(read="", write="")) == [("compatible", "scopes-added", "login")]
    assert said(with_scopes(read="", write=""), with_scopes(read="")) == [("risky", "scopes-removed", "login")]


@pytest.mark.parametrize("other", ["https://EXAMPLE.com/v1", "https://example.com:443/v1", "HTTPS://example.com/v1"])
def test_hosts_that_differ_in_spelling_are_one(other: str) -> None:
    def at(url: str) -> Json:
        return api({}, {}, servers=[{"url": url}])

    assert said(at("https://example.com/v1"), at(other)) == []
    assert said(at("https://example.com/v1"), at("https://example.com:8443/v1")) != []
    assert said(at("https://example.com/v1"), at("https://example.com/V1")) != []
