import json
import time
from urllib.request import Request, urlopen

KEY = "secret"
JOBS = "https://westeurope.api.cognitive.microsoft.com/speechtotext/v3.1/transcriptions"


def ask(url, method="GET", body=None):
    data = None if body is None else json.dumps(body).encode()
    request = Request(url, data=data, method=method)
    request.add_header("Ocp-Apim-Subscription-Key", KEY)
    request.add_header("Content-Type", "application/json")
    with urlopen(request) as response:
        return json.loads(response.read())


job = ask(JOBS, "POST", {"contentUrls": ["https://example.com/call.wav"], "locale": "en-US", "displayName": "urllib"})
while job["status"] in ("NotStarted", "Running"):
    time.sleep(0.01)
    job = ask(job["self"])
for file in ask(job["links"]["files"])["values"]:
    if file["kind"] == "Transcription":
        with urlopen(file["links"]["contentUrl"]) as response:
            print(json.load(response)["combinedRecognizedPhrases"][0]["display"])
