import time

import requests

KEY = "secret"
BASE = "https://westeurope.api.cognitive.microsoft.com/speechtotext/v3.1"
HEADERS = {"Ocp-Apim-Subscription-Key": KEY, "Content-Type": "application/json"}

body = {
    "contentUrls": ["https://example.com/call.wav"],
    "locale": "en-US",
    "displayName": "Plain",
    "properties": {"wordLevelTimestampsEnabled": True, "timeToLive": "PT12H"},
}
response = requests.post(f"{BASE}/transcriptions", headers=HEADERS, json=body)
response.raise_for_status()
location = response.headers["Location"]
while True:
    state = requests.get(location, headers=HEADERS).json()
    if state["status"] in ("Succeeded", "Failed"):
        break
    time.sleep(0.01)
files = requests.get(state["links"]["files"], headers=HEADERS).json()
for file in files["values"]:
    if file["kind"] == "Transcription":
        result = requests.get(file["links"]["contentUrl"]).json()
        print(result["combinedRecognizedPhrases"][0]["display"])
