import asyncio

import httpx

BASE = "https://westeurope.api.cognitive.microsoft.com/speechtotext/v3.1"


async def transcribe(client: httpx.AsyncClient, url: str) -> str:
    created = await client.post(f"{BASE}/transcriptions", json={"contentUrls": [url], "locale": "en-US", "displayName": url[-20:]})
    created.raise_for_status()
    here = created.headers["location"]
    while True:
        job = (await client.get(here)).json()
        if job["status"] == "Succeeded":
            break
        await asyncio.sleep(0.01)
    listing = (await client.get(job["links"]["files"])).json()
    link = next(one["links"]["contentUrl"] for one in listing["values"] if one["kind"] == "Transcription")
    async with httpx.AsyncClient() as plain:
        return (await plain.get(link)).json()["combinedRecognizedPhrases"][0]["display"]


async def main() -> None:
    async with httpx.AsyncClient(headers={"Ocp-Apim-Subscription-Key": "secret"}) as client:
        texts = await asyncio.gather(*(transcribe(client, url) for url in ["https://example.com/call.wav"]))
    print("\n".join(texts))


asyncio.run(main())
