import http.client
import json

connection = http.client.HTTPSConnection("westeurope.api.cognitive.microsoft.com", timeout=30)
headers = {"Ocp-Apim-Subscription-Key": "secret", "Content-Type": "application/json"}
connection.request("GET", "/speechtotext/v3.1/models/base?top=5", headers=headers)
models = json.loads(connection.getresponse().read())
for model in models["values"]:
    path = model["self"].partition(".com")[2]
    print(model["displayName"], path)
connection.request("POST", "/speechtotext/v3.1/transcriptions", json.dumps({"contentUrls": ["https://example.com/a.wav"], "locale": "en-US", "displayName": "c"}), headers)
print(connection.getresponse().status)
