"""Read the body of a response that refuses a request: code, message, details, and the cause it names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any, Final, NamedTuple

import httpx

# Characters of the message, of a detail and of a code that an error shows; the response has all of it.
_LONGEST_MESSAGE: Final = 1000
_LONGEST_DETAIL: Final = 200
_LONGEST_CODE: Final = 100
_SHOWN_DETAILS: Final = 5
_MOST_INNER_ERRORS: Final = 20

_TITLE: Final = re.compile(r"<title[^>]*>(.{0,2000}?)</title", re.IGNORECASE | re.DOTALL)
_XML_MESSAGE: Final = re.compile(r"<Message>(.{0,4000}?)</Message>", re.DOTALL)
_CUT_OFF_MEMBERS: Final = {
    "code": re.compile(r'"code"\s*:\s*"((?:[^"\\]|\\.){0,200})', re.IGNORECASE),
    "message": re.compile(r'"message"\s*:\s*"((?:[^"\\]|\\.){0,2000})', re.IGNORECASE),
}
_PROXY_HEADERS: Final = ("X-Squid-Error", "Proxy-Authenticate", "Proxy-Status", "X-Zscaler-Error")
_REQUEST_ID_HEADERS: Final = ("apim-request-id", "x-ms-request-id", "X-RequestId")

# The first cause of which the codes or the message of a 401 or 403 speak, and what to do about it.
_CAUSES: Final = (
    (
        re.compile(
            r"AuthenticationTypeDisabled|(key|local)\W?(based )?auth\w* is (disabled|not allowed)", re.IGNORECASE
        ),
        "Keys are disabled on this resource: make the client with credential=…, "
        "such as azure.identity.DefaultAzureCredential(), or enable local authentication on the resource.",
    ),
    (
        re.compile(r"Public\w*AccessDisabled|public (network )?access is disabled|private endpoint", re.IGNORECASE),
        "Public network access is disabled on this resource: send from a network that has its private endpoint, "
        "with endpoint= the resource's custom subdomain.",
    ),
    (
        re.compile(r"virtual network|\bv-?net\b|firewall|ip\w* (address )?is not allowed", re.IGNORECASE),
        "The network rules of this resource (firewall and virtual network) do not admit this machine: "
        "allow its network or IP address under Networking of the resource, or send through a private endpoint.",
    ),
    (
        re.compile(r"out of call volume|quota (is )?exceeded|QuotaExceeded", re.IGNORECASE),
        "The quota of this resource is used up: wait until it is renewed, or change the pricing tier.",
    ),
)
_PROXY_ADVICE: Final = (
    "This response comes from a proxy or gateway on the way, not from the service: "
    "check proxy=… and the environment variables HTTPS_PROXY and NO_PROXY, or ask who runs the proxy."
)


class Refusal(NamedTuple):
    """The content of an error response.

    Args:
        code: error code; None if the body names none.
        inner_codes: codes of the nested inner errors, outermost first.
        message: the words of the most specific error.
        target: what the error is about.
        details: further errors, as sent.
        shown_details: the same as text.
    """

    code: str | None
    inner_codes: tuple[str, ...]
    message: str
    target: str | None
    details: list[Any]
    shown_details: tuple[str, ...]


def read_refusal(response: httpx.Response) -> Refusal:
    """Read the content of an error response, whichever of the known formats it has."""
    error = _error_object(response)
    inner = list(_inner_errors(error))
    codes = [_code(entry) for entry in inner]
    told = (_message(entry) for entry in reversed([error, *inner]))
    details = error.get("details")
    return Refusal(
        # Storage names it in a header.
        code=_code(error) or response.headers.get("x-ms-error-code"),
        inner_codes=tuple(code for code in codes if code),
        message=shortened(next(filter(None, told), "") or _plain_text(response), _LONGEST_MESSAGE),
        target=_text(error.get("target")),
        details=details if isinstance(details, list) else [],
        shown_details=tuple(_shown_details(error)),
    )


def cause_advice(refusal: Refusal) -> str:
    """Return what to do about the cause that a 401 or 403 names; empty if it names none that is known."""
    told = " ".join(filter(None, [refusal.code, *refusal.inner_codes, refusal.message, *refusal.shown_details]))
    return next((advice for pattern, advice in _CAUSES if pattern.search(told)), "")


def proxy_advice(response: httpx.Response) -> str:
    """Return what to do about a response that is a proxy's own; empty if it is the service's."""
    return _PROXY_ADVICE if is_of_proxy(response) else ""


def is_of_proxy(response: httpx.Response) -> bool:
    """Return whether a response is a proxy's own: it says so, or is a web page without the service's request id."""
    if response.status_code == httpx.codes.PROXY_AUTHENTICATION_REQUIRED:
        return True
    headers = response.headers
    if any(name in headers for name in _REQUEST_ID_HEADERS):
        return False
    return any(name in headers for name in _PROXY_HEADERS) or _media_type(response) == "text/html"


def shortened(text: str, longest: int) -> str:
    """Return text cut at so many characters."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _error_object(response: httpx.Response) -> Mapping[str, Any]:
    try:
        body = response.json()
    except (ValueError, RecursionError):
        return _cut_off_members(response)
    if isinstance(body, str):
        return {"message": body}
    if not isinstance(body, dict):
        return {}
    error = _member(body, "error")
    if isinstance(error, dict):
        return error
    if isinstance(error, str) and error:
        # A text beside the message, as OAuth has it, is a code.
        said = _message(body) or _text(_member(body, "error_description"))
        return {**body, "code": _code(body) or error, "message": said} if said else {**body, "message": error}
    return body


