import asyncio
from dataclasses import dataclass

import aiohttp


@dataclass
class Service:
    region: str
    key: str
    version: str = "v3.2"

    def url(self, path):
        return f"https://{self.region}.api.cognitive.microsoft.com/speechtotext/{self.version}/{path}"

    async def transcribe(self, recording):
        async with aiohttp.ClientSession(headers={"Ocp-Apim-Subscription-Key": self.key}) as session:
            body = {"contentUrls": [recording], "locale": "en-US", "displayName": "Class"}
            async with session.post(self.url("transcriptions"), json=body) as answer:
                job = await answer.json()
            while job["status"] != "Succeeded":
                await asyncio.sleep(0.01)
                async with session.get(job["self"]) as answer:
                    job = await answer.json()
            async with session.get(job["links"]["files"]) as answer:
                files = await answer.json()
        async with aiohttp.ClientSession() as session:
            for file in files["values"]:
                if file["kind"] == "Transcription":
                    async with session.get(file["links"]["contentUrl"]) as answer:
                        return (await answer.json(content_type=None))["combinedRecognizedPhrases"][0]["display"]


print(asyncio.run(Service("westeurope", "secret").transcribe("https://example.com/class.wav")))
