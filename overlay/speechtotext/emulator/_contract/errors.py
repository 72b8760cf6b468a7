"""Why a request is not done, in the words of the service's own error bodies, or of the gateway before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from .documents import Document, Json


class ErrorDetail(NamedTuple):
    """One thing that is wrong with a request.

    Args:
        code: one of the service's detailed error codes.
        message: what is wrong, a sentence.
        target: the part of the request that it is wrong with.
    """

    code: str
    message: str
    target: str | None = None


class ServiceError(Exception):
    """An answer of the service that says why not.

    Args:
        status: HTTP status.
        code: one of the service's high level error codes.
        faults: what is wrong, the first of them being the inner error.
    """

    def __init__(self, status: int, code: str, *faults: ErrorDetail, message: str | None = None) -> None:
        self.status = status
        self.code = code
        self.details: Sequence[ErrorDetail] = faults
        self.message = message or " OR ".join(fault.message for fault in faults)
        super().__init__(self.message)

    def body(self, document: Document) -> Json:
        """The error as a version of the service puts it."""
        error: Json = {"code": self.code, "message": self.message}
        if self.details:
            first = self.details[0]
            error |= {"target": first.target} if first.target else {}
            error["innerError"] = _inner_error(first, document)
        if len(self.details) > 1:
            error["details"] = [
                {"code": self.code, "message": fault.message, "innerError": _inner_error(fault, document)}
                | ({"target": fault.target} if fault.target else {})
                for fault in self.details
            ]
        return error


class GatewayError(Exception):
    """An answer of the gateway, which knows keys, paths and rates, but nothing of the service's errors."""

    def __init__(self, status: int, message: str) -> None:
        self.status = status
        self.message = message
        super().__init__(message)

    def body(self) -> Json:
        """The error as the gateway puts it."""
        return {"error": {"code": str(self.status), "message": self.message}}


def invalid_request(code: str, message: str, target: str | None = None) -> ServiceError:
    """The refusal of a request that asks for what cannot be."""
    return ServiceError(400, "InvalidRequest", ErrorDetail(code, message, target))


def conflict(code: str, message: str) -> ServiceError:
    """The refusal of a request that does not go with the state of what it is about."""
    return ServiceError(409, "Conflict", ErrorDetail(code, message))


def not_found(what: str) -> ServiceError:
    """The refusal of a request about something that is not there."""
    return ServiceError(404, "NotFound", message=f"There is no {what}.")


# What older versions say where they have no code of their own yet.
_GENERAL: Mapping[str, str] = {
    "InvalidSourceAzureResourceId": "InvalidSubscription",
    "ModelCopyAuthorizationExpired": "InvalidPermissions",
    "EndpointLoggingNotSupported": "EndpointWithoutLogging",
}


def _inner_error(fault: ErrorDetail, document: Document) -> Json:
    code = fault.code
    if code not in document.detailed_error_codes:
        code = _GENERAL.get(code, "InvalidPayload")
    return {"code": code, "message": fault.message} | ({"target": fault.target} if fault.target else {})
