import json
import time
import urllib.request

API = "https://westeurope.api.cognitive.microsoft.com/speechtotext/v3.2/transcriptions"


def send(url, body=None):
    request = urllib.request.Request(url, headers={"Ocp-Apim-Subscription-Key": "secret", "Content-Type": "application/json"})
    data = json.dumps(body).encode("utf-8") if body else None
    return json.load(urllib.request.urlopen(request, data))


job = send(API, {"contentUrls": ["https://example.com/languages.wav"], "locale": "en-US", "displayName": "Languages", "properties": {"languageIdentification": {"candidateLocales": ["en-US", "de-DE"]}}})
while job["status"] != "Succeeded":
    time.sleep(0.01)
    job = send(job["self"])
for file in send(job["links"]["files"])["values"]:
    if file["kind"] == "Transcription":
        with urllib.request.urlopen(file["links"]["contentUrl"]) as opened:
            print(json.load(opened)["combinedRecognizedPhrases"][0]["display"])
