"""What has to hold at the end, whatever broke in between."""

from __future__ import annotations

import fcntl
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from chaos import flows
from chaos.campaign import Outcome
from chaos.flows import Mission
from chaos.notes import read_notes
from chaos.receiver import Receiver
from chaos.service import SavedState
from chaos.session import World
from speechtotext import TranscriptionResult, v3_2

# A call may take that much longer than it is allowed to, in seconds, on a machine that has no other work.
_LATE: Final = 1.0
# What a worker may need beside what it has imported, in KiB: up to four flows, each with eight files at a time, of
# which it holds a piece of up to a MiB.
MOST_MEMORY: Final = 32 << 10
# What nothing that has ended leaves behind.
_LEFTOVERS: Final = ("*.part", "*.tmp", "*.new")
# The first bytes of a journal of SQLite that tells how to undo what was not committed. Others are of processes
# that were killed after a commit, and mean nothing.
_HOT: Final = bytes.fromhex("d9d505f920a163d7")


class Invariant(NamedTuple):
    """What has to hold.

    Args:
        checked: how many things were looked at, which the name tells.
        wrong: what does not hold.
    """

    name: str
    checked: int
    wrong: list[str]


class Evidence(NamedTuple):
    """What a run has left.

    Args:
        notes: of all workers, each with its mission.
    """

    outcome: Outcome
    world: World
    state: SavedState
    receiver: Receiver
    notes: list[tuple[Mission, dict[str, Any]]]

    def folders(self, *names: str) -> Iterator[Path]:
        """Yield the folders of the flows of some names that have ended."""
        played = {Path(below): name for mission in self.outcome.missions for below, name in mission.flows.items()}
        for folder, name in played.items():
            if name in names and (folder / flows.DONE).exists():
                yield folder

    def of_kind(self, *kinds: str) -> list[tuple[Mission, dict[str, Any]]]:
        """Return the notes of some kinds."""
        return [(mission, note) for mission, note in self.notes if note["kind"] in kinds]


def notes_of(missions: Iterable[Mission]) -> list[tuple[Mission, dict[str, Any]]]:
    """Return the notes of missions."""
    return [(mission, note) for mission in missions for note in read_notes(mission.folder)]


def invariants(seen: Evidence) -> Iterator[Invariant]:
    """Yield everything that has to hold."""
    yield Invariant("missions ended", len(seen.outcome.missions), seen.outcome.unfinished)
    yield _one_result_an_input(seen)
    yield _paid_once(seen)
    yield _files_whole(seen)
    yield _uploads_whole(seen)
    yield _answers_right(seen)
    yield _nothing_left(seen)
    yield _memory_bounded(seen)
    yield _ended_in_time(seen)
    yield _interrupted_in_time(seen)
    yield _errors_of_the_package(seen)
    yield _events_handled_once(seen)


def _one_result_an_input(seen: Evidence) -> Invariant:
    count, wrong = 0, []
    with v3_2.Client(endpoint=seen.world.endpoint, key=seen.world.key) as stt:
        for folder in seen.folders("batch"):
            summary = stt.transcriptions.summary(folder / "journal")
            wanted = [url.partition("?")[0] for url in json.loads((folder / flows.INPUTS).read_text())]
            count += len(wanted)
            if [each.source for each in summary.inputs] != wanted:
                wrong.append(f"{folder}: the inputs are not those that were given")
            for each in summary.inputs:
                status = "Failed" if flows.BAD in each.source else "Succeeded"
                result = None if each.result is None else TranscriptionResult.load(each.result)
                source = None if result is None or result.source is None else result.source.partition("?")[0]
                if (each.status, source) != (status, each.source if status == "Succeeded" else None):
                    wrong.append(f"{each}: its result is of {source}")
    return Invariant("one result an input, or a failure that is told: inputs", count, wrong)


def _paid_once(seen: Evidence) -> Invariant:
    jobs = seen.state.jobs_of_inputs()
    retries = Counter(note["folder"] for _, note in seen.of_kind("retry"))
    count, wrong = 0, []
    for folder in seen.folders("batch"):
        for url in json.loads((folder / flows.INPUTS).read_text()):
            count += 1
            found = jobs[url.partition("?")[0]]
            most = 1 + retries[folder.as_posix()]
            paid = 1 if flows.BAD in url else found["Succeeded"]
            if paid != 1 or not 1 <= found.total() <= most:
                wrong.append(f"{url.partition('?')[0]} is in {dict(found)} jobs, after {most - 1} retries")
    return Invariant("no input paid for twice: inputs", count, wrong)


