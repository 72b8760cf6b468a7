"""Error responses of the service and of the gateway in front of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from .documents import Document, Json


class ErrorDetail(NamedTuple):
    """One error in a request.

    Args:
        code: one of the service's detailed error codes.
        message: what is wrong, a sentence.
        target: the part of the request that it is wrong with.
    """

    code: str
    message: str
    target: str | None = None


class ServiceError(Exception):
    """An error response of the service.

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
        """Return the error body in the format of an API version."""
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
    """An error response of the gateway, which checks keys, paths and rates and has its own error body."""

    def __init__(self, status: int, message: str) -> None:
        self.status = status
        self.message = message
        super().__init__(message)

    def body(self) -> Json:
        """Return the gateway's error body."""
        return {"error": {"code": str(self.status), "message": self.message}}


def invalid_request(code: str, message: str, target: str | None = None) -> ServiceError:
    """Return the error for an invalid request (400)."""
    return ServiceError(400, "InvalidRequest", ErrorDetail(code, message, target))


def conflict(code: str, message: str) -> ServiceError:
    """Return the error for a request that conflicts with the entity's state (409)."""
    return ServiceError(409, "Conflict", ErrorDetail(code, message))


def not_found(what: str) -> ServiceError:
    """Return the error for an entity that does not exist (404)."""
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
