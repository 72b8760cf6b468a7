import time
from urllib.parse import urljoin

import requests

ROOT = "https://westeurope.api.cognitive.microsoft.com/speechtotext/v3.2/"
session = requests.Session()
session.headers["Ocp-Apim-Subscription-Key"] = "secret"
answer = session.post(urljoin(ROOT, "transcriptions"), json={"contentUrls": ["https://example.com/join.wav"], "locale": "en-US", "displayName": "Join"})
job_url = answer.headers["Location"]
while session.get(job_url).json()["status"] != "Succeeded":
    time.sleep(0.01)
values = session.get(job_url + "/files").json()["values"]
url = [one["links"]["contentUrl"] for one in values if one["kind"] == "Transcription"][0]
print(requests.get(url).json()["combinedRecognizedPhrases"][0]["display"])
