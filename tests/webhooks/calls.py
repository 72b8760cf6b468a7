"""Calls that are refused, and why: the same by `receive` and by the app."""

from __future__ import annotations

from dataclasses import dataclass, replace

from webhooks.sender import SECRET, Call, call, challenge, event, ping, signature

TOO_LONG = b'{"self": "' + b"x" * 70_000 + b'"}'


@dataclass(frozen=True)
class Refused:
    """A call that leads to nothing but an answer of a status."""

    name: str
    call: Call
    status: int


def changed(call: Call, **headers: str | None) -> Call:
    """A call with other headers of the service, or without them."""
    given = {f"X-MicrosoftSpeechServices-{name}": value for name, value in headers.items()}
    kept = {**call.headers, **given}
    return replace(call, headers={name: value for name, value in kept.items() if value is not None})


REFUSED = [
    *(Refused(f"method {each}", replace(event(), method=each), 405) for each in ("GET", "HEAD", "PUT", "OPTIONS")),
    Refused("oversized", call("TranscriptionCompletion", TOO_LONG), 413),
    Refused("oversized and not signed", call("TranscriptionCompletion", TOO_LONG, secret=None), 413),
    Refused("no event", changed(event(), Event=None), 400),
    Refused("empty event", changed(event(), Event=""), 400),
    Refused("not signed", event(secret=None), 401),
    Refused("empty signature", changed(event(), Signature=""), 401),
    Refused("signature that is no Base64", changed(event(), Signature="no Base64!"), 401),
    Refused("signature of another secret", event(secret="another secret"), 401),
    Refused("signature of another body", replace(event(), body=event(url="https://example.com/else").body), 401),
    Refused("signature of another encoding", changed(event(), Signature=signature(event().body).lower()), 401),
    Refused("signed by the empty secret", changed(event(), Signature=signature(event().body, "")), 401),
    Refused("secret for a signature", changed(event(), Signature=SECRET), 401),
    Refused("malformed and not signed", replace(event(secret=None), body=b"{"), 401),
    Refused("ping, not signed", ping(secret=None), 401),
    Refused("no body", call("TranscriptionCompletion", b""), 400),
    Refused("no JSON", call("TranscriptionCompletion", b"{"), 400),
    Refused("no JSON object", call("TranscriptionCompletion", b"[]"), 400),
    Refused("too deep", call("TranscriptionCompletion", b"[" * 60_000), 400),
    Refused("entity that is no URL", call("TranscriptionCompletion", b'{"self": 5}'), 400),
    Refused("invocation that is no id", call("TranscriptionCompletion", b'{"invocationId": []}'), 400),
    Refused("challenge without a token", replace(challenge("token"), query={}), 400),
    Refused("challenge with an empty token", challenge(""), 400),
    Refused("challenge, not signed", challenge("token", secret=None), 401),
    Refused("challenge with another token", replace(challenge("token"), query={"validationToken": "another"}), 401),
    Refused("challenge with the signature of its body", changed(challenge("token"), Signature=signature(b"")), 401),
    Refused("event, as a challenge without a token", changed(event(), Event="Challenge"), 400),
    Refused("challenge, as an event", changed(challenge("token"), Event="Ping"), 401),
]
