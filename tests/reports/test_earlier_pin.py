"""The two pins of v3.0: every difference of the wire is told, and apart from that what only reads otherwise."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from differences.compare import compare_documents
from differences.documents import LoadedDocument, load_document
from differences.report import Entry, Layer
from published_walk import changes
from upstream.sources import CACHE, Pin, load_sources

NOW, EARLIER = load_sources()["v3.0"].pin, load_sources()["v3.0"].earlier[0]


def published(pin: Pin) -> Path | None:
    mirror = os.environ.get("SPEECHTOTEXT_SPEC_MIRROR")
    candidates = [pin.cached(CACHE), *([Path(mirror) / pin.location] if mirror else [])]
    return next((file for file in candidates if file.is_file()), None)


pytestmark = pytest.mark.skipif(
    published(NOW) is None or published(EARLIER) is None,
    reason="the published files of both pins are not at hand: run nox -s pull or set SPEECHTOTEXT_SPEC_MIRROR",
)


def swagger(pin: Pin) -> dict[str, Any]:
    file = published(pin)
    assert file is not None
    document: dict[str, Any] = json.loads(file.read_text(encoding="utf-8-sig"))
    return document


@cache
def loaded(name: str) -> LoadedDocument:
    return load_document(name, cache=CACHE)


@cache
def entries(layer: Layer) -> list[Entry]:
    report = compare_documents(loaded("v3.0@3ffc36f7"), loaded("v3.0@1c0fd99e"))
    return [entry for entry in report.entries if entry.layer is layer]


def test_the_differences_on_the_wire() -> None:
    assert [(str(entry.severity), entry.rule, entry.subject) for entry in entries(Layer.WIRE)] == [
        ("breaking", "header-removed", "header Retry-After"),
        ("breaking", "property-removed", "ServiceHealth.components"),
        ("breaking", "property-removed", "ServiceHealth.status"),
        ("compatible", "error-status-unnamed", "error statuses"),
        ("compatible", "security-relaxed", "security"),
        ("compatible", "extension-changed", "x-ms-error-response"),
        ("compatible", "extension-changed", "x-ms-parameter-location"),
        ("compatible", "property-added", "Error.code"),
        ("compatible", "property-added", "Error.details"),
        ("compatible", "property-added", "Error.innerError"),
        ("compatible", "property-added", "Error.target"),
        ("compatible", "property-no-longer-read-only", "ServiceHealth.message"),
    ]


def test_an_error_that_is_named_no_longer_is_what_stands_for_it_now() -> None:
    (unnamed,) = [entry for entry in entries(Layer.WIRE) if entry.rule == "error-status-unnamed"]

    assert len(unnamed.operations) == 69
    assert set((unnamed.before or "").split(", ")) == {"400", "401", "403", "404", "409", "415", "429", "503"}
    assert unnamed.after == "default"


def test_an_independent_walk_finds_nothing_else() -> None:
    """Statuses apart, which the entry above tells of, the walk finds security alone: inline enums only got names."""
    found = changes(swagger(EARLIER), swagger(NOW), {}, {})

    kinds = {change.kind for change in found}

    assert kinds == {"answer added", "answer removed", "security changed"}


def test_words_are_told_apart_and_located_but_not_quoted() -> None:
    words = entries(Layer.WORDS)

    assert len(words) == 58
    for entry in words:
        assert entry.before is None
        assert entry.after is None
        assert all(place is None or place.line is not None for place in (entry.old, entry.new))


def test_the_same_pin_by_version_and_by_commit_is_the_same_document() -> None:
    assert compare_documents(loaded("v3.0"), loaded("v3.0@1c0fd99e")).entries == ()
    assert loaded("v3.0@1c0fd99e").about.commit == NOW.commit
