"""Starts workers, kills and interrupts them at moments that a seed decides, and starts them again until all is done."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import time
from collections import Counter
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from chaos import flows, worker
from chaos.flows import Mission
from chaos.notes import read_notes
from chaos.service import RECORDING, EmulatorProcess
from chaos.session import World
from chaos.weather import Weather
from faults.stalls import Stalls, crowding

_WORKERS: Final = 8
# After so many attempts, a mission is left in peace.
_MOST_ATTEMPTS: Final = 6
_IN_PEACE: Final = 0.3
# Once it is calm, everything ends within that.
PATIENCE: Final = 90.0
_LATEST_ACT: Final = 5.0
_LOOK: Final = 0.1
_JOB_FAILURE: Final = 0.15
_TWINS: Final = 0.2
_VERSIONS: Final = (None, "2025-10-15")
_LINE: Final = b"A line of words that are spoken rarely.\n"
_UPLOAD: Final = 60_000
_WEIGHTS: Final = {"batch": 2, "download": 2, "upload": 2, "results": 2, "wait": 2, "listing": 1, "fast": 1}
_IMPORTED: Final = [
    "chaos.worker",
    "anyio._backends._asyncio",
    "anyio._backends._trio",
    "speechtotext._transcripts.result",
    "speechtotext._generated.v3_2.transcriptions",
    "speechtotext._generated.v3_2.datasets",
    "speechtotext._generated.v2025_10_15.transcriptions",
    "speechtotext_api.v3_2.models",
    "speechtotext._shims.translator",
    "speechtotext_api.v2025_10_15.models",
]


@dataclass
class _Running:
    """A process that plays a mission, and what is done to it."""

    mission: Mission
    attempt: int
    process: BaseProcess
    act: signal.Signals | None
    act_at: float
    sent_at: float | None = None
    stalled: float = 0.0


class Delay(NamedTuple):
    """How long a worker went on after a signal.

    Args:
        worker: what it was and did.
        seconds: until its work had ended.
        stalled: how long the machine was busy with other work meanwhile.
        crowding: how many programs shared a core.
    """

    worker: str
    seconds: float
    stalled: float
    crowding: float


@dataclass
class Outcome:
    """What a campaign has come to.

    Attributes:
        missions: all that were begun.
        processes: how many there were.
        sent: how many signals of which kind ended a process.
        delays: how long workers went on after SIGINT and SIGTERM.
        unfinished: what did not end as it should.
    """

    missions: list[Mission] = field(default_factory=list)
    processes: int = 0
    sent: Counter[str] = field(default_factory=Counter)
    delays: list[Delay] = field(default_factory=list)
    unfinished: list[str] = field(default_factory=list)


class Campaign:
    """Runs missions, several at once, in the weather of a seed."""

    def __init__(self, emulator: EmulatorProcess, world: World, weather: Weather, folder: Path, seed: int) -> None:
        self._emulator = emulator
        self._world = world
        self._weather = weather
        self._folder = folder
        self._seed = seed
        self._chance = Random(seed)
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(_IMPORTED)
        self._running: list[_Running] = []
        self._stalls = Stalls()
        self.outcome = Outcome()

    def run(self, seconds: float) -> Outcome:
        """Begin missions for so long, and then let all of them end."""
        with self._stalls:
            self._run(seconds)
        return self.outcome

    def _run(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        self._weather.is_calm = False
        while (now := time.monotonic()) < end + PATIENCE:
            while now < end and len(self._running) < _WORKERS:
                for mission in self._missions():
                    self.outcome.missions.append(mission)
                    self._start(mission, 0)
            if now >= end:
                self._weather.is_calm = True
                if not self._running:
                    break
            wait([each.process.sentinel for each in self._running], _LOOK)
            for each in list(self._running):
                self._look_at(each, in_peace=now >= end)
        for each in self._running:
            self._give_up(each)

    def _missions(self) -> list[Mission]:
        """Make a new mission and its files; now and then two that get in each other's way."""
        number = len(self.outcome.missions)
        chance = Random(f"{self._seed} mission {number}")
        flavour = worker.FLAVOURS[number % len(worker.FLAVOURS)]
        names = ["batch", *chance.choices(list(_WEIGHTS), list(_WEIGHTS.values()), k=1 if flavour == "sync" else 3)]
        folder = self._folder / f"{number:04}-{flavour}"
        played = {(folder / f"{place}-{name}").as_posix(): name for place, name in enumerate(names)}
        for below, name in played.items():
            Path(below).mkdir(parents=True)
            self._make_files(Path(below), name, chance)
        if chance.random() < _JOB_FAILURE:
            self._emulator.control("job-failures", collection="transcriptions", code="InternalServerError")
        version = chance.choice(_VERSIONS)
        missions = [Mission(folder, flavour, version, played, chance.getrandbits(32))]
        if chance.random() < _TWINS:
            twin = self._folder / f"{number:04}-twin"
            twin.mkdir()
            other = chance.choice(worker.FLAVOURS)
            missions.append(Mission(twin, other, version, played, chance.getrandbits(32)))
        return missions

    def _make_files(self, folder: Path, name: str, chance: Random) -> None:
        if name == "batch":
            made = [
                self._emulator.put(f"{folder.parent.name}/{folder.name}/{kind}-{number}.wav", content)
                for number in range(chance.randint(3, 8))
                for kind, content in [chance.choice([("good", RECORDING)] * 6 + [(flows.BAD, b"no audio")])]
            ]
            (folder / flows.INPUTS).write_text(json.dumps(made))
        elif name == "upload":
            (folder / flows.UPLOADED).write_bytes(f"{folder}\n".encode() + _LINE * _UPLOAD)
        elif name == "fast":
            (folder / "good-morning.wav").write_bytes(RECORDING)

    def _start(self, mission: Mission, attempt: int) -> None:
        chance = mission.chance(attempt)
        acts = [signal.SIGKILL] if mission.flavour == "threads" else [signal.SIGKILL, signal.SIGINT, signal.SIGTERM]
        is_left = attempt >= _MOST_ATTEMPTS or chance.random() < _IN_PEACE
        act = None if is_left else chance.choice(acts)
        process = self._context.Process(target=worker.work, args=(mission, self._world, attempt), daemon=True)
        process.start()
        self.outcome.processes += 1
        act_at = time.monotonic() + chance.uniform(0.2, _LATEST_ACT)
        self._running.append(_Running(mission, attempt, process, act, act_at))

    def _look_at(self, each: _Running, *, in_peace: bool) -> None:
        """Do to a process what is due, or note how it has ended and go on with its mission."""
        if each.process.exitcode is not None:
            self._running.remove(each)
            self._ended(each, each.process.exitcode)
            each.process.close()
        elif each.act is not None and each.sent_at is None and not in_peace and time.monotonic() >= each.act_at:
            ready = each.mission.folder / worker.READY
            if ready.exists() and ready.read_text() == str(each.attempt):
                each.sent_at, each.stalled = time.time(), self._stalls.seconds
                os.kill(each.process.pid or 0, each.act)

    def _ended(self, each: _Running, code: int) -> None:
        mission = each.mission
        if code == worker.DONE:
            if not mission.is_done:
                self.outcome.unfinished.append(f"{mission.folder.name} ended without being done")
            return
        if code == worker.INTERRUPTED or (each.act is not None and code == -each.act):
            if each.act is not None and each.sent_at is not None:
                self.outcome.sent[each.act.name] += 1
                if code == worker.INTERRUPTED:
                    self._note_delay(each, each.act, each.sent_at)
            self._start(mission, each.attempt + 1)
            return
        self.outcome.unfinished.append(f"{mission.folder.name}, attempt {each.attempt}, ended with {code}")

    def _note_delay(self, each: _Running, sent: signal.Signals, at: float) -> None:
        notes = [note for note in read_notes(each.mission.folder) if note["attempt"] == each.attempt]
        ended = next(note["at"] for note in notes if note["kind"] == "ended")
        calls = ", ".join(note["name"] for note in notes if note.get("raised") == "interrupted")
        told = f"{each.mission.folder.name}, {sent.name} in {calls or 'no call'}"
        self.outcome.delays.append(Delay(told, ended - at, self._stalls.seconds - each.stalled, crowding()))

    def _give_up(self, each: _Running) -> None:
        """End a process that goes on for ever."""
        os.kill(each.process.pid or 0, signal.SIGUSR1)
        each.process.join(2)
        each.process.kill()
        each.process.join(10)
        stacks = each.mission.folder / worker.STACKS
        text = stacks.read_text() if stacks.exists() else ""
        self.outcome.unfinished.append(f"{each.mission.folder.name} goes on for ever:\n{text}")
