"""Documents of other APIs: whatever they use is compared, and what is malformed is said in a sentence."""

from __future__ import annotations

import copy
import json
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build_error import BuildError
from differences.compare import compare_documents
from differences.documents import load_document, parse_document
from differences.report import SourceLocation
from example_counts import example_count
from small_documents import Json, answering, api, loaded, members, said, taking
from upstream.sources import SPEC

TEXT, NUMBER = {"type": "string"}, {"type": "integer"}


def test_variants_that_come_and_go_are_judged_by_direction() -> None:
    one, two = {"oneOf": [TEXT]}, {"oneOf": [TEXT, NUMBER]}

    assert said(answering(one), answering(two)) == [("breaking", "variant-added", "Thing")]
    assert said(taking(one), taking(two)) == [("compatible", "variant-added", "Thing")]
    assert said(answering(two), answering(one)) == [("compatible", "variant-removed", "Thing")]
    assert said(taking(two), taking(one)) == [("breaking", "variant-removed", "Thing")]


def test_variants_are_known_by_their_names_and_not_by_their_order() -> None:
    old = {"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}]}
    new = {"oneOf": old["oneOf"][::-1]}
    cat, dog = members(purrs=TEXT), members(barks=TEXT)

    assert said(answering(old, Cat=cat, Dog=dog), answering(new, Cat=cat, Dog=members(barks=NUMBER))) == [
        ("breaking", "type-changed", "Dog.barks")
    ]


def test_kinds_that_a_discriminator_tells_apart_are_followed() -> None:
    pet = members(kind=TEXT) | {"discriminator": {"propertyName": "kind"}}
    cat = {"allOf": [{"$ref": "#/components/schemas/Thing"}, members(purrs=TEXT)]}
    mute = {"allOf": [{"$ref": "#/components/schemas/Thing"}, members()]}

    assert said(answering(pet, Cat=cat), answering(pet, Cat=mute)) == [("breaking", "property-removed", "Cat.purrs")]
    assert said(answering(pet), answering(pet, Cat=cat)) == [("risky", "subtype-added", "Thing")]


def test_what_is_inherited_is_one_cause() -> None:
    heirs = {name: {"allOf": [{"$ref": "#/components/schemas/Base"}, members(own=TEXT)]} for name in ("Thing", "Other")}
    both = members(thing={"$ref": "#/components/schemas/Thing"}, other={"$ref": "#/components/schemas/Other"})
    old = api({"Pair": both, **heirs, "Base": members(id=TEXT)})
    new = api({"Pair": both, **heirs, "Base": members()})

    assert said(old, new) == [("breaking", "property-removed", "Base.id")]


def test_what_is_write_only_is_not_answered() -> None:
    open_, secret = members(key=TEXT), members(key=TEXT | {"writeOnly": True})

    assert said(answering(open_), answering(secret)) == [("breaking", "property-became-write-only", "Thing.key")]
    assert said(answering(secret), answering(members())) == [("compatible", "property-removed", "Thing.key")]


def test_spellings_of_openapi_3_1_are_understood() -> None:
    old = members(a=TEXT | {"nullable": True}, b=NUMBER | {"minimum": 1, "exclusiveMinimum": True}, c={"enum": ["x"]})
    new = members(a={"type": ["string", "null"]}, b=NUMBER | {"exclusiveMinimum": 1}, c={"const": "x"})

    assert said(answering(old), answering(new)) == []


def test_a_path_of_the_server_is_the_base_path() -> None:
    old = api({}, {}, servers=[{"url": "https://example.com/v1"}])
    new = api({}, {}, servers=[{"url": "https://example.com/v2"}])

    assert said(old, new) == [("compatible", "base-path-changed", "servers")]


def test_a_schema_that_nothing_uses_is_told_of_once() -> None:
    old, new = answering(members()), answering(members(), Extra=members(a=TEXT, b=TEXT))

    assert said(old, new) == [("compatible", "unused-schema-added", "Extra")]
    assert said(new, old) == [("compatible", "unused-schema-removed", "Extra")]


def test_a_keyword_that_is_not_known_is_told_of() -> None:
    assert said(answering(members(a=TEXT)), answering(members(a=TEXT | {"contentEncoding": "base64"}))) == [
        ("risky", "keyword-changed", "Thing.a contentEncoding")
    ]


def test_paths_that_fit_one_template_are_kept_apart() -> None:
    paths: Json = {f"/v1/{{{name}}}": {"get": {"operationId": name, "responses": {}}} for name in ("parent", "name")}
    changed = copy.deepcopy(paths)
    changed["/v1/{name}"]["get"]["deprecated"] = True

    assert said(api({}, paths), api({}, changed)) == [("risky", "operation-deprecated", "GET /v1/{name} deprecated")]


def swagger(definitions: Json, paths: Json | None = None) -> Json:
    answer = {"200": {"description": "", "schema": {"$ref": f"#/definitions/{next(iter(definitions))}"}}}
    paths = {"/things": {"get": {"responses": answer}}} if paths is None else paths
    return {"swagger": "2.0", "info": {"version": "1"}, "paths": paths, "definitions": definitions}


def test_swagger_2_with_all_that_it_allows_is_compared() -> None:
    thing = {"$ref": "#/definitions/Thing"}
    letters = {"type": "string", "enum": ["a"], "x-ms-enum": {"name": "Letters"}}
    definitions = {
        "Thing": members(parent={"allOf": [thing], "readOnly": True}, all={"allOf": [thing, members(all=thing)]}),
        "Alias": thing,
        "Word": {"allOf": [{"$ref": "#/definitions/Text"}], "maxLength": 5},
        "Text": TEXT,
        "Used": members(word={"$ref": "#/definitions/Word"}, one=letters, two=letters | {"enum": ["b"]}),
        "Heir": {"allOf": [{"$ref": "#/definitions/Alias"}, members(used={"$ref": "#/definitions/Used"})]},
    }
    heir = {"200": {"description": "", "schema": {"$ref": "#/definitions/Heir"}}, "x-note": "an extension"}
    paths = {
        "/{thing}": {"get": {"responses": heir}},
        "/{other}": {"get": {"responses": heir}},
        "x-paths": {"get": "an extension"},
    }
    old, new = swagger(definitions, paths), copy.deepcopy(swagger(definitions, paths))
    new["definitions"]["Text"]["maxLength"] = 9
    new["definitions"]["Word"]["maxLength"] = 7

    assert said(old, old) == []
    assert said(old, new) == [("risky", "length-widened", "Word")]


def test_recursion_of_every_kind_comes_to_an_end() -> None:
    itself = {"$ref": "#/components/schemas/Thing"}
    shapes: list[Json] = [
        itself,
        {"allOf": [itself, members(a=TEXT)]},
        {"oneOf": [itself, TEXT]},
        {"type": "array", "items": itself},
        {"type": "object", "additionalProperties": itself},
        members(next=itself, all={"allOf": [itself, {"$ref": "#/components/schemas/Other"}]}),
    ]
    for shape in shapes:
        old, new = answering(shape, Other=members(back=itself)), answering(shape, Other=members(back=TEXT))
        assert said(old, old) == []
        assert all(subject.startswith(("Thing", "Other")) for _, _, subject in said(old, new))


def test_a_chain_of_thousands_of_schemas_is_followed() -> None:
    chain = {
        f"Link{number}": members(next={"$ref": f"#/components/schemas/Link{number + 1}"}) for number in range(3000)
    }
    old, new = api(chain | {"Link3000": members(end=TEXT)}), api(chain | {"Link3000": members(end=NUMBER)})

    assert said(old, new) == [("breaking", "type-changed", "Link3000.end")]


@pytest.mark.parametrize("depth", [100, 100_000])
def test_deep_nesting_is_compared_or_refused(depth: int) -> None:
    text = '{"type":"array","items":' * depth + "{}" + "}" * depth
    body = json.dumps(api({"Thing": {"nested": 0}})).replace('{"nested": 0}', text).encode()

    try:
        document = parse_document(body, "deep.json")
    except BuildError as problem:
        assert "deep.json" in str(problem)
        assert depth > 100
    else:
        assert compare_documents(document, document).entries == ()


def test_inheritance_that_is_too_deep_is_refused() -> None:
    chain: Json = {
        f"Link{number}": {"allOf": [{"$ref": f"#/components/schemas/Link{number + 1}"}, members(a=TEXT)]}
        for number in range(3000)
    }
    document = loaded(api(chain | {"Link3000": members()}))

    with pytest.raises(BuildError, match="nested too deeply to be compared"):
        compare_documents(document, document)


@pytest.mark.parametrize("document", [{}, {"paths": {}}, {"components": {}}, {"paths": {"/a": {}}}, {"info": {}}])
def test_parts_can_be_missing(document: Json) -> None:
    assert said({"openapi": "3.1.0"} | document, {"openapi": "3.0.0"}) == []


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("", "not JSON"),
        ("[1, 2]", "neither a Swagger 2.0 nor an OpenAPI 3 document"),
        ('{"swagger": "1.2"}', "neither a Swagger 2.0 nor an OpenAPI 3 document"),
        ('{"openapi": "3.0.0", "paths": []}', "#/paths is not an object"),
        (
            '{"openapi": "3.0.0", "paths": {"/a": {"get": {"responses": {"200": 5}}}}}',
            "#/paths/~1a/get/responses/200 is not",
        ),
        ('{"openapi": "3.0.0", "components": {"schemas": {"A": {"required": true}}}}', "A/required is not a list"),
        ('{"openapi": "3.0.0", "components": {"schemas": {"A": {"maxLength": "5"}}}}', "A/maxLength is not a number"),
        ('{"swagger": "2.0", "info": {}, "paths": {}, "definitions": {"A": 5}}', "#/definitions/A is not an object"),
        ('{"swagger": "2.0", "info": {}, "paths": {"/a": {"get": {}}}}', "GET /a is not an operation with responses"),
    ],
)
def test_what_is_malformed_is_named_with_its_place(body: str, says: str) -> None:
    with pytest.raises(BuildError) as caught:
        parse_document(body.encode(), "broken.json")

    assert says in str(caught.value)
    assert str(caught.value).startswith("broken.json")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("schema", "says"),
    [
        ({"$ref": "#/components/schemas/Nobody"}, "refers to '#/components/schemas/Nobody', which is no schema"),
        ({"$ref": "#/openapi"}, "refers to '#/openapi', which is no schema"),
    ],
)
def test_a_reference_to_nothing_is_named_with_its_place(schema: Json, says: str) -> None:
    document = loaded(answering(members(a=schema)))

    with pytest.raises(BuildError, match=says) as caught:
        compare_documents(document, document)

    assert "/properties/a" in str(caught.value)


