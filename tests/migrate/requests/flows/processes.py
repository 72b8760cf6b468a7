import json
import subprocess
import time

BASE = "https://westeurope.api.cognitive.microsoft.com/speechtotext/v3.2"


def curl(url, *options):
    return json.loads(subprocess.run(["curl", "-sS", url, *options], capture_output=True, check=True).stdout)


KEY = ["-H", "Ocp-Apim-Subscription-Key: secret", "-H", "Content-Type: application/json"]
body = '{"contentUrls": ["https://example.com/process.wav"], "locale": "en-US", "displayName": "Process"}'
job = curl(BASE + "/transcriptions", "-d", body, *KEY)
while job["status"] != "Succeeded":
    time.sleep(0.01)
    job = curl(job["self"], *KEY)
for file in curl(job["links"]["files"], *KEY)["values"]:
    if file["kind"] == "Transcription":
        print(curl(file["links"]["contentUrl"])["combinedRecognizedPhrases"][0]["display"])
