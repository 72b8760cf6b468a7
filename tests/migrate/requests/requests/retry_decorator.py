import requests
from tenacity import retry, stop_after_attempt, wait_exponential

BASE_URL = "https://brazilsouth.api.cognitive.microsoft.com/speechtotext/v3.1"


@retry(stop=stop_after_attempt(5), wait=wait_exponential())
def call(method: str, url: str, key: str, payload=None):
    response = getattr(requests, method)(url, headers={"Ocp-Apim-Subscription-Key": key}, json=payload)
    response.raise_for_status()
    return response.json()


def start(key, sas_url):
    return call("post", BASE_URL + "/transcriptions", key, {"contentContainerUrl": sas_url, "locale": "pt-BR", "displayName": "Lote"})


def reports(key, job):
    listing = call("get", job["links"]["files"], key)
    return [one for one in listing["values"] if one["kind"] == "TranscriptionReport"]
