from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import AsyncIterator

import aiohttp
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    speech_region: str = "northeurope"
    speech_key: str
    api_version: str = "v3.2"

    @property
    def base(self) -> str:
        return f"https://{self.speech_region}.api.cognitive.microsoft.com/speechtotext/{self.api_version}"


settings = Settings()


@asynccontextmanager
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(headers={"Ocp-Apim-Subscription-Key": settings.speech_key}) as s:
        yield s


@dataclass
class Job:
    url: str
    status: str = "NotStarted"

    async def refresh(self, s):
        async with s.get(self.url) as r:
            self.status = (await r.json())["status"]


async def submit(urls: list[str]) -> Job:
    async with session() as s:
        async with s.post(f"{settings.base}/transcriptions", json={"contentUrls": urls, "locale": "de-DE", "displayName": "x"}) as r:
            r.raise_for_status()
            data = await r.json()
            return Job(url=data["self"])


async def run(urls):
    job = await submit(urls)
    async with session() as s:
        while job.status not in ("Succeeded", "Failed"):
            await job.refresh(s)
            await asyncio.sleep(5)
        async with s.get(f"{job.url}/files") as r:
            files = await r.json()
    return files
