"""The same with httpx, asynchronously, and with models from Whisper."""

import asyncio

import httpx


def url_of(path: str, region: str = "eastus") -> str:
    return f"https://{region}.api.cognitive.microsoft.com/speechtotext/v3.2{path}"


async def main(key: str) -> None:
    headers = {"Ocp-Apim-Subscription-Key": key}
    async with httpx.AsyncClient(headers=headers) as client:
        whisper = await client.get(url_of("/models/base"), params={"filter": "displayName eq 'Whisper'"})
        model = {"self": whisper.json()["values"][0]["self"]}
        body = {"displayName": "Whisper", "locale": "en-US", "contentUrls": ["https://example.com"], "model": model}
        created = await client.post(url_of("/transcriptions"), json=body)
        await client.patch(url=created.json()["self"], json={"displayName": "Renamed"}, headers=headers)
        await client.request("GET", url_of("/transcriptions/locales"))
        await client.put(url_of("/nowhere"))


asyncio.run(main("secret"))
