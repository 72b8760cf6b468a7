"""The errors of the service, storage and the network."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import httpx

from speechtotext_api import json_object
from speechtotext_api.errors import InvalidArgument as InvalidArgument
from speechtotext_api.errors import SpeechError as SpeechError

from ._redaction import CREDENTIAL_HEADERS, without_secrets
from ._refusals import Refusal, cause_advice, proxy_advice, read_refusal, shortened


class ConfigurationError(SpeechError):
    """The client cannot be created or used with these arguments."""


class CredentialError(ConfigurationError):
    """A credential returned no token. Its error is the cause."""


class NotExpressible(SpeechError):
    """The newer API version cannot express the request. Nothing was sent."""

    def __init__(self, change: str, reason: str, remedy: str) -> None:
        super().__init__(f"{reason} {remedy}")
        self.change = change
        """Name of the change between the versions."""
        self.reason = reason
        """The reason, as a sentence."""
        self.remedy = remedy
        """What to do, as a sentence."""

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.change, self.reason, self.remedy), self._notes()


class MigrationWarning(UserWarning):
    """The newer API version ignores a part of the request, without harm."""


class TransportError(SpeechError):
    """No response arrived: no connection, a lost connection, or a timeout.

    Attributes:
        may_have_arrived: whether the service may have received the request. False if it was never reached.
    """

    may_have_arrived = True


class DeadlineExceeded(TransportError):
    """The deadline of a call, an upload or a download passed."""

    def __init__(self, message: str = "The deadline passed before the work was done.") -> None:
        super().__init__(message)


class UnexpectedResponse(SpeechError):
    """The response contradicts the API's description. `response` holds it."""

    def __init__(self, message: str, response: httpx.Response) -> None:
        super().__init__(message)
        self.response = without_credentials(response)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (str(self), self.response), self._notes()


class UnreadableMember(UnexpectedResponse, AttributeError):
    """A property of a response is missing or contradicts the API's description."""


def _unreadable(sentence: str, raw: dict[str, Any]) -> AttributeError:
    # Not `json=`, which refuses numbers that no JSON should hold, and some answers do.
    content = json.dumps(raw)
    return UnreadableMember(
        sentence, httpx.Response(200, content=content, headers={"Content-Type": "application/json"})
    )


json_object.unreadable_error = _unreadable


class FileError(SpeechError):
    """A file cannot be read or written, or has invalid content. `__cause__` holds the OSError, if any."""


class ResultsIncomplete(SpeechError, ExceptionGroup[SpeechError]):
    """Some results of a job cannot be read. It is raised after all others were returned.

    It is an `ExceptionGroup`: `except*` catches the errors in it, `except SpeechError` catches it as a whole.

    Attributes:
        message: their number, with name and reason of the first ones.
        exceptions: one error for each, which names the file.
    """

    def derive(self, errors: Sequence[SpeechError], /) -> ResultsIncomplete:  # type: ignore[override]
        """Return a group of some of the errors, for `split` and `except*`.

        Args:
            errors: the errors of the new group.
        """
        return ResultsIncomplete(self.message, errors)

    def __str__(self) -> str:
        return self.message


class WebHookRefused(SpeechError):
    """A call of a web hook is refused: it is not from the service, is invalid, or cannot be handled now."""

    def __init__(self, status_code: int, message: str) -> None:
        super().__init__(message)
        self.status_code = status_code
        """HTTP status code of the response."""

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.status_code, str(self)), self._notes()


class ApiError(SpeechError):
    """The service refused a request."""

    def __init__(self, response: httpx.Response, operation: str) -> None:
        refusal = read_refusal(response)
        self.status_code = response.status_code
        """HTTP status."""
        self.code: str | None = refusal.code
        """Error code of the service, such as InvalidRequest; None if the body contains none."""
        self.inner_codes = refusal.inner_codes
        """Codes of the nested inner errors, outermost first, such as InvalidLocale."""
        self.message: str = refusal.message
        """Message of the service, up to 1,000 characters."""
        self.target: str | None = refusal.target
        """Target of the error, if any."""
        self.details: list[Any] = refusal.details
        """Further errors of the service; the text of this error shows the first ones."""
        self.request_id = request_id(response)
        """Id of the request in the logs of the service; quote it to its support."""
        self.retry_after: str | None = response.headers.get("Retry-After")
        """Value of the Retry-After header, as sent."""
        self._operation = operation
        advice = proxy_advice(response) or self._advice(response, refusal)
        # A service may quote what it was sent.
        sentence = self._sentence(refusal, advice)
        super().__init__(without_secrets(sentence, _sent_headers(response)))
        self.response = without_credentials(response)
        """The response."""

    def _advice(self, response: httpx.Response, refusal: Refusal) -> str:
        """Return what to do about it, as sentences; empty if only the message says."""
        return ""

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.response, self._operation), {"args": self.args} | (self._notes() or {})

    def _sentence(self, refusal: Refusal, advice: str) -> str:
        codes = shortened(" > ".join(filter(None, [self.code, *self.inner_codes])), _LONGEST_CODES)
        said = f": {self.message.rstrip().rstrip('.')}" if self.message.strip() else ""
        known = ", ".join(filter(None, [codes, self.request_id and f"request id {self.request_id}"]))
        sentence = f"{self._operation} was answered with HTTP {self.status_code}{said}{f' ({known})' if known else ''}."
        details = f"Details: {'; '.join(refusal.shown_details)}." if refusal.shown_details else ""
        return " ".join(f"{sentence} {details} {advice}".split())


