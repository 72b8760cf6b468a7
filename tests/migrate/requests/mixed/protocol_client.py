from typing import Protocol

import httpx


class Transport(Protocol):
    def get(self, url: str) -> dict: ...
    def post(self, url: str, body: dict) -> dict: ...


class HttpTransport:
    def __init__(self, key: str):
        self._client = httpx.Client(headers={"Ocp-Apim-Subscription-Key": key})

    def get(self, url: str) -> dict:
        return self._client.get(url).json()

    def post(self, url: str, body: dict) -> dict:
        return self._client.post(url, json=body).json()


class Speech:
    def __init__(self, transport: Transport, region: str):
        self._t = transport
        self._root = f"https://{region}.api.cognitive.microsoft.com/speechtotext/v3.1"

    def models(self):
        return self._t.get(f"{self._root}/models")

    def transcribe(self, url):
        return self._t.post(f"{self._root}/transcriptions", {"contentUrls": [url], "locale": "en-US", "displayName": "p"})


speech = Speech(HttpTransport("k"), "westus")
speech.models()
speech.transcribe("https://example.com/a.wav")
