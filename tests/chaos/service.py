"""The emulator as a process of its own, what is in it before all begins, and what it has done at the end."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import signal
import subprocess
import sys
import threading
from collections import Counter, defaultdict
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import httpx

from chaos.session import World
from emulator.recordings import archive, wav
from faults.clients import CONTEXT
from speechtotext import id_of, v3_2
from speechtotext.emulator import DEVELOPMENT_KEY

_START: Final = 60.0
_END: Final = 30.0
# Jobs start and run for so many seconds of the emulator's clock, which is set forward so far so often.
_SECONDS: Final = ("2", "4")
_AHEAD: Final = 3.0
_EVERY: Final = 0.5
_RECORDINGS: Final = 6
RECORDING: Final = wav(bytes(3200))


class EmulatorProcess:
    """Runs `python -m speechtotext.emulator`, with a clock that is fast.

    Attributes:
        url: where it listens.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._log = folder / "emulator.log"
        self._stopped = threading.Event()
        self._ticking = threading.Thread(target=self._tick, name="clock")
        folder.mkdir()
        command = [sys.executable, "-m", "speechtotext.emulator", "--port", "0", "--folder", str(folder / "state")]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [*command, "--seconds", *_SECONDS], stdout=subprocess.PIPE, stderr=log, text=True
            )
        self.url = self._said_url()
        self._http = httpx.Client(base_url=self.url, trust_env=False, timeout=60)

    def _said_url(self) -> str:
        assert self._process.stdout is not None
        timer = threading.Timer(_START, self._process.kill)
        timer.start()
        found = re.search(r"http://\S+", self._process.stdout.readline())
        timer.cancel()
        assert found is not None, "the emulator has not started"
        return found[0]

    def put(self, name: str, content: bytes) -> str:
        """Store a blob; give its URL."""
        headers = {"Ocp-Apim-Subscription-Key": DEVELOPMENT_KEY}
        answer = self._http.put(f"/emulator/storage/chaos/{name}", content=content, headers=headers)
        url: str = answer.raise_for_status().json()["url"]
        return url

    def control(self, action: str, **arguments: Any) -> None:
        """Use the control API."""
        self._http.post(f"/emulator/control/{action}", json=arguments).raise_for_status()

    def __enter__(self) -> Self:
        self._ticking.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._stopped.set()
        self._ticking.join(_END)
        self._http.close()
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.communicate(timeout=_END)
        finally:
            self._process.kill()

    def saved(self) -> SavedState:
        """Return what it has kept. It has ended."""
        return SavedState(self._folder / "state")

    def errors(self) -> list[str]:
        """Return the lines of its log that begin a traceback."""
        return [line for line in self._log.read_text().splitlines() if "broke down" in line or "Traceback" in line]

    def _tick(self) -> None:
        # Whether it still runs, the flows find out.
        with suppress(httpx.TransportError):
            while not self._stopped.wait(_EVERY):
                self.control("clock", advance=_AHEAD)


class SavedState:
    """The state of an emulator that has ended, as it keeps it in its folder."""

    def __init__(self, folder: Path) -> None:
        state = json.loads((folder / "state.json").read_bytes())
        self._blobs = folder / "blobs"
        self._containers = state["containers"]
        self._entities: list[dict[str, Any]] = state["resources"][0]["entities"]

    def jobs_of_inputs(self) -> dict[str, Counter[str]]:
        """Return in how many jobs of which status each input is, by its URL without signature."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for entity in self._entities:
            if entity["collection"] == "transcriptions":
                for url in entity["data"].get("contentUrls", ()):
                    found[url.partition("?")[0]][entity["status"]] += 1
        return found

    def ids(self, collection: str) -> set[str]:
        """Return the ids of a collection."""
        return {entity["id"] for entity in self._entities if entity["collection"] == collection}

    def file_digests(self, dataset: str) -> Counter[str]:
        """Return the digests of the files of a dataset."""
        entity = next(each for each in self._entities if each["id"] == dataset)
        return Counter(self._digest(file["container"], file["blob"]) for file in entity["files"])

    def upload_digest(self, dataset: str) -> str:
        """Return the digest of what was uploaded as a dataset."""
        return self._digest(dataset, "upload")

    def _digest(self, container: str, name: str) -> str:
        blob = self._containers[container][name]
        content = base64.b64decode(blob["content"]) if "content" in blob else (self._blobs / blob["file"]).read_bytes()
        return hashlib.sha256(content).hexdigest()


def prepared(emulator: EmulatorProcess, endpoint: str, receiver: str, secret: str, folder: Path) -> World:
    """Put into the emulator what flows need, and have it call a web hook."""
    urls = [emulator.put(f"kept-{number}.wav", RECORDING) for number in range(_RECORDINGS)]
    content = archive({f"{number}.wav": wav(bytes(300_000 + number)) for number in range(_RECORDINGS)})
    data = folder / "recordings.zip"
    data.write_bytes(content)
    with v3_2.Client(endpoint=endpoint, key=DEVELOPMENT_KEY, rate_limit=None, verify=CONTEXT) as stt:
        body = v3_2.models.Transcription(display_name="Kept", locale="en-US", content_urls=urls)
        job = stt.transcriptions.wait(stt.transcriptions.create(body), poll=0.1, timeout=_START)
        uploaded = stt.datasets.upload(data, kind="AudioFiles", locale="en-US", display_name="Kept")
        dataset = stt.datasets.wait(uploaded, poll=0.1, timeout=_START)
        events = v3_2.models.WebHookEvents(transcription_completion=True, dataset_completion=True)
        hook = v3_2.models.WebHook(
            display_name="Kept",
            web_url=receiver,
            events=events,
            properties=v3_2.models.WebHookProperties(secret=secret),
        )
        stt.web_hooks.wait(stt.web_hooks.create(hook), poll=0.1, timeout=_START)
    sources = [url.partition("?")[0] for url in urls]
    return World(endpoint, DEVELOPMENT_KEY, id_of(job), sources, id_of(dataset), urls[0])