def _files_whole(seen: Evidence) -> Invariant:
    wanted, count, wrong = seen.state.file_digests(seen.world.dataset), 0, []
    for folder in seen.folders("download"):
        files = [each for each in (folder / "files").iterdir() if not each.name.startswith(".")]
        count += len(files)
        if Counter(_digest(each) for each in files) != wanted:
            wrong.append(f"{folder}: the files differ from those that were served")
    return Invariant("downloads whole: files", count, wrong)


def _uploads_whole(seen: Evidence) -> Invariant:
    folders = list(seen.folders("upload"))
    wrong = [
        f"{folder}: the service has something else"
        for folder in folders
        if seen.state.upload_digest((folder / flows.DATASET).read_text()) != _digest(folder / flows.UPLOADED)
    ]
    return Invariant("uploads whole: files", len(folders), wrong)


def _answers_right(seen: Evidence) -> Invariant:
    sources, jobs, datasets = sorted(seen.world.sources), {seen.world.job}, {seen.world.dataset}
    count, wrong = 0, []
    for folder in seen.folders("results", "listing", "wait", "fast"):
        count += 1
        if folder.name.endswith("fast"):
            right = (folder / flows.TEXT).read_text() == "This is good morning."
        else:
            told = json.loads((folder / flows.LISTED).read_text())
            if folder.name.endswith("results"):
                right = [[source.partition("?")[0] for source in each] for each in told] == [sources, sources]
            elif folder.name.endswith("wait"):
                right = told in ([["Succeeded"]], [["Failed"]])
            else:
                right = jobs <= set(told[0]) and datasets <= set(told[1]) and all(len(set(x)) == len(x) for x in told)
        if not right:
            wrong.append(f"{folder}: something else was told")
    return Invariant("results, reports, listings, waits and fast transcriptions right: flows", count, wrong)


def _nothing_left(seen: Evidence) -> Invariant:
    wrong = [f"{mission.folder.name}: {note['what']}" for mission, note in seen.of_kind("leak")]
    for folder in seen.folders(*flows.FLOWS):
        wrong += [f"{path} is left" for pattern in _LEFTOVERS for path in folder.rglob(pattern)]
        wrong += [f"{path} is hot" for path in folder.rglob("*-journal") if path.read_bytes().startswith(_HOT)]
        wrong += [f"{path} is locked" for path in folder.rglob("*.lock") if _is_locked(path)]
    return Invariant("nothing leaked: looks at workers", len(seen.of_kind("leaks looked for")), wrong)


def _memory_bounded(seen: Evidence) -> Invariant:
    wrong = []
    workers = most_memory(seen)
    wrong = [f"{name} needed {peak >> 10} MiB more" for name, peak in workers.items() if peak > MOST_MEMORY]
    return Invariant("memory bounded: workers", len(workers), wrong)


def most_memory(seen: Evidence) -> dict[str, int]:
    """Return how much memory the workers needed at most beside what they began with, in KiB."""
    peaks: dict[str, int] = {}
    name, began = "", 0
    for mission, note in seen.notes:
        if note["kind"] == "began":
            name, began = f"{mission.folder.name}, attempt {note['attempt']}", note["peak"]
        peaks[name] = max(peaks.get(name, 0), note["peak"] - began)
    return peaks


def _ended_in_time(seen: Evidence) -> Invariant:
    calls = seen.of_kind("call")
    wrong = [
        f"{mission.folder.name}: {note['name']} took {note['seconds']:.1f} s of {note['allowed']:.1f} s"
        for mission, note in calls
        if note["seconds"] - note["stalled"] > note["allowed"] + _LATE * note["crowding"]
    ]
    return Invariant("ended before their deadlines: calls", len(calls), wrong)


def _interrupted_in_time(seen: Evidence) -> Invariant:
    delays = seen.outcome.delays
    late = [each for each in delays if each.seconds - each.stalled > _LATE * each.crowding]
    wrong = [f"{each.worker}: it went on for {each.seconds:.1f} s" for each in late]
    return Invariant("ended within a second of SIGINT or SIGTERM: workers", len(delays), wrong)


def _errors_of_the_package(seen: Evidence) -> Invariant:
    calls = seen.of_kind("call")
    wrong = [f"{note['name']}: {note['strange']}" for _, note in calls if note["strange"] is not None]
    wrong += [f"{note['where']}: {note['text']}" for _, note in seen.of_kind("strange")]
    return Invariant("no error but the package's own: calls", len(calls), wrong)


def _events_handled_once(seen: Evidence) -> Invariant:
    receiver = seen.receiver
    twice = [name for name, count in receiver.handled.items() if count > 1]
    wrong = [f"{name} was handled {receiver.handled[name]} times" for name in twice]
    wrong += [f"{name} was acknowledged, not handled" for name in receiver.acknowledged - set(receiver.handled)]
    return Invariant("web hook events handled once: events", len(receiver.handled), wrong)


def _is_locked(path: Path) -> bool:
    with path.open("rb+") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
    return False


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
