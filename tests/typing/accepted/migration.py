"""Programs that speak a newer version than the one that they are written for."""

from __future__ import annotations

import warnings
from typing import assert_type

from speechtotext import Migration, MigrationWarning, NotExpressible
from speechtotext.v3_1 import AsyncClient, Client, models


def by_one_argument() -> models.Transcription:
    with Client(region="westeurope", key="…", api_version="2025-10-15") as stt:
        return assert_type(stt.transcriptions.get("1"), models.Transcription)


def saying_more() -> None:
    target = Client(region="northeurope", key="TARGET-KEY")
    migration = Migration(
        to="2025-10-15", clamp_time_to_live=True, resource_id="/subscriptions/…", copy_targets={"TARGET-KEY": target}
    )
    stt = Client(region="westeurope", key="…", api_version=migration)
    try:
        stt.service_health.get()
    except NotExpressible as error:
        assert_type(error.change, str)
        assert_type(error.remedy, str)


async def asynchronously() -> None:
    warnings.simplefilter("error", MigrationWarning)
    async with AsyncClient(region="westeurope", key="…", api_version="2024-11-15") as stt:
        async for job in stt.transcriptions.list():
            assert_type(job, models.Transcription)
