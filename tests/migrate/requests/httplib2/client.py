import json

import httplib2

h = httplib2.Http(".cache")
url = "https://southeastasia.api.cognitive.microsoft.com/speechtotext/v3.0/transcriptions"
headers = {"Ocp-Apim-Subscription-Key": "secret", "Content-Type": "application/json"}
response, content = h.request(url, "POST", body=json.dumps({"contentUrls": ["https://example.com/a.wav"], "locale": "en-SG", "displayName": "h"}), headers=headers)
response, content = h.request(response["location"], headers=headers)
links = json.loads(content)["links"]
response, content = h.request(links["files"], "GET", headers=headers)
