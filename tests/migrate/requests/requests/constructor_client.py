"""The base is a constructor argument that another module gives."""

import requests


class RestClient:
    def __init__(self, base_url, key):
        self.base_url = base_url.rstrip("/")
        self.key = key

    def _url(self, *parts):
        return "/".join([self.base_url, *parts])

    def get(self, *parts):
        return requests.get(self._url(*parts), headers={"Ocp-Apim-Subscription-Key": self.key}).json()

    def logs(self, endpoint_id):
        return self.get("endpoints", endpoint_id, "files", "logs")
