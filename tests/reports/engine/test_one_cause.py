"""One entry a cause, also where it shows at many places; its title is a plain sentence."""

from __future__ import annotations

from small_documents import Json, answering, api, members, said, taking, wire

TEXT, NUMBER = {"type": "string"}, {"type": "integer"}
OPERATION: Json = {"responses": {"200": {"description": ""}}}
KEPT: Json = {"/things": {"get": OPERATION}, "/things/{id}": {"get": OPERATION}}
PROJECTS: Json = {
    "/projects": {"get": OPERATION, "post": OPERATION},
    "/projects/{id}": {"get": OPERATION, "delete": OPERATION},
}
LOGS: Json = {
    "/things/{id}/logs": {"get": OPERATION, "delete": OPERATION},
    "/things/{id}/logs/{log}": {"get": OPERATION},
    "/things/{id}/logs:clear": {"post": OPERATION},
}


def titles(old: Json, new: Json) -> list[str]:
    return [entry.title for entry in wire(old, new)]


def test_a_group_that_goes_or_comes_is_one_entry_with_its_operations() -> None:
    less, more = api({}, KEPT), api({}, KEPT | PROJECTS)
    (gone,), (come,) = wire(more, less), wire(less, more)

    assert (gone.rule, gone.subject, len(gone.operations)) == ("operation-removed", "/projects", 4)
    assert gone.title == "All 4 operations of `/projects` were removed."
    assert gone.alike == ("DELETE /projects/{id}", "GET /projects", "GET /projects/{id}", "POST /projects")
    assert (come.rule, come.subject, come.title) == (
        "operation-added",
        "/projects",
        "4 operations of `/projects` were added.",
    )


def test_a_group_is_known_by_its_tag_wherever_its_paths_lead() -> None:
    tagged = OPERATION | {"tags": ["Plans"]}
    plans = {"/v1/plans": {"get": tagged}, "/v1/customers/{id}/plan": {"get": tagged}}
    customers = {"/v1/customers/{id}": {"get": OPERATION | {"tags": ["Customers"]}}}

    assert titles(api({}, customers | plans), api({}, customers)) == ["All 2 operations of `Plans` were removed."]


def test_what_is_below_a_path_goes_together() -> None:
    assert titles(api({}, KEPT | LOGS), api({}, KEPT)) == ["All 4 operations of `/things/{id}/logs` were removed."]


def test_an_operation_of_a_group_that_stays_goes_alone() -> None:
    less = {path: {"get": item["get"]} for path, item in PROJECTS.items()}

    assert titles(api({}, PROJECTS), api({}, less)) == [
        "`DELETE /projects/{id}` was removed.",
        "`POST /projects` was removed.",
    ]


def test_an_event_list_that_two_unions_use_is_one_entry() -> None:
    events = {f"Event{number}": members(**{f"at{number}": TEXT}) for number in range(5)}

    def unions(count: int) -> Json:
        union = {"oneOf": [{"$ref": f"#/components/schemas/Event{number}"} for number in range(count)]}
        both = members(sent=union, received={"type": "array", "items": union})
        return answering(both, **{name: events[name] for name in list(events)[:count]})

    (entry,) = wire(unions(3), unions(5))

    assert (entry.severity.value, entry.rule, entry.before, entry.after) == (
        "breaking",
        "variant-added",
        None,
        "Event3, Event4",
    )
    assert entry.alike == ("Thing.received[]", "Thing.sent")
    assert entry.title == "`Thing.received[]` and `Thing.sent` can also be `Event3, Event4` in responses."


def test_a_list_of_values_at_places_of_several_names_is_one_entry() -> None:
    def listing(*values: str) -> Json:
        enum = TEXT | {"enum": list(values)}
        return taking(members(events={"type": "array", "items": enum}, kind=enum))

    (entry,) = wire(listing("a", "b"), listing("a", "b", "c"))

    assert (entry.rule, entry.after, entry.alike) == ("enum-values-added", "c", ("Thing.events[]", "Thing.kind"))
    assert entry.title == "`Thing.events[]` and `Thing.kind` have new values in requests: c."


