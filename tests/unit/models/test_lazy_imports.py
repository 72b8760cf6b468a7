"""An import loads what it is for: no other version, and no model or resource class before it is used."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from unit.specification import MODULES, references

each_version = pytest.mark.parametrize("version", MODULES)


def loaded_after(*lines: str) -> set[str]:
    """The modules of both packages that a fresh interpreter has loaded after these lines."""
    program = [*lines, "import sys, json", "print(json.dumps(list(sys.modules)))"]
    done = subprocess.run([sys.executable, "-c", "\n".join(program)], capture_output=True, text=True, check=True)
    return {name for name in json.loads(done.stdout) if name.startswith("speechtotext")}


def test_the_package_alone_loads_nothing_else() -> None:
    assert loaded_after("import speechtotext") == {"speechtotext"}


def test_every_name_of_the_package_is_there() -> None:
    lines = ["import speechtotext", "for name in speechtotext.__all__: getattr(speechtotext, name)"]
    assert not any(re.search(r"\.v\d", name) for name in loaded_after(*lines))


@each_version
def test_a_version_loads_no_other_version_no_model_and_no_resource_class(version: str) -> None:
    module = MODULES[version]
    loaded = loaded_after(f"from speechtotext.{module} import Client, AsyncClient, models")
    assert {name for name in loaded if re.search(r"\.v\d", name)} == {
        f"speechtotext.{module}",
        f"speechtotext_api.{module}",
        f"speechtotext_api.{module}.models",
    }


@pytest.mark.parametrize("name", ["Transcription", "FileLinks", "Status", "DatasetUpdate", "WebHook"])
def test_a_model_loads_what_it_is_made_of(name: str) -> None:
    package = "speechtotext_api.v3_2.models."
    loaded = loaded_after("from speechtotext.v3_2 import models", f"models.{name}")
    modules = {entry.removeprefix(package) for entry in loaded if entry.startswith(package)}
    assert modules == {re.sub(r"(?<!^)(?=[A-Z])", "_", entry).lower() for entry in references("v3.2", name)}


def test_a_client_loads_no_group_before_it_is_used() -> None:
    lines = ["from speechtotext.v3_2 import Client", "stt = Client(region='westeurope', key='key')"]
    assert not [name for name in loaded_after(*lines) if ".api" in name]


def test_a_group_that_is_used_loads_no_other_group() -> None:
    lines = ["from speechtotext.v3_2 import Client", "Client(region='westeurope', key='key').web_hooks"]
    loaded = {name for name in loaded_after(*lines) if ".api." in name}
    assert loaded == {"speechtotext_api.v3_2.api.web_hooks"}


def test_no_other_package_is_loaded_than_httpx_brings_and_attrs() -> None:
    lines = ["import httpx, attrs, sys", "before = set(sys.modules)", "import speechtotext.v3_2"]
    lines += ["from speechtotext.v3_2 import models", "models.Transcription"]
    program = [*lines, "print(*{name.partition('.')[0] for name in set(sys.modules) - before})"]
    done = subprocess.run([sys.executable, "-c", "\n".join(program)], capture_output=True, text=True, check=True)
    further = set(done.stdout.split()) - set(sys.stdlib_module_names)
    assert further == {"speechtotext", "speechtotext_api"}


def test_reading_results_loads_its_decoder_and_saving_subtitles_the_widths_of_characters() -> None:
    loads = [
        ("import speechtotext.v3_2", []),
        ("from speechtotext import TranscriptionResult", ["msgspec"]),
        ("TranscriptionResult.from_bytes(b'{\"recognizedPhrases\": []}').to_text('csv')", ["msgspec"]),
        ("TranscriptionResult.from_bytes(b'{\"recognizedPhrases\": []}').to_text('vtt')", ["msgspec", "wcwidth"]),
    ]
    program = "import sys\n" + "\n".join(
        f"{line}\nassert [name for name in ('msgspec', 'wcwidth') if name in sys.modules] == {loaded}"
        for line, loaded in loads
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_model_is_the_same_object_each_time() -> None:
    from speechtotext import v3_2
    from speechtotext.v3_2 import models
    from speechtotext_api.v3_2.models.transcription import Transcription

    assert models.Transcription is models.Transcription is v3_2.models.Transcription is Transcription


def test_the_models_are_listed_before_they_are_loaded() -> None:
    lines = ["from speechtotext.v3_2 import models", "assert 'Transcription' in dir(models)"]
    assert "speechtotext_api.v3_2.models.transcription" not in loaded_after(*lines)


@each_version
def test_every_listed_model_is_there(version: str) -> None:
    program = (
        f"from speechtotext.{MODULES[version]} import models\n"
        "assert dir(models) == sorted(models.__all__)\n"
        "assert all(getattr(models, name) is getattr(models, name) for name in dir(models))\n"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_an_unknown_model_is_told_in_a_sentence() -> None:
    from speechtotext.v2025_10_15 import models

    with pytest.raises(AttributeError, match=r"^API version 2025-10-15 has no model 'Trancsription'"):
        getattr(models, "Trancsription")  # noqa: B009


def test_an_unknown_model_cannot_be_imported() -> None:
    with pytest.raises(ImportError, match="Trancsription"):
        exec("from speechtotext_api.v3_2.models import Trancsription")


def test_a_star_import_gives_all_models() -> None:
    lines = ["from speechtotext_api.v3_2.models import *", "assert Transcription and Status"]
    assert "speechtotext_api.v3_2.models.transcription" in loaded_after(*lines)