def _cut_off_members(response: httpx.Response) -> Mapping[str, Any]:
    """Return code and message of JSON that is too long to be read to its end."""
    text = response.content.decode(errors="replace") if "json" in _media_type(response) else ""
    found = {name: pattern.search(text) for name, pattern in _CUT_OFF_MEMBERS.items()}
    return {name: _unescaped(match[1]) for name, match in found.items() if match}


def _unescaped(text: str) -> str:
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        return text


def _inner_errors(error: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for _ in range(_MOST_INNER_ERRORS):
        inner = _member(error, "innerError")
        if not isinstance(inner, dict):
            return
        yield inner
        error = inner


def _member(of: Mapping[str, Any], name: str) -> Any:
    """Return a member whose name is in whatever case: gateways write `Message` and `innererror`."""
    if name in of:
        return of[name]
    return next((value for key, value in of.items() if key.lower() == name.lower()), None)


def _code(error: Mapping[str, Any]) -> str | None:
    code = _text(_member(error, "code"))
    return shortened(code, _LONGEST_CODE) if code else None


def _message(error: Mapping[str, Any]) -> str:
    """Return the message, or the title and detail of problem details (RFC 9457)."""
    message = _text(_member(error, "message"))
    if message:
        return message
    parts = [text.strip().rstrip(".") for text in (_text(error.get("title")), _text(error.get("detail"))) if text]
    return ": ".join(dict.fromkeys(filter(None, parts)))


def _shown_details(error: Mapping[str, Any]) -> Iterator[str]:
    details = error.get("details")
    # Problem details of ASP.NET have a map from fields to messages.
    fields = error.get("errors")
    told = [*(details if isinstance(details, list) else ()), *(fields.items() if isinstance(fields, dict) else ())]
    for entry in told[:_SHOWN_DETAILS]:
        shown = " ".join(_detail(entry).split()).rstrip(".")
        if shown:
            yield shortened(shown, _LONGEST_DETAIL)


def _detail(entry: object) -> str:
    if isinstance(entry, dict):
        about, message, code = _text(_member(entry, "target")), _message(entry), _code(entry)
        said = message or code or ""
        return f"{about}: {said}" if about and said else said
    if isinstance(entry, tuple):
        name, messages = entry
        texts = [text for text in (messages if isinstance(messages, list) else [messages]) if isinstance(text, str)]
        return f"{name}: {' '.join(texts)}" if texts else ""
    return entry if isinstance(entry, str) else ""


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _plain_text(response: httpx.Response) -> str:
    """Return the first line of plain text, the message of XML, or the title of a web page."""
    media_type = _media_type(response)
    if media_type == "text/plain":
        return next(iter(response.text.strip().splitlines()), "")
    pattern = _TITLE if media_type == "text/html" else _XML_MESSAGE if media_type.endswith("xml") else None
    found = pattern.search(response.text) if pattern is not None else None
    # Storage ends its message with lines that name the request and the time.
    return next(iter(unescape(found[1]).strip().splitlines()), "") if found is not None else ""


def _media_type(response: httpx.Response) -> str:
    told: str = response.headers.get("Content-Type", "")
    return told.partition(";")[0].strip().lower()
