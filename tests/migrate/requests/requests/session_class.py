"""A small class around a session."""

import os
import time

import requests


class SpeechBatch:
    def __init__(self, key, region="westeurope"):
        self.base = "https://%s.api.cognitive.microsoft.com/speechtotext/v3.2/" % region
        self.session = requests.Session()
        self.session.headers.update({"Ocp-Apim-Subscription-Key": key})

    def submit(self, urls, locale):
        payload = dict(contentUrls=urls, locale=locale, displayName="From a class")
        answer = self.session.post(self.base + "transcriptions", json=payload)
        answer.raise_for_status()
        return answer.json()

    def wait(self, job):
        while job["status"] not in ("Succeeded", "Failed"):
            time.sleep(0.01)
            job = self.session.get(job["self"]).json()
        return job

    def texts(self, job):
        page = self.session.get(job["links"]["files"]).json()
        for item in page["values"]:
            if item["kind"] != "Transcription":
                continue
            yield requests.get(item["links"]["contentUrl"]).json()

    def remove(self, job):
        self.session.delete(job["self"])


if __name__ == "__main__":
    batch = SpeechBatch(os.environ.get("SPEECH_KEY", "secret"))
    job = batch.wait(batch.submit(["https://example.com/call.wav"], "en-US"))
    for found in batch.texts(job):
        print(found["combinedRecognizedPhrases"][0]["display"])
    batch.remove(job)
