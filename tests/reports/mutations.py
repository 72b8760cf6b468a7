"""One change of each kind to a real document, and what a report has to say of it, there and back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from differences.report import Severity

Json = dict[str, Any]
B, R, C = Severity.BREAKING, Severity.RISKY, Severity.COMPATIBLE


@dataclass(frozen=True)
class Says:
    """The one entry that is expected."""

    rule: str
    subject: str
    severity: Severity


@dataclass(frozen=True)
class Mutation:
    """A change, what is said of it, and what is said of taking it back."""

    name: str
    change: Callable[[Json], object]
    there: Says
    back: Says


def operation(swagger: Json, label: str) -> Json:
    method, path = label.split()
    found: Json = swagger["paths"][path][method.lower()]
    return found


def definition(swagger: Json, name: str) -> Json:
    found: Json = swagger["definitions"][name]
    return found


def member(swagger: Json, name: str) -> Json:
    owner, key = name.split(".")
    found: Json = definition(swagger, owner)["properties"][key]
    return found


def _take_property(name: str) -> Callable[[Json], object]:
    owner, key = name.split(".")

    def change(swagger: Json) -> None:
        del definition(swagger, owner)["properties"][key]

    return change


def _require(name: str) -> Callable[[Json], object]:
    owner, key = name.split(".")
    return lambda swagger: definition(swagger, owner).setdefault("required", []).append(key)


def _add_required(name: str) -> Callable[[Json], object]:
    owner, key = name.split(".")

    def change(swagger: Json) -> None:
        definition(swagger, owner)["properties"][key] = {"type": "string"}
        _require(name)(swagger)

    return change


def _in_every_operation(change: Callable[[Json], object]) -> Callable[[Json], object]:
    def changes(swagger: Json) -> None:
        for item in swagger["paths"].values():
            for node in item.values():
                change(node)

    return changes


def _move(old: str, new: str) -> Callable[[Json], object]:
    def change(swagger: Json) -> None:
        swagger["paths"][new] = swagger["paths"].pop(old)

    return change


def _add_object_with_a_required_member(swagger: Json) -> None:
    swagger["definitions"]["Extra"] = {
        "type": "object",
        "required": ["name"],
        "properties": {"name": {"type": "string"}, "more": {"$ref": "#/definitions/Extra"}},
    }
    definition(swagger, "TranscriptionUpdate")["properties"]["extra"] = {"$ref": "#/definitions/Extra"}


def _replace_error(swagger: Json) -> None:
    swagger["definitions"]["Trouble"] = {"type": "object", "properties": {"why": {"type": "string"}}}
    operation(swagger, "GET /transcriptions/locales")["responses"]["default"]["schema"]["$ref"] = (
        "#/definitions/Trouble"
    )


def _same(rule: str, subject: str, there: Severity, back: Severity | None = None) -> tuple[Says, Says]:
    return Says(rule, subject, there), Says(rule, subject, back or there)


_QUERY = {"in": "query", "name": "probe", "type": "string"}
_LOCALES = "GET /transcriptions/locales"
_UPDATE = "PATCH /transcriptions/{id}"
_COPY = "POST /models/{id}:copy"
_UPLOAD = "POST /datasets/upload"

MUTATIONS = (
    Mutation(
        "an operation",
        lambda s: s["paths"].pop("/transcriptions/locales"),
        Says("operation-removed", _LOCALES, B),
        Says("operation-added", _LOCALES, C),
    ),
    Mutation(
        "a path",
        _move("/models/{id}:copy", "/models/{id}/copy"),
        Says("operation-moved", _COPY, B),
        Says("operation-moved", "POST /models/{id}/copy", B),
    ),
    Mutation(
        "an operation id",
        lambda s: operation(s, _COPY).update(operationId="Models_Duplicate"),
        *_same("operation-id-changed", "operation ids", C),
    ),
    Mutation(
        "deprecation",
        lambda s: operation(s, _COPY).update(deprecated=True),
        Says("operation-deprecated", f"{_COPY} deprecated", R),
        Says("operation-no-longer-deprecated", f"{_COPY} deprecated", C),
    ),
    Mutation(
        "pages",
        lambda s: operation(s, "GET /transcriptions").pop("x-ms-pageable"),
        Says("paging-removed", "GET /transcriptions x-ms-pageable", R),
        Says("paging-added", "GET /transcriptions x-ms-pageable", R),
    ),
    Mutation(
        "the link to the next page",
        lambda s: operation(s, "GET /transcriptions")["x-ms-pageable"].update(nextLinkName="next"),
        *_same("paging-changed", "GET /transcriptions x-ms-pageable", B),
    ),
    Mutation(
        "work that goes on",
        lambda s: operation(s, _COPY).pop("x-ms-long-running-operation"),
        Says("long-running-removed", f"{_COPY} x-ms-long-running-operation", R),
        Says("long-running-added", f"{_COPY} x-ms-long-running-operation", R),
    ),
    Mutation(
        "a way of being let in",
        lambda s: s["security"].pop(),
        Says("security-narrowed", "security", B),
        Says("security-relaxed", "security", C),
    ),
    Mutation(
        "every way of being let in",
        lambda s: [scheme.update(name=f"X-{scheme['name']}") for scheme in s["securityDefinitions"].values()],
        *_same("security-changed", "security", B),
    ),
    Mutation(
        "the base path",
        lambda s: s["x-ms-parameterized-host"].update(hostTemplate="{endpoint}/speechtotext"),
        *_same("base-path-changed", "servers", B),
    ),
    Mutation(
        "the host",
        lambda s: s["x-ms-parameterized-host"].update(hostTemplate="https://example.com/speechtotext/v3.2"),
        *_same("servers-changed", "servers", B),
    ),
    Mutation(
        "a parameter",
        lambda s: operation(s, _LOCALES).setdefault("parameters", []).append(_QUERY),
        Says("parameter-added", "query probe", C),
        Says("parameter-removed", "query probe", B),
    ),
    Mutation(
        "a required parameter",
        lambda s: operation(s, _LOCALES).setdefault("parameters", []).append(_QUERY | {"required": True}),
        Says("required-parameter-added", "query probe", B),
        Says("parameter-removed", "query probe", B),
    ),
    Mutation(
        "a required parameter of every call",
        _in_every_operation(lambda node: node.setdefault("parameters", []).append(_QUERY | {"required": True})),
        Says("required-parameter-added", "query probe", B),
        Says("parameter-removed", "query probe", B),
    ),
    Mutation(
        "need of a parameter",
        lambda s: s["parameters"]["skipQueryParameter"].update(required=True),
        Says("parameter-became-required", "query skip", B),
        Says("parameter-became-optional", "query skip", C),
    ),
    Mutation(
        "a field of a form",
        lambda s: s["paths"]["/datasets/upload"]["post"]["parameters"].pop(
            next(i for i, p in enumerate(operation(s, _UPLOAD)["parameters"]) if p["name"] == "email")
        ),
        Says("property-removed", f"{_UPLOAD} body.email", B),
        Says("property-added", f"{_UPLOAD} body.email", C),
    ),
    Mutation(
        "need of a field of a form",
        lambda s: next(p for p in operation(s, _UPLOAD)["parameters"] if p["name"] == "email").update(required=True),
        Says("property-became-required", f"{_UPLOAD} body.email", B),
        Says("property-became-optional", f"{_UPLOAD} body.email", C),
    ),
    Mutation(
        "a body",
        lambda s: operation(s, _UPDATE)["parameters"].pop(),
        Says("body-removed", f"{_UPDATE} body", B),
        Says("required-body-added", f"{_UPDATE} body", B),
    ),
    Mutation(
        "need of a body",
        lambda s: operation(s, _UPDATE)["parameters"][1].update(required=False),
        Says("body-became-optional", f"{_UPDATE} body", C),
        Says("body-became-required", f"{_UPDATE} body", B),
    ),
    Mutation(
        "a content type that is sent",
        lambda s: operation(s, _UPDATE)["consumes"].pop(),
        Says("request-content-type-removed", f"{_UPDATE} body content types", B),
        Says("request-content-type-added", f"{_UPDATE} body content types", C),
    ),
    Mutation(
        "a content type that is answered",
        lambda s: operation(s, "GET /datasets/{id}/blocks")["produces"].append("text/json"),
        Says("response-content-type-added", "content types", C),
        Says("response-content-type-removed", "content types", B),
    ),
    Mutation(
        "the status of success",
        lambda s: operation(s, _COPY)["responses"].update({"200": operation(s, _COPY)["responses"].pop("202")}),
        Says("success-status-changed", f"{_COPY} response 202", B),
        Says("success-status-changed", f"{_COPY} response 200", B),
    ),
    Mutation(
        "a status of success",
        lambda s: operation(s, _LOCALES)["responses"].update({"204": {"description": ""}}),
        Says("success-status-added", f"{_LOCALES} response 204", R),
        Says("success-status-removed", f"{_LOCALES} response 204", B),
    ),
    Mutation(
        "a status of failure",
        lambda s: operation(s, _LOCALES)["responses"].update({"404": operation(s, _LOCALES)["responses"]["default"]}),
        Says("error-status-named", "error statuses", C),
        Says("error-status-unnamed", "error statuses", C),
    ),
    Mutation(
        "the answer in case of failure",
        lambda s: operation(s, _LOCALES)["responses"].pop("default"),
        Says("error-status-removed", f"{_LOCALES} response default", C),
        Says("error-status-added", f"{_LOCALES} response default", C),
    ),
    Mutation(
        "the body of an answer",
        lambda s: operation(s, _LOCALES)["responses"]["200"].pop("schema"),
        Says("response-body-removed", f"{_LOCALES} response 200", B),
        Says("response-body-added", f"{_LOCALES} response 200", C),
    ),
    Mutation(
        "a header",
        lambda s: operation(s, _COPY)["responses"]["202"]["headers"].pop("Operation-Location"),
        Says("header-removed", "header Operation-Location", B),
        Says("header-added", "header Operation-Location", C),
    ),
    Mutation(
        "a member that is sent",
        _take_property("TranscriptionUpdate.displayName"),
        Says("property-removed", "TranscriptionUpdate.displayName", B),
        Says("property-added", "TranscriptionUpdate.displayName", C),
    ),
    Mutation(
        "a member that is answered",
        _take_property("ResponseBlock.name"),
        Says("property-removed", "ResponseBlock.name", B),
        Says("property-added", "ResponseBlock.name", C),
    ),
    Mutation(
        "a member that is sent and answered",
        _take_property("Transcription.contentUrls"),
        Says("property-removed", "Transcription.contentUrls", B),
        Says("property-added", "Transcription.contentUrls", C),
    ),
    Mutation(
        "a required member that is sent",
        _add_required("TranscriptionUpdate.probe"),
        Says("required-property-added", "TranscriptionUpdate.probe", B),
        Says("property-removed", "TranscriptionUpdate.probe", B),
    ),
    Mutation(
        "a required member that is answered",
        _add_required("ResponseBlock.probe"),
        Says("required-property-added", "ResponseBlock.probe", C),
        Says("property-removed", "ResponseBlock.probe", B),
    ),
    Mutation(
        "need of a member that is sent",
        _require("TranscriptionUpdate.displayName"),
        Says("property-became-required", "TranscriptionUpdate.displayName", B),
        Says("property-became-optional", "TranscriptionUpdate.displayName", C),
    ),
    Mutation(
        "presence of a member that is answered",
        _require("ResponseBlock.name"),
        Says("property-became-required", "ResponseBlock.name", C),
        Says("property-became-optional", "ResponseBlock.name", B),
    ),
    Mutation(
        "presence of a read-only member of what is sent and answered",
        _require("Transcription.self"),
        Says("property-became-required", "Transcription.self", C),
        Says("property-became-optional", "Transcription.self", B),
    ),
    Mutation(
        "a read-only member",
        lambda s: member(s, "Transcription.description").update(readOnly=True),
        Says("property-became-read-only", "Transcription.description", R),
        Says("property-no-longer-read-only", "Transcription.description", C),
    ),
    Mutation(
        "a read-only member that is required",
        lambda s: member(s, "Transcription.locale").update(readOnly=True),
        Says("property-became-read-only", "Transcription.locale", R),
        Says("property-became-required", "Transcription.locale", B),
    ),
    Mutation(
        "a member that two schemas inherit",
        _take_property("SharedModelFeatures.supportsEndpoints"),
        Says("property-removed", "SharedModelFeatures.supportsEndpoints", B),
        Says("property-added", "SharedModelFeatures.supportsEndpoints", C),
    ),
    Mutation(
        "an optional object with a required member",
        _add_object_with_a_required_member,
        Says("property-added", "TranscriptionUpdate.extra", C),
        Says("property-removed", "TranscriptionUpdate.extra", B),
    ),
    Mutation(
        "values of a map",
        lambda s: member(s, "TranscriptionUpdate.customProperties").update(additionalProperties={"type": "integer"}),
        *_same("type-changed", "TranscriptionUpdate.customProperties{}", B),
    ),
    Mutation(
        "items of a list",
        lambda s: member(s, "Transcription.contentUrls")["items"].update(type="integer"),
        *_same("type-changed", "Transcription.contentUrls[]", B),
    ),
    Mutation(
        "a whole schema",
        _replace_error,
        Says("schema-replaced", "Error", B),
        Says("schema-replaced", "Trouble", B),
    ),
    Mutation(
        "what tells kinds apart",
        lambda s: definition(s, "ResponseBlock").update(discriminator="name"),
        Says("discriminator-added", "ResponseBlock", C),
        Says("discriminator-removed", "ResponseBlock", R),
    ),
    Mutation(
        "an extension",
        lambda s: member(s, "ResponseBlock.name").update({"x-ms-client-name": "title"}),
        *_same("extension-changed", "ResponseBlock.name x-ms-client-name", C),
    ),
    Mutation(
        "an extension of an operation",
        lambda s: operation(s, _COPY).update({"x-ms-request-id": "other"}),
        *_same("extension-changed", f"{_COPY} x-ms-request-id", C),
    ),
)
