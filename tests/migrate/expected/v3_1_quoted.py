"""Types that are only there for the type checker."""

from typing import TYPE_CHECKING, Optional

from speechtotext.v2025_10_15 import Client

if TYPE_CHECKING:
    from collections.abc import Iterator

    from speechtotext import v2025_10_15
    from speechtotext.v2025_10_15 import models


def failed(stt: "Client") -> "Iterator[models.Transcription]":
    for job in stt.transcriptions.list():
        if job.status != "Failed":
            yield job


def length(job: "v2025_10_15.models.Transcription") -> Optional[str]:
    return str(job.properties.duration_milliseconds) if job.properties else None


def main() -> "None":
    with Client(region="westeurope", key="secret") as stt:
        for job in failed(stt):
            print(length(job))


main()
