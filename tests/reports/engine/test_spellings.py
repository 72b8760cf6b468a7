"""Spellings that mean the same are no change; what a wider request takes breaks nothing."""

from __future__ import annotations

import pytest

from small_documents import Json, answering, api, members, said, taking, wire

TEXT, NUMBER = {"type": "string"}, {"type": "integer"}
VALUE: Json = {"$ref": "#/components/schemas/Value"}
NULL = {"type": "null"}

SAME: list[tuple[str, Json, Json]] = [
    ("reference and anyOf of one", VALUE, {"anyOf": [VALUE]}),
    ("reference and oneOf of one", VALUE, {"oneOf": [VALUE]}),
    ("reference and allOf of one", VALUE, {"allOf": [VALUE]}),
    ("reference and anyOf of one with a description", VALUE, {"anyOf": [VALUE], "description": "The value."}),
    ("nested compositions of one", VALUE, {"allOf": [{"oneOf": [{"anyOf": [VALUE]}]}]}),
    ("inlined and referenced", members(id=TEXT, size=NUMBER), VALUE),
    ("nullable and a list of types", TEXT | {"nullable": True}, {"type": ["string", "null"]}),
    ("nullable and anyOf with null", TEXT | {"nullable": True}, {"anyOf": [TEXT, NULL]}),
    ("nullable and oneOf with null", TEXT | {"nullable": True}, {"oneOf": [NULL, TEXT]}),
    ("nullable reference and oneOf with null", {"allOf": [VALUE], "nullable": True}, {"oneOf": [VALUE, NULL]}),
    (
        "nullable reference and null as an enum",
        {"allOf": [VALUE], "nullable": True},
        {"anyOf": [VALUE, {"enum": [None]}]},
    ),
    ("a list of one type and the type", {"type": ["string"]}, TEXT),
    ("enum of one and const", {"enum": ["a"]}, {"const": "a"}),
    (
        "enum and oneOf of consts",
        TEXT | {"enum": ["a", "b"]},
        {"oneOf": [TEXT | {"const": "b"}, TEXT | {"const": "a"}]},
    ),
    ("enum and anyOf of enums", {"enum": ["a", "b", "c"]}, {"anyOf": [{"enum": ["a", "c"]}, {"enum": ["b"]}]}),
    ("enum with a type and without", TEXT | {"enum": ["a", "b"]}, {"enum": ["a", "b"]}),
    (
        "nullable enum and oneOf of consts with null",
        TEXT | {"enum": ["a", "b"], "nullable": True},
        {"oneOf": [{"const": "a"}, {"const": "b"}, {"const": None}]},
    ),
    (
        "null among the values and nullable",
        {"type": ["string", "null"], "enum": ["a", None]},
        TEXT | {"enum": ["a"], "nullable": True},
    ),
    ("no length and the least", TEXT, TEXT | {"minLength": 0}),
    ("no count and the least", {"type": "array", "items": TEXT}, {"type": "array", "items": TEXT, "minItems": 0}),
    ("no count of properties and the least", {"type": "object"}, {"type": "object", "minProperties": 0}),
    ("anyOf in anyOf", {"anyOf": [TEXT, {"anyOf": [NUMBER, VALUE]}]}, {"anyOf": [TEXT, NUMBER, VALUE]}),
]


@pytest.mark.parametrize(("old", "new"), [pytest.param(old, new, id=name) for name, old, new in SAME])
def test_another_spelling_is_no_change(old: Json, new: Json) -> None:
    value = members(id=TEXT, size=NUMBER)
    for document in (answering, taking):
        was, now = (document(members(v=schema), Value=value) for schema in (old, new))
        assert said(was, now) == []
        assert said(now, was) == []


def test_a_change_behind_another_spelling_is_found() -> None:
    old = answering(members(v=VALUE), Value=members(id=TEXT))
    new = answering(members(v={"anyOf": [VALUE, NULL]}), Value=members(id=NUMBER))

    assert said(old, new) == [
        ("breaking", "became-nullable", "Thing.v"),
        ("breaking", "type-changed", "Value.id"),
    ]