def test_a_property_that_several_schemas_lost_is_one_entry() -> None:
    def schemas(**more: Json) -> Json:
        return answering(
            members(a={"$ref": "#/components/schemas/A"}, b={"$ref": "#/components/schemas/B"}),
            A=members(id=TEXT, **more),
            B=members(name=TEXT, **more),
        )

    assert titles(schemas(email=TEXT), schemas()) == ["`email` was removed from responses (`A` and `B`)."]


def test_titles_are_sentences() -> None:
    key = {"type": "apiKey", "in": "header", "name": "Ocp-Apim-Subscription-Key"}
    token = {"type": "apiKey", "in": "header", "name": "Authorization"}
    paths = {"/a": {"get": OPERATION}}

    def secured(*schemes: str) -> Json:
        document = api({}, paths, security=[{name: []} for name in schemes])
        document["components"]["securitySchemes"] = {"key": key, "token": token}
        return document

    assert titles(secured("key", "token"), secured("key")) == [
        "Authentication changed: only the Ocp-Apim-Subscription-Key header is accepted; "
        "the Authorization header or the Ocp-Apim-Subscription-Key header were accepted before."
    ]
    assert titles(answering(members(a=TEXT)), answering(members(a=NUMBER))) == [
        "The type of `Thing.a` changed from `string` to `integer` in responses."
    ]
    assert titles(answering(members(a=TEXT)), answering(members(a={}))) == [
        "`Thing.a` is unconstrained in responses now; it was `string`."
    ]
    assert said(answering(members()), answering(members())) == []


def test_an_object_that_became_a_union_is_one_entry_at_its_place() -> None:
    user = members(id=TEXT, url=TEXT, name=TEXT)
    reference = {"$ref": "#/components/schemas/User"}
    union = {"oneOf": [{"$ref": "#/components/schemas/Firm"}, {"$ref": "#/components/schemas/Club"}]}
    more = {"User": user, "Firm": members(code=TEXT), "Club": members(motto=TEXT)}
    old = answering(members(first=reference, owner=reference), **more)

    assert titles(old, answering(members(first=reference, owner=union), **more)) == [
        "The type of `Thing.owner` changed from `User` to `Club or Firm` in responses."
    ]


def test_an_object_that_is_among_the_variants_under_another_name_is_compared_with_it() -> None:
    maybe = members(id=TEXT, url=TEXT) | {"nullable": True}
    more = {"MaybeUser": maybe, "User": members(id=TEXT, url=NUMBER), "Firm": members(code=TEXT)}
    old = answering(members(owner={"$ref": "#/components/schemas/MaybeUser"}), **more)
    union = {"oneOf": [{"$ref": "#/components/schemas/User"}, {"$ref": "#/components/schemas/Firm"}]}

    assert {(rule, subject) for _, rule, subject in said(old, answering(members(owner=union), **more))} == {
        ("variant-added", "Thing.owner"),
        ("no-longer-nullable", "Thing.owner"),
        ("type-changed", "MaybeUser.url"),
    }


def test_null_that_stays_possible_is_no_change() -> None:
    old = answering(members(v=TEXT | {"nullable": True}))
    new = answering(members(v={"anyOf": [TEXT, NUMBER, {"type": "null"}]}))

    assert said(old, new) == [("breaking", "variant-added", "Thing.v")]


def rule(kind: str, **more: Json) -> Json:
    return members(type=TEXT | {"enum": [kind]}, **more)


def test_variants_without_names_are_known_by_their_fixed_values() -> None:
    old = answering({"oneOf": [rule("a", size=NUMBER), rule("b", size=NUMBER), rule("c")]})
    new = answering({"oneOf": [rule("c"), rule("b", size=TEXT), rule("a", size=NUMBER, more=TEXT)]})

    assert {rule for _, rule, _ in said(old, new)} == {"type-changed", "property-added"}


def test_a_variant_without_a_name_is_told_by_its_properties() -> None:
    old = answering({"oneOf": [rule("a"), rule("b"), TEXT]})
    new = answering({"oneOf": [rule("a"), rule("b"), TEXT, members(z=TEXT, x=TEXT, y=TEXT, w=TEXT)]})

    assert titles(old, new) == ["`Thing` can also be `object with w, x, y…` in responses."]


