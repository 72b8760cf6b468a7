"""Every method, whole and with each of its requests refused: no key, token or signature in any log or error."""

from __future__ import annotations

import asyncio
import logging
import shutil
import traceback
from collections.abc import Awaitable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

import pytest
from _pytest._io.saferepr import saferepr_unlimited

from emulator.recordings import wav
from faults.cancellations.interrupted_calls import Played, play
from faults.cancellations.scenarios import (
    PREPARATIONS,
    SCENARIOS,
    TARGET_KEY,
    Scenario,
    Setting,
    prepared,
)
from faults.clients import CONTEXT
from speechtotext import IssuedToken, RetryPolicy, SpeechError, v3_2
from speechtotext._batches import planned_jobs, submission
from speechtotext.emulator import Emulator, Storage

KEY: Final = "planted-key-0123456789"
HOOK_SECRET: Final = "planted-secret-of-a-hook"
REFUSED: Final[dict[str, Any]] = {"status": 403}
FAULTS: Final[list[dict[str, Any]]] = [REFUSED, {"fault": "cut-off"}, {"status": 500}, {"fault": "wrong-json"}]
MOST: Final = 4
# What these do is told by no log of the emulator.
OF_STORAGE: Final = ["Storage_GetBlob"]


async def operations(setting: Setting) -> object:
    """The plain operations, with signed links and secrets in their bodies."""
    async with setting.client(v3_2) as stt:
        models = v3_2.models
        url = setting.urls[0]
        job = await stt.transcriptions.create(
            models.Transcription(display_name="Calls", locale="en-US", content_urls=[url])
        )
        await stt.transcriptions.update(job, models.TranscriptionUpdate(description=f"Of {url}"))
        await stt.transcriptions.list(top=1).all()
        (file, *_) = [file async for file in stt.transcriptions.list_files(setting.job)]
        await stt.transcriptions.get_file(setting.job, file)
        await stt.transcriptions.delete(await stt.transcriptions.get(job))
        hook = models.WebHook(
            display_name="Hook",
            web_url=f"{setting.emulator.endpoint}/hook?sig=planted",
            properties=models.WebHookProperties(secret=HOOK_SECRET),
            events=models.WebHookEvents(transcription_completion=True),
        )
        await stt.web_hooks.delete(await stt.web_hooks.create(hook))
        return job


def with_preparation(name: str) -> Scenario:
    """A scenario after what it needs."""

    async def both(setting: Setting) -> object:
        if name in PREPARATIONS:
            await PREPARATIONS[name](setting)
        return await SCENARIOS[name](setting)

    return both


ALL: Final[dict[str, Scenario]] = {**{name: with_preparation(name) for name in SCENARIOS}, "operations": operations}


@dataclass
class Stage:
    """An emulator in which everything is there, and the secrets that it has dealt out."""

    emulator: Emulator
    setting: Setting
    beginning: Any
    signatures: set[str]
    secrets: set[str] = field(default_factory=lambda: {KEY, TARGET_KEY, HOOK_SECRET})

    def reset(self) -> None:
        self.secrets.update(self.emulator.snapshot()["tokens"])
        self.emulator.restore(self.beginning)
        shutil.rmtree(self.setting.folder, ignore_errors=True)
        self.setting.folder.mkdir()

    def found(self, text: str) -> set[str]:
        """The secrets in a text."""
        self.secrets.update(self.emulator.snapshot()["tokens"])
        plain = unquote(text)
        return {each for each in self.secrets | self.signatures if each in text or each in plain}


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    signatures: set[str] = set()
    sign = Storage._signature

    def noted(*arguments: Any) -> str:
        signatures.add(signature := sign(*arguments))
        return signature

    with pytest.MonkeyPatch.context() as patched, Emulator(transitions="at-once", key=KEY) as emulator:
        patched.setattr(Storage, "_signature", noted)
        patched.setattr(planned_jobs, "LARGEST_JOB", 2)
        patched.setattr(submission, "SETTLING", 0.0)
        setting = prepared(emulator, tmp_path_factory.mktemp("flows"))
        yield Stage(emulator, setting, emulator.snapshot(), signatures)


