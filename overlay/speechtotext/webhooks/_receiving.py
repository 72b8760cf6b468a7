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
    """What a call of a web hook is to be answered with.

    Attributes:
        status_code: HTTP status.
        headers: headers, without Content-Length.
        body: the body.
        event: what happened, to be handled before the answer is sent; None if there is nothing to handle.
    """

    status_code: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    event: WebHookEvent | None = None


def sign(secret: str | bytes, body: bytes) -> str:
    """The signature that the service sends in X-MicrosoftSpeechServices-Signature: for tests of your own.

    Args:
        secret: the web hook's; text stands for its UTF-8.
        body: what is signed: the call's body as it came or, of a challenge, the validation token.

    Raises:
        InvalidArgument: the secret is empty.
    """
    return base64.b64encode(hmac.digest(signing_key(secret), body, hashlib.sha256)).decode()


def verify(secret: str | bytes, body: bytes, signature: str | None) -> bool:
    """Whether a signature is the service's, told in a time that says nothing about the right one.

    Args:
        secret: the web hook's; text stands for its UTF-8.
        body: what is signed: the call's body as it came or, of a challenge, the validation token.
        signature: value of the header X-MicrosoftSpeechServices-Signature; None, if it is missing, is never right.

    Raises:
        InvalidArgument: the secret is empty.
    """
    return hmac.compare_digest(sign(secret, body).encode(), (signature or "").encode(errors="replace"))


def signing_key(secret: str | bytes) -> bytes:
    """A secret as the bytes that sign."""
    if not secret:
        raise InvalidArgument("the secret is empty, with which the service signs nothing; None says that there is none")
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
    """How a call of a web hook is to be answered, for any web framework.

    Where the answer has an `event`, handle it first, and send the answer once that has succeeded. Any other status than
    200 has the service send the event again, and so has no answer in time: `MemoryDeliveries` tells whether one was
    handled already.

    Args:
        method: HTTP method of the call.
        query: its query parameters, as text or as the lists that `urllib.parse.parse_qs` gives; the last counts.
        headers: its headers; upper and lower case are the same.
        body: its body, byte by byte as it came.
        secret: the web hook's; None if it has none, so that anybody who knows its URL can call it.
        max_body: the most bytes that a body may have; the service's are far shorter than 64 KiB.

    Returns:
        200 with the event; 200 with the token, for a challenge; or a refusal: 400 for what is no call of the service,
        401 without the right signature, 405 for any method but POST, 413 for too long a body.

    Raises:
        InvalidArgument: the secret is empty.
    """
    try:
        if method != "POST":
            raise WebHookRefused(405, "A web hook is called with POST.")
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
