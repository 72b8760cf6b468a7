"""The groups of entities, and the commands of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

import click

from speechtotext.cli._output.help_sections import SectionedGroup
from speechtotext.cli._output.tables import Column

from .datasets import resume_upload, upload
from .deletion import delete_logs, select_and_delete_command
from .endpoints import logs
from .models import copy, expiring, manifest
from .report import report
from .shared_commands import (
    EntityGroup,
    action_command,
    create_command,
    delete_command,
    download_command,
    files_command,
    get_command,
    list_command,
    locales_command,
    update_command,
    wait_command,
)

_ID: Final = Column("ID", ("self",))

_STATUS: Final = Column("STATUS", ("status",))

_NAME: Final = Column("NAME", ("displayName",), flexible=True)

_CREATED: Final = Column("CREATED (UTC)", ("createdDateTime",))

_LOCALE: Final = Column("LOCALE", ("locale",))

_JOB: Final = (_ID, _STATUS, _NAME, _CREATED, _LOCALE)

_ERROR: Final = Column(
    "ERROR", ("properties", "error", "message"), flexible=True, wraps=True, key="error", optional=True
)


def _rate(number: int) -> Column:
    return Column(f"WORD ERRORS {number}", ("properties", f"wordErrorRate{number}"))


TRANSCRIPTIONS: Final = EntityGroup(
    "transcriptions", "a transcription", "Transcription", "TranscriptionUpdate", (*_JOB, _ERROR), "transcriptions"
)

DATASETS: Final = EntityGroup(
    "datasets", "a dataset", "Dataset", "DatasetUpdate", (*_JOB, Column("KIND", ("kind",)), _ERROR), "datasets"
)

_ENDS: Final = Column("TRANSCRIBES UNTIL", ("properties", "deprecationDates", "transcriptionDateTime"))

_BASE_MODEL: Final = (_ID, _NAME, _LOCALE, _ENDS, _CREATED)

MODELS: Final = EntityGroup(
    "models",
    "a model",
    "CustomModel/Model",
    "ModelUpdate",
    (_ID, _STATUS, _NAME, _LOCALE, _ENDS, _CREATED, _ERROR),
    "models",
)

ENDPOINTS: Final = EntityGroup("endpoints", "an endpoint", "Endpoint", "EndpointUpdate", _JOB, "endpoints")

EVALUATIONS: Final = EntityGroup(
    "evaluations",
    "an evaluation",
    "Evaluation",
    "EvaluationUpdate",
    (_ID, _STATUS, _NAME, _rate(1), _rate(2), _CREATED, _ERROR),
    "evaluations",
)

PROJECTS: Final = EntityGroup(
    "projects", "a project", "Project", "ProjectUpdate", (_ID, _NAME, _CREATED, _LOCALE), "projects"
)

WEB_HOOKS: Final = EntityGroup(
    "webhooks",
    "a web hook",
    "WebHook",
    "WebHookUpdate",
    (_ID, _STATUS, _NAME, Column("URL", ("webUrl",)), _CREATED),
    "web_hooks",
)

_CHANGING: Final = (create_command, update_command, delete_command)

_ENTITY: Final = (list_command, get_command, *_CHANGING)

# What comes again each night, and is cleared away.
_RECURRING: Final = (list_command, get_command, create_command, update_command, select_and_delete_command)

_FILES: Final = (files_command, download_command)


def entity_group_commands() -> Sequence[click.Command]:
    """Return a click group for each group of entities."""
    return (
        _group_command(
            TRANSCRIPTIONS,
            "Transcriptions of recordings, and their files.",
            (*_RECURRING, wait_command, *_FILES, locales_command),
            report,
        ),
        _group_command(
            DATASETS,
            "Data to train and test models.",
            (*_RECURRING, wait_command, *_FILES, locales_command),
            upload,
            resume_upload,
        ),
        _group_command(
            MODELS,
            "Base models and custom models.",
            (*_CHANGING, wait_command, *_FILES, locales_command),
            list_command(MODELS, method="list_custom_models", plural="your own models"),
            list_command(MODELS, "list-base", "list_base_models", "the models of the service", _BASE_MODEL),
            get_command(MODELS, method="get_custom_model", singular="a model of your own"),
            get_command(MODELS, "get-base", "get_base_model", "a model of the service"),
            expiring,
            copy,
            manifest,
        ),
        _group_command(ENDPOINTS, "Deployed models.", (*_ENTITY, wait_command, locales_command), logs, delete_logs),
        _group_command(EVALUATIONS, "Comparisons of models.", (*_RECURRING, wait_command, *_FILES, locales_command)),
        _group_command(PROJECTS, "Folders for other entities.", (*_ENTITY, locales_command)),
        _group_command(
            WEB_HOOKS,
            "Requests that the service sends to your URL.",
            (*_ENTITY, wait_command),
            action_command(WEB_HOOKS, "ping", "Send a ping to a web hook.", "called"),
            action_command(WEB_HOOKS, "test", "Send a test of each event to a web hook.", "called"),
        ),
    )


def _group_command(
    group: EntityGroup, help: str, factories: Iterable[Callable[[EntityGroup], click.Command]], *further: click.Command
) -> click.Command:
    return SectionedGroup(group.name, help, {"Commands": [*(factory(group) for factory in factories), *further]})
