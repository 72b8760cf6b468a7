import requests

URL = "https://westeurope.api.cognitive.microsoft.com/speechtotext/transcriptions:submit?api-version=2024-11-15"
body = {
    "displayName": "Dated",
    "locale": "en-US",
    "contentUrls": ["https://example.com/call.wav"],
    "properties": {"timeToLiveHours": 24, "diarizationEnabled": True},
}
job = requests.post(URL, json=body, headers={"Ocp-Apim-Subscription-Key": "secret"}).json()
print(job["self"])
