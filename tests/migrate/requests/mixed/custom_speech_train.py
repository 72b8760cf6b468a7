import os, sys, json, time
import requests
from dotenv import load_dotenv
load_dotenv()

key = os.getenv("AZURE_SPEECH_KEY"); region = os.getenv("AZURE_REGION")
base = "https://" + region + ".api.cognitive.microsoft.com/speechtotext/v3.1/"

def post(path, payload):
    return requests.post(base + path, headers={"Ocp-Apim-Subscription-Key": key, "Content-type": "application/json"}, data=json.dumps(payload))

def get(path_or_url):
    url = path_or_url if path_or_url.startswith("http") else base + path_or_url
    return requests.get(url, headers={"Ocp-Apim-Subscription-Key": key})

def wait(url):
    while True:
        j = get(url).json()
        if j["status"] in ["Succeeded", "Failed"]:
            return j
        time.sleep(10)

project = post("projects", {"displayName": "P", "locale": "en-US"}).json()
ds = post("datasets", {"displayName": "D", "locale": "en-US", "kind": "Language", "contentUrl": sys.argv[1], "project": {"self": project["self"]}})
wait(ds.json()["self"])
model = post("models", {"displayName": "M", "locale": "en-US", "datasets": [{"self": ds.json()["self"]}], "project": {"self": project["self"]}})
wait(model.json()["self"])
ep = post("endpoints", {"displayName": "E", "locale": "en-US", "model": {"self": model.json()["self"]}})
print(ep.json()["links"]["restInteractive"])
