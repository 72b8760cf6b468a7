import time

import httpx

http = httpx.Client(headers={"Ocp-Apim-Subscription-Key": "secret"})
properties = {
    "diarizationEnabled": True,
    "diarization": {"speakers": {"minCount": 1, "maxCount": 4}},
    "wordLevelTimestampsEnabled": True,
}
definition = {"displayName": "Speakers", "locale": "en-US", "contentUrls": ["https://example.com/speakers.wav"], "properties": properties}
job = http.post("https://westeurope.api.cognitive.microsoft.com/speechtotext/v3.1/transcriptions", json=definition).raise_for_status().json()
while job["status"] != "Succeeded":
    time.sleep(0.01)
    job = http.get(job["self"]).json()
for file in http.get(job["links"]["files"]).json()["values"]:
    if file["kind"] == "Transcription":
        print(httpx.get(file["links"]["contentUrl"]).json()["combinedRecognizedPhrases"][0]["display"])
