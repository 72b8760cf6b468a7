"""Every operation of every version, called through its client, over a real socket."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import pytest

from emulator.receiver import Receiver
from emulator.recordings import archive, wav
from faults.clients import Live
from speechtotext import File, NotFound, v3_0, v3_1, v3_2, v2024_11_15, v2025_10_15
from speechtotext.emulator import Emulator
from unit.specification import operations

VERSIONS: Final[list[Any]] = [v3_0, v3_1, v3_2, v2024_11_15, v2025_10_15]
LOG: Final = "2026-09-20_080000_3b5f4628-e225-439d-bd27-8804f9eed13f.wav"

each_version = pytest.mark.parametrize("version", VERSIONS, ids=lambda version: version.API_VERSION)


@dataclass
class World:
    """A client of one version, and what it works on.

    Attributes:
        stt: the client; calls of an asynchronous one are waited for.
        audio: URL of a recording.
        text: URL of a text.
        spoken: URL of an archive of recordings and what is said in them.
        hook: URL that takes the calls of web hooks.
    """

    version: Any
    stt: Any
    emulator: Emulator
    audio: str
    text: str
    spoken: str
    hook: str

    @property
    def m(self) -> Any:
        """The models of the version."""
        return self.version.models

    @property
    def is_dated(self) -> bool:
        return not self.version.API_VERSION.startswith("v")

    def has(self, group: str, verb: str) -> bool:
        return hasattr(getattr(self.version.Client, group, None), "func") and hasattr(getattr(self.stt, group), verb)

    def reference(self, entity: Any) -> Any:
        return self.m.EntityReference(self_=entity.self_)

    def named(self, name: str) -> dict[str, str]:
        """What limits a listing to the entities of a name, where the version can do so."""
        return {} if self.version is v3_0 else {"filter": f"displayName eq '{name}'"}


def use_projects(world: World) -> None:
    projects, m = world.stt.projects, world.m
    assert "en-US" in projects.list_supported_locales()
    project = projects.create(m.Project(display_name="Calls", locale="en-US"))
    dataset = world.stt.datasets.create(
        m.Dataset(
            display_name="Text",
            locale="en-US",
            kind="Language",
            content_url=world.text,
            project=world.reference(project),
        )
    )
    assert [each.self_ for each in projects.list_datasets(project)] == [dataset.self_]
    for empty in ("list_models", "list_endpoints", "list_evaluations", "list_transcriptions"):
        assert getattr(projects, empty)(project).all() == []
    change_and_list(world, projects, project, m.ProjectUpdate)
    delete(world.stt.datasets, dataset)
    delete(projects, project)


def use_datasets(world: World) -> None:
    datasets, m = world.stt.datasets, world.m
    assert datasets.list_supported_locales()
    dataset = datasets.create(m.Dataset(display_name="Text", locale="en-US", kind="Language", content_url=world.text))
    dataset = datasets.wait(dataset, timeout=10)
    assert dataset.properties.accepted_line_count == 2
    assert files(datasets, dataset) == ["DatasetReport", "LanguageData"]
    change_and_list(world, datasets, dataset, m.DatasetUpdate)
    delete(datasets, dataset)
    if world.has("datasets", "upload_form"):
        dataset = datasets.upload_form(display_name="Form", locale="en-US", kind="Language", data=File(b"one\ntwo"))
        assert datasets.wait(dataset, timeout=10).properties.accepted_line_count == 2
        delete(datasets, dataset)
    if world.has("datasets", "upload_block"):
        use_blocks(world)


def use_blocks(world: World) -> None:
    datasets, m = world.stt.datasets, world.m
    dataset = datasets.create(m.Dataset(display_name="Blocks", locale="en-US", kind="Language"))
    for block, content in (("AAAB", b"one\nt"), ("AAAC", b"wo\nthree")):
        datasets.upload_block(dataset, content, blockid=block)
    assert [block.name for block in datasets.get_blocks(dataset).uncommitted_blocks] == ["AAAB", "AAAC"]
    datasets.commit_blocks(dataset, [m.CommitBlocksEntry(kind="Latest", id=block) for block in ("AAAB", "AAAC")])
    assert datasets.wait(dataset, timeout=10).properties.accepted_line_count == 3
    delete(datasets, dataset)


def use_models(world: World) -> None:
    models, m = world.stt.models, world.m
    assert "en-US" in models.list_supported_locales()
    base = newest_base_model(world)
    assert models.get_base_model(base) == base
    assert models.get_base_model_manifest(base, **lifetime(world)).model_files
    dataset = world.stt.datasets.create(
        m.Dataset(display_name="Text", locale="en-US", kind="Language", content_url=world.text)
    )
    kind = m.Model if world.version is v3_0 else m.CustomModel
    model = models.create(
        kind(
            display_name="Model",
            locale="en-US",
            base_model=world.reference(base),
            datasets=[world.reference(world.stt.datasets.wait(dataset, timeout=10))],
        )
    )
    model = models.wait(model, timeout=10)
    assert models.get_custom_model_manifest(model, **lifetime(world)).model.self_ == model.self_
    if world.has("models", "list_files"):
        assert files(models, model) == ["ModelReport"]
    assert models.update(model, m.ModelUpdate(display_name="Renamed")).display_name == "Renamed"
    assert [each.self_ for each in models.list_custom_models(**world.named("Renamed"))] == [model.self_]
    copy_model(world, model)
    models.delete(model)
    with pytest.raises(NotFound):
        models.get_custom_model(model)


def copy_model(world: World, model: Any) -> None:
    """Copy a model to another resource, in the way of the version."""
    target = world.emulator.add_resource("target", key="key-of-the-target")
    if world.has("models", "copy_to_subscription"):
        copied = world.stt.models.copy_to_subscription(
            model, world.m.ModelCopy(target_subscription_key="key-of-the-target")
        )
        assert copied.display_name == "Renamed"
        return
    source = world.emulator.snapshot()["resources"][0]["id"]
    with world.version.Client(endpoint=world.emulator.endpoint, key=target.keys[0]) as theirs:
        authorization = theirs.models.authorize_copy(
            world.m.ModelCopyAuthorizationDefinition(source_resource_id=source)
        )
        operation = world.stt.operations.wait(world.stt.models.copy(model, authorization), timeout=10)
        assert world.stt.operations.get_model_copy(operation).status == "Succeeded"
        assert theirs.models.get_custom_model(operation.result.link).display_name == "Renamed"


def use_endpoints(world: World) -> None:
    endpoints, m = world.stt.endpoints, world.m
    assert "en-US" in endpoints.list_supported_locales()
    endpoint = endpoints.create(
        m.Endpoint(
            display_name="Endpoint",
            locale="en-US",
            model=world.reference(newest_base_model(world)),
            properties=m.EndpointProperties(logging_enabled=True),
        )
    )
    endpoint = endpoints.wait(endpoint, timeout=10)
    if world.has("endpoints", "list_logs"):
        use_logs(world, endpoint)
    changed = endpoints.update(
        endpoint, m.EndpointUpdate(properties=m.EndpointPropertiesUpdate(content_logging_enabled=False))
    )
    assert changed.properties.logging_enabled is False
    change_and_list(world, endpoints, endpoint, m.EndpointUpdate)
    delete(endpoints, endpoint)


def use_logs(world: World, endpoint: Any) -> None:
    endpoints, emulator = world.stt.endpoints, world.emulator
    for of, among in ((endpoint, ""), ("en-US", "_base_model")):
        for _ in range(2):
            emulator.add_log(of if isinstance(of, str) else of.self_.rpartition("/")[2], LOG, b"RIFF")
            (log,) = getattr(endpoints, f"list{among}_logs")(of)
            assert getattr(endpoints, f"get{among}_log")(of, LOG).self_ == log.self_
            getattr(endpoints, f"delete{among}_log")(of, LOG)
            assert getattr(endpoints, f"list{among}_logs")(of).all() == []
        getattr(endpoints, f"delete{among}_logs")(of, end_date="2026-09-20")


def use_evaluations(world: World) -> None:
    evaluations, m = world.stt.evaluations, world.m
    assert "en-US" in evaluations.list_supported_locales()
    dataset = world.stt.datasets.create(
        m.Dataset(display_name="Spoken", locale="en-US", kind="Acoustic", content_url=world.spoken)
    )
    model = world.reference(newest_base_model(world))
    evaluation = evaluations.create(
        m.Evaluation(
            display_name="Evaluation",
            locale="en-US",
            model1=model,
            model2=model,
            dataset=world.reference(world.stt.datasets.wait(dataset, timeout=10)),
        )
    )
    evaluation = evaluations.wait(evaluation, timeout=10)
    assert evaluation.properties.word_error_rate_1 == 0.3333
    assert files(evaluations, evaluation) == ["EvaluationDetails", "EvaluationDetails"]
    change_and_list(world, evaluations, evaluation, m.EvaluationUpdate)
    delete(evaluations, evaluation)


def use_transcriptions(world: World) -> None:
    transcriptions, m = world.stt.transcriptions, world.m
    assert transcriptions.list_supported_locales()
    life = {"time_to_live_hours": 48} if world.is_dated else {"time_to_live": "P2D"}
    job = m.Transcription(
        display_name="Calls",
        locale="en-US",
        content_urls=[world.audio],
        properties=m.TranscriptionProperties(**life),
    )
    job = (transcriptions.submit if world.is_dated else transcriptions.create)(job)
    job = transcriptions.wait(job, timeout=10)
    assert files(transcriptions, job) == ["Transcription", "TranscriptionReport"]
    change_and_list(world, transcriptions, job, m.TranscriptionUpdate)
    delete(transcriptions, job)
    if world.has("transcriptions", "transcribe"):
        result = transcriptions.transcribe(wav(), definition=m.TranscribeDefinition(locales=["en-US"]))
        assert [phrase.text for phrase in result.phrases] == ["This is audio."]


def use_web_hooks(world: World) -> None:
    web_hooks, m = world.stt.web_hooks, world.m
    hook = web_hooks.create(
        m.WebHook(
            display_name="Hook",
            web_url=world.hook,
            events=m.WebHookEvents(transcription_completion=True),
            properties=m.WebHookProperties(secret="secret"),
        )
    )
    hook = web_hooks.wait(hook, timeout=10)
    web_hooks.ping(hook)
    web_hooks.test(hook)
    change_and_list(world, web_hooks, hook, m.WebHookUpdate)
    delete(web_hooks, hook)


def use_service_health(world: World) -> None:
    assert world.stt.service_health.get().status == "Healthy"


USES: Final[dict[str, Callable[[World], None]]] = {
    "datasets": use_datasets,
    "endpoints": use_endpoints,
    "evaluations": use_evaluations,
    "models": use_models,
    "projects": use_projects,
    "service_health": use_service_health,
    "transcriptions": use_transcriptions,
    "web_hooks": use_web_hooks,
}


def newest_base_model(world: World) -> Any:
    """The base model for English that is used by default."""
    models = world.stt.models.list_base_models(**({} if world.version is v3_0 else {"filter": "locale eq 'en-US'"}))
    return [model for model in models if model.locale == "en-US"][-1]


def lifetime(world: World) -> dict[str, int]:
    """For how long links are to serve, which a dated version has to be told."""
    return {"sas_lifetime_minutes": 60} if world.is_dated else {"sas_validity_in_seconds": 3600}


def files(group: Any, entity: Any) -> list[str]:
    """The kinds of the files of an entity, each of which is told by itself as in the list."""
    listed = group.list_files(entity).all()
    for file in listed:
        told = group.get_file(entity, file)
        assert (told.name, told.kind, told.properties) == (file.name, file.kind, file.properties)
    return [file.kind for file in listed]


def change_and_list(world: World, group: Any, entity: Any, update: Any) -> None:
    """Change an entity, which is then as changed, also in the list."""
    assert group.update(entity, update(display_name="Renamed", description="Changed")).display_name == "Renamed"
    told = group.get(entity)
    assert told.description == "Changed"
    assert group.list(**world.named("Renamed")).all() == [told]
    group.update(entity, update(description=None))
    assert not group.get(entity).description


def delete(group: Any, entity: Any) -> None:
    """Delete an entity, which is then gone."""
    group.delete(entity)
    with pytest.raises(NotFound):
        group.get(entity)
    assert entity.self_ not in [each.self_ for each in group.list()]


@pytest.fixture
def world(version: Any, live: Live, emulator: Emulator, receiver: Receiver) -> World:
    spoken = {"one.wav": wav(), "two.wav": wav(), "trans.txt": b"one.wav\tThis is one.\ntwo.wav\tThat was two."}
    return World(
        version=version,
        stt=live.client(version, emulator.endpoint, key=emulator.key),
        emulator=emulator,
        audio=emulator.storage.put("call.wav", wav()),
        text=emulator.storage.put("text.txt", b"One sentence.\nAnd another."),
        spoken=emulator.storage.put("spoken.zip", archive(spoken)),
        hook=receiver.url,
    )


@each_version
def test_every_operation_does_what_its_client_expects(
    version: Any, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="speechtotext.emulator")
    expected = {f"{group}_{verb}" for group, verb in operations(version.API_VERSION)}

    for group, use in USES.items():
        if hasattr(version.Client, group):
            use(world)

    told = [message.split() for message in caplog.messages if message.startswith(version.API_VERSION)]
    assert {operation for _, operation, _ in told} == expected
