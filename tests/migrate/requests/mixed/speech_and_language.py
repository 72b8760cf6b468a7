"""Speech beside Language; only the first is ours."""
import requests
KEY = {"Ocp-Apim-Subscription-Key": "k"}
SPEECH = "https://westeurope.api.cognitive.microsoft.com/speechtotext/v3.1"
LANGUAGE = "https://contoso.cognitiveservices.azure.com/language"
def send(url, body):
    r = requests.post(url, headers=KEY, json=body)
    r.raise_for_status()
    return r
job = send(SPEECH + "/transcriptions", {"contentUrls": ["https://example.com/a.wav"], "locale": "en-US", "displayName": "s"})
task = send(LANGUAGE + "/analyze-conversations/jobs?api-version=2023-04-01", {"displayName": "x"})
print(requests.get(task.headers["operation-location"], headers=KEY).json())
print(requests.get(job.headers["Location"], headers=KEY).json())
