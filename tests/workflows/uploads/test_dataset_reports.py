"""`datasets.report`: what was rejected of a dataset and why; a failed dataset shows it."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from speechtotext import DatasetReport, FileError, JobFailed, RejectedLine, v3_0, v3_1, v3_2, v2024_11_15, v2025_10_15
from speechtotext.emulator import Emulator
from unit.flavours import ID, ORIGIN, Flavour

VERSIONS = (v3_0, v3_1, v3_2, v2024_11_15, v2025_10_15)
DATASET = {
    "self": f"{ORIGIN}/speechtotext/v3.2/datasets/{ID}",
    "displayName": "Words",
    "locale": "en-US",
    "kind": "Pronunciation",
    "status": "Failed",
    "properties": {"error": {"code": "DataImportFailed", "message": "No line can be used."}},
}


class Service:
    """A failed dataset, its files, and the storage they lie in."""

    def __init__(self, report: bytes | None) -> None:
        self._report = report

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if "blob" in request.url.host:
            return httpx.Response(200, content=self._report)
        if request.url.path.endswith("/files"):
            link = {"contentUrl": "https://store.blob.core.windows.net/c/report.json?sig=SECRET"}
            file = {"self": f"{DATASET['self']}/files/1", "name": "report.json", "kind": "DatasetReport", "links": link}
            return httpx.Response(200, json={"values": [] if self._report is None else [file]})
        return httpx.Response(200, json=DATASET)


def report_of(flavour: Flavour, content: Any) -> DatasetReport:
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    report: DatasetReport = flavour.client(v3_2.Client, Service(data)).datasets.report(ID)
    return report


@pytest.mark.parametrize(
    ("content", "counts", "shown"),
    [
        (
            {"acceptedLineCount": 3, "rejectedLineCount": 1, "errors": ["Line 4 is not a word and its pronunciation."]},
            (3, 1),
            ["Line 4 is not a word and its pronunciation."],
        ),
        (
            {"AcceptedLines": 0, "Details": [{"LineNumber": 7, "Text": "abc", "ErrorMessage": "Too short."}]},
            (0, None),
            ["line 7: abc: Too short."],
        ),
        (
            {"rejected": [{"file": "a.wav", "reason": "No text."}, {"other": 1}, None, ""]},
            (None, None),
            ["a.wav: No text."],
        ),
        (["Line 2: bad"], (None, None), ["Line 2: bad"]),
        (b"\xef\xbb\xbfLine 2: bad\r\n\r\nLine 9: worse\r\n", (None, None), ["Line 2: bad", "Line 9: worse"]),
        ({}, (None, None), []),
        (b"", (None, None), []),
    ],
)
def test_a_report_of_whatever_form_tells_what_was_rejected(
    flavour: Flavour, content: Any, counts: tuple[int | None, int | None], shown: list[str]
) -> None:
    report = report_of(flavour, content)
    assert (report.accepted, report.rejected) == counts
    assert [str(line) for line in report.rejections] == shown


@pytest.mark.parametrize("content", [b"{", b"<html>", b"\xff\xfe\x00"])
def test_a_file_that_is_no_report_is_told(flavour: Flavour, content: bytes) -> None:
    with pytest.raises(FileError, match="This is not the report of a dataset"):
        report_of(flavour, content)


def test_a_dataset_without_a_report_says_so(flavour: Flavour) -> None:
    with pytest.raises(FileError, match="has no report"):
        flavour.client(v3_2.Client, Service(None)).datasets.report(ID)


def test_a_failed_dataset_shows_its_report(flavour: Flavour) -> None:
    content = {"rejectedLineCount": 12, "errors": ["Line 4 holds https://a.example/?sig=SECRET twice."]}
    client = flavour.client(v3_2.Client, Service(json.dumps(content).encode()))
    with pytest.raises(JobFailed) as caught:
        client.datasets.wait(ID)
    assert str(caught.value).endswith(
        "has failed (DataImportFailed: No line can be used). "
        "Rejected: 12; the first: Line 4 holds https://a.example/?sig=*** twice."
    )
    again = pickle.loads(pickle.dumps(caught.value))
    assert again.dataset_report == caught.value.dataset_report
    assert again.dataset_report.rejections == (RejectedLine("Line 4 holds https://a.example/?sig=*** twice.", 4),)


@pytest.mark.parametrize("content", [None, b"{"])
def test_a_failed_dataset_is_told_also_where_its_report_cannot_be_had(flavour: Flavour, content: bytes | None) -> None:
    with pytest.raises(JobFailed, match=r"No line can be used\)\.$") as caught:
        flavour.client(v3_2.Client, Service(content)).datasets.wait(ID)
    assert caught.value.dataset_report is None


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator(transitions="at-once") as emulator:
        yield emulator


@pytest.mark.parametrize("version", VERSIONS[2:])
def test_the_emulator_tells_why_a_dataset_failed(emulator: Emulator, tmp_path: Path, version: Any) -> None:
    path = tmp_path / "words.txt"
    path.write_text("no tab here\nnor here\n")
    with version.Client(endpoint=emulator.endpoint, key=emulator.key) as client:
        dataset = client.datasets.upload(path, kind="Pronunciation", locale="en-US", display_name="Words")
        with pytest.raises(JobFailed, match=r"Rejected: 2; the first: Line 1 is not a word") as caught:
            client.datasets.wait(dataset, timeout=10, poll=0)
        report = client.datasets.report(dataset)
    assert report.rejected == 2
    assert [line.line for line in report.rejections[:2]] == [1, 2]
    assert caught.value.dataset_report == report


@pytest.mark.parametrize("version", VERSIONS)
def test_every_version_has_it(version: Any) -> None:
    for kind in (version.Client, version.AsyncClient):
        assert callable(kind(region="westeurope", key="k").datasets.report)
