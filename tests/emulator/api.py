"""Requests to v3.2 of an emulator in the process, as short as they can be said."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import httpx

from emulator.recordings import wav
from speechtotext.emulator import Emulator

Json = dict[str, Any]


class Api:
    """An emulator and a client for it."""

    def __init__(self, emulator: Emulator) -> None:
        self.emulator = emulator
        self.http = emulator.http_client()
        self.http.headers["Ocp-Apim-Subscription-Key"] = emulator.key

    def close(self) -> None:
        self.http.close()
        self.emulator.stop()

    def get(self, path: str, **query: Any) -> Json:
        return self._json(self.http.get(f"/speechtotext/v3.2{path}", params=query))

    def post(self, path: str, body: Json) -> Json:
        return self._json(self.http.post(f"/speechtotext/v3.2{path}", json=body))

    def patch(self, entity: Json, body: Json) -> Json:
        return self._json(self.http.patch(entity["self"], json=body))

    def told(self, entity: Json) -> Json:
        """An entity as it is by now."""
        return self._json(self.http.get(entity["self"]))

    def status(self, entity: Json) -> str:
        return str(self.told(entity)["status"])

    def id(self, entity: Json) -> str:
        return str(entity["self"].rpartition("/")[2])

    def named(self, name: str) -> Json:
        """What every entity is told to have."""
        return {"displayName": name, "locale": "en-US"}

    def audio(self) -> str:
        """The URL of a second of silence."""
        return self.emulator.storage.put("call.wav", wav())

    def job(self, **changes: Any) -> Json:
        """The body of a transcription; None leaves something out."""
        body = {**self.named("Calls"), "contentUrls": [self.audio()], **changes}
        return {name: value for name, value in body.items() if value is not None}

    def transcription(self, **changes: Any) -> Json:
        """A new transcription."""
        return self.post("/transcriptions", self.job(**changes))

    def contents(self, entity: Json) -> dict[str, list[Any]]:
        """What is in the files of an entity, by their kind."""
        found = defaultdict(list)
        for file in self.get(f"{entity['self'].partition('v3.2')[2]}/files")["values"]:
            found[file["kind"]].append(self.http.get(file["links"]["contentUrl"]).json())
        return found

    def _json(self, response: httpx.Response) -> Json:
        assert response.is_success, response.text
        body: Json = response.json()
        return body
