"""Programs of v3.x, unchanged but for `api_version=`, against an emulated service in a newer version."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any, Final

import pytest

from emulator.conftest import _emulator as _emulator
from emulator.conftest import emulator as emulator
from emulator.conftest import live as live
from emulator.conftest import receiver as receiver
from emulator.receiver import Receiver
from emulator.recordings import archive, wav
from emulator.requests.test_every_operation import USES, World, newest_base_model
from faults.clients import Live
from speechtotext import Migration, v3_0, v3_1, v3_2
from speechtotext._shims.steps import VERSIONS
from speechtotext.emulator import Emulator

TARGETS: Final = ("2024-11-15", "2025-10-15")
# The groups that cannot be spoken of, by target; all others take part, but for the logs of endpoints.
GONE: Final = {"2024-11-15": {"projects", "service_health"}, "2025-10-15": {"service_health"}}
LOGS: Final = "list_logs"

CASES = [
    (version, target, group)
    for version in (v3_0, v3_1, v3_2)
    for target in TARGETS
    for group in USES
    if hasattr(version.Client, group) and group not in GONE[target]
]

pytestmark = pytest.mark.filterwarnings("ignore::speechtotext.MigrationWarning")


class Migrated(World):
    """A client of one version that speaks a newer one, and what it works on."""

    def has(self, group: str, verb: str) -> bool:
        return verb != LOGS and super().has(group, verb)


@pytest.fixture
def world(
    version: Any, target: str, live: Live, emulator: Emulator, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> World:
    key = "key-of-the-target"
    targets = {key: live.plain(version, emulator.endpoint, key=key)} if hasattr(version.models, "ModelCopy") else {}
    migration = Migration(to=target, resource_id=emulator.snapshot()["resources"][0]["id"], copy_targets=targets)
    for name in ("Client", "AsyncClient"):
        monkeypatch.setattr(version, name, speaking(getattr(version, name), migration))
    spoken = {"one.wav": wav(), "two.wav": wav(), "trans.txt": b"one.wav\tThis is one.\ntwo.wav\tThat was two."}
    return Migrated(
        version=version,
        stt=live.client(version, emulator.endpoint, key=emulator.key),
        emulator=emulator,
        audio=emulator.storage.put("call.wav", wav()),
        text=emulator.storage.put("text.txt", b"One sentence.\nAnd another."),
        spoken=emulator.storage.put("spoken.zip", archive(spoken)),
        hook=receiver.url,
    )


def speaking(kind: Any, migration: Migration) -> Any:
    """The clients of a version, each of which is given `api_version=` beside the arguments of the program."""

    class Speaking(kind):  # type: ignore[misc]
        def __init__(self, **arguments: Any) -> None:
            super().__init__(**arguments, api_version=migration)

    return Speaking


@pytest.mark.parametrize(
    ("version", "target", "group"), CASES, ids=[f"{v.API_VERSION}-to-{target}-{group}" for v, target, group in CASES]
)
def test_a_program_runs_against_a_newer_version(
    version: Any, target: str, group: str, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="speechtotext.emulator")
    USES[group](world)
    assert spoken(caplog) == {target}


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("version", [v3_0, v3_1, v3_2], ids=lambda version: version.API_VERSION)
def test_texts_become_models_and_endpoints(
    version: Any, target: str, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="speechtotext.emulator")
    stt, m = world.stt, version.models
    kind = m.Model if version is v3_0 else m.CustomModel
    model = stt.models.create(kind(display_name="Model", locale="en-US", text="One sentence."))
    assert stt.models.wait(model).status == "Succeeded"
    base = world.reference(newest_base_model(world))
    endpoint = stt.endpoints.create(m.Endpoint(display_name="E", locale="en-US", text="Another.", model=base))
    deployed = stt.models.get_custom_model(stt.endpoints.wait(endpoint).model)
    assert (deployed.display_name, len(deployed.datasets)) == ("E (model)", 1)
    assert spoken(caplog) == {target}


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("version", [v3_0, v3_1, v3_2], ids=lambda version: version.API_VERSION)
def test_what_goes_beyond_the_operations_runs_too(
    version: Any, target: str, world: World, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="speechtotext.emulator")
    stt, m = world.stt, version.models
    job = stt.transcriptions.create(m.Transcription(display_name="Calls", locale="en-US", content_urls=[world.audio]))
    (result,) = stt.transcriptions.results(stt.transcriptions.wait(job))
    assert (result.source, result.text) == (world.audio, "This is call.")
    assert len(stt.transcriptions.download(job, tmp_path)) == 2
    if world.has("datasets", "upload"):
        (tmp_path / "text.txt").write_text("One sentence.")
        dataset = stt.datasets.upload(tmp_path / "text.txt", kind="Language", locale="en-US", display_name="Text")
        assert stt.datasets.wait(dataset).properties.accepted_line_count == 1
    assert spoken(caplog) == {target}


def spoken(caplog: pytest.LogCaptureFixture) -> set[str]:
    """The versions that the emulator was asked in."""
    words = (message.split()[0] for message in caplog.messages)
    return {word for word in words if word in VERSIONS}
