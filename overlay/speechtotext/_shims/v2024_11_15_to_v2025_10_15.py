"""From 2024-11-15 to 2025-10-15."""

from __future__ import annotations

import json
from typing import Any, Final

from speechtotext_api.calls import Request

from .change import Change, NoChangeNeeded, Program, VersionStep
from .urls import address_in

_NEWER_URL: Final = address_in("2025-10-15", usually="2024-11-15")


def _with_newer_models(request: Request[Any], program: Program) -> None:
    """Write the URLs of models as 2025-10-15 does; they stand in the text of a form field."""
    definition = (request.form or {}).get("definition")
    if not (isinstance(definition, str) and '"models"' in definition):
        return
    try:
        members = json.loads(definition)
    except (ValueError, RecursionError):
        return
    models = members.get("models") if isinstance(members, dict) else None
    if isinstance(models, dict):
        members["models"] = {locale: _NEWER_URL(url) if isinstance(url, str) else url for locale, url in models.items()}
        request.form = {**(request.form or {}), "definition": json.dumps(members)}


STEP = VersionStep(
    "2024-11-15",
    "2025-10-15",
    (
        Change(
            name="version-2025-10-15-in-the-query",
            why="api-version is 2025-10-15.",
            covers=("version-changed info.version",),
            request="api-version, also in links and references, is 2025-10-15.",
            send_request={"Transcriptions_Transcribe": _with_newer_models},
            response="In self, links, references, @nextLink, Location and Operation-Location it is 2024-11-15 again.",
        ),
        Change(
            name="projects-again",
            why="There are projects again, and entities refer to them.",
            covers=("operation-added *projects*", "property-added *.project"),
            request="A program of v3.x that uses projects does so as before.",
            response="Projects no longer count what is in them: properties is None.",
            restores=("no-projects", "no-references-to-projects"),
        ),
    ),
    (
        NoChangeNeeded(
            "A program of 2024-11-15 does not use it.",
            ("property-added TranscribeDefinition.*",),
            "To use it, move the program to 2025-10-15.",
        ),
        NoChangeNeeded(
            "A program of 2024-11-15 always sends the audio.",
            ("body-became-optional *:transcribe body", "property-became-optional *:transcribe body.audio"),
        ),
    ),
)
