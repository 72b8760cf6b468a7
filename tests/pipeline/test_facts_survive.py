"""Every fact of the published Swagger files is in the committed `spec/<version>/openapi.json`, and nothing else is.

Both documents are walked here, not through the normaliser's own code. That the walks see everything is proved by
changing both documents in every place, one at a time: each change has to be noticed.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from pipeline.normalised_facts import normalised_document, normalised_facts, normalised_facts_at
from pipeline.published_facts import METHODS, Fact, Json, Location, amended, published_facts, published_facts_at
from published import VERSIONS, requires_published, swagger_document
from upstream.sources import SPEC, load_sources

each_version = pytest.mark.parametrize("version", VERSIONS)

OPERATIONS = {"v3.0": 69, "v3.1": 74, "v3.2": 75, "2024-11-15": 56, "2025-10-15": 67}

# Counted in all five files, then rounded down: what an honest walk finds at the very least.
FEWEST = {
    "path": 35,
    "pageable": 20,
    "parameter": 400,
    "body": 70,
    "form": 3,
    "form field": 5,
    "response": 300,
    "response header": 80,
    "definition": 100,
    "property": 750,
    "enum": 50,
    "security scheme": 4,
    "server": 3,
    "server variable": 6,
}

INHERITING = {
    "BaseModel": ({"self", "locale", "displayName", "status", "createdDateTime"}, {"links", "properties"}),
    "CustomModel": ({"self", "locale", "displayName", "status", "createdDateTime"}, {"baseModel", "datasets"}),
    "BaseModelFeatures": ({"supportsEndpoints"}, {"supportsAdaptationsWith"}),
    "CustomModelFeatures": ({"supportsEndpoints"}, set()),
}


def expected_facts(version: str) -> set[Fact]:
    amendments = tomllib.loads((SPEC / "amendments.toml").read_text(encoding="utf-8"))
    return amended(published_facts(swagger_document(version)), amendments)


@requires_published
@each_version
def test_no_published_fact_is_lost(version: str) -> None:
    assert sorted(expected_facts(version) - normalised_facts(normalised_document(version))) == []


@requires_published
@each_version
def test_no_fact_is_invented(version: str) -> None:
    assert sorted(normalised_facts(normalised_document(version)) - expected_facts(version)) == []


@requires_published
@each_version
def test_the_walk_finds_facts_of_every_kind(version: str) -> None:
    kinds = Counter(fact[0] for fact in published_facts(swagger_document(version)))
    assert kinds["published id"] == OPERATIONS.get(version, kinds["operation"])
    assert {kind: kinds[kind] for kind, fewest in FEWEST.items() if kinds[kind] < fewest} == {}


@requires_published
def test_the_walk_finds_facts_known_by_eye() -> None:
    patch = ("PATCH", "/datasets/{id}")
    assert published_facts(swagger_document("v3.2")) >= {
        ("operation", "GET", "/datasets/{id}"),
        ("published id", "GET", "/datasets/{id}", "Datasets_Get"),
        ("parameter", "GET", "/datasets", "query", "skip", "type", "integer"),
        ("parameter", "GET", "/datasets", "query", "skip", "x-ms-parameter-location", "method"),
        ("parameter", "GET", "/datasets/{id}", "path", "id", "required", "true"),
        ("body", *patch, "required", "true"),
        ("body", *patch, "consumes", "application/json", "application/merge-patch+json"),
        ("body", *patch, "schema", "DatasetUpdate"),
        ("form field", "POST", "/datasets/upload", "locale", "required"),
        ("form field", "POST", "/datasets/upload", "data", "type", "file"),
        ("operation", "POST", "/datasets/upload", "deprecated", "true"),
        ("response", "GET", "/datasets", "200", "content", "application/json", "schema", "PaginatedDatasets"),
        ("response header", "GET", "/datasets", "200", "Retry-After", "type", "integer"),
        ("pageable", "GET", "/datasets", "itemName", "values"),
        ("pageable", "GET", "/datasets", "nextLinkName", "@nextLink"),
        ("property", "Dataset", "displayName", "minLength", "1"),
        ("property", "Dataset", "displayName", "required"),
        ("property", "Dataset", "self", "readOnly", "true"),
        ("property", "Dataset", "customProperties", "values", "type", "string"),
        ("property", "CustomModel", "self", "format", "uri"),
        ("definition", "CustomModel", "inherits from", "SharedModel"),
        ("definition", "DatasetLocales", "values", "items", "schema", "DatasetKind"),
        ("enum", "Status", "values in order", "NotStarted", "Running", "Succeeded", "Failed"),
        ("enum", "Status", "x-ms-enum", "modelAsString", "false"),
        ("security scheme", "api_key", "name", "Ocp-Apim-Subscription-Key"),
        ("document", "security", '[{"api_key": []}, {"token": []}]'),
        ("server", "hostTemplate", '"{endpoint}/speechtotext/v3.2"'),
    }


@each_version
def test_the_document_names_the_file_that_it_was_made_from(version: str) -> None:
    pin = load_sources()[version].pin
    assert normalised_document(version)["info"]["x-published"] == {
        "repository": pin.repository,
        "path": pin.path,
        "commit": pin.commit,
        "sha256": pin.sha256,
    }


@requires_published
@each_version
def test_no_published_prose_survives(version: str) -> None:
    ours = "\n".join(_plain(text) for text in _texts(normalised_document(version)))
    sentences = {sentence for prose in _prose(swagger_document(version)) for sentence in _sentences(prose)}
    assert len(sentences) > 200
    assert sorted(sentence for sentence in sentences if sentence in ours) == []


@each_version
def test_operations_are_named_by_group_and_verb(version: str) -> None:
    for identifier, operation in _operations(version).values():
        assert re.fullmatch(r"[A-Z][A-Za-z]*_[A-Z][A-Za-z]*", identifier)
        assert operation["tags"] == [identifier.partition("_")[0]]


@pytest.mark.parametrize("later", VERSIONS[1:])
def test_operations_of_v3_0_are_named_as_in_later_versions(later: str) -> None:
    oldest, newer = _operations("v3.0"), _operations(later)
    differing = {
        place: (identifier, newer[place][0])
        for place, (identifier, _) in oldest.items()
        if place in newer and newer[place][0] != identifier
    }
    assert differing == {}


def test_every_operation_of_v3_0_has_a_later_name() -> None:
    assert set(_operations("v3.0")) <= set(_operations("v3.1"))


@pytest.mark.parametrize("version", VERSIONS[1:])
@pytest.mark.parametrize("name", INHERITING)
def test_inheriting_schemas_have_inherited_and_own_properties(version: str, name: str) -> None:
    inherited, own = INHERITING[name]
    schemas = normalised_document(version)["components"]["schemas"]
    [base] = schemas[name]["x-published-all-of"]
    assert inherited <= set(schemas[base]["properties"])
    assert not own & set(schemas[base]["properties"])
    assert set(schemas[base]["properties"]) | own <= set(schemas[name]["properties"])
    assert set(schemas[base].get("required", ())) <= set(schemas[name].get("required", ()))


# What may change in the normalised document without a published fact being lost or invented, and why.
NORMALISED_UNNOTICED = (
    # The dialect that the document is written in.
    r"/openapi (removed|altered)",
    # Our title.
    r"/info/title text (removed|altered)",
    # Where the document came from: test_the_document_names_the_file_that_it_was_made_from.
    r"/info/x-published (removed|enlarged)",
    r"/info/x-published/.*",
    # The groups, once for the document and once for each operation: test_operations_are_named_by_group_and_verb.
    r"(/paths/[^/]+/[a-z]+)?/tags (removed|enlarged)",
    r"(/paths/[^/]+/[a-z]+)?/tags/.*",
    # OpenAPI demands a default for a server variable; the host in it is ours, only its scheme is published.
    r"/servers/0/variables/[^/]+/default altered",
    # A version whose operations share no parameter has none to name.
    r"/components/parameters empty removed",
    # Our words for the values of an enum.
    r"/components/schemas/[^/]+/x-enum-descriptions (removed|enlarged)",
    r"/components/schemas/[^/]+/x-enum-descriptions/.*",
    # Our words.
    r"/.*/(description|summary) text (removed|altered)",
)

# What the published file may say differently without saying anything else, and why.
PUBLISHED_UNNOTICED = (
    # The dialect that the file is written in.
    r"/swagger (removed|altered)",
    # Whom to ask at the publisher; nothing of the service.
    r"/info/contact (removed|enlarged)",
    r"/info/contact/.*",
    # Headings of the reference documentation; the groups stand in the operation ids.
    r"/paths/[^/]+/[a-z]+/tags (removed|enlarged)",
    r"/paths/[^/]+/[a-z]+/tags/.*",
    # Examples, which are files of their own.
    r"/paths/[^/]+/[a-z]+/x-ms-examples (removed|enlarged)",
    r"/paths/[^/]+/[a-z]+/x-ms-examples/.*",
    # A file in a form is binary, whether it says so or not.
    r"/paths/[^/]+/post/parameters/\d+/format of a file removed",
    # Both say again what SharedModel says, which they inherit from.
    r"/definitions/(BaseModel|CustomModel)/required(/\d+)? removed",
    # Published words, which are not to survive.
    r"/.*/(description|summary|title) text (removed|altered)",
)


@requires_published
@each_version
def test_every_change_of_the_normalised_document_is_noticed(version: str) -> None:
    document = normalised_document(version)
    assert normalised_facts(document) == expected_facts(version)
    changes = _unnoticed_changes(document, normalised_facts_at, NORMALISED_UNNOTICED)
    assert changes.total() > 10_000


@requires_published
@each_version
def test_every_change_of_the_published_file_is_noticed(version: str) -> None:
    changes = _unnoticed_changes(swagger_document(version), published_facts_at, PUBLISHED_UNNOTICED)
    assert changes.total() > 10_000


@requires_published
@each_version
def test_no_fact_belongs_to_two_parts(version: str) -> None:
    """So a change of one part's facts, which is what the tests of changes look at, is a change of all facts."""
    document = normalised_document(version)
    places: list[Location] = [("info",), *(("paths", path) for path in document["paths"])]
    places += [("components", "schemas", name) for name in document["components"]["schemas"]]
    parts = [normalised_facts_at(document, place) for place in places]
    assert set().union(*parts) == normalised_facts(document)
    assert sum(len(part) for part in parts) == len(normalised_facts(document))


