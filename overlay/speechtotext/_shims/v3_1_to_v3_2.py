"""From v3.1 to v3.2."""

from __future__ import annotations

from typing import Any

from speechtotext_api.calls import Request

from .change import Change, Flow, Json, NoChangeNeeded, Program, VersionStep


def _copy_to(links: Json) -> None:
    if isinstance(url := links.pop("copy", None), str):
        links["copyTo"] = url.replace(":copy", ":copyto")


def _copy_by_authorization(request: Request[Any], program: Program) -> Flow:
    # Here, because it is slow to import and rarely needed.
    from .model_copies import copy_by_authorization

    return copy_by_authorization(request, program)


STEP = VersionStep(
    "v3.1",
    "v3.2",
    (
        Change(
            name="version-3.2-in-the-path",
            why="The path of every URL contains v3.2.",
            covers=("version-changed info.version", "base-path-changed servers"),
            request="Paths, links and references contain v3.2.",
            response="self, links, references, @nextLink, Location and Operation-Location contain v3.1 again.",
        ),
        Change(
            name="copy-by-authorization",
            why="A model is copied with an authorization of the target resource, no longer with its key.",
            covers=("operation-removed POST /models/{id}:copyto",),
            request=":copyto becomes :authorizecopy at the target, then :copy; the call waits until the copy ends.",
            response="The new model, as :copyto returned it.",
            remedy=(
                "Name this resource and the target: "
                "api_version=Migration(to=…, resource_id=…, copy_targets={KEY: Client(…)})."
            ),
            flows={"Models_CopyTo": _copy_by_authorization},
        ),
        Change(
            name="link-to-copy",
            why="The link for copying a model is called copy.",
            covers=("property-removed CustomModelLinks.copyTo", "property-added CustomModelLinks.copy"),
            response="links.copy becomes links.copyTo.",
            read={"CustomModelLinks": _copy_to},
        ),
        Change(
            name="no-health-status",
            why="From v3.2 on there is no /healthstatus.",
            covers=("operation-removed GET /healthstatus",),
            request="Refused.",
            remedy="Take any response as a sign of health, such as that of models.list_supported_locales.",
            gone=("ServiceHealth_Get",),
        ),
    ),
    (
        NoChangeNeeded(
            "What answers hold beyond v3.1 is kept: values as they came, members in additional_properties.",
            ("property-added *", "open-enum-values-added *", "type-widened ModelManifest.properties*"),
        ),
        NoChangeNeeded(
            "The service returned them before, too, and never accepted them in requests.",
            ("property-became-read-only *",),
        ),
        NoChangeNeeded(
            "A program of v3.1 does not use it.",
            ("operation-added *",),
            "To use it, move the program to a newer version.",
        ),
    ),
)
