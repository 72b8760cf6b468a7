import time

import requests

URL = "https://westeurope.api.cognitive.microsoft.com/speechtotext"
VERSION = {"api-version": "2024-11-15"}
KEY = {"Ocp-Apim-Subscription-Key": "secret"}
body = {"displayName": "Dated", "locale": "en-US", "contentUrls": ["https://example.com/dated.wav"], "properties": {"timeToLiveHours": 24}}
job = requests.post(f"{URL}/transcriptions:submit", params=VERSION, json=body, headers=KEY).json()
while job["status"] not in ("Succeeded", "Failed"):
    time.sleep(0.01)
    job = requests.get(job["self"], headers=KEY).json()
for file in requests.get(job["links"]["files"], headers=KEY).json()["values"]:
    if file["kind"] == "Transcription":
        print(requests.get(file["links"]["contentUrl"]).json()["combinedRecognizedPhrases"][0]["display"])
