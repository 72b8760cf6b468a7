import time

import requests

KEY = {"Ocp-Apim-Subscription-Key": "secret"}
START = "https://westeurope.api.cognitive.microsoft.com/speechtotext/v3.0/transcriptions"


def pages(url):
    while url:
        page = requests.get(url, headers=KEY).json()
        yield from page["values"]
        url = page.get("@nextLink")


place = requests.post(START, headers=KEY, json={"contentUrls": ["https://example.com/pages.wav"], "locale": "en-US", "displayName": "Pages", "properties": {"timeToLive": "P1D"}}).headers["location"]
while True:
    job = requests.get(place, headers=KEY).json()
    if job["status"] == "Succeeded":
        break
    time.sleep(0.01)
for one in pages(job["links"]["files"]):
    if one["kind"] == "Transcription":
        print(requests.get(one["links"]["contentUrl"]).json()["combinedRecognizedPhrases"][0]["display"])
