"""Be called when jobs end, and wait for those that are under way."""

from speechtotext.v3_2 import Client, models


def told(job: models.Transcription) -> None:
    print(job.display_name, job.status, job.properties.duration if job.properties else "")


with Client(region="westeurope", key="secret") as stt:
    hook = stt.web_hooks.create(
        models.WebHook(
            display_name="Ended",
            web_url="https://example.com/hook",
            events=models.WebHookEvents(transcription_completion=True),
            properties=models.WebHookProperties(secret="s"),
        )
    )
    stt.web_hooks.ping(hook)
    for job in stt.transcriptions.wait_all(stt.transcriptions.list().all(), timeout=60, on_progress=told):
        print(job.display_name)
    for model in stt.models.list_base_models():
        features = model.properties.features if model.properties else None
        if features and features.supports_transcriptions:
            print(model.display_name)
