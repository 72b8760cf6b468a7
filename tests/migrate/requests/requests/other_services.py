"""Other services with the same header, between two requests to ours."""

import uuid

import requests

KEY = {"Ocp-Apim-Subscription-Key": "secret"}
SPEECH = "https://westeurope.api.cognitive.microsoft.com"
TRANSLATOR = "https://api.cognitive.microsofttranslator.com"

token = requests.post(SPEECH + "/sts/v1.0/issueToken", headers=KEY).text
job = requests.get(SPEECH + "/speechtotext/v3.1/transcriptions/7", headers=KEY).json()
text = requests.post(TRANSLATOR + "/translate?api-version=3.0&to=de", headers={**KEY, "X-ClientTraceId": str(uuid.uuid4())}, json=[{"Text": job["displayName"]}]).json()
language = requests.post(f"{SPEECH}/language/:analyze-text?api-version=2023-04-01", headers=KEY, json={"kind": "SentimentAnalysis"}).json()
batch = requests.post("https://docs.cognitiveservices.azure.com/translator/text/batch/v1.1/batches", headers=KEY, json={})
requests.get(batch.headers["Operation-Location"], headers=KEY)
page = requests.get("https://westeurope.tts.speech.microsoft.com/cognitiveservices/voices/list", headers=KEY).json()
requests.get("https://westeurope.customvoice.api.speech.microsoft.com/api/texttospeech/v3.0/longaudiosynthesis", headers=KEY)
openai = requests.post("https://api.openai.com/v1/audio/transcriptions", headers={"Authorization": "Bearer x"}, files={})
projects = requests.get(f"{SPEECH}/customvision/v3.3/training/projects", headers=KEY).json()
nxt = requests.get("https://management.azure.com/subscriptions?api-version=2022-12-01", headers={"Authorization": "Bearer x"}).json()
while nxt.get("@nextLink"):
    nxt = requests.get(nxt["@nextLink"], headers={"Authorization": "Bearer x"}).json()
