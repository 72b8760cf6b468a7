import time

import requests

BASE = "https://westeurope.api.cognitive.microsoft.com/speechtotext/v3.1"
H = {"Ocp-Apim-Subscription-Key": "secret"}
URLS = ["https://example.com/one.wav", "https://example.com/two.wav"]

payload = {"locale": "en-US", "displayName": "Two recordings"}
payload["contentUrls"] = URLS
payload["properties"] = {"profanityFilterMode": "Masked"}
payload["properties"]["timeToLive"] = "PT48H"
job = requests.post(BASE + "/transcriptions", json=payload, headers=H).json()
while job["status"] != "Succeeded":
    time.sleep(0.01)
    job = requests.get(job["self"], headers=H).json()
found = requests.get(job["links"]["files"], headers=H).json()
for file in found["values"]:
    if file["kind"] == "Transcription":
        print(requests.get(file["links"]["contentUrl"]).json()["combinedRecognizedPhrases"][0]["display"])
