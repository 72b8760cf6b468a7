"""Helpers that take whatever they are given."""

from speechtotext.v3_2 import Client, models


def show(job):
    print(job.display_name, job.properties.duration)


def submit(client, body):
    return client.transcriptions.create(body)


def results(client, job, hours):
    return list(client.transcriptions.list_files(job, sas_validity_in_seconds=hours * 3600))


def keep(entry):
    return entry.time_to_live


def main(cache=None):
    with Client(region="westeurope", key="secret") as stt:
        job = cache or stt.transcriptions.get("5")
        show(job)
        show(stt.datasets.get("6"))
        print(getattr(stt.transcriptions.get("5").properties, "duration", None))
        options = {"sas_validity_in_seconds": 60, "top": 5}
        print(list(stt.transcriptions.list_files("5", **options)))
