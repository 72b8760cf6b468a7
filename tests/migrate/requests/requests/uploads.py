import base64
import pathlib

import requests

BASE = "https://eastus2.api.cognitive.microsoft.com/speechtotext/v3.1/datasets"
AUTH = {"Ocp-Apim-Subscription-Key": "secret"}


def upload(path: pathlib.Path) -> str:
    made = requests.post(BASE, headers=AUTH, json={"kind": "Acoustic", "locale": "en-US", "displayName": path.stem}).json()
    ids = []
    with path.open("rb") as stream:
        while chunk := stream.read(4 << 20):
            ids.append(base64.b64encode(b"%06d" % len(ids)).decode())
            requests.put(f"{made['self']}/blocks", params={"blockid": ids[-1]}, data=chunk, headers=AUTH)
    entries = [{"kind": "Latest", "id": one} for one in ids]
    requests.post(made["self"] + "/blocks:commit", json=entries, headers=AUTH)
    print(requests.get(made["self"] + "/blocks", headers=AUTH).text)
    return made["self"]


def old_upload(path):
    with open(path, "rb") as file:
        return requests.post(BASE + "/upload", headers=AUTH, files={"data": file}, data={"kind": "Language"})
