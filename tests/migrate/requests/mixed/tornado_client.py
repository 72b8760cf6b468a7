import json
from tornado.httpclient import AsyncHTTPClient, HTTPRequest

BASE = "https://westeurope.api.cognitive.microsoft.com/speechtotext/v3.1"

class Handler:
    def initialize(self):
        self.client = AsyncHTTPClient()

    async def post(self):
        response = await self.client.fetch(BASE + "/transcriptions", method="POST", body=json.dumps({"contentUrls": ["https://example.com/a.wav"], "locale": "en-US", "displayName": "t"}), headers={"Ocp-Apim-Subscription-Key": "k"})
        job = json.loads(response.body)
        request = HTTPRequest(job["self"], headers={"Ocp-Apim-Subscription-Key": "k"})
        return await self.client.fetch(request)