def test_a_reference_to_another_file_is_left_as_it_is() -> None:
    old, new = (answering(members(a={"$ref": f"{name}.json#/A"})) for name in ("one", "two"))

    assert said(old, old) == []
    assert said(old, new) == [("risky", "keyword-changed", "Thing.a $ref")]


YAML = """\
openapi: 3.0.3
info: {title: Things, version: 2026-01-01}
paths:
  /things:
    get:
      parameters:
        - &top {name: top, in: query, schema: {type: integer}}
      responses:
        200: {description: ""}
    put:
      parameters: [*top]
      responses:
        200: {description: ""}
"""


def test_yaml_is_read_with_its_lines() -> None:
    old, new = (
        parse_document(text.encode(), "things.yaml") for text in (YAML, YAML.replace("type: integer", "type: string"))
    )

    (entry,) = compare_documents(old, new).entries

    assert (entry.rule, entry.subject) == ("type-changed", "query top")
    assert entry.operations == ("GET /things", "PUT /things")
    assert entry.old == SourceLocation("/paths/~1things/get/parameters/0/schema", 7)
    assert old.about.version == "2026-01-01"


def test_swagger_2_can_be_yaml() -> None:
    text = "swagger: '2.0'\ninfo: {version: '1'}\npaths: {}\ndefinitions:\n  Thing:\n    type: object\n"
    old, new = (parse_document(body.encode(), "things.yml") for body in (text, text.replace("Thing", "Other")))

    assert [(entry.rule, entry.new and entry.new.line) for entry in compare_documents(old, new).entries] == [
        ("unused-schema-added", 5),
        ("unused-schema-removed", None),
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("openapi: 3.0.0\npaths: {", "not valid YAML"),
        ("openapi: 3.0.0\npaths: &a {x-a: *a}\n", "nested too deeply"),
        ("openapi: 3.0.0\n---\nopenapi: 3.0.0\n", "not valid YAML"),
        ("openapi: \xff", "not UTF-8"),
    ],
)
def test_yaml_that_cannot_be_used_is_refused(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "things.yaml"
    file.write_bytes(text.encode("latin-1"))

    with pytest.raises(BuildError, match=says) as caught:
        load_document(str(file))

    assert "\n" not in str(caught.value)


JUNK: list[object] = [
    None,
    [],
    {},
    "x",
    5,
    True,
    [None],
    {"$ref": "#/nope"},
    {"$ref": "#/paths"},
    {"type": 5},
    {"": {}},
]


@settings(deadline=None, max_examples=example_count(30), suppress_health_check=[HealthCheck.too_slow])
@given(st.randoms(use_true_random=False), st.sampled_from(JUNK))
def test_no_junk_anywhere_leads_to_anything_but_a_report_or_a_problem(order: random.Random, junk: object) -> None:
    document = json.loads((SPEC / "v3.1" / "openapi.json").read_text(encoding="utf-8"))
    whole = loaded(document)
    node = document
    while True:
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        key = order.choice(keys)
        if not isinstance(node[key], dict | list) or not node[key] or order.random() < 0.15:
            break
        node = node[key]
    node[key] = junk

    try:
        compare_documents(whole, loaded(document))
    except BuildError as problem:
        assert "\n" not in str(problem)
