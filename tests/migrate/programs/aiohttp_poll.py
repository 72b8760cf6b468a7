import asyncio
import os

import aiohttp

ENDPOINT = os.getenv("SPEECH_ENDPOINT", "https://my-resource.cognitiveservices.azure.com")
TRANSCRIPTIONS = ENDPOINT + "/speechtotext/v3.2-preview.2/transcriptions"


async def poll(key, id):
    async with aiohttp.ClientSession(headers={"Ocp-Apim-Subscription-Key": key}) as session:
        async with session.get(f"{TRANSCRIPTIONS}/{id}") as response:
            job = await response.json()
        if job["status"] == "Succeeded":
            async with session.get(job["links"]["files"]) as response:
                return await response.json()
        async with session.delete(f"{TRANSCRIPTIONS}/{id}") as response:
            response.raise_for_status()


asyncio.run(poll("secret", "1"))