WIDER: list[tuple[str, Json, Json]] = [
    ("a variant beside a type", TEXT, {"anyOf": [TEXT, NUMBER]}),
    ("a variant beside a reference", VALUE, {"oneOf": [VALUE, TEXT]}),
    ("a further type in a list", {"type": "string"}, {"type": ["string", "integer"]}),
    ("a further type in a longer list", {"type": ["string", "boolean"]}, {"type": ["boolean", "string", "number"]}),
    ("integer to number in a list", {"type": ["string", "integer"]}, {"type": ["string", "number"]}),
    ("anything", TEXT, {}),
]


@pytest.mark.parametrize(("old", "new"), [pytest.param(old, new, id=name) for name, old, new in WIDER])
def test_a_wider_request_breaks_nothing_and_a_wider_answer_does(old: Json, new: Json) -> None:
    value = members(id=TEXT)
    sent, answered = (
        [document(members(v=schema), Value=value) for schema in (old, new)] for document in (taking, answering)
    )

    assert {severity for severity, _, _ in said(*sent)} == {"compatible"}
    assert {severity for severity, _, _ in said(*reversed(sent))} == {"breaking"}
    assert {severity for severity, _, _ in said(*answered)} == {"breaking"}
    assert len(said(*sent)) == 1


def test_a_default_of_another_type_is_another_default() -> None:
    (entry,) = wire(taking(members(v=TEXT | {"default": "true"})), taking(members(v=TEXT | {"default": True})))

    assert (entry.rule, entry.before, entry.after) == ("default-changed", '"true"', "true")


def test_what_became_unconstrained_is_told_by_its_old_type() -> None:
    value = {"Value": {"type": "object"}}
    (entry,) = wire(answering(members(v=VALUE), **value), answering(members(v=VALUE), Value={}))

    assert (entry.rule, entry.before, entry.after) == ("type-widened", "object", "anything")


def form(properties: Json, encoding: Json) -> Json:
    content = {"multipart/form-data": {"schema": members(**properties), "encoding": encoding}}
    return api({}, {"/a": {"post": {"requestBody": {"content": content}, "responses": {}}}})


def test_a_property_comes_and_goes_with_its_encoding() -> None:
    old, new = form({"x": TEXT}, {}), form({"x": TEXT, "y": TEXT}, {"y": {"contentType": "text/plain"}})

    assert said(old, new) == [("compatible", "property-added", "POST /a body.y")]
    assert said(new, old) == [("breaking", "property-removed", "POST /a body.y")]
    assert [rule for _, rule, _ in said(form({"x": TEXT}, {}), form({"x": TEXT}, {"x": {"explode": False}}))] == [
        "encoding-changed"
    ]


def test_a_member_that_is_required_without_being_described_breaks_requests() -> None:
    thing = members(n=TEXT) | {"required": ["n"]}

    assert said(taking(thing), taking(thing | {"required": ["n", "ghost"]})) == [
        ("breaking", "property-became-required", "Thing.ghost")
    ]


@pytest.mark.parametrize(
    ("plain", "variants"),
    [
        (members(k=TEXT, n=TEXT), {"oneOf": [{"required": ["k"]}, {"required": ["n"]}]}),
        (members(v=TEXT), {"anyOf": [{"maxProperties": 3}, {"required": ["v"]}]}),
        (TEXT, {"anyOf": [{"maxLength": 3}, {"pattern": "^a"}]}),
    ],
)
def test_variants_beside_what_a_schema_says_are_not_called_compatible(plain: Json, variants: Json) -> None:
    for document in (taking, answering):
        (found,) = said(document(plain), document(plain | variants))
        assert found[:2] == ("risky", "keyword-changed")


def test_a_kind_that_another_value_tells_breaks() -> None:
    def pets(**mapping: str) -> Json:
        kinds = {name: members(kind=TEXT) for name in ("In", "C")}
        variants = [{"$ref": f"#/components/schemas/{name}"} for name in kinds]
        told = {value: f"#/components/schemas/{name}" for value, name in mapping.items()}
        thing = {"oneOf": variants, "discriminator": {"propertyName": "kind", "mapping": told}}
        return answering(thing, **kinds)

    assert said(pets(x="In", z="C"), pets(y="In", z="C")) == [("breaking", "discriminator-changed", "Thing")]
