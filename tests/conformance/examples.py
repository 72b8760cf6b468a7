"""The official examples, and what the published Swagger file says of the operations that they belong to.

Nothing here looks at the generated code. Which operation an example belongs to is said by the published Swagger file
of every version, the dated ones too: `x-ms-examples` of an operation names the example's file.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar
from urllib.parse import quote, unquote

import pytest

from contradictions import (
    CONTRADICTIONS,
    MEMBERS_TO_AMEND,
    PARAMETERS_TO_GIVE,
    PARAMETERS_TO_LEAVE_OUT,
    PERCENT_ENCODED_FILTERS,
)
from published import published_file, swagger_document
from upstream.sources import SPEC, load_sources

Json = dict[str, Any]
T = TypeVar("T")

# How many are usually at hand, with how many answers and response bodies.
EXAMPLES = {"v3.0": 70, "v3.1": 89, "v3.2": 91, "2024-11-15": 61, "2025-10-15": 78}
ANSWERS = {"v3.0": 71, "v3.1": 90, "v3.2": 92, "2024-11-15": 62, "2025-10-15": 79}
BODIES = {"v3.0": 57, "v3.1": 74, "v3.2": 76, "2024-11-15": 51, "2025-10-15": 67}
# Further ones of the newer commits, in a folder of their own.
FURTHER: Mapping[str, frozenset[str]] = {
    "2024-11-15": frozenset(
        {
            "create_endpoint",
            "create_lid_transcription",
            "create_multispeaker_diarization_transcription",
            "create_uri_transcription",
            "get_datasets",
            "get_transcriptions",
            "transcribe_file",
            "update_transcription",
        }
    ),
    "2025-10-15": frozenset(
        {
            "get_project_datasets",
            "get_project_endpoints",
            "get_project_transcriptions",
            "transcribe_audio_url",
            "transcribe_enhanced_mode",
            "transcribe_enhanced_model_options",
        }
    ),
}
VERSIONS = tuple(EXAMPLES)

KEY_HEADER = "Ocp-Apim-Subscription-Key"
# What an example gives that is no parameter of its operation: the host (which the Swagger files spell endpoint from
# v3.1 on, the examples never), the key and the media type of the body.
NOT_OF_THE_OPERATION = frozenset({"Endpoint", KEY_HEADER, "Content-Type"})

# Form fields that are published as text and are in truth one JSON object: (operation, field) -> its model.
JSON_FIELDS = {("Transcriptions_Transcribe", "definition"): "TranscribeDefinition"}


# Examples that the Swagger file of their version does not name -> one that it does, of the same operation.
_UNNAMED = {
    ("2025-10-15", "transcribe_audio_url"): "transcribe_file",
    ("2025-10-15", "transcribe_enhanced_mode"): "transcribe_file",
}

# Operations whose names the overlay gives to methods of its own.
_RENAMED = {"Datasets_Upload": "upload_form", "Models_CopyTo": "copy_to_subscription"}


@dataclass(frozen=True, eq=False)
class Operation:
    """An operation as it is published, and the group and method of the client that it is found under."""

    version: str
    name: str
    method: str
    path: str
    base_path: str
    parameters: Mapping[str, Json]
    responses: Json
    consumes: tuple[str, ...]
    pageable: bool

    @property
    def group(self) -> str:
        return python_name(self.name.partition("_")[0])

    @property
    def verb(self) -> str:
        return _RENAMED.get(self.name) or python_name(self.name.partition("_")[2])

    def parameters_in(self, place: str) -> dict[str, Json]:
        """The parameters of one place (path, query, body, formData), by name."""
        return {name: entry for name, entry in self.parameters.items() if entry["in"] == place}


@dataclass(frozen=True, eq=False)
class Example:
    """One example file.

    Attributes:
        given: its parameters, as they stand in the file.
        parameters: the parameters that the request is made from: those of the operation among `given`, without what
            `contradictions` lists.
        answers: by status, what it answers: headers and, where there is one, the body.
    """

    version: str
    name: str
    operation: Operation
    given: Json
    parameters: Json
    answers: Mapping[int, Json]

    @property
    def id(self) -> str:
        return f"{self.version}-{self.name}"

    @property
    def answers_what_is_declared(self) -> bool:
        """Whether its answers have all members that are required, and no others than those that are declared."""
        listed = CONTRADICTIONS.get((self.version, self.name))
        return listed is None or not listed.is_of_members_that_are_answered

    @property
    def endpoint(self) -> str:
        return str(self.given["Endpoint"])

    @property
    def key(self) -> str:
        return str(self.given[KEY_HEADER])

    @property
    def body(self) -> Any:
        """What it sends as its body; None for none."""
        return next((self.parameters[name] for name in self.operation.parameters_in("body")), None)

    @property
    def form(self) -> dict[str, str]:
        """What it sends as a form."""
        return {name: self.parameters[name] for name in self.operation.parameters_in("formData") if name in self.given}

    @property
    def url_path(self) -> str:
        """The path of its URL, percent-encoded."""
        path = self.operation.path
        for name in self.operation.parameters_in("path"):
            path = path.replace(f"{{{name}}}", quote(str(self.parameters[name]), safe=""))
        return self.operation.base_path + path

    @property
    def query(self) -> dict[str, str]:
        """The query of its URL, decoded. The dated versions are told in it, also where the example does not."""
        declared = self.operation.parameters_in("query")
        query = {name: str(self.parameters[name]) for name in declared if name in self.parameters}
        return query | ({"api-version": self.version} if "api-version" in declared else {})

    @property
    def content_type(self) -> str | None:
        """The media type of its body: as it says, else as is published."""
        if "Content-Type" in self.given:
            return str(self.given["Content-Type"])
        return self.operation.consumes[0] if self.body is not None or self.form else None


@dataclass(frozen=True, eq=False)
class Answered:
    """An example with one of its answers."""

    example: Example
    status: int

    @property
    def answer(self) -> Json:
        answer: Json = self.example.answers[self.status]
        return answer

    @property
    def has_body(self) -> bool:
        return "body" in self.answer

    @property
    def body(self) -> Any:
        return self.answer["body"]

    @property
    def next_link(self) -> str | None:
        """Where the body says that the next page is."""
        is_page = self.example.operation.pageable and self.has_body
        return self.body.get("@nextLink") if is_page else None

    @property
    def id(self) -> str:
        several = len(self.example.answers) > 1
        return f"{self.example.id}-{self.status}" if several else self.example.id


def python_name(name: str) -> str:
    """The Python name of something of the API: sasValidityInSeconds is sas_validity_in_seconds."""
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
    return "self_" if name == "self" else name


def example_files(version: str) -> list[Path]:
    """The files of the examples of `version` that are at hand, by name; none without its Swagger file."""
    published = published_file(version)
    if published is None:
        return []
    if load_sources()[version].pin.examples:
        folders = [published.parent / "examples"]
    else:
        given = os.environ.get("SPEECHTOTEXT_EXAMPLES", "")
        folders = [Path(folder) / version for folder in given.split(os.pathsep) if folder]
    return sorted((file for folder in folders for file in folder.glob("*.json")), key=lambda file: file.name)


def why_not_at_hand(version: str) -> str:
    if published_file(version) is None or load_sources()[version].pin.examples:
        remedy = "run nox -s pull or set SPEECHTOTEXT_SPEC_MIRROR"
    else:
        remedy = "set SPEECHTOTEXT_EXAMPLES to the folders that have them as <version>/*.json"
    return f"{EXAMPLES[version]} examples of {version} with {BODIES[version]} response bodies not at hand: {remedy}"


def is_further(example: Example) -> bool:
    """Whether an example is of the further ones, which may not be at hand."""
    return example.name in FURTHER.get(example.version, ())


def why_further_ones_are_not_at_hand(version: str) -> str:
    remedy = f"add a folder that has them as <version>/*.json to SPEECHTOTEXT_EXAMPLES, after {os.pathsep!r}"
    return f"{len(FURTHER[version])} further examples of {version} not at hand: {remedy}"


@cache
def document(version: str) -> Json:
    """The published Swagger document of `version`, read once: not to be changed."""
    return swagger_document(version)


@cache
def operations(version: str) -> Mapping[str, Operation]:
    """The published operations of `version`, by the name of each example that belongs to one."""
    swagger = document(version)
    names = _aligned_names(version)
    base_path = swagger["x-ms-parameterized-host"]["hostTemplate"].partition("}")[2]
    found: dict[str, Operation] = {}
    for path, item in swagger["paths"].items():
        for method, entry in item.items():
            resolved = [resolve(swagger, parameter) for parameter in entry.get("parameters", ())]
            operation = Operation(
                version=version,
                name=names[entry["operationId"]],
                method=method.upper(),
                path=path,
                base_path=base_path,
                parameters={parameter["name"]: parameter for parameter in resolved},
                responses=entry["responses"],
                consumes=tuple(entry.get("consumes", ())),
                pageable="x-ms-pageable" in entry,
            )
            for reference in entry.get("x-ms-examples", {}).values():
                name = PurePosixPath(reference["$ref"]).stem
                if found.setdefault(name, operation) is not operation:
                    raise ValueError(f"{version}: example {name} belongs to two operations")
    return found


@cache
def examples(version: str) -> tuple[Example, ...]:
    """The examples of `version` that are at hand, by name."""
    return tuple(_example(version, file) for file in example_files(version))


def resolve(swagger: Json, node: Json) -> Json:
    """What a reference stands for; any other node as it is."""
    while "$ref" in node:
        _, part, name = node["$ref"].split("/")
        node = swagger[part][name]
    return node


def every_example(only: Callable[[Example], bool] = lambda example: True) -> pytest.MarkDecorator:
    """Run a test on each example, or on those that `only` picks. `test_coverage` tells which are not at hand."""
    return pytest.mark.parametrize(
        "example",
        _or_skipped(lambda version: [(example.id, example) for example in examples(version) if only(example)]),
    )


def every_answer(only: Callable[[Answered], bool] = lambda answered: True) -> pytest.MarkDecorator:
    """Run a test on each answer of each example, or on those that `only` picks."""
    return pytest.mark.parametrize(
        "answered", _or_skipped(lambda version: [(answer.id, answer) for answer in answers(version) if only(answer)])
    )


def answers(version: str) -> Iterator[Answered]:
    """Every answer of every example of `version` that is at hand."""
    for example in examples(version):
        for status in example.answers:
            yield Answered(example, status)


def _or_skipped(at_hand: Callable[[str], list[tuple[str, T]]]) -> list[Any]:
    found = [pytest.param(value, id=name) for version in VERSIONS for name, value in at_hand(version)]
    return found or [pytest.param(None, id="none", marks=pytest.mark.skip(reason="no example of any version at hand"))]


def _aligned_names(version: str) -> dict[str, str]:
    """Published operation id -> the `Group_Verb` name that the client has it under."""
    normalised = json.loads((SPEC / version / "openapi.json").read_text(encoding="utf-8"))
    entries = [entry for item in normalised["paths"].values() for entry in item.values() if "operationId" in entry]
    return {entry.get("x-published-operation-id", entry["operationId"]): entry["operationId"] for entry in entries}


def _example(version: str, file: Path) -> Example:
    content = json.loads(file.read_text(encoding="utf-8-sig"))
    example = Example(
        version=version,
        name=file.stem,
        operation=operations(version)[_UNNAMED.get((version, file.stem), file.stem)],
        given=content["parameters"],
        parameters={},
        answers={int(status): answer for status, answer in content["responses"].items()},
    )
    return replace(example, parameters=_parameters(example))


def _parameters(example: Example) -> Json:
    here = (example.version, example.name)
    parameters = {name: value for name, value in example.given.items() if name not in NOT_OF_THE_OPERATION}
    for name in PARAMETERS_TO_LEAVE_OUT.get(here, ()):
        del parameters[name]
    if example.name in PERCENT_ENCODED_FILTERS[example.version]:
        parameters["filter"] = unquote(parameters["filter"])
    for path, value in MEMBERS_TO_AMEND.get(here, {}).items():
        parameters = _amended(parameters, path.split("."), value)
    return parameters | PARAMETERS_TO_GIVE.get(here, {})


def _amended(value: Json, path: list[str], member: Any) -> Json:
    """A copy of an object with another member at a path; without it if it is None."""
    name, *further = path
    if further:
        return {**value, name: _amended(value[name], further, member)}
    return {key: each for key, each in {**value, name: member}.items() if each is not None}