@pytest.fixture(params=["sync", "async"])
def flavour(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture(params=["key", "token"])
def way_in(request: pytest.FixtureRequest) -> str:
    """What requests are let in by."""
    name: str = request.param
    return name


@pytest.fixture
def first_fault(flavour: str, way_in: str) -> int:
    """Which fault the first operation has: over all variants, each operation has each fault."""
    return 2 * (flavour == "async") + (way_in == "token")


@pytest.fixture
def setting(way_in: str, flavour: str, stage: Stage) -> Iterator[Setting]:
    """The stage with clients of a flavour that try once and are let in by a key or a token."""
    made: list[Any] = []

    def client(version: Any, key: str = KEY) -> Any:
        given: dict[str, Any] = {"key": key}
        if way_in == "token" and key == KEY:
            given = {"credential": IssuedToken(endpoint=stage.emulator.endpoint, key=key)}
        given |= {"retry": RetryPolicy(attempts=1), "rate_limit": None, "verify": CONTEXT}
        if flavour == "async":
            return version.AsyncClient(endpoint=stage.emulator.endpoint, **given)
        made.append(version.Client(endpoint=stage.emulator.endpoint, **given))
        return Played(made[-1])

    stage.reset()
    yield stage.setting._replace(client=client)
    for each in made:
        each.close()


@pytest.fixture
def every_logger(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Takes all records of all loggers of the process."""
    caplog.set_level(logging.DEBUG)
    names = list(logging.root.manager.loggerDict)
    apart = [logger for name in names if not (logger := logging.getLogger(name)).propagate]
    for name in names:
        caplog.set_level(logging.DEBUG, logger=name)
    for logger in apart:
        logger.addHandler(caplog.handler)
    yield caplog
    for logger in apart:
        logger.removeHandler(caplog.handler)


def written(records: list[logging.LogRecord]) -> str:
    """What the logs say, without that of the web server, which is in this process for the test only."""
    ours = [record for record in records if record.name.partition(".")[0] != "uvicorn"]
    return "\n".join(map(logging.Formatter("%(name)s %(message)s").format, ours))


def error_of(flavour: str, call: Awaitable[object]) -> Exception | None:
    """What a call ends with."""

    async def waited_for() -> None:
        await call

    try:
        if flavour == "async":
            asyncio.run(waited_for())
        else:
            play(call)
    except (SpeechError, AssertionError) as error:
        # A scenario asserts that everything was done, which is not so when a request is refused.
        return error
    return None


def shown(error: BaseException) -> Iterator[str]:
    """What is seen of an error that the package raises."""
    yield from (str(error), repr(error), "".join(traceback.format_exception(error)))


def locals_shown(error: BaseException | None) -> Iterator[str]:
    """The locals of the package's own frames of an error and of what led to it."""
    if error is None:
        return
    for frame, _ in traceback.walk_tb(error.__traceback__):
        if frame.f_globals.get("__name__", "").startswith("speechtotext"):
            yield from (saferepr_unlimited(value) for value in frame.f_locals.values())
    yield from locals_shown(error.__cause__)
    yield from locals_shown(error.__context__)


def requested(records: list[logging.LogRecord]) -> list[str]:
    """The operations that the emulator was asked for."""
    told = [record.getMessage().split() for record in records if record.name == "speechtotext.emulator"]
    return list(dict.fromkeys(words[1] for words in told if len(words) == 3))


@pytest.mark.parametrize("name", ALL)
def test_no_secret_is_shown(
    name: str, flavour: str, setting: Setting, stage: Stage, first_fault: int, every_logger: pytest.LogCaptureFixture
) -> None:
    whole = error_of(flavour, ALL[name](setting))

    assert whole is None
    assert {record.name.partition(".")[0] for record in every_logger.records} >= {"httpx", "httpcore"}
    assert stage.found(written(every_logger.records)) == set()
    refused = 0
    asked_for = [*requested(every_logger.records), *OF_STORAGE]
    faults = [FAULTS[(first_fault + number) % len(FAULTS)] for number in range(len(asked_for))]
    # Some methods get over other faults.
    for operation, fault in [*zip(asked_for, faults, strict=True), (asked_for[0], REFUSED)]:
        every_logger.clear()
        stage.reset()
        stage.emulator.fail_next(operation, times=MOST, **fault)
        error = error_of(flavour, ALL[name](setting))
        assert stage.found(written(every_logger.records)) == set()
        if isinstance(error, SpeechError):
            refused += 1
            assert stage.found("\n".join(shown(error))) == set()
            assert not {KEY, TARGET_KEY} & stage.found("\n".join(locals_shown(error)))
    assert refused


def test_the_secrets_are_looked_for_where_they_would_be(stage: Stage, tmp_path: Path) -> None:
    link = stage.emulator.storage.put("call.wav", wav())

    assert stage.found(link) != set()
    assert stage.found(f"Ocp-Apim-Subscription-Key: {KEY}") == {KEY}