def _unnoticed_changes(
    document: Json, facts_at: Callable[[Json, Location], set[Fact]], allowed: tuple[str, ...]
) -> Counter[str]:
    """Makes every change there is and asserts that the facts differ, but after the allowed ones; counts changes."""
    permitted = re.compile("|".join(f"(?:{pattern})" for pattern in allowed))
    unchanged: dict[Location, set[Fact]] = {}
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for location in list(_places(document)):
        part = location[: 3 if location[0] == "components" else 2]
        if part not in unchanged:
            unchanged[part] = facts_at(document, part)
        for change in _changes(document, location):
            counts[change.rpartition(" ")[2]] += 1
            unnoticed = facts_at(document, location) == unchanged[part]
            if unnoticed != bool(permitted.fullmatch(change)):
                wrong.append(f"{change}: {'not noticed' if unnoticed else 'noticed, though said not to be'}")
    assert wrong == []
    return counts


def _places(node: Any, location: Location = ()) -> Iterator[Location]:
    """The location of every entry of every object and every element of every list."""
    entries = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in entries:
        yield (*location, key)
        yield from _places(value, (*location, key))


def _other(value: str | float | bool) -> str | float | bool:
    """A value of the same type that is not the same."""
    if isinstance(value, bool):
        return not value
    return f"{value}x" if isinstance(value, str) else value + 1


