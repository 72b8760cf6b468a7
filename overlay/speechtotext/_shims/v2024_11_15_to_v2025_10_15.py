"""From 2024-11-15 to 2025-10-15."""

from __future__ import annotations

import json
from typing import Any

from speechtotext._errors import NotExpressible
from speechtotext_api.calls import Request

from .change import Change, NoChangeNeeded, Program, VersionStep

_NO_MODELS = "no-models-in-fast-transcription"
_NO_MODELS_WHY = "Fast transcription takes no models."
_BATCH = "Leave out models, or submit a batch transcription with a model."


def _without_models(request: Request[Any], program: Program) -> None:
    definition = (request.form or {}).get("definition")
    if not (isinstance(definition, str) and '"models"' in definition):
        return
    try:
        told = json.loads(definition)
    except (ValueError, RecursionError):
        return
    if isinstance(told, dict) and "models" in told:
        if told.pop("models"):
            raise NotExpressible(_NO_MODELS, f"In 2025-10-15 {_NO_MODELS_WHY[0].lower()}{_NO_MODELS_WHY[1:]}", _BATCH)
        request.form = {**(request.form or {}), "definition": json.dumps(told)}


STEP = VersionStep(
    "2024-11-15",
    "2025-10-15",
    (
        Change(
            name="version-2025-10-15-in-the-query",
            why="api-version is 2025-10-15.",
            covers=("version-changed info.version",),
            request="api-version, also in links and references, is 2025-10-15.",
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
        Change(
            name=_NO_MODELS,
            why=_NO_MODELS_WHY,
            covers=("property-removed TranscribeDefinition.models",),
            request="models is refused, unless it is empty, which is left out.",
            remedy=_BATCH,
            send_request={"Transcriptions_Transcribe": _without_models},
        ),
    ),
    (
        NoChangeNeeded(
            "A program of 2024-11-15 does not ask for it.",
            ("property-added TranscribeDefinition.*",),
            "To use it, move the program to 2025-10-15.",
        ),
        NoChangeNeeded(
            "What answers hold beyond 2024-11-15 is kept: values as they came.",
            ("open-enum-values-added DetailedErrorCode",),
        ),
        NoChangeNeeded(
            "An error of fast transcription is read like any other.", ("error-status-added *:transcribe *",)
        ),
    ),
)
