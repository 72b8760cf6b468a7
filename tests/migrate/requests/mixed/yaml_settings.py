import requests
import yaml

with open("yaml_settings.yaml") as stream:
    settings = yaml.safe_load(stream)

base = settings["azure"]["speech"]["base_url"]
requests.get(base + "/webhooks", headers={"Ocp-Apim-Subscription-Key": settings["azure"]["speech"]["key"]})
