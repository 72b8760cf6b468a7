import json

import requests

url = "https://westeurope.api.cognitive.microsoft.com/speechtotext/transcriptions:transcribe?api-version=2024-11-15"
with open("audio.wav", "rb") as audio:
    form = {"audio": audio, "definition": (None, json.dumps({"locales": ["en-US"]}), "application/json")}
    answer = requests.post(url, files=form, headers={"Ocp-Apim-Subscription-Key": "secret"})
print(answer.json()["combinedPhrases"][0]["text"])
