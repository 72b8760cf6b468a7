"""Clients of both flavours that send over real connections, the calls they make, and time that nobody waits for."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any

import anyio

from faults.server import Reply, answer
from speechtotext import RetryPolicy, v3_2, v2025_10_15
from unit.flavours import ID, KEY, Blocking

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
TOKEN = "planted-token"
SIGNATURE = "planted-signature"
SECRETS = (KEY, TOKEN, SIGNATURE)
SIGNED_URL = f"https://account.blob.core.windows.net/audio/call.wav?sv=2024&sig={SIGNATURE}%2Bx%3D"

# What every body of an error holds, so that it is looked for wherever an error is.
TROUBLE = {"error": {"code": "Trouble", "message": f"No luck with {SIGNED_URL}"}}

JOB = {"displayName": "Calls", "locale": "en-US", "properties": {"timeToLiveHours": 48}}
JOB_OF_V3 = {"displayName": "Calls", "locale": "en-US"}
REFUSED = answer(401, {"error": {"code": "401", "message": "The token has expired."}})
RESULT = {"durationMilliseconds": 10, "combinedPhrases": [], "phrases": []}

# Nothing here is encrypted, and reading the system's certificates for each client takes long.
CONTEXT = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


class Clock:
    """Time that goes by when somebody waits, and at no other time; `waits` holds the pauses, without those of 0 s."""

    def __init__(self) -> None:
        self.waits: list[float] = []
        self.on_wait: Callable[[], None] = lambda: None

    def sleep(self, seconds: float) -> None:
        if seconds > 0:
            self.waits.append(seconds)
            self.on_wait()

    def wait(self, event: Event, seconds: float) -> None:
        self.sleep(seconds)

    async def async_sleep(self, seconds: float) -> None:
        self.sleep(seconds)
        await anyio.sleep(0)

    def monotonic(self) -> float:
        return sum(self.waits)

    def utc_now(self) -> datetime:
        return NOW + timedelta(seconds=sum(self.waits))

    def chance(self) -> float:
        """The longest wait, always."""
        return 1.0


class Live:
    """Makes clients that are called as if they were synchronous."""

    def __init__(self, runner: asyncio.Runner | None) -> None:
        self.runner = runner
        self._made: list[Any] = []

    @property
    def asynchronous(self) -> bool:
        return self.runner is not None

    def client(self, module: Any, endpoint: str, **arguments: Any) -> Any:
        """A client of the version of a module such as `v3_2`: three attempts, no rate limit, and a key."""
        made = self.plain(module, endpoint, **arguments)
        return made if self.runner is None else Blocking(made, self.runner)

    def plain(self, module: Any, endpoint: str, **arguments: Any) -> Any:
        """The same as it is, so that calls of an asynchronous one are awaited."""
        who = {} if "credential" in arguments else {"key": KEY}
        given = {**who, "retry": RetryPolicy(attempts=3), "rate_limit": None, "verify": CONTEXT, **arguments}
        made = (module.AsyncClient if self.asynchronous else module.Client)(endpoint=endpoint, **given)
        self._made.append(made)
        return made

    def close(self) -> None:
        for made in self._made:
            (made if self.runner is None else Blocking(made, self.runner)).close()


@dataclass(frozen=True, slots=True)
class Token:
    """A token and when it ends, in seconds since 1970."""

    token: str
    expires_on: int


class Credential:
    """Gives a new token each time that it is asked."""

    def __init__(self, suffix: str = "") -> None:
        self.asked = 0
        self._suffix = suffix

    def get_token(self, *scopes: str) -> Token:
        self.asked += 1
        return Token(f"{TOKEN}-{self.asked}{self._suffix}", int(time.time()) + 3600)


@dataclass(frozen=True, slots=True)
class Operation:
    """One call that the tests make.

    Args:
        name: what to call it.
        method: HTTP method of its request.
        module: version of the client that it is made with.
        call: makes it, and gives what tells it from another result.
        good: the answer it hopes for.
        value: what `call` then gives.
    """

    name: str
    method: str
    module: Any
    call: Callable[[Any], Any]
    good: Reply
    value: Any


# The ids hold a signature, so that it stands in the URLs of the requests.
_ID = f"{ID}?sig={SIGNATURE}"

GET = Operation(
    "GET", "GET", v3_2, lambda stt: stt.transcriptions.get(_ID).display_name, answer(200, JOB_OF_V3), "Calls"
)
CREATE = Operation(
    "POST create",
    "POST",
    v3_2,
    lambda stt: (
        stt.transcriptions.create(
            v3_2.models.Transcription(display_name="Calls", locale="en-US", content_urls=[SIGNED_URL])
        ).display_name
    ),
    answer(201, JOB_OF_V3),
    "Calls",
)
SUBMIT = Operation(
    "POST submit",
    "POST",
    v2025_10_15,
    lambda stt: (
        stt.transcriptions.submit(
            v2025_10_15.models.Transcription(
                display_name="Calls",
                locale="en-US",
                content_urls=[SIGNED_URL],
                properties=v2025_10_15.models.TranscriptionProperties(time_to_live_hours=48),
            )
        ).display_name
    ),
    answer(201, JOB),
    "Calls",
)
UPDATE = Operation(
    "PATCH",
    "PATCH",
    v3_2,
    lambda stt: stt.transcriptions.update(_ID, v3_2.models.TranscriptionUpdate(display_name="Calls")).display_name,
    answer(200, JOB_OF_V3),
    "Calls",
)
DELETE = Operation("DELETE", "DELETE", v3_2, lambda stt: stt.transcriptions.delete(_ID), answer(204), None)
UPLOAD = Operation(
    "PUT", "PUT", v3_2, lambda stt: stt.datasets.upload_block(_ID, b"block", blockid="AAAA"), answer(201), None
)
OPERATIONS = (GET, CREATE, SUBMIT, UPDATE, DELETE, UPLOAD)
