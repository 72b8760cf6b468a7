"""Batch transcription with requests, as most people write it."""

import os
import time

import requests

KEY = os.environ["SPEECH_KEY"]
REGION = os.environ.get("SPEECH_REGION", "westeurope")
BASE = f"https://{REGION}.api.cognitive.microsoft.com/speechtotext/v3.1"
HEADERS = {"Ocp-Apim-Subscription-Key": KEY, "Content-Type": "application/json"}


def create(urls):
    payload = {
        "displayName": "My transcription",
        "locale": "en-US",
        "contentUrls": urls,
        "properties": {"diarizationEnabled": True, "wordLevelTimestampsEnabled": True, "timeToLive": "P1D"},
    }
    response = requests.post(f"{BASE}/transcriptions", headers=HEADERS, json=payload, timeout=30)
    response.raise_for_status()
    return response.json()["self"]


def wait(url):
    while True:
        job = requests.get(url, headers=HEADERS, timeout=30).json()
        if job["status"] in ("Succeeded", "Failed"):
            return job
        time.sleep(10)


def files(job_id):
    params = {"sasValidityInSeconds": 3600}
    return requests.get(BASE + "/transcriptions/" + job_id + "/files", headers=HEADERS, params=params, timeout=30).json()


def delete(job_id):
    requests.delete("%s/transcriptions/%s" % (BASE, job_id), headers=HEADERS, timeout=30)


if __name__ == "__main__":
    job = wait(create(["https://example.com/call.wav"]))
    for file in files(job["self"].rsplit("/", 1)[-1])["values"]:
        print(requests.get(file["links"]["contentUrl"], timeout=30).json()["combinedRecognizedPhrases"])
