from __future__ import annotations

from typing import Final

from ...wire import OpenEnum


class ErrorCode(OpenEnum):
    """General code of an error, from the outer error."""

    INVALID_REQUEST = "InvalidRequest"
    """The request as a whole cannot be accepted."""
    INVALID_ARGUMENT = "InvalidArgument"
    """A value in the request cannot be accepted."""
    INTERNAL_SERVER_ERROR = "InternalServerError"
    """The service failed; try again later."""
    SERVICE_UNAVAILABLE = "ServiceUnavailable"
    """The service is unavailable; try again later."""
    NOT_FOUND = "NotFound"
    """There is no such entity in this resource and region."""
    PIPELINE_ERROR = "PipelineError"
    """A step of the processing failed inside the service."""
    CONFLICT = "Conflict"
    """The entity is in a state that does not allow this."""
    INTERNAL_COMMUNICATION_FAILED = "InternalCommunicationFailed"
    """Parts of the service could not reach each other; try again later."""
    FORBIDDEN = "Forbidden"
    """The caller is authenticated but not permitted."""
    NOT_ALLOWED = "NotAllowed"
    """This cannot be done with the entity or in this state."""
    UNAUTHORIZED = "Unauthorized"
    """The key or token is missing, wrong, or for another region."""
    UNSUPPORTED_MEDIA_TYPE = "UnsupportedMediaType"
    """The content type of the body is not accepted."""
    TOO_MANY_REQUESTS = "TooManyRequests"
    """The request limit is reached (100 in 10 seconds for a resource); wait, then try again."""
    UNPROCESSABLE_ENTITY = "UnprocessableEntity"
    """The body is well formed but cannot be processed."""


ERROR_CODE_VALUES: Final = {member.value: member for member in ErrorCode}
