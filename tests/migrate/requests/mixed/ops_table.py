import requests

HOST = "https://westeurope.api.cognitive.microsoft.com"
OPERATIONS = {
    "list": ("GET", "/speechtotext/v3.1/datasets"),
    "delete": ("DELETE", "/speechtotext/v3.1/datasets/{id}"),
}


def run(name, **parameters):
    method, path = OPERATIONS[name]
    return requests.request(method, HOST + path.format(**parameters), headers={"Ocp-Apim-Subscription-Key": "k"})


run("list")
run("delete", id=1)
