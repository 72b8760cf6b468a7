"""Programs of v3.x, unchanged but for `api_version=`, against an emulated service in a newer version."""

from __future__ import annotations

import logging
from typing import Any, Final

import pytest

from emulator.conftest import _emulator as _emulator
from emulator.conftest import emulator as emulator
from emulator.conftest import live as live
from emulator.conftest import receiver as receiver
from emulator.receiver import Receiver
from emulator.recordings import archive, wav
from emulator.test_every_operation import USES, World
from faults.clients import Live
from speechtotext import Migration, v3_0, v3_1, v3_2
from speechtotext.emulator import Emulator

TARGETS: Final = ("2024-11-15", "2025-10-15")
# What no program can say: by target, groups and methods. All others take part.
GONE: Final = {
    "2024-11-15": {"projects", "service_health", "list_logs"},
    "2025-10-15": {"service_health", "list_logs"},
}

pytestmark = pytest.mark.filterwarnings("ignore::speechtotext.MigrationWarning")


class Migrated(World):
    """A client of one version that speaks a newer one, and what it works on."""

    def has(self, group: str, verb: str) -> bool:
        return verb not in GONE["2025-10-15"] and super().has(group, verb)


@pytest.fixture
def world(
    version: Any, target: str, live: Live, emulator: Emulator, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> World:
    migration = Migration(
        to=target,
        resource_id=emulator.snapshot()["resources"][0]["id"],
        copy_targets={"key-of-the-target": live.plain(version, emulator.endpoint, key="key-of-the-target")},
    )
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


CASES = [
    (version, target, group)
    for version in (v3_0, v3_1, v3_2)
    for target in TARGETS
    for group in USES
    if hasattr(version.Client, group) and group not in GONE[target]
]


@pytest.mark.parametrize(
    ("version", "target", "group"), CASES, ids=[f"{v.API_VERSION}-to-{target}-{group}" for v, target, group in CASES]
)
def test_a_program_runs_against_a_newer_version(
    version: Any, target: str, group: str, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="speechtotext.emulator")
    USES[group](world)
    spoken = {message.split()[0] for message in caplog.messages if message.split()[0].startswith(("v3", "20"))}
    assert spoken == {target}