def _changes(document: Json, location: Location) -> Iterator[str]:
    """Makes the changes of one place in turn, saying which it is while it lasts; undoes each."""
    parent: Any = document
    for step in location[:-1]:
        parent = parent[step]
    key, value = location[-1], parent[location[-1]]
    name = "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in location)
    if isinstance(parent, dict) and isinstance(value, str) and key in ("description", "summary", "title"):
        # A text; a property of that name is an object.
        name += " text"
    if key == "format" and isinstance(parent, dict) and parent.get("type") == "file":
        name += " of a file"
    if value in ({}, []):
        name += " empty"
    before = parent.copy()
    del parent[key]
    yield f"{name} removed"
    parent.clear()
    if isinstance(parent, dict):
        parent.update({f"{k}x" if k == key else k: v for k, v in before.items()})
        yield f"{name} renamed"
        parent.clear()
        parent.update(before)
    else:
        parent.extend(before)
    match value:
        case dict():
            value["x-invented"] = {"type": "string"}
            yield f"{name} enlarged"
            del value["x-invented"]
        case list():
            value.append({"name": "invented"} if value and isinstance(value[0], dict) else "invented")
            yield f"{name} enlarged"
            value.pop()
        case _:
            parent[key] = _other(value)
            yield f"{name} altered"
            parent[key] = value


def _operations(version: str) -> dict[tuple[str, str], tuple[str, Json]]:
    """Operation id and operation by method and path, where `{any}` is `{}` and `:copyto`, as it is now, `/copyto`."""
    return {
        (method, re.sub(r"\{[^}]*\}", "{}", path).replace(":", "/")): (operation["operationId"], operation)
        for path, item in normalised_document(version)["paths"].items()
        for method, operation in item.items()
        if method in METHODS
    }


def _prose(node: Any) -> Iterator[str]:
    """The descriptions, summaries, titles and headings below a node of a published file."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ("description", "summary", "title") and isinstance(value, str):
                yield value
            elif key == "tags" and isinstance(value, list):
                yield from value
            elif key != "x-ms-examples":
                yield from _prose(value)
    elif isinstance(node, list):
        for value in node:
            yield from _prose(value)


def _sentences(prose: str) -> Iterator[str]:
    for sentence in re.split(r"(?<=[.!?:;])\s+|\r?\n|</?[a-z]+ ?/?>", prose):
        plain = _plain(sentence).strip(" .:;")
        if len(plain) > 25 and " " in plain:
            yield plain


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict | list):
        for value in node.values() if isinstance(node, dict) else node:
            yield from _texts(value)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
