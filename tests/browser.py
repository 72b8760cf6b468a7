"""A page in Chromium, driven over its DevTools protocol through pipes: no driver, no port, no network."""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import subprocess
import time
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

COMMAND = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

_SECONDS = 30
# Chromium reads commands from the first of these file descriptors, and writes answers to the second.
_COMMANDS, _ANSWERS = 3, 4


class Page:
    """A page that is open.

    Args:
        commands: file descriptor that Chromium reads from.
        answers: file descriptor that it writes to.
    """

    def __init__(self, commands: int, answers: int) -> None:
        self._commands, self._answers = commands, answers
        self._received = b""
        self._sent = 0
        self._session: str | None = None
        self.events: list[dict[str, Any]] = []

    def open(self, place: Path | str) -> None:
        """Open a file or a URL in a new tab, and wait until it is loaded."""
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.send(f"{domain}.enable")
        self.events.clear()
        self.send("Page.navigate", url=place if isinstance(place, str) else place.as_uri())
        self.until("document.readyState === 'complete' && document.querySelector('main') !== null")

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send a command, and return its result."""
        self._sent += 1
        message = {"id": self._sent, "method": method, "params": parameters}
        if self._session is not None:
            message["sessionId"] = self._session
        os.write(self._commands, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._receive()
            if answer.get("id") == self._sent:
                assert "error" not in answer, answer["error"]
                result: dict[str, Any] = answer["result"]
                return result
            if answer.get("sessionId") == self._session:
                self.events.append(answer)

    def value(self, expression: str) -> Any:
        """Return what a JavaScript expression gives."""
        answer = self.send("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def until(self, expression: str) -> None:
        """Wait until a JavaScript expression is true."""
        end = time.monotonic() + _SECONDS
        while not self.value(expression):
            assert time.monotonic() < end, expression

    def click(self, selector: str) -> None:
        """Click with the mouse on the middle of the element that a selector finds first."""
        self.value(f"document.querySelector({json.dumps(selector)}).scrollIntoView({{block: 'center'}})")
        box = self.value(
            f"(({{x, y, width, height}}) => ({{x: x + width / 2, y: y + height / 2}}))"
            f"(document.querySelector({json.dumps(selector)}).getBoundingClientRect())"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **box)

    def write(self, text: str) -> None:
        """Write into the element that has the focus."""
        self.send("Input.insertText", text=text)

    def picture(self, target: Path, *, width: int, height: int, dark: bool = False, media: str = "screen") -> None:
        """Save what is to be seen as a PNG file."""
        features = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.send("Emulation.setEmulatedMedia", media=media, features=features)
        self.send(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 500
        )
        target.write_bytes(b64decode(self.send("Page.captureScreenshot")["data"]))

    def _receive(self) -> dict[str, Any]:
        end = time.monotonic() + _SECONDS
        while b"\0" not in self._received:
            ready, _, _ = select.select([self._answers], [], [], max(end - time.monotonic(), 0))
            assert ready, "Chromium does not answer"
            received = os.read(self._answers, 2**20)
            assert received, "Chromium has ended"
            self._received += received
        message, _, self._received = self._received.partition(b"\0")
        answer: dict[str, Any] = json.loads(message)
        return answer


@contextlib.contextmanager
def browser(profile: Path) -> Iterator[Page]:
    """Chromium without a window, with a profile of its own."""
    assert COMMAND is not None
    their_commands, commands = os.pipe()
    answers, their_answers = os.pipe()

    def connect() -> None:
        # Copies first: one of the ends may have the number of the other one's place.
        ends = os.dup(their_commands), os.dup(their_answers)
        os.dup2(ends[0], _COMMANDS)
        os.dup2(ends[1], _ANSWERS)

    process = subprocess.Popen(
        [
            COMMAND,
            "--headless",
            "--remote-debugging-pipe",
            f"--user-data-dir={profile}",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--mute-audio",
            "--autoplay-policy=no-user-gesture-required",
            "--disable-background-networking",
        ],
        preexec_fn=connect,
        close_fds=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(their_commands)
    os.close(their_answers)
    try:
        yield Page(commands, answers)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        os.close(commands)
        os.close(answers)
