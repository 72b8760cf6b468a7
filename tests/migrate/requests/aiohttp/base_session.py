import asyncio
import os

import aiohttp


class SpeechHub:
    def __init__(self, region, key, session=None):
        self._base = f"https://{region}.api.cognitive.microsoft.com"
        self._key = key
        self._session = session or aiohttp.ClientSession(self._base)

    async def _send(self, method, path, body=None):
        async with self._session.request(method, f"/speechtotext/v3.1{path}", json=body, headers={"Ocp-Apim-Subscription-Key": self._key}) as answer:
            return await answer.json()

    async def create_project(self, name):
        return await self._send("POST", "/projects", {"displayName": name, "locale": "en-US"})

    async def evaluations(self):
        return await self._send("GET", "/evaluations")


async def main():
    hub = SpeechHub(os.getenv("REGION", "eastus"), os.environ["KEY"])
    await hub.create_project("One")
    print(await hub.evaluations())


asyncio.run(main())
