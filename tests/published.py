"""Where the published Swagger files are, for the tests that read them: the cache, else a mirror folder."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from upstream.sources import CACHE, load_sources

VERSIONS = tuple(load_sources())
_REMEDY = "run nox -s pull or set SPEECHTOTEXT_SPEC_MIRROR"


def published_file(version: str) -> Path | None:
    """The published file of `version` at its pin, or None when neither cache nor mirror has it."""
    pin = load_sources()[version].pin
    mirror = os.environ.get("SPEECHTOTEXT_SPEC_MIRROR")
    candidates = [pin.cached(CACHE), *([Path(mirror) / pin.location] if mirror else [])]
    return next((file for file in candidates if file.is_file()), None)


def swagger_document(version: str) -> dict[str, Any]:
    """Return the published Swagger 2.0 document of `version`, read anew at every call; skip the test without it."""
    file = published_file(version)
    if file is None:
        pytest.skip(f"the published Swagger file of {version} is missing: {_REMEDY}", allow_module_level=True)
    document: dict[str, Any] = json.loads(file.read_text(encoding="utf-8-sig"))
    return document


requires_published = pytest.mark.skipif(
    any(published_file(version) is None for version in VERSIONS),
    reason=f"the published Swagger files are missing: {_REMEDY}",
)
