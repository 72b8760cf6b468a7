import json

import requests

endpoint = "https://westeurope.api.cognitive.microsoft.com"
headers = {"Ocp-Apim-Subscription-Key": "secret"}
definition = {"locales": ["en-US"], "diarization": {"enabled": True, "maxSpeakers": 3}}

with open("call.wav", "rb") as audio:
    answer = requests.post(
        endpoint + "/speechtotext/transcriptions:transcribe",
        params={"api-version": "2024-11-15"},
        headers=headers,
        files={"audio": audio, "definition": (None, json.dumps(definition), "application/json")},
    )
print(answer.json()["combinedPhrases"][0]["text"])
