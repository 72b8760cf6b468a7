"""Types that are only there for the type checker."""

from typing import TYPE_CHECKING, Optional

from speechtotext.v3_1 import Client

if TYPE_CHECKING:
    from collections.abc import Iterator

    from speechtotext import v3_1
    from speechtotext.v3_1 import models


def failed(stt: "Client") -> "Iterator[models.Transcription]":
    for job in stt.transcriptions.list():
        if job.status != "Failed":
            yield job


def length(job: "v3_1.models.Transcription") -> Optional[str]:
    return str(job.properties.duration) if job.properties else None


def main() -> "None":
    with Client(region="westeurope", key="secret") as stt:
        for job in failed(stt):
            print(length(job))


main()
