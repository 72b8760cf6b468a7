"""`nox -s chaos -- --minutes M --seed N`: all flows at once while everything breaks, and what has to hold after."""

from __future__ import annotations

import argparse
import logging
import secrets
import shutil
import signal
import sys
import tempfile
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from chaos.campaign import Campaign
from chaos.invariants import Evidence, Invariant, invariants, most_memory, notes_of
from chaos.proxy import Proxy
from chaos.receiver import Receiver
from chaos.service import EmulatorProcess, prepared
from chaos.weather import Weather
from faults.cancellations.scenarios import MEMORY

_SHOWN: Final = 5


def main(arguments: list[str]) -> int:
    """Run a campaign; return 1 if anything does not hold."""
    parser = argparse.ArgumentParser(prog="nox -s chaos --", description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0, help="how long new work is begun (default %(default)s)")
    parser.add_argument("--seed", type=int, help="decides what breaks; by default a new one")
    parser.add_argument("--keep", action="store_true", help="keep the folder with the files of all workers")
    given = parser.parse_args(arguments)
    seed = secrets.randbelow(10**6) if given.seed is None else given.seed
    print(f"chaos: seed {seed}, {given.minutes:g} minutes", flush=True)
    # The web hook's failures are meant, and logged.
    logging.getLogger("speechtotext").addHandler(logging.NullHandler())
    folder = Path(tempfile.mkdtemp(prefix="speechtotext-chaos-", dir=MEMORY))
    try:
        wrong = _run(folder, given.minutes * 60, seed)
    finally:
        if given.keep:
            print(f"Files: {folder}")
        else:
            shutil.rmtree(folder, ignore_errors=True)
    if wrong:
        print(
            f"chaos: {wrong} invariants do not hold; again: nox -s chaos -- --minutes {given.minutes:g} --seed {seed}"
        )
    return 1 if wrong else 0


def _run(folder: Path, seconds: float, seed: int) -> int:
    """Run a campaign in a folder, and print what it has come to; give how many invariants do not hold."""
    weather, weather_of_hooks = Weather(seed), Weather(seed + 1)
    emulator = EmulatorProcess(folder / "emulator")
    with ExitStack() as stack:
        stack.enter_context(emulator)
        receiver = stack.enter_context(Receiver(seed))
        proxy = stack.enter_context(Proxy(emulator.url, weather))
        proxy_of_hooks = stack.enter_context(Proxy(receiver.url, weather_of_hooks))
        world = prepared(emulator, proxy.url, proxy_of_hooks.url, receiver.secret, folder)
        weather_of_hooks.is_calm = False
        outcome = Campaign(emulator, world, weather, folder, seed).run(seconds)
    seen = Evidence(outcome, world, emulator.saved(), receiver, notes_of(outcome.missions))
    _print_figures(seen, proxy, proxy_of_hooks)
    checked = [*invariants(seen), Invariant("the emulator did not break down: runs", 1, emulator.errors())]
    for invariant in checked:
        print(f"{'WRONG' if invariant.wrong else 'ok':5} {invariant.name}: {invariant.checked}")
        for text in invariant.wrong[:_SHOWN]:
            print(f"      {text}")
        if len(invariant.wrong) > _SHOWN:
            print(f"      and {len(invariant.wrong) - _SHOWN} more")
    return sum(bool(invariant.wrong) for invariant in checked)


def _print_figures(seen: Evidence, proxy: Proxy, proxy_of_hooks: Proxy) -> None:
    outcome, calls = seen.outcome, [note for _, note in seen.of_kind("call")]
    played = Counter(name for mission in outcome.missions for name in mission.flows.values())
    peaks = most_memory(seen).values()
    late = max((note["seconds"] - note["allowed"] for note in calls), default=0)
    print(f"flows        {_counts(played)}")
    print(f"flavours     {_counts(Counter(mission.flavour for mission in outcome.missions))}")
    print(f"processes    {outcome.processes}: {_counts(outcome.sent)}")
    print(f"cancels      {len(seen.of_kind('cancelled'))}")
    print(f"calls        {_counts(Counter(note['name'] for note in calls))}")
    print(f"they raised  {_counts(Counter(note['raised'] for note in calls if note['raised']))}")
    print(f"requests     {proxy.requests}, faults {proxy.faults.total()}: {_counts(proxy.faults)}")
    print(f"web hooks    {proxy_of_hooks.requests} calls, faults {proxy_of_hooks.faults.total()}")
    print(f"deadlines    the latest call ended {late:+.2f} s from its own")
    print(f"interrupted  {max((each.seconds for each in outcome.delays), default=0):.2f} s at most from signal to end")
    print(f"memory       {max(peaks, default=0) / 1024:.0f} MiB at most beside what a worker began with")


def _counts(counts: Counter[str]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.most_common()) or "none"


if __name__ == "__main__":
    # So that all processes end with this one.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    sys.exit(main(sys.argv[1:]))
