"""Nothing but the standard library, and the service of 2019."""

import json
from http.client import HTTPSConnection
from urllib.parse import urljoin
from urllib.request import Request, urlopen

HOST = "https://westus.cris.ai"
API = HOST + "/api/speechtotext/v2.0/"


def create(definition):
    request = Request(
        urljoin(API, "transcriptions"),
        data=json.dumps(definition).encode(),
        headers={"Ocp-Apim-Subscription-Key": "secret", "Content-Type": "application/json"},
    )
    with urlopen(request) as answer:
        return answer.headers["Location"]


def tests():
    with urlopen(Request(API + "accuracytests", headers={"Ocp-Apim-Subscription-Key": "secret"})) as answer:
        return json.load(answer)


def remove(id):
    connection = HTTPSConnection("westus.cris.ai")
    connection.request("DELETE", f"/api/speechtotext/v2.0/transcriptions/{id}", headers={"Ocp-Apim-Subscription-Key": "s"})
    return connection.getresponse().status
