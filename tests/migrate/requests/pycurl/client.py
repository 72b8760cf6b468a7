import io
import json

import pycurl

curl = pycurl.Curl()
buffer = io.BytesIO()
curl.setopt(curl.URL, "https://westeurope.api.cognitive.microsoft.com/speechtotext/v3.1/transcriptions")
curl.setopt(curl.HTTPHEADER, ["Ocp-Apim-Subscription-Key: secret", "Content-Type: application/json"])
curl.setopt(curl.POSTFIELDS, json.dumps({"contentUrls": ["https://example.com/a.wav"], "locale": "en-US", "displayName": "p"}))
curl.setopt(curl.WRITEDATA, buffer)
curl.perform()
job = json.loads(buffer.getvalue())

again = pycurl.Curl()
again.setopt(pycurl.URL, job["self"])
again.setopt(pycurl.CUSTOMREQUEST, "DELETE")
again.perform()
