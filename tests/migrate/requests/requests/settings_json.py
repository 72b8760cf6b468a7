import json

import requests

config = json.load(open("settings_json.json"))
headers = {"Ocp-Apim-Subscription-Key": config["speech"]["key"]}
jobs = requests.get(config["speech"]["url"] + "/transcriptions", headers=headers)
requests.get(config["speech"]["url"] + "/healthstatus", headers=headers)
