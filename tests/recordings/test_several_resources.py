"""Recordings that several resources share, of which some are slow, and some die."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, ExitStack, closing, contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recordings.audio import write_recording
from recordings.killed_runs import CONTEXT, LONGEST, SharedTask, texts_of
from speechtotext import InvalidArgument, RetryPolicy, TranscribedInput, v3_2
from speechtotext._batches import submission
from speechtotext._recordings import resources
from speechtotext._recordings.resources import Load, further_inputs
from speechtotext.emulator import Emulator, Seconds
from speechtotext.v2025_10_15 import AsyncClient, Client

INPUTS = 24
LOCALE = {"locale": "en-US"}


class Site:
    """Three resources on sockets of their own, the third the slowest, with recordings on a web server."""

    def __init__(self, folder: Path, audio: str) -> None:
        self.folder = folder
        self._lock = Lock()
        self.paid: Counter[str] = Counter()
        self.quick = Emulator(transitions=Seconds(0, 0.02), transcripts=self._transcribe)
        self.slow = Emulator(transitions=Seconds(0, 1.0), transcripts=self._transcribe)
        self.dying = self._keeping(0, Seconds(0, 600))
        self.of_dying = self.dying.endpoint
        self.urls = [f"{audio}/{number}.wav" for number in range(INPUTS)]

    def _keeping(self, port: int, transitions: Seconds) -> Emulator:
        """An emulator that is the same one after it was stopped."""
        return Emulator(port=port, transitions=transitions, transcripts=self._transcribe, folder=self.folder / "dying")

    def die(self, ended: TranscribedInput) -> None:
        """Stop the dying one as soon as it has accepted a job."""
        if ended.status is not None and self.of_dying in jobs(self, "submitted"):
            self.dying.stop()

    @contextmanager
    def revived(self) -> Iterator[Emulator]:
        """The dying one again, whose jobs end."""
        with self._keeping(int(self.of_dying.rpartition(":")[2]), Seconds(0, 0)) as emulator:
            emulator.advance(timedelta(hours=1))
            yield emulator

    def _transcribe(self, recording: Any) -> str:
        name = recording.name.rpartition("/")[2]
        with self._lock:
            self.paid[name] += 1
        return f"This is {name}."

    @property
    def emulators(self) -> list[Emulator]:
        return [self.quick, self.slow, self.dying]


@pytest.fixture(scope="module")
def audio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a server that has a recording by any name."""
    content = write_recording(tmp_path_factory.mktemp("audio") / "audio.wav", seconds=1).read_bytes()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture
def site(tmp_path: Path, audio: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    # So few that a test is soon over.
    monkeypatch.setattr(resources, "_ALWAYS", 3)
    monkeypatch.setattr(resources, "_SMALLEST", 1)
    monkeypatch.setattr(submission, "SETTLING", 1.0)
    made = Site(tmp_path, audio)
    with made.quick, made.slow:
        yield made
        made.dying.stop()


Each = Callable[[TranscribedInput], object]


def run(
    site: Site,
    *emulators: Emulator,
    asynchronous: bool = False,
    each: Each = lambda ended: None,
    key: str | None = None,
    **options: Any,
) -> dict[str, TranscribedInput]:
    """Transcribe all inputs with the resources of emulators; what became of each, by name."""
    retry = RetryPolicy(attempts=1, seconds=0.3)
    given: list[dict[str, Any]] = [
        {"endpoint": each.endpoint, "key": each.key, "retry": retry, "timeout": 5} for each in emulators
    ]
    if key is not None:
        given[-1]["key"] = key
    options = {"folder": site.folder / "texts", "poll": 0.05, "concurrency": 2, **LOCALE, **options}
    inputs = options.pop("inputs", site.urls)
    ended: list[TranscribedInput] = []

    def take(one: TranscribedInput) -> None:
        ended.append(one)
        each(one)

    async def run_async() -> None:
        async with AsyncExitStack() as stack:
            clients = [await stack.enter_async_context(AsyncClient(**each)) for each in given]
            async for one in clients[0].transcriptions.transcribe_all(inputs, clients=clients[1:], **options):
                take(one)

    if asynchronous:
        asyncio.run(run_async())
    else:
        with ExitStack() as stack:
            clients = [stack.enter_context(Client(**each)) for each in given]
            for one in clients[0].transcriptions.transcribe_all(inputs, clients=clients[1:], **options):
                take(one)
    names = [Path(each.source).name for each in ended]
    assert len(names) == len(set(names)), "an input was given twice"
    return dict(zip(names, ended, strict=True))


def all_done(site: Site, ended: dict[str, TranscribedInput]) -> bool:
    return {each.status for each in ended.values()} == {"Succeeded"} and len(ended) == INPUTS


def paid_once(site: Site) -> bool:
    return set(site.paid.values()) == {1} and len(site.paid) == INPUTS


def jobs(site: Site, *states: str) -> dict[str, int]:
    """By endpoint, how many inputs its jobs have: those in some states, or all."""
    with closing(sqlite3.connect(site.folder / "texts" / ".speechtotext" / "journal.sqlite3")) as journal:
        rows = journal.execute("SELECT jobs.origin, jobs.state FROM inputs JOIN jobs USING (marker)").fetchall()
    return Counter(origin for origin, state in rows if not states or state in states)


flavours = pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])