def test_what_tells_new_variants_apart_comes_with_them() -> None:
    def union(*names: str) -> Json:
        mapping = {name.lower(): f"#/components/schemas/{name}" for name in names}
        one_of = [{"$ref": f"#/components/schemas/{name}"} for name in names]
        return answering(
            {"oneOf": one_of, "discriminator": {"propertyName": "kind", "mapping": mapping}},
            **{name: members(kind=TEXT, **{name.lower(): TEXT}) for name in ("Cat", "Dog", "Owl")},
        )

    assert [rule for _, rule, _ in said(union("Cat", "Dog"), union("Cat", "Dog", "Owl"))] == ["variant-added"]


def test_an_inlined_schema_that_lost_a_property_is_told_by_its_own_place() -> None:
    value = members(id=TEXT, size=NUMBER)
    reference = {"$ref": "#/components/schemas/Value"}
    old = answering(members(v=reference, w=reference), Value=value)
    new = answering(members(v=reference, w=members(id=TEXT)), Value=value)

    assert said(old, new) == [("breaking", "property-removed", "Thing.w.size")]


def test_a_member_of_an_inlined_schema_is_told_by_its_own_place() -> None:
    value = members(id=TEXT, part=members(size=NUMBER))
    reference = {"$ref": "#/components/schemas/Value"}
    old = answering(members(v=reference, w=reference), Value=value)
    new = answering(members(v=reference, w=members(id=TEXT, part=members(size=TEXT, more=TEXT))), Value=value)

    assert {(rule, subject) for _, rule, subject in said(old, new)} == {
        ("type-changed", "Thing.w.part.size"),
        ("property-added", "Thing.w.part.more"),
    }
    assert {subject for _, _, subject in said(new, old)} == {"Thing.w.part.size", "Thing.w.part.more"}


def test_a_variant_that_was_given_a_name_is_no_change() -> None:
    named = {"$ref": "#/components/schemas/RuleA"}
    old = answering({"oneOf": [rule("a", size=NUMBER), rule("b"), rule("c")]})
    new = answering({"oneOf": [rule("b"), rule("c"), named]}, RuleA=rule("a", size=NUMBER))

    assert said(old, new) == []


def test_an_extension_that_changed_in_many_places_is_one_entry() -> None:
    def marked(first: str, second: str) -> Json:
        return answering(members(a=TEXT | {"x-mark": first}, b=TEXT | {"x-mark": second}))

    assert titles(marked("1", "2"), marked("3", "4")) == ["`x-mark` changed in 2 places."]
    assert said(marked("1", "2"), marked("1", "3")) == [("compatible", "extension-changed", "Thing.b x-mark")]


def test_bodies_of_several_operations_are_counted() -> None:
    def bodies(required: bool) -> Json:
        body = {"required": required, "content": {"application/json": {"schema": TEXT}}}
        return api({}, {path: {"put": OPERATION | {"requestBody": body}} for path in ("/a", "/b", "/c")})

    assert titles(bodies(True), bodies(False)) == ["The request body of 3 operations is optional now."]


def test_copies_of_one_schema_that_changed_alike_are_one_entry() -> None:
    def things(**more: Json) -> Json:
        user = members(id=TEXT, name=TEXT, **more)
        issue = members(user=user, closed_by=user, head=members(owner=user))
        return answering(members(issue=issue, other={"$ref": "#/components/schemas/Other"}), Other=members(by=user))

    (entry,) = wire(things(), things(kind=TEXT))

    assert (entry.subject, len(entry.alike)) == ("*.kind", 4)
    assert entry.title == "`kind` (string) was added to responses (4 places)."


def test_members_of_one_name_in_different_schemas_are_told_apart() -> None:
    def things(**more: Json) -> Json:
        return answering(members(user=members(id=TEXT, name=TEXT, **more), part=members(size=NUMBER, **more)))

    assert sorted(subject for _, _, subject in said(things(), things(kind=TEXT))) == [
        "Thing.part.kind",
        "Thing.user.kind",
    ]
