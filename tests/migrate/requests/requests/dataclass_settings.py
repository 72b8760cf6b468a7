from dataclasses import dataclass, field
from urllib.parse import urljoin

import requests


@dataclass
class Settings:
    region: str = "eastus"
    version: str = "v3.1"
    key: str = field(default="", repr=False)

    @property
    def endpoint(self) -> str:
        return f"https://{self.region}.api.cognitive.microsoft.com/speechtotext/{self.version}/"

    @property
    def headers(self) -> dict:
        return {"Ocp-Apim-Subscription-Key": self.key}


def evaluate(settings: Settings, first: str, second: str, dataset: str) -> dict:
    body = {
        "displayName": "Compare",
        "locale": "en-US",
        "model1": {"self": first},
        "model2": {"self": second},
        "dataset": {"self": dataset},
    }
    url = urljoin(settings.endpoint, "evaluations")
    return requests.post(url, json=body, headers=settings.headers, timeout=30).json()


def main():
    settings = Settings(key="secret")
    done = evaluate(settings, "https://a/models/1", "https://a/models/2", "https://a/datasets/3")
    print(requests.get(urljoin(settings.endpoint, "evaluations/locales"), headers=settings.headers).json())
    requests.delete(done["self"], headers=settings.headers)


main()
