import time

import requests

BASE = "https://westus.cris.ai/api/speechtotext/v2.0/"
H = {"Ocp-Apim-Subscription-Key": "secret"}

answer = requests.post(BASE + "transcriptions", headers=H, json={
    "recordingsUrl": "https://example.com/a.wav",
    "locale": "en-US",
    "name": "Second generation",
    "properties": {"ProfanityFilterMode": "Masked", "AddDiarization": "True"},
})
place = answer.headers["location"]
done = False
while not done:
    time.sleep(30)
    job = requests.get(place, headers=H).json()
    done = job["status"] in ("Succeeded", "Failed")
print(requests.get(job["resultsUrls"]["channel_0"]).json())
requests.delete(place, headers=H)
print(requests.get(BASE + "accuracytests", headers=H).json())
