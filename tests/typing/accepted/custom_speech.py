"""Datasets, models, endpoints and web hooks in the versions with a path."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, assert_type

from speechtotext import UNSET, v3_0, v3_1
from speechtotext.v3_2 import Client, models


def upload(stt: Client, path: Path) -> models.Dataset:
    """A dataset from a form, and one from blocks."""
    dataset = stt.datasets.upload_form(path, display_name="Data", locale="en-US", kind=models.DatasetKind.ACOUSTIC)
    assert_type(dataset, models.Dataset)
    other = stt.datasets.create(models.Dataset(display_name="Data", locale="en-US", kind=models.DatasetKind.LANGUAGE))
    with path.open("rb") as file:
        stt.datasets.upload_block(other, file, blockid="AAE=")
    stt.datasets.commit_blocks(other, [models.CommitBlocksEntry(kind=models.BlockKind.LATEST, id="AAE=")])
    assert_type(stt.datasets.get_blocks(other), models.UploadedBlocks)
    return dataset


def train(stt: Client, dataset: models.Dataset) -> None:
    """A custom model from a dataset, and an endpoint with it."""
    reference = models.EntityReference(self_=dataset.self_ or "")
    model = stt.models.create(models.CustomModel(display_name="Model", locale="en-US", datasets=[reference]))
    assert_type(model, models.CustomModel)
    manifest = stt.models.get_custom_model_manifest(model)
    assert_type(manifest.properties, dict[str, Any])
    endpoint = stt.endpoints.create(models.Endpoint(display_name="Endpoint", locale="en-US"))
    for log in stt.endpoints.list_logs(endpoint):
        assert_type(log, models.File)
    stt.endpoints.delete_logs(endpoint)


def change(stt: Client, hook: models.WebHook) -> None:
    """An update changes what it says: None deletes, UNSET and what is left out stay."""
    assert_type(stt.datasets.update("id", models.DatasetUpdate(display_name="New")), models.Dataset)
    stt.datasets.update("id", models.DatasetUpdate(description=None, project=UNSET))
    update = models.WebHookUpdate(web_url="https://example.com/hook")
    update.properties = models.WebHookPropertiesUpdate(secret=None)
    if update.display_name is not UNSET and update.display_name is not None:
        assert_type(update.display_name, str)
    assert_type(stt.web_hooks.update(hook, update), models.WebHook)
    assert_type(stt.web_hooks.ping(hook), None)


def change_in_place(job: models.Transcription) -> None:
    """The attributes of a model can be set."""
    job.description = None
    job.created_date_time = datetime.now()
    job.status = models.Status("Paused")
    job.additional_properties["novelty"] = [1, {"two": 2}]
    assert_type(models.Transcription.from_dict({"displayName": "a", "locale": "b"}), models.Transcription)
    assert_type(job.to_dict(), dict[str, Any])


def older(first: v3_0.Client, second: v3_1.Client) -> None:
    """Older versions have the same shape, with models of their own."""
    assert_type(first.service_health.get(), v3_0.models.ServiceHealth)
    copied = first.models.copy_to("id", v3_0.models.ModelCopy(target_subscription_key="…"))
    assert_type(copied, v3_0.models.Model)
    for job in first.transcriptions.list(top=10):
        assert_type(job, v3_0.models.Transcription)
    for evaluation in second.evaluations.list(filter="status eq 'Failed'"):
        assert_type(evaluation, v3_1.models.Evaluation)
