import os

import requests

from settings import SPEECH_API_VERSION, speech_endpoint

url = f"{speech_endpoint}speechtotext/{SPEECH_API_VERSION}/webhooks"
headers = {"Ocp-Apim-Subscription-Key": os.environ["SPEECH_KEY"]}
hook = requests.post(url, headers=headers, json={"displayName": "Hook", "webUrl": "https://example.com/hook", "events": {"transcriptionCompletion": True}}).json()
requests.get(f"{url}/{hook['self'].rsplit('/', 1)[1]}", headers=headers)
requests.post(f"{hook['self']}/ping", headers=headers)
requests.delete(hook["self"], headers=headers)
