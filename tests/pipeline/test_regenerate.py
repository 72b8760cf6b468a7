"""The regeneration as a whole: the same bytes from the same input, nothing left over, a new version without code."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from build_error import BuildError
from generating.owned_files import METHODS_FOLDER, SHIMS_FOLDER, owned_files
from pipeline.projects import AWKWARD, Project
from published import requires_published, swagger_document
from regenerate import main
from upstream.sources import ROOT, load_sources


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path)
    project.publish("v9", AWKWARD)
    return project


@pytest.fixture
def copy_of_spec(tmp_path: Path) -> Path:
    """The project's own spec/, without published files, and what else clients are made of."""
    for folder in ("spec", METHODS_FOLDER, SHIMS_FOLDER):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def _contents(root: Path) -> dict[str, bytes]:
    return {file.as_posix(): (root / file).read_bytes() for file in owned_files(root)}


def test_the_committed_spec_alone_gives_the_committed_clients_byte_for_byte(copy_of_spec: Path) -> None:
    assert main(["--offline", "--root", str(copy_of_spec)]) == 0

    assert _contents(copy_of_spec) == _contents(ROOT)


def test_two_runs_give_the_same_bytes(project: Project, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = Project(tmp_path_factory.mktemp("other"))
    other.publish("v9", AWKWARD)

    project.regenerate()
    other.regenerate()

    assert _contents(project.root) == _contents(other.root)


def test_a_second_run_has_nothing_to_do(project: Project) -> None:
    project.regenerate()

    assert project.regenerate() == "Nothing to do: 1 versions are up to date"


def test_an_edited_file_is_made_anew(project: Project) -> None:
    project.regenerate()
    before = _contents(project.root)
    model = project.root / "generated" / "speechtotext_api" / "v9" / "models" / "root.py"
    model.write_text("edited")

    project.regenerate()

    assert _contents(project.root) == before


def test_files_of_a_version_that_is_gone_are_removed(project: Project) -> None:
    project.publish("v10", AWKWARD)
    project.regenerate()
    sources = project.root / "spec" / "sources.toml"
    sources.write_text(sources.read_text().partition('[versions."v10"]')[0])

    project.regenerate()

    assert not [path for path in _contents(project.root) if "v10" in path]
    assert not (project.root / "generated" / "speechtotext_api" / "v10").exists()


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda folder: (folder / "root.py").write_text("edited"), "differs: generated/.*/models/root.py"),
        (lambda folder: (folder / "root.py").unlink(), "missing: generated/.*/models/root.py"),
        (lambda folder: (folder / "left_over.py").write_text(""), "orphan: generated/.*/models/left_over.py"),
    ],
    ids=["edited", "missing", "orphan"],
)
def test_check_names_what_is_not_as_generated_and_changes_nothing(project: Project, spoil, says: str) -> None:  # type: ignore[no-untyped-def]
    project.regenerate()
    spoil(project.root / "generated" / "speechtotext_api" / "v9" / "models")
    before = _contents(project.root)

    with pytest.raises(BuildError) as caught:
        project.regenerate(check=True)

    assert re.search(says, str(caught.value))
    assert _contents(project.root) == before


def test_missing_words_are_a_problem_that_names_them(project: Project) -> None:
    with pytest.raises(BuildError, match=r"has no words for \d+ name.*--without-wording"):
        project.regenerate(without_wording=False)


