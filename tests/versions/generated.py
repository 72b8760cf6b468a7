"""Requests and answers made up from the published Swagger file of a version, as hypothesis strategies."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from hypothesis import strategies as st

from examples import KEY_HEADER, Example, Operation
from versions.published_api import PublishedApi, published_api

Json = dict[str, Any]
Strategy = st.SearchStrategy[Any]

ORIGIN = "https://westus.api.cognitive.microsoft.com"
_GROUPS = ("models", "models/base", "datasets", "projects", "transcriptions", "evaluations", "endpoints")
_LINK_ENDS = ("", "/files", "/manifest", "/blocks:commit", ":copy", ":ping", "/files/logs")

_WORDS = st.text("abc äß中 %/?&=", min_size=1, max_size=12)
_WHOLE_DAYS = st.integers(0, 40).map(lambda days: f"P{days}D")
_TIMES = st.builds(lambda hours, minutes: f"PT{hours}H{minutes}M", st.integers(0, 800), st.integers(0, 59))
DURATIONS = st.one_of(
    _WHOLE_DAYS, _TIMES, st.sampled_from(["PT0S", "P1M", "P1Y", "P2W", "PT21600.5S", "0", "", "two days"])
)

# What a name says of a value beyond its schema.
_BY_NAME: Mapping[str, Strategy] = {
    "timeToLive": DURATIONS,
    "duration": st.integers(0, 10**7).map(lambda seconds: f"PT{seconds}S"),
    "locale": st.sampled_from(["en-US", "de-DE"]),
    "timeToLiveHours": st.integers(6, 744),
    "sasValidityInSeconds": st.integers(-60, 10**5),
    "customProperties": st.sampled_from(['{"key": "value"}', "{}", "not JSON", "[1]"]),
    "channels": st.lists(st.integers(0, 1), max_size=2),
    # None of them leads to another host.
    "definition": st.sampled_from(['{"locales": ["en-US"]}', '{"models": {}}', '{"models": {"en-US": "https://m"}}']),
}


@cache
def addresses(version: str) -> Strategy:
    """URLs of entities of the service, as a version writes them."""
    api = published_api(version)
    query = "" if version.startswith("v") else f"?api-version={version}"
    return st.builds(
        lambda group, number, end: f"{ORIGIN}{api.base_path}/{group}/{number}{end}{query}",
        st.sampled_from(_GROUPS),
        st.uuids(),
        st.sampled_from(_LINK_ENDS),
    )


@cache
def references(version: str) -> Strategy:
    return addresses(version).map(lambda url: {"self": url})


def values(api: PublishedApi, schema: Json, *, name: str = "", sent: bool) -> Strategy:
    """JSON that a schema of the published file describes.

    Args:
        name: the member that it is for.
        sent: leave out what only the service sets.
    """
    if "$ref" in schema:
        definition = schema["$ref"].rpartition("/")[2]
        if definition == "EntityReference":
            return references(api.version)
        return _defined_values(api.version, definition, name, sent)
    if name == "@nextLink":
        return addresses(api.version)
    kind = schema.get("type", "object")
    if name in _BY_NAME and kind != "object":
        return _BY_NAME[name]
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if kind == "array":
        return st.lists(values(api, schema["items"], sent=sent), max_size=2)
    if kind == "object":
        return _objects(api, schema, sent=sent)
    return _plain(api, schema)


@cache
def _defined_values(version: str, definition: str, name: str, sent: bool) -> Strategy:
    """JSON of a definition. Made once, since hypothesis examines each strategy that it meets for the first time."""
    api = published_api(version)
    return values(api, api.definitions[definition], name=name, sent=sent)


@cache
def examples_of(operation: Operation) -> st.SearchStrategy[Example]:
    """Calls of an operation."""
    api = published_api(operation.version)
    given = {name: _argument(api, entry) for name, entry in operation.parameters.items() if name != "api-version"}
    needed = {n: s for n, s in given.items() if operation.parameters[n].get("required") or n in ("data", "audio")}
    optional = {n: s for n, s in given.items() if n not in needed}
    return st.fixed_dictionaries(needed, optional=optional).map(
        lambda parameters: Example(
            version=operation.version,
            name="generated",
            operation=operation,
            given={"Endpoint": f"{ORIGIN}/", KEY_HEADER: "key", **parameters},
            parameters=parameters,
            answers={},
        )
    )


@cache
def answers_of(version: str, operation: str) -> Strategy:
    """The JSON of successful answers to an operation, by its published id."""
    api = published_api(version)
    published = api.operations[operation]
    return values(api, published.entry["responses"][str(published.status())]["schema"], sent=False)


def _argument(api: PublishedApi, entry: Json) -> Strategy:
    if entry["in"] == "body":
        return values(api, entry["schema"], sent=True)
    if entry["in"] == "path" and "format" not in entry and entry["name"] != "locale":
        return st.text("abc-_1", min_size=1, max_size=12)
    if entry["type"] == "file":
        return st.just("{binary}")
    if entry["in"] == "formData" and entry["name"] == "kind":
        return st.sampled_from(api.definitions["DatasetKind"]["enum"])
    if entry["in"] == "formData" and entry["name"] == "project":
        return addresses(api.version)
    if entry["in"] == "formData" and entry.get("required") and entry["name"] not in _BY_NAME:
        return _WORDS
    return values(api, {**entry, "required": []}, name=entry["name"], sent=True)


def _objects(api: PublishedApi, schema: Json, *, sent: bool) -> Strategy:
    if "properties" not in schema and "allOf" not in schema:
        inner = schema.get("additionalProperties")
        member = values(api, inner, sent=sent) if inner else st.integers()
        return st.dictionaries(st.sampled_from(["en-US", "de-DE", "key"]), member, max_size=2)
    properties, required = _members(api, schema)
    members = {
        name: values(api, inner, name=name, sent=sent)
        for name, inner in properties.items()
        if not (sent and _is_read_only(api, inner)) or name in required
    }
    return st.fixed_dictionaries(
        {name: member for name, member in members.items() if name in required},
        optional={name: member for name, member in members.items() if name not in required},
    )


def _members(api: PublishedApi, schema: Json) -> tuple[Json, set[str]]:
    properties, required = dict(schema.get("properties", {})), set(schema.get("required", ()))
    for base in schema.get("allOf", ()):
        inherited, needed = _members(api, api.definitions[base["$ref"].rpartition("/")[2]])
        properties, required = {**inherited, **properties}, needed | required
    return properties, required


def _is_read_only(api: PublishedApi, schema: Json) -> bool:
    if "$ref" in schema:
        schema = api.definitions[schema["$ref"].rpartition("/")[2]]
    members = schema.get("properties", {}).values()
    return schema.get("readOnly", False) or (bool(members) and all(_is_read_only(api, inner) for inner in members))


def _plain(api: PublishedApi, schema: Json) -> Strategy:
    match schema["type"], schema.get("format"):
        case "integer", _:
            return st.integers(schema.get("minimum", 0), schema.get("maximum", 60))
        case "number", _:
            return st.floats(0, 1)
        case "boolean", _:
            return st.booleans()
        case "string", "uuid":
            return st.uuids().map(str)
        case "string", "date-time":
            return st.datetimes().map(lambda time: time.replace(microsecond=0).isoformat() + "Z")
        case "string", "uri":
            ours = addresses(api.version) if schema.get("readOnly") else st.nothing()
            return ours | st.just("https://contoso.com/speechtotext.wav?sig=1")
        case _:
            return _WORDS if schema.get("minLength") else _WORDS | st.just("")
