"""From v3.0 to v3.1."""

from __future__ import annotations

from collections.abc import Callable

from speechtotext._errors import NotExpressible

from .change import Change, Json, MoveObject, NoChangeNeeded, Program, VersionStep

_NO_EMPTY_NAMES = "no-empty-names"
_TEXT_NEEDED = "Give it a text that is not empty."


def _with_slash(*actions: str) -> Callable[[Json], None]:
    def move(links: Json) -> None:
        for action in actions:
            if isinstance(url := links.get(action), str):
                links[action] = url.replace(f":{action.lower()}", f"/{action.lower()}")

    return move


def _not_empty(*names: str) -> MoveObject:
    def check(value: Json, program: Program) -> None:
        for name in names:
            if value.get(name) == "":
                raise NotExpressible(_NO_EMPTY_NAMES, f"From v3.1 on {name} cannot be empty.", _TEXT_NEEDED)

    return check


STEP = VersionStep(
    "v3.0",
    "v3.1",
    (
        Change(
            name="version-3.1-in-the-path",
            why="The path of every URL contains v3.1.",
            covers=("version-changed info.version", "base-path-changed servers"),
            request="Paths, links and references contain v3.1.",
            response="self, links, references, @nextLink, Location and Operation-Location contain v3.0 again.",
        ),
        Change(
            name="actions-after-a-colon",
            why="The action on a model or web hook follows a colon, no longer a slash.",
            covers=(
                "operation-moved POST /models/{id}/copyto",
                "operation-moved POST /webhooks/{id}/ping",
                "operation-moved POST /webhooks/{id}/test",
            ),
            request="/copyto, /ping and /test become :copyto, :ping and :test.",
            response="Links to them are written with a slash again.",
            paths={
                "Models_CopyTo": ("/copyto", ":copyto"),
                "WebHooks_Ping": ("/ping", ":ping"),
                "WebHooks_Test": ("/test", ":test"),
            },
            read={"CustomModelLinks": _with_slash("copyTo"), "WebHookLinks": _with_slash("ping", "test")},
        ),
        Change(
            name=_NO_EMPTY_NAMES,
            why="displayName, locale and targetSubscriptionKey cannot be empty.",
            covers=("length-narrowed *",),
            request="The client refuses an empty value.",
            remedy=_TEXT_NEEDED,
            send={
                **dict.fromkeys(
                    ("CustomModel", "Dataset", "Endpoint", "Evaluation", "Project", "Transcription"),
                    _not_empty("displayName", "locale"),
                ),
                "ModelCopy": _not_empty("targetSubscriptionKey"),
                "WebHook": _not_empty("displayName"),
            },
        ),
    ),
    (
        NoChangeNeeded(
            "Model is divided into BaseModel and CustomModel, each with the properties of its kind.",
            ("property-removed Model*.*",),
        ),
        NoChangeNeeded(
            "What answers hold beyond v3.0 is kept: values as they came, members in additional_properties.",
            (
                "property-added *",
                "enum-values-added DatasetKind",
                "enum-opened DatasetKind",
                "open-enum-values-added *",
            ),
        ),
        NoChangeNeeded(
            "A program of v3.0 does not use it.",
            ("operation-added *", "parameter-added query filter"),
            "To use it, move the program to a newer version.",
        ),
        NoChangeNeeded("Only tools see it.", ("operation-id-changed *", "format-narrowed header Retry-After")),
    ),
)
