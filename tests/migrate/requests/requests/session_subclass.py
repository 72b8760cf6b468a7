import requests
from requests.adapters import HTTPAdapter, Retry


class SpeechSession(requests.Session):
    def __init__(self, region, key):
        super().__init__()
        self.prefix = f"https://{region}.api.cognitive.microsoft.com/speechtotext/v3.1"
        self.headers["Ocp-Apim-Subscription-Key"] = key
        self.mount("https://", HTTPAdapter(max_retries=Retry(total=3)))

    def request(self, method, url, *args, **kwargs):
        if url.startswith("/"):
            url = self.prefix + url
        return super().request(method, url, *args, **kwargs)


with SpeechSession("uksouth", "secret") as speech:
    for model in speech.get("/models/base").json()["values"]:
        print(model["displayName"])
    custom = speech.get("/models", params={"skip": 10}).json()
    for model in custom["values"]:
        speech.get(f"/models/{model['self'][-36:]}/manifest")
