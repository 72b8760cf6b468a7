import time
from concurrent.futures import ThreadPoolExecutor

import requests

HEADERS = {"Ocp-Apim-Subscription-Key": "secret"}
URL = "https://westeurope.api.cognitive.microsoft.com/speechtotext/v3.1/transcriptions"


def submit(recording):
    return requests.post(URL, headers=HEADERS, json={"contentUrls": [recording], "locale": "en-US", "displayName": "Thread"}).json()


def text(job):
    while job["status"] != "Succeeded":
        time.sleep(0.01)
        job = requests.get(job["self"], headers=HEADERS).json()
    files = requests.get(job["links"]["files"], headers=HEADERS).json()["values"]
    return [requests.get(one["links"]["contentUrl"]).json() for one in files if one["kind"] == "Transcription"]


with ThreadPoolExecutor() as pool:
    for results in pool.map(text, pool.map(submit, ["https://example.com/thread.wav"])):
        print(results[0]["combinedRecognizedPhrases"][0]["display"])
