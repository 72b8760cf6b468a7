from functools import lru_cache

import requests
from azure.identity import DefaultAzureCredential

ENDPOINT = "https://contoso-speech.cognitiveservices.azure.com/"


@lru_cache
def token():
    return DefaultAzureCredential().get_token("https://cognitiveservices.azure.com/.default").token


def headers():
    return {"Authorization": f"Bearer {token()}"}


def projects():
    return requests.get(ENDPOINT + "speechtotext/v3.2/projects", headers=headers()).json()["values"]


for project in projects():
    for kind in ("transcriptions", "datasets"):
        print(requests.get(f"{project['self']}/{kind}", headers=headers()).json())
    requests.patch(project["self"], headers=headers(), json={"description": "checked"})
