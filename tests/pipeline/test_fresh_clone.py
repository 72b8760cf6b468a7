"""A further version on a fresh clone: one entry, one update, one build; everything knows it, nothing else changes."""

from __future__ import annotations

import copy
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from published import requires_published, swagger_document
from upstream.fetch import MIRROR_VARIABLE
from upstream.sources import CACHE, ROOT, load_sources

pytestmark = [requires_published, pytest.mark.timeout(280)]

Json = dict[str, Any]

VERSION, PACKAGE, COMMIT = "2026-05-15-preview", "v2026_05_15_preview", "b" * 40
PATH = f"specification/Speech/SpeechToText/preview/{VERSION}/speechtotext.json"
ENTRY = f"""\
[versions."{VERSION}"]
state = "Preview."
repository = "owner/specs"
path = "{PATH}"

"""
PROGRAM = f"""
from speechtotext import SpeechError
from speechtotext.emulator import Emulator
from speechtotext.{PACKAGE} import Client, models
from speechtotext.v2025_10_15 import Client as Older
with Emulator(port=None) as emulator:
    options = {{"endpoint": emulator.endpoint, "key": emulator.key, "http_client": emulator.http_client()}}
    client = Client(**options)
    made = client.projects.create(models.Project(display_name="Calls", locale="en-US"))
    print(made.self_.rpartition("?")[2], [project.display_name for project in client.projects.list()])
    try:
        client.glossaries.get("6c8d8b7e-1111-4222-8333-000000000001")
    except SpeechError as error:
        print(str(error).partition(" (")[0])
    try:
        Older(**options, api_version="{VERSION}")
    except SpeechError as error:
        print(type(error).__name__, "{VERSION}" in str(error))
"""


def changed() -> Json:
    """The latest version with a group, a property and a value more, and a property less."""
    document = copy.deepcopy(swagger_document("2025-10-15"))
    document["info"]["version"] = VERSION
    paths, definitions = document["paths"], document["definitions"]
    definitions["Glossary"] = {
        "type": "object",
        "required": ["displayName"],
        "properties": {
            "self": {"type": "string", "format": "uri", "readOnly": True},
            "displayName": {"type": "string"},
            "terms": {"type": "array", "items": {"type": "string"}},
        },
    }
    for path, verb in (("/glossaries/{id}", "Get"), ("/glossaries/{id}:latest", "GetLatest")):
        operation = copy.deepcopy(paths["/transcriptions/{id}"]["get"])
        operation |= {"tags": ["Glossaries"], "operationId": f"Glossaries_{verb}"}
        operation["responses"]["200"]["schema"] = {"$ref": "#/definitions/Glossary"}
        operation.pop("x-ms-examples", None)
        paths[path] = {"get": operation}
    properties = definitions["TranscriptionProperties"]["properties"]
    properties["glossary"] = {"type": "string"}
    del properties["destinationContainerUrl"]
    return document


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", MIRROR_VARIABLE)}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=kept | environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone with what is committed, the entry in the middle of the file, updated and built."""
    folder = tmp_path_factory.mktemp("fresh")
    clone, mirror = folder / "clone", folder / "mirror"
    run("git", "clone", "--quiet", ROOT, clone, cwd=folder)
    for version in load_sources().values():
        for pin in version.pins:
            target = pin.cached(clone / ".spec-cache")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copytree(pin.cached(CACHE).parent, target.parent, dirs_exist_ok=True)
    published = mirror / "owner/specs" / COMMIT / PATH
    published.parent.mkdir(parents=True)
    published.write_text(json.dumps(changed()))
    sources = clone / "spec" / "sources.toml"
    sources.write_text(sources.read_text().replace('[versions."v3.2"]', f'{ENTRY}[versions."v3.2"]'))
    pull = (sys.executable, "scripts/pull.py", "--mirror", mirror)
    run(*pull, "--update", VERSION, "--commit", COMMIT, cwd=clone)
    run(sys.executable, "scripts/regenerate.py", "--without-wording", "--mirror", mirror, cwd=clone)
    return clone


@pytest.fixture(scope="module")
def installed(clone: Path) -> Path:
    """What the wheel installs."""
    run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", cwd=clone)
    (wheel,) = (clone / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(clone.parent / "installed")
    return clone.parent / "installed"


def test_only_what_belongs_to_the_version_changes(clone: Path) -> None:
    assert set(run("git", "status", "--porcelain", cwd=clone).splitlines()) == {
        " M generated/speechtotext_api/versions.py",
        " M spec/sources.toml",
        f"?? generated/speechtotext_api/{PACKAGE}/",
        f"?? overlay/speechtotext/_generated/{PACKAGE}/",
        f"?? overlay/speechtotext/{PACKAGE}.py",
        f"?? spec/{VERSION}/",
        f"?? spec/reports/2025-10-15-to-{VERSION}.md",
    }


def test_the_report_of_its_neighbour_tells_what_changed(clone: Path) -> None:
    report = (clone / "spec" / "reports" / f"2025-10-15-to-{VERSION}.md").read_text(encoding="utf-8")

    assert "2 operations of <code>/glossaries/{id}</code> were added." in report
    assert "- `TranscriptionProperties.destinationContainerUrl` was removed from requests and responses." in report


def test_a_second_build_has_nothing_to_do(clone: Path) -> None:
    command = (sys.executable, "scripts/regenerate.py", "--without-wording", "--mirror", clone.parent / "mirror")

    assert run(*command, cwd=clone).startswith("Nothing to do: 6 versions are up to date")


def test_client_and_emulator_of_the_wheel_know_it(installed: Path, tmp_path: Path) -> None:
    assert run(sys.executable, "-c", PROGRAM, cwd=tmp_path, PYTHONPATH=str(installed)).splitlines() == [
        f"api-version={VERSION} ['Calls']",
        f"Glossaries_Get was answered with HTTP 501: The emulator does not implement Glossaries_Get of {VERSION}",
        "ConfigurationError True",
    ]


def test_the_command_line_of_the_wheel_knows_it(installed: Path, tmp_path: Path) -> None:
    command = (sys.executable, "-c", "from speechtotext.cli import main; main()", "versions")

    assert VERSION in run(*command, cwd=tmp_path, PYTHONPATH=str(installed), COLUMNS="200")
