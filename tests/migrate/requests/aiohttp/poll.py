import asyncio

import aiohttp

ROOT = "https://westeurope.api.cognitive.microsoft.com/speechtotext/v3.0/transcriptions"


async def run(url):
    async with aiohttp.ClientSession(headers={"Ocp-Apim-Subscription-Key": "secret"}) as session:
        async with session.post(ROOT, json={"contentUrls": [url], "locale": "en-US", "displayName": "aio"}) as response:
            job = await response.json()
        while job["status"] not in ("Succeeded", "Failed"):
            await asyncio.sleep(0.01)
            async with session.get(job["self"]) as response:
                job = await response.json()
        async with session.get(job["links"]["files"]) as response:
            files = (await response.json())["values"]
    texts = []
    async with aiohttp.ClientSession() as plain:
        for file in files:
            if file["kind"] == "Transcription":
                async with plain.get(file["links"]["contentUrl"]) as response:
                    texts.append((await response.json(content_type=None))["combinedRecognizedPhrases"][0]["display"])
    return texts


print(*asyncio.run(run("https://example.com/call.wav")), sep="\n")
