"""One call of a web hook: whether it is the service's, and how it is answered. Without I/O."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from speechtotext._errors import InvalidArgument, WebHookRefused

from ._events import EventKind, WebHookEvent, header, kind_of, parse

SIGNATURE_HEADER = "X-MicrosoftSpeechServices-Signature"
MAX_BODY = 65_536

_CHALLENGE_HEADERS = {"Content-Type": "text/plain; charset=utf-8", "X-Content-Type-Options": "nosniff"}
_REFUSAL_HEADERS = {
    401: {"WWW-Authenticate": "Signature"},
    405: {"Allow": "POST"},
    503: {"Retry-After": "10"},
}


@dataclass(frozen=True, slots=True)
class Answer:
    """The response to a call of a web hook.

    Attributes:
        status_code: HTTP status.
        headers: headers, without Content-Length.
        body: the body.
        event: event to handle before you send the response; None if there is none.
    """

    status_code: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    event: WebHookEvent | None = None


def sign(secret: str | bytes, body: bytes) -> str:
    """Return the signature that the service sends in X-MicrosoftSpeechServices-Signature, for your own tests.

    Args:
        secret: secret of the web hook; text is encoded as UTF-8.
        body: signed bytes: the body of the call or, for a challenge, the validation token.

    Raises:
        InvalidArgument: the secret is empty.
    """
    return base64.b64encode(hmac.digest(signing_key(secret), body, hashlib.sha256)).decode()


def verify(secret: str | bytes, body: bytes, signature: str | None) -> bool:
    """Return whether a signature is valid, in constant time.

    Args:
        secret: secret of the web hook; text is encoded as UTF-8.
        body: signed bytes: the body of the call or, for a challenge, the validation token.
        signature: value of the header X-MicrosoftSpeechServices-Signature; None if missing, which is invalid.

    Raises:
        InvalidArgument: the secret is empty.
    """
    return hmac.compare_digest(sign(secret, body).encode(), (signature or "").encode(errors="replace"))


def signing_key(secret: str | bytes) -> bytes:
    """A secret as the bytes that sign."""
    if not secret:
        raise InvalidArgument("the secret is empty: give the secret of the web hook, or None if it has none")
    return secret.encode() if isinstance(secret, str) else secret


def receive(
    method: str,
    query: Mapping[str, str | Sequence[str]],
    headers: Mapping[str, str],
    body: bytes,
    *,
    secret: str | bytes | None,
    max_body: int = MAX_BODY,
) -> Answer:
    """Return the response to a call of a web hook, for any web framework.

    If it has an `event`, handle the event before you send the response. The service sends an event again after any
    status other than 200 and after a timeout; use `MemoryDeliveries` to detect repeated events.

    Args:
        method: HTTP method of the call.
        query: query parameters, as text or as the lists of `urllib.parse.parse_qs`; the last value counts.
        headers: headers of the call; case does not matter.
        body: body of the call, unchanged.
        secret: secret of the web hook. None: no secret, so everyone who knows the URL can call it.
        max_body: maximum size of a body in bytes. Default: 64 KiB; the service sends far less.

    Returns:
        200 with the event; 200 with the token, for a challenge; or a refusal: 400 for a call that is not an event,
        401 without the right signature, 405 for any method but POST, 413 for too long a body.

    Raises:
        InvalidArgument: the secret is empty.
    """
    try:
        if method != "POST":
            raise WebHookRefused(405, "Send events of web hooks with POST.")
        if len(body) > max_body:
            raise WebHookRefused(413, f"The body is longer than {max_body} bytes.")
        if kind_of(headers) is EventKind.CHALLENGE:
            token = _validation_token(query)
            _check_signature(secret, token, headers)
            return Answer(200, _CHALLENGE_HEADERS, token)
        _check_signature(secret, body, headers)
        return Answer(200, event=parse(headers, body))
    except WebHookRefused as refusal:
        return refused(refusal)


def refused(refusal: WebHookRefused) -> Answer:
    """The answer to a call that is refused."""
    headers = {"Content-Type": "text/plain; charset=utf-8"} | _REFUSAL_HEADERS.get(refusal.status_code, {})
    return Answer(refusal.status_code, headers, str(refusal).encode())


def _validation_token(query: Mapping[str, str | Sequence[str]]) -> bytes:
    given = query.get("validationToken", "")
    token = given if isinstance(given, str) else next(reversed(given), "")
    try:
        encoded = token.encode()
    except (AttributeError, UnicodeEncodeError):  # no text, or half a character, which UTF-8 cannot write
        encoded = b""
    if not encoded:
        raise WebHookRefused(400, "The query parameter validationToken of the challenge is missing.")
    return encoded


def _check_signature(secret: str | bytes | None, signed: bytes, headers: Mapping[str, str]) -> None:
    if secret is not None and not verify(secret, signed, header(headers, SIGNATURE_HEADER)):
        raise WebHookRefused(401, f"The header {SIGNATURE_HEADER} is missing or wrong.")
