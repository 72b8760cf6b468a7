"""Says nothing to the speech service."""

import requests


def transcriptions(base: str) -> object:
    return requests.get(f"{base}/transcriptions", params={"timeToLive": "PT1H"}, timeout=5).json()
