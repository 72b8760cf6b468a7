from concurrent.futures import ThreadPoolExecutor, as_completed
import requests

HEADERS = {"Ocp-Apim-Subscription-Key": "k"}
URL = "https://centralindia.api.cognitive.microsoft.com/speechtotext/v3.2/transcriptions"

def submit(url):
    return requests.post(URL, headers=HEADERS, json={"contentUrls": [url], "locale": "hi-IN", "displayName": url}).json()["self"]

def fetch(self_url):
    files = requests.get(self_url + "/files", headers=HEADERS).json()["values"]
    return [requests.get(f["links"]["contentUrl"]).json() for f in files if f["kind"] == "Transcription"]

with ThreadPoolExecutor(8) as pool:
    jobs = list(pool.map(submit, open("urls.txt").read().splitlines()))
    futures = {pool.submit(fetch, j): j for j in jobs}
    for f in as_completed(futures):
        print(f.result())
