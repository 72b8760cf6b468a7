"""Validate requests against the OpenAPI document of their version."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final, cast
from urllib.parse import urlsplit
from uuid import UUID

from jsonschema import Draft4Validator, FormatChecker, ValidationError, validators
from jsonschema.protocols import Validator

from .documents import Document, Json, Operation, Parameter
from .errors import ErrorDetail, ServiceError, invalid_request
from .json_input import parse_json

# Whose fault it is, by the name of what is wrong; anything else is an invalid payload or parameter value.
_CODES: Final[Mapping[str, str]] = {
    "baseModel": "InvalidBaseModel",
    "channels": "InvalidChannels",
    "contentContainerUrl": "InvalidRecordingsUri",
    "contentUrls": "InvalidRecordingsUri",
    "dataset": "InvalidDataset",
    "datasets": "InvalidDataset",
    "endDate": "InvalidLogDate",
    "events": "InvalidWebHookEventKind",
    "locale": "InvalidLocale",
    "model": "InvalidModel",
    "model1": "InvalidModel",
    "model2": "InvalidModel",
    "project": "InvalidProject",
    "sasLifetimeMinutes": "InvalidSasValidityDuration",
    "sasValidityInSeconds": "InvalidSasValidityDuration",
    "skip": "UnsupportedPagination",
    "timeToLive": "InvalidTimeToLive",
    "timeToLiveHours": "InvalidTimeToLive",
    "top": "UnsupportedPagination",
    "webUrl": "InvalidCallbackUri",
}

# What the documents leave open: the least value of numbers in the query.
_LEAST: Final[Mapping[str, int]] = {"skip": 0, "top": 1, "sasValidityInSeconds": 1, "sasLifetimeMinutes": 1}

_INT32 = range(-(2**31), 2**31)
_INTEGER = re.compile(r"[+-]?\d{1,10}", re.ASCII)


def _read_only(
    validator: Validator, is_read_only: bool, instance: object, schema: Mapping[str, Any]
) -> Iterator[ValidationError]:
    if is_read_only:
        yield ValidationError("is read-only")


# OpenAPI 3.0 is JSON Schema of draft 4, as far as the documents use it, and `readOnly`.
_JsonSchemaValidator = validators.extend(  # type: ignore[no-untyped-call]
    Draft4Validator, {"readOnly": _read_only}
)
_FORMATS = FormatChecker(formats=())


@_FORMATS.checks("uri")
def _is_uri(value: object) -> bool:
    if not isinstance(value, str):
        return True
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return bool(parts.scheme and parts.netloc)


@_FORMATS.checks("uuid", raises=ValueError)
def _is_uuid(value: object) -> bool:
    return not isinstance(value, str) or bool(UUID(value))


@_FORMATS.checks("date-time", raises=ValueError)
def _is_date_time(value: object) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


@_FORMATS.checks("int32")
def _is_int32(value: object) -> bool:
    return not isinstance(value, int) or value in _INT32


class RequestValidator:
    """Validates requests of one API version.

    Args:
        strict: whether to refuse what the document does not declare, which the service ignores.
    """

    def __init__(self, document: Document, *, strict: bool = False) -> None:
        self._document = document
        components = document.content["components"]
        self._components = _without_additional_properties(components) if strict else components
        self._validators: dict[int, Validator] = {}
        self._strict = strict

    def parse_parameters(self, operation: Operation, path: Mapping[str, str], query: Mapping[str, str]) -> Json:
        """Parse and validate the path and query parameters of a request.

        Raises:
            Refusal: one is missing, or has no value of its type.
        """
        if self._strict:
            unknown = query.keys() - {each.name for each in operation.parameters}
            if unknown:
                name = min(unknown)
                raise _invalid_parameter("InvalidParameter", f"There is no parameter {name}.", name)
        values: Json = {}
        for parameter in operation.parameters:
            given = (path if parameter.place == "path" else query).get(parameter.name)
            if given is not None:
                values[parameter.name] = _parse_parameter(operation, parameter, given)
            elif parameter.required:
                raise _invalid_parameter(
                    "InvalidParameter", f"The parameter {parameter.name} is missing.", parameter.name
                )
        return values

    def check_media_type(self, operation: Operation, content_type: str | None) -> None:
        """Check the media type of a request body.

        Raises:
            Refusal: the operation takes no such bodies.
        """
        if operation.body is None:
            return
        media_type = (content_type or "").partition(";")[0].strip().lower()
        if media_type not in operation.body.media_types:
            taken = " or ".join(operation.body.media_types)
            told = f"{media_type} is not taken" if media_type else "No Content-Type is given"
            fault = ErrorDetail(
                "InvalidRequestBodyFormat", f"{told} as the body's media type: send {taken}.", "Content-Type"
            )
            raise ServiceError(415, "UnsupportedMediaType", fault)

    def parse_json(self, schema: Json, data: bytes | str) -> Any:
        """Parse and validate a JSON body, without undeclared properties; nulls are not validated.

        Raises:
            Refusal: it is none, or not as the schema says.
        """
        value, checked = _parse_json(data)
        self.validate(schema, checked)
        return self._document.drop_undeclared(schema, value)

    def validate(self, schema: Json, value: Any) -> None:
        """Validate a value against a schema.

        Raises:
            Refusal: it is not; every fault is told.
        """
        validator = self._validators.get(id(schema))
        if validator is None:
            # References are resolved in the schema that a validator is made for, so it holds the others.
            whole = {**schema, "components": self._components}
            validator = self._validators[id(schema)] = _JsonSchemaValidator(whole, format_checker=_FORMATS)
        faults = sorted(
            map(_error_detail, validator.iter_errors(value)), key=lambda fault: (fault.target or "", fault.message)
        )
        if faults:
            raise ServiceError(400, "InvalidRequest", *faults)


def without_nulls(value: Any) -> Any:
    """Remove null members from a value, recursively."""
    if isinstance(value, dict):
        return {name: without_nulls(member) for name, member in value.items() if member is not None}
    return [without_nulls(item) for item in value] if isinstance(value, list) else value


def error_code_for(name: str) -> str:
    """Return the detailed error code for an invalid property."""
    return _CODES.get(name, "InvalidPayload")


def _parse_json(data: bytes | str) -> tuple[Any, Any]:
    """Parse a JSON body; return it unchanged and without nulls."""
    if not data.strip():
        raise invalid_request("EmptyRequest", "The request has no body.")
    try:
        value = parse_json(data)
        return value, without_nulls(value)
    except ValueError as error:
        raise invalid_request("InvalidRequestBodyFormat", "The body is not JSON.") from error


def _parse_parameter(operation: Operation, parameter: Parameter, given: str) -> Any:
    name, kind, form = parameter.name, parameter.schema.get("type"), parameter.schema.get("format")
    pages_by_token = any(each.name == "skipToken" for each in operation.parameters)
    code = "InvalidTopForLogs" if name == "top" and pages_by_token else _CODES.get(name, "InvalidParameterValue")
    if kind == "integer":
        if not _INTEGER.fullmatch(given) or int(given) not in _INT32:
            raise _invalid_parameter(code, f"{name} is a whole number of 32 bits.", name)
        if int(given) < _LEAST.get(name, int(given)):
            raise _invalid_parameter(code, f"{name} is at least {_LEAST[name]}.", name)
        return int(given)
    if form == "uuid":
        try:
            return str(UUID(given))
        except ValueError:
            raise _invalid_parameter(code, f"{given!r} is not a valid {name}: expected a UUID.", name) from None
    return given


def _invalid_parameter(code: str, message: str, name: str) -> ServiceError:
    return ServiceError(400, "InvalidArgument", ErrorDetail(code, message, name))


def _error_detail(error: ValidationError) -> ErrorDetail:
    path = [str(step) for step in error.absolute_path]
    if error.validator == "required":
        # The message begins with the name between quotation marks.
        path.append(str(error.message).split("'")[1])
    target = ".".join(path)
    named = next((step for step in reversed(path) if step in _CODES), "")
    return ErrorDetail(error_code_for(named), f"{target or 'The body'} {_explain(error)}.", target or None)


def _explain(error: ValidationError) -> str:
    match error.validator:
        case "required":
            return "is missing"
        case "readOnly":
            return str(error.message)
        case "type":
            return f"is not of type {error.validator_value}"
        case "format":
            return f"is not a valid {error.validator_value}"
        case "enum":
            return "is not one of " + ", ".join(map(str, cast("list[str]", error.validator_value)))
        case "additionalProperties":
            return f"holds what is not known: {error.message}"
        case _:
            return f"does not keep to {error.validator} {error.validator_value}"


def _without_additional_properties(node: Any) -> Any:
    """Return a schema in which objects reject undeclared properties."""
    if isinstance(node, list):
        return [_without_additional_properties(item) for item in node]
    if not isinstance(node, dict):
        return node
    closed = {name: _without_additional_properties(member) for name, member in node.items()}
    if node.get("type") == "object" and "properties" in node:
        closed.setdefault("additionalProperties", False)
    return closed
