import json
import time

import urllib3

http = urllib3.PoolManager()
KEY = {"Ocp-Apim-Subscription-Key": "secret", "Content-Type": "application/json"}
url = "https://westeurope.api.cognitive.microsoft.com/speechtotext/v3.1/transcriptions"
created = http.request("POST", url, body=json.dumps({"contentUrls": ["https://example.com/pool.wav"], "locale": "en-US", "displayName": "Pool"}), headers=KEY)
job = json.loads(created.data)
while job["status"] != "Succeeded":
    time.sleep(0.01)
    job = json.loads(http.request("GET", job["self"], headers=KEY).data)
for file in json.loads(http.request("GET", job["links"]["files"], headers=KEY).data)["values"]:
    if file["kind"] == "Transcription":
        print(json.loads(http.request("GET", file["links"]["contentUrl"]).data)["combinedRecognizedPhrases"][0]["display"])
