import time

import requests


def call(method, path, body=None):
    url = path if "://" in path else f"https://westeurope.api.cognitive.microsoft.com/speechtotext/v3.1{path}"
    response = requests.request(method, url, json=body, headers={"Ocp-Apim-Subscription-Key": "secret"})
    response.raise_for_status()
    return response.json() if response.content else None


created = call("POST", "/transcriptions", {"contentUrls": ["https://example.com/wrapped.wav"], "locale": "en-GB", "displayName": "Wrapped", "properties": {"punctuationMode": "Automatic"}})
number = created["self"].split("/")[-1]
while call("GET", f"/transcriptions/{number}")["status"] in ("NotStarted", "Running"):
    time.sleep(0.01)
for file in call("GET", f"/transcriptions/{number}/files")["values"]:
    if file["kind"] == "Transcription":
        print(requests.get(file["links"]["contentUrl"]).json()["combinedRecognizedPhrases"][0]["display"])
call("DELETE", f"/transcriptions/{number}")
