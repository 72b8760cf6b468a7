import http.client
import json
import os
import urllib.parse

ENDPOINT = os.environ.get("SPEECH_TO_TEXT_ENDPOINT")

def start(container):
    base_url = f"{ENDPOINT}/speechtotext/v3.2/transcriptions"
    parsed = urllib.parse.urlparse(base_url)
    conn = http.client.HTTPSConnection(parsed.netloc)
    conn.request("POST", base_url, json.dumps({"contentContainerUrl": container, "locale": "en-CA", "displayName": "x"}), {"Ocp-Apim-Subscription-Key": "k"})
    return json.loads(conn.getresponse().read().decode())

def status(url):
    parsed = urllib.parse.urlparse(url)
    conn = http.client.HTTPSConnection(parsed.netloc)
    conn.request("GET", "/speechtotext/v3.2/transcriptions/" + url.split("/")[-1], headers={"Ocp-Apim-Subscription-Key": "k"})
    return conn.getresponse().status
