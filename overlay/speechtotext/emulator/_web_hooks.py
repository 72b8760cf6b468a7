"""Calling web hooks: the challenge of a new one, and the events of those that have answered it."""

from __future__ import annotations

import base64
import hmac
import json
import logging
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Final
from uuid import uuid4

import httpx

from ._documents import Json
from ._jobs import Outcome
from ._state import Entity, Resource
from ._work import Workplace

_log = logging.getLogger(__name__)

_ATTEMPTS: Final = 3


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a web hook.

    Args:
        event: what has happened, as the header names it.
        body: what is told of it.
        secret: what the call is signed with; None for no signature.
    """

    url: str
    event: str
    body: bytes = b""
    secret: str | None = field(default=None, repr=False)
    token: str | None = None

    def sent(self, http: httpx.Client) -> httpx.Response:
        """The answer to the call."""
        headers = {"X-MicrosoftSpeechServices-Event": self.event, "Content-Type": "application/json; charset=utf-8"}
        if self.secret:
            signed = self.body if self.token is None else self.token.encode()
            digest = hmac.digest(self.secret.encode(), signed, "sha256")
            headers["X-MicrosoftSpeechServices-Signature"] = base64.b64encode(digest).decode()
        url = httpx.URL(self.url)
        if self.token is not None:
            url = url.copy_merge_params({"validationToken": self.token})
        return http.post(url, headers=headers, content=self.body)


def challenge(place: Workplace, resource: Resource, hook: Entity) -> Outcome:
    """Ask a web hook whether it is meant: it answers with the token that it is given."""
    token = uuid4().hex
    try:
        answer = Call(hook.body["webUrl"], "Challenge", token=token, secret=_secret(hook)).sent(place.http)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return Outcome(("InvalidCallbackUri", f"The challenge got no answer: {type(error).__name__}."))
    if answer.status_code != 200 or answer.text.strip().strip('"') != token:
        return Outcome(("InvalidCallbackUri", "The challenge was not answered with 200 and its validation token."))
    return Outcome()


def notification(hook: Entity, event: str, self_url: str, timestamp: str) -> Call:
    """The call that tells a web hook of an event.

    Args:
        self_url: URL of the entity that it happened to, in the version of the web hook.
    """
    return _call(hook, event, {"invocationId": str(uuid4()), "self": self_url, "timestamp": timestamp})


def ping(hook: Entity, told: Json) -> Call:
    """The call that shows a web hook itself."""
    return _call(hook, "Ping", told)


class Caller:
    """Makes calls one after the other, away from whoever asks for them."""

    def __init__(self, http: httpx.Client) -> None:
        self._http = http
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="emulator-web-hooks")
        self._last: Future[None] | None = None

    def call(self, call: Call) -> None:
        """Make a call, again if it is not answered with success."""
        self._last = self._thread.submit(self._made, call)

    def wait(self, seconds: float) -> None:
        """Wait until all calls so far have been made, or given up."""
        if self._last is not None:
            self._last.exception(seconds)

    def close(self) -> None:
        """Make no more calls."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _made(self, call: Call) -> None:
        for _ in range(_ATTEMPTS):
            try:
                if call.sent(self._http).is_success:
                    return
            except (httpx.HTTPError, httpx.InvalidURL):
                continue
        _log.warning("A web hook did not take %s: %s tries.", call.event, _ATTEMPTS)


def _call(hook: Entity, event: str, body: Json) -> Call:
    return Call(hook.body["webUrl"], event, json.dumps(body).encode(), _secret(hook))


def _secret(hook: Entity) -> str | None:
    secret: str | None = hook.body.get("properties", {}).get("secret")
    return secret
