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
