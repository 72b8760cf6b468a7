"""The base of all URLs is given to the session."""

import aiohttp
import httpx

API_VERSION = "v3.1"


class Speech:
    def __init__(self, key: str, region: str) -> None:
        self.http = httpx.Client(
            base_url=f"https://{region}.api.cognitive.microsoft.com/speechtotext/{API_VERSION}/",
            headers={"Ocp-Apim-Subscription-Key": key},
        )

    def models(self) -> list[object]:
        return self.http.get("models/base").json()["values"]

    def job(self, id: str) -> object:
        return self.http.get(f"/transcriptions/{id}").json()

    def logo(self) -> bytes:
        return self.http.get("https://example.com/logo.png").content


async def locales(region: str) -> object:
    async with aiohttp.ClientSession("https://{0}.api.cognitive.microsoft.com/speechtotext/v3.0/".format(region)) as http:
        async with http.get("datasets/locales") as answer:
            return await answer.json()
