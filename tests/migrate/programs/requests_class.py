"""A class around the API for custom speech, with one method that sends everything."""

import requests


class CustomSpeech:
    def __init__(self, key, region):
        self.base_url = "https://{}.api.cognitive.microsoft.com/speechtotext/v3.0/".format(region)
        self.session = requests.Session()
        self.session.headers["Ocp-Apim-Subscription-Key"] = key

    def _call(self, method, path, **kwargs):
        response = self.session.request(method, self.base_url + path, timeout=60, **kwargs)
        response.raise_for_status()
        return response.json()

    def datasets(self):
        return self._call("GET", "datasets")["values"]

    def train(self, body):
        return self._call("POST", "models", json=body)

    def copy(self, model_id, key):
        return self._call("POST", f"models/{model_id}/copyto", json={"targetSubscriptionKey": key})

    def logs(self, endpoint_id):
        return self._call("GET", f"endpoints/{endpoint_id}/files/logs")

    def healthy(self):
        return self._call(method="get", path="healthstatus")["status"] == "Healthy"

    def evaluate(self, body):
        return self._call("POST", "evaluations", json=body)
