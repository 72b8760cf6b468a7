import time

import httpx

client = httpx.Client(
    base_url="https://westeurope.api.cognitive.microsoft.com/speechtotext/v3.2",
    headers={"Ocp-Apim-Subscription-Key": "secret"},
)
job = client.post("/transcriptions", json={"displayName": "httpx", "locale": "en-US", "contentUrls": ["https://example.com/call.wav"]}).json()
job_id = job["self"].rpartition("/")[2]
while (job := client.get(f"/transcriptions/{job_id}").json())["status"] not in {"Succeeded", "Failed"}:
    time.sleep(0.01)
files = client.get(f"/transcriptions/{job_id}/files", params={"sasValidityInSeconds": 600}).json()["values"]
for file in (one for one in files if one["kind"] == "Transcription"):
    print(httpx.get(file["links"]["contentUrl"]).json()["combinedRecognizedPhrases"][0]["display"])