def test_words_for_what_no_version_has_are_a_problem(copy_of_spec: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (copy_of_spec / "spec" / "wording" / "models.toml").open("a") as words:
        words.write('\n[Transscription]\ndescription = "A misspelt model."\n')

    assert main(["--offline", "--check", "--root", str(copy_of_spec)]) == 1

    assert "no version has: 1 name(s): models.toml.Transscription.description" in capsys.readouterr().err


def test_changed_words_show_as_drift(copy_of_spec: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for file in owned_files(ROOT):
        (copy_of_spec / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / file, copy_of_spec / file)
    words = copy_of_spec / "spec" / "wording" / "models.toml"
    words.write_text(words.read_text().replace("Display name. It need not be unique.", "Name that people read."))

    assert main(["--offline", "--check", "--root", str(copy_of_spec)]) == 1

    assert "differs: generated/speechtotext_api/" in capsys.readouterr().err


def test_every_operation_model_and_property_has_a_description() -> None:
    lacking = []
    for version in load_sources():
        document = json.loads((ROOT / "spec" / version / "openapi.json").read_text())
        for name, schema in document["components"]["schemas"].items():
            named = {name: schema} | {f"{name}.{key}": entry for key, entry in schema.get("properties", {}).items()}
            lacking += [f"{version} {key}" for key, entry in named.items() if not entry.get("description")]
        for path, item in document["paths"].items():
            lacking += [f"{version} {method} {path}" for method, entry in item.items() if not entry.get("summary")]
    assert lacking == []


def test_awkward_names_and_shapes_come_out_usable(project: Project) -> None:
    project.regenerate()

    printed = project.run(
        "import json, httpx\n"
        "from speechtotext.v9 import Client, models\n"
        "sent = []\n"
        "thing = {'self': 'https://x/things/1', 'class': '1st', 'born': None, 'list': [[1, 2.5]], 'anything': 3,\n"
        "         'untyped map': {'a': [1]}, 'maps': {'m': {'self': 's', 'class': 'new'}},\n"
        "         'inline': {'from': 'f', '@id': 'i'}, 'sealed': {'x': 'y'}}\n"
        "def answer(request):\n"
        "    sent.append(request)\n"
        "    return httpx.Response(200, json={'value': [thing]} if request.url.path.endswith('things') else thing)\n"
        "stt = Client(endpoint='https://x', key='k', http_client=httpx.Client(transport=httpx.MockTransport(answer)))\n"
        "(found,) = stt.things.list(filter='a eq b', kinds=['x', 'y'], deep=True, if_match='*')\n"
        "assert found.to_dict() == thing, found.to_dict()\n"
        "assert found.class_ is models.Grade.VALUE_1ST and found.maps['m'].class_ == 'new'\n"
        "assert found.list_ == [[1, 2.5]] and found.inline.from_ == 'f' and found.self_\n"
        "assert stt.things.get(found).to_dict() == thing\n"
        "print(sent[0].url, sent[0].headers['If-Match'])\n"
        "print(sent[1].url.path, sorted(models.Grade.__members__))\n"
    )

    assert printed.splitlines() == [
        "https://x/speechtotext/things?api-version=v9&filter=a+eq+b&kinds=x%2Cy&deep=true *",
        "/speechtotext/things/1 ['A_B', 'A_B_2', 'NONE', 'VALUE_1ST']",
    ]


@requires_published
def test_a_new_version_needs_an_entry_and_no_code(tmp_path: Path) -> None:
    """A later version as it might come: an operation, a property and an enum value that no other version has."""
    swagger = swagger_document("2025-10-15")
    copied = json.loads(json.dumps(swagger))
    copied["paths"]["/transcriptions/{id}:pause"] = {"post": copied["paths"]["/webhooks/{id}:ping"]["post"] | {}}
    copied["paths"]["/transcriptions/{id}:pause"]["post"]["operationId"] = "Transcriptions_Pause"
    copied["definitions"]["Status"]["enum"].append("Paused")
    copied["definitions"]["Transcription"]["properties"]["pausedDateTime"] = {"type": "string", "format": "date-time"}
    project = Project(tmp_path)
    project.publish("2026-12-01-preview", copied)

    project.regenerate()

    printed = project.run(
        "import httpx\n"
        "from speechtotext.v2026_12_01_preview import API_VERSION, Client, models\n"
        "sent = []\n"
        "def answer(request):\n"
        "    sent.append(request)\n"
        "    return httpx.Response(202)\n"
        "stt = Client(endpoint='https://x', key='k', http_client=httpx.Client(transport=httpx.MockTransport(answer)))\n"
        "stt.transcriptions.pause('7')\n"
        "print(API_VERSION, models.Status.PAUSED, sent[0].method, sent[0].url)\n"
    )
    assert printed.strip() == (
        "2026-12-01-preview Paused POST https://x/speechtotext/transcriptions/7:pause?api-version=2026-12-01-preview"
    )
