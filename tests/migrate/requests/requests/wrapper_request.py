import requests


class Api:
    ROOT = "https://northeurope.api.cognitive.microsoft.com/speechtotext/v3.0"

    def __init__(self, key):
        self._headers = {"Ocp-Apim-Subscription-Key": key}

    def _call(self, verb, path, **options):
        response = requests.request(verb, self.ROOT + path, headers=self._headers, **options)
        response.raise_for_status()
        return response.json() if response.content else None

    def datasets(self):
        return self._call("GET", "/datasets")

    def dataset(self, dataset_id):
        return self._call("GET", f"/datasets/{dataset_id}")

    def train(self, name, dataset):
        body = {"displayName": name, "locale": "en-US", "datasets": [{"self": dataset}]}
        return self._call("POST", "/models", json=body)

    def deploy(self, model):
        return self._call("POST", "/endpoints", json={"model": {"self": model}, "locale": "en-US", "displayName": "Mine"})

    def forget(self, model_id):
        self._call("DELETE", "/models/" + model_id)


api = Api("secret")
for one in api.datasets()["values"]:
    print(api.dataset(one["self"].split("/")[-1])["displayName"])
