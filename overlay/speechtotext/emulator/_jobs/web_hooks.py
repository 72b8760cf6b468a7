"""Web hooks: validation challenge and event delivery."""

from __future__ import annotations

import base64
import hmac
import json
import logging
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias, get_args
from uuid import uuid4

import httpx

from speechtotext.emulator._activity import WebHookCall
from speechtotext.emulator._clock import Clock, format_timestamp
from speechtotext.emulator._contract.documents import Json
from speechtotext.emulator._entities.collections import COLLECTIONS, WEB_HOOKS
from speechtotext.emulator._entities.response_bodies import entity_body
from speechtotext.emulator._entities.serialization import Link
from speechtotext.emulator._entities.state import Entity, Resource
from speechtotext.emulator._entities.versions import Versions
from speechtotext.emulator._outbound import Outbound, RequestFailed

from .job_context import JobContext
from .transitions import Outcome

Phase: TypeAlias = Literal["Creation", "Processing", "Completion", "Deletion"]
"""What happens to an entity."""

_log = logging.getLogger(__name__)

_ATTEMPTS: Final = 3


@dataclass(frozen=True, slots=True)
class _WebHookRequest:
    """A request to a web hook.

    Args:
        event: what has happened, as the header names it.
        body: what is told of it.
        secret: what the request is signed with; None for no signature.
        token: what a challenge is to be answered with; None for an event.
    """

    url: str
    event: str
    body: bytes = b""
    secret: str | None = field(default=None, repr=False)
    token: str | None = None

    def send(self, http: Outbound, clock: Clock, calls: deque[WebHookCall]) -> httpx.Response:
        """Send the request, record it among the calls, and return the response."""
        headers = {"X-MicrosoftSpeechServices-Event": self.event, "Content-Type": "application/json; charset=utf-8"}
        if self.secret:
            signed = self.body if self.token is None else self.token.encode()
            digest = hmac.digest(self.secret.encode(), signed, "sha256")
            headers["X-MicrosoftSpeechServices-Signature"] = base64.b64encode(digest).decode()
        query = {} if self.token is None else {"validationToken": self.token}
        time, url, body = clock.now(), self.url.partition("?")[0], self.body.decode()
        try:
            response = http.post(self.url, query, headers, self.body)
        except RequestFailed as failure:
            calls.append(WebHookCall(time, url, self.event, body, failure=failure.reason))
            raise
        calls.append(WebHookCall(time, url, self.event, body, response.status_code))
        return response


def challenge(context: JobContext, resource: Resource, hook: Entity) -> Outcome:
    """Send the validation challenge: the web hook must respond with the given token."""
    token = uuid4().hex
    try:
        request = _WebHookRequest(hook.body["webUrl"], "Challenge", secret=_secret(hook), token=token)
        answer = request.send(context.http, context.clock, context.calls)
    except RequestFailed as failure:
        return Outcome(("InvalidCallbackUri", f"The challenge got no response: {failure.reason}."))
    if answer.status_code != 200 or answer.text.strip().strip('"') != token:
        return Outcome(("InvalidCallbackUri", "The challenge was not answered with 200 and its validation token."))
    return Outcome()


class WebHooks:
    """Delivers events to web hooks, one after the other, in a background thread.

    Each is told in the words of the version that it was made in, of what can be read through that.

    Args:
        calls: where the calls are recorded.
    """

    def __init__(self, versions: Versions, clock: Clock, http: Outbound, calls: deque[WebHookCall]) -> None:
        self._versions = versions
        self._clock = clock
        self._http = http
        self._calls = calls
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="emulator-web-hooks")
        self._last: Future[None] | None = None

    def notify(self, resource: Resource, entity: Entity, phase: Phase) -> None:
        """Notify the subscribed web hooks of an event."""
        for hook in resource.all(WEB_HOOKS).values():
            if hook.status == "Succeeded" and self._is_subscribed(hook, entity, phase):
                self._send_event(hook, entity, phase)

    def ping(self, resource: Resource, hook: Entity) -> None:
        """Send a ping event with the web hook itself."""
        document = self._versions.documents[hook.version]
        shown = self._versions.serialize(document, document.schema("WebHook"), entity_body(hook, resource), hook.site)
        self._enqueue(hook, "Ping", shown)

    def test(self, resource: Resource, hook: Entity) -> bool:
        """Send a test event for each subscription, about the latest matching entity.

        Returns:
            Whether there is an entity that it could be told of.
        """
        events = list(self._latest_events(resource, hook))
        for entity, phase in events:
            self._send_event(hook, entity, phase)
        return bool(events)

    def wait(self, seconds: float) -> None:
        """Wait until all queued deliveries have succeeded or failed."""
        if self._last is not None:
            self._last.exception(seconds)

    def close(self) -> None:
        """Cancel all queued deliveries."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _latest_events(self, resource: Resource, hook: Entity) -> Iterator[tuple[Entity, Phase]]:
        phases: tuple[Phase, ...] = get_args(Phase)
        for collection in COLLECTIONS.values():
            for phase in phases:
                asked_for = [
                    each for each in resource.all(collection).values() if self._is_subscribed(hook, each, phase)
                ]
                if asked_for:
                    yield asked_for[-1], phase

    def _is_subscribed(self, hook: Entity, entity: Entity, phase: Phase) -> bool:
        wanted = bool(hook.body["events"].get(f"{entity.kind.event}{phase}"))
        return wanted and self._versions.is_readable(entity, self._versions.documents[hook.version])

    def _send_event(self, hook: Entity, entity: Entity, phase: Phase) -> None:
        url = Link(entity.kind.get, {"id": entity.id}).url(self._versions.documents[hook.version], hook.site)
        event = f"{entity.kind.event}{phase}"
        body = {"invocationId": str(uuid4()), "self": url, "timestamp": format_timestamp(self._clock.now())}
        self._enqueue(hook, event[0].upper() + event[1:], body)

    def _enqueue(self, hook: Entity, event: str, body: object) -> None:
        request = _WebHookRequest(hook.body["webUrl"], event, json.dumps(body).encode(), _secret(hook))
        self._last = self._thread.submit(self._deliver, request)

    def _deliver(self, request: _WebHookRequest) -> None:
        """Send a request, with retries unless the response is a success."""
        reason = ""
        for _ in range(_ATTEMPTS):
            try:
                if request.send(self._http, self._clock, self._calls).is_success:
                    return
                reason = "the response reports no success"
            except RequestFailed as failure:
                reason = failure.reason
        _log.warning("A web hook did not take %s in %s attempts: %s.", request.event, _ATTEMPTS, reason)


def _secret(hook: Entity) -> str | None:
    properties: Json = hook.body.get("properties", {})
    return properties.get("secret")