@flavours
def test_the_quicker_a_resource_is_the_more_it_gets(site: Site, asynchronous: bool) -> None:
    ended = run(site, site.slow, site.quick, asynchronous=asynchronous)

    assert all_done(site, ended)
    assert paid_once(site)
    shares = jobs(site)
    assert sum(shares.values()) == INPUTS
    assert shares[site.quick.endpoint] > shares[site.slow.endpoint] > 0


@flavours
def test_results_that_cannot_be_fetched_for_now_hold_up_no_other_job(site: Site, asynchronous: bool) -> None:
    for emulator in (site.quick, site.slow):
        emulator.fail_next("Transcriptions_ListFiles", times=1000, status=503)

    ended = run(site, site.quick, site.slow, asynchronous=asynchronous)

    assert {(each.status, each.error_kind) for each in ended.values()} == {(None, "ServerError")}
    assert sum(jobs(site).values()) == len(ended) == INPUTS


@flavours
def test_others_take_over_what_a_dying_resource_has_not_accepted(site: Site, asynchronous: bool) -> None:
    site.dying.start()
    first = run(site, *site.emulators, asynchronous=asynchronous, each=site.die)

    # What it had accepted is not given to another: it is paid for already.
    postponed = {name for name, each in first.items() if each.status is None}
    assert 0 < len(postponed) == jobs(site)[site.of_dying] < INPUTS / 2
    assert {each.error_kind for name, each in first.items() if name in postponed} == {"TransportError"}
    assert len(first) == INPUTS

    with site.revived() as revived:
        second = run(site, site.quick, site.slow, revived, asynchronous=asynchronous)

    assert all_done(site, second)
    assert {name for name, each in second.items() if each.is_new} == postponed
    assert paid_once(site)


def test_a_later_run_without_the_client_of_a_job_says_so(site: Site) -> None:
    site.dying.start()
    first = run(site, site.quick, site.dying, each=site.die)
    postponed = {name for name, each in first.items() if each.status is None}

    second = run(site, site.quick, inputs=())
    with site.revived() as revived:
        third = run(site, revived, inputs=())

    assert {name for name, each in second.items() if each.error_kind == "NoClient"} == postponed
    assert all(site.of_dying in str(second[name].error_message) for name in postponed)
    # One client of several is enough for what is left at its resource.
    assert {name for name, each in third.items() if each.is_new and each.status == "Succeeded"} == postponed
    assert paid_once(site)


@pytest.mark.parametrize("trouble", ["unauthorized", "throttled", "refused connection"])
def test_a_resource_that_accepts_nothing_leaves_all_to_the_others(site: Site, trouble: str) -> None:
    if trouble == "refused connection":
        ended = run(site, site.quick, site.slow, site.dying)
    else:
        with site.dying:
            if trouble == "throttled":
                site.dying.fail_next(times=1000, status=429, retry_after=600)
            key = "wrong" if trouble == "unauthorized" else None
            ended = run(site, site.quick, site.slow, site.dying, key=key)

    assert all_done(site, ended)
    assert paid_once(site)
    assert set(jobs(site)) == {site.quick.endpoint, site.slow.endpoint}