class InvalidRequest(ApiError):
    """The request is invalid: 400, 405, 413, 415 or 422."""


class AuthenticationError(ApiError):
    """The credentials were refused: 401."""

    def _advice(self, response: httpx.Response, refusal: Refusal) -> str:
        kind = _sent_credential(response)
        is_batch = self._operation.startswith("Transcriptions_") and self._operation != "Transcriptions_Transcribe"
        tier = f" {_FREE_TIER_ADVICE}" if kind == "key" and is_batch else ""
        return cause_advice(refusal) or _AUTHENTICATION_ADVICE[kind] + tier


class PermissionDenied(ApiError):
    """The credentials have no permission: 403."""

    def _advice(self, response: httpx.Response, refusal: Refusal) -> str:
        return cause_advice(refusal) or _PERMISSION_ADVICE[_sent_credential(response)]


class NotFound(ApiError):
    """The entity does not exist: 404 or 410."""


class Conflict(ApiError):
    """The state of the entity does not allow this: 409 or 412."""


class RateLimited(ApiError):
    """The rate limit of the resource was exceeded: 429."""


class ServerError(ApiError):
    """The service failed: 5xx."""


class StorageError(ApiError):
    """Storage refused a request."""

    def __init__(self, response: httpx.Response, operation: str, *, advice: str | None = None) -> None:
        self._given_advice = advice
        super().__init__(response, operation)

    def _advice(self, response: httpx.Response, refusal: Refusal) -> str:
        return _storage_advice(response) if self._given_advice is None else self._given_advice


_LONGEST_CODES = 300

_ROLES = "the role Cognitive Services Speech User or Speech Contributor"
_AUTHENTICATION_ADVICE = {
    "key": "Check that the key is one of this resource and that region or endpoint are this resource's.",
    "token": (
        "Check that endpoint is the resource's custom subdomain, that the token is for this resource and has not "
        f"expired, and that the identity has {_ROLES}."
    ),
    "other": "Check the credentials that were sent, and that region or endpoint are this resource's.",
}
_FREE_TIER_ADVICE = "The free tier F0 has no batch transcription: it needs S0."
_PERMISSION_ADVICE = {
    "key": (
        "Check the network rules of the resource (firewall, virtual networks, private endpoints), "
        "and that its tier and region offer this operation."
    ),
    "token": f"With Entra ID {_ROLES} is needed; Owner and Contributor alone give no access to data.",
    "other": "Check the permissions of the credentials, and the network rules of the resource.",
}

_BY_STATUS: Mapping[int, type[ApiError]] = {
    **dict.fromkeys((400, 405, 413, 415, 422), InvalidRequest),
    401: AuthenticationError,
    403: PermissionDenied,
    **dict.fromkeys((404, 410), NotFound),
    **dict.fromkeys((409, 412), Conflict),
    429: RateLimited,
}


def error_for(response: httpx.Response, operation: str) -> ApiError | UnexpectedResponse:
    """The error that an answer stands for which is none of success."""
    status = response.status_code
    if status < 400:
        target = _host(response.headers.get("Location", ""))
        what = f"a redirect to {target}, which the client does not follow" if target else "which has no meaning here"
        return UnexpectedResponse(f"{operation} was answered with HTTP {status}, {what}.", response)
    kind = _BY_STATUS.get(status, ServerError if status >= 500 else ApiError)
    return kind(response, operation)


def _storage_advice(response: httpx.Response) -> str:
    if response.status_code not in (401, 403, 404, 409):
        return ""
    if "authorization" in _sent_headers(response):
        return "The storage credential needs the role Storage Blob Data Reader on that storage."
    if "sig" in response.request.url.params:
        return "The link may have expired, or the file may have been deleted."
    return (
        "The link has no SAS token, as with storage of your own: "
        "create the client with storage_credential=…, or fetch the file by other means."
    )


def without_credentials(response: httpx.Response) -> httpx.Response:
    """The answer, with a request that holds no credentials any more: errors are logged, printed and pickled."""
    if not _sent_headers(response):
        return response
    response.request = _without_credentials(response.request)
    return response


def strip_credentials(error: Exception) -> None:
    """Take the credentials from the request that an exception of httpx holds: it is the cause of one of ours."""
    if isinstance(error, httpx.RequestError) and error._request is not None:
        error.request = _without_credentials(error.request)


def _without_credentials(sent: httpx.Request) -> httpx.Request:
    headers = [(name, value) for name, value in sent.headers.multi_items() if name not in CREDENTIAL_HEADERS]
    return httpx.Request(sent.method, sent.url, headers=headers)


def request_id(response: httpx.Response) -> str | None:
    """The id that the service gave to a request."""
    names = ("apim-request-id", "x-ms-request-id", "X-RequestId")
    return next((str(response.headers[name]) for name in names if name in response.headers), None)


def _sent_headers(response: httpx.Response) -> Mapping[str, str]:
    try:
        return response.request.headers
    except RuntimeError:  # an answer that was made without a request
        return {}


def _sent_credential(response: httpx.Response) -> str:
    """Return what authenticated the request: a key, a token or something else."""
    headers = _sent_headers(response)
    if "ocp-apim-subscription-key" in headers:
        return "key"
    return "token" if headers.get("authorization", "").lower().startswith("bearer ") else "other"


def _host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None
