# %% [markdown]
# # Batch
# %%
import requests, time, pprint
SPEECH_KEY = "..."
endpoint = "https://westus2.api.cognitive.microsoft.com/"
path = "speechtotext/v3.1/transcriptions"
constructed_url = endpoint + path
headers = {"Ocp-Apim-Subscription-Key": SPEECH_KEY, "Content-Type": "application/json"}
# %%
body = {"contentUrls": ["https://x.blob.core.windows.net/a/b.wav?sv=1"], "properties": {"timeToLive": "PT1H"}, "locale": "en-US", "displayName": "d"}
r = requests.post(constructed_url, headers=headers, json=body)
pprint.pprint(r.json())
# %%
transcription_id = r.json()["self"].split("/")[-1]
r = requests.get(f"{constructed_url}/{transcription_id}", headers=headers); r.json()["status"]
# %%
r = requests.get(f"{constructed_url}/{transcription_id}/files", headers=headers)
content = requests.get(r.json()["values"][0]["links"]["contentUrl"])
# %%
for t in requests.get(constructed_url, headers=headers).json()["values"]:
    requests.delete(t["self"], headers=headers)