@flavours
def test_local_files_of_a_resource_that_dies_are_transcribed_by_others(site: Site, asynchronous: bool) -> None:
    calls = site.folder / "calls"
    for number in range(INPUTS):
        write_recording(calls / f"{number}.wav", seconds=1, value=number)

    ended = run(site, site.dying, site.quick, asynchronous=asynchronous, inputs=calls)

    assert all_done(site, ended)
    assert paid_once(site)


@flavours
def test_the_last_file_of_a_resource_that_refuses_is_transcribed_by_another(site: Site, asynchronous: bool) -> None:
    calls = write_recording(site.folder / "calls" / "0.wav", seconds=1).parent
    with site.dying:
        for number in range(5):
            site.dying.fail_next("Transcriptions_Transcribe", status=401)
            options: dict[str, Any] = {"inputs": calls, "folder": site.folder / str(number), "concurrency": 1}
            ended = run(site, site.dying, site.quick, asynchronous=asynchronous, **options)
            assert [each.status for each in ended.values()] == ["Succeeded"]


def test_a_killed_run_goes_on_with_all_its_resources(site: Site) -> None:
    task = SharedTask(
        [(emulator.endpoint, emulator.key) for emulator in (site.slow, site.quick)],
        site.urls,
        str(site.folder / "texts"),
    )
    for moment in (0.3, 0.6, 0.9):
        victim = CONTEXT.Process(target=task.run)
        victim.start()
        time.sleep(moment)
        victim.kill()
        victim.join(LONGEST)
    last = CONTEXT.Process(target=task.run)
    last.start()
    last.join(LONGEST)

    assert last.exitcode == 0
    assert texts_of(site.folder / "texts") == {f"{number}.txt": f"This is {number}.wav.\n" for number in range(INPUTS)}
    assert paid_once(site)


def test_the_journal_holds_no_key(site: Site) -> None:
    run(site, site.slow, site.quick)

    content = (site.folder / "texts" / ".speechtotext" / "journal.sqlite3").read_bytes()
    assert site.quick.key.encode() not in content
    assert site.quick.endpoint.encode() in content


def test_clients_are_of_one_version_and_models_of_no_single_resource(site: Site) -> None:
    given: dict[str, Any] = {"endpoint": site.quick.endpoint, "key": site.quick.key}
    other: dict[str, Any] = {"endpoint": site.slow.endpoint, "key": site.slow.key}
    with Client(**given) as stt, v3_2.Client(**given) as older, Client(**other) as b:
        with pytest.raises(InvalidArgument, match=r"clients\[0\] is a .*v3_2.Client: give clients of the same"):
            stt.transcriptions.transcribe_all(
                site.urls,
                folder=site.folder / "texts",
                clients=[older],
                locale="en-US",
            )
        with pytest.raises(InvalidArgument, match="clients is a NoneType: give a list of clients"):
            stt.transcriptions.transcribe_all(site.urls, folder=site.folder / "texts", clients=cast("Any", None))
        with pytest.raises(InvalidArgument, match="belongs to one resource: with clients=, give the id of the model"):
            stt.transcriptions.transcribe_all(
                site.urls,
                folder=site.folder / "texts",
                clients=[b],
                locale="en-US",
                model=f"{site.quick.endpoint}/speechtotext/models/base/1?api-version=2025-10-15",
            )


loads = st.builds(Load, st.integers(0, 10**6), st.none() | st.floats(0.001, 1000))


@given(loads, st.lists(loads, min_size=1, max_size=5), st.integers(0, 10**6))
def test_no_resource_gets_more_than_its_share(one: Load, others: list[Load], unsent: int) -> None:
    further = further_inputs(one, others, unsent)

    together = unsent + one.inputs + sum(other.inputs for other in others)
    assert further + one.inputs <= max(100, together / 2)
    # Whoever has nothing to do gets something.
    assert one.inputs or further >= 100


@given(st.floats(0.01, 100), st.floats(0.01, 100), st.integers(1000, 10**6))
def test_a_share_grows_with_the_speed(one: float, other: float, unsent: int) -> None:
    slower, quicker = sorted((one, other))

    assert further_inputs(Load(0, slower), [Load(0, quicker)], unsent) <= further_inputs(
        Load(0, quicker), [Load(0, slower)], unsent
    )
