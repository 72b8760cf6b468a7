"""Transcriptions of API version 2025-10-15: the operations, and what goes beyond them.

Made by `nox -s generate`; what it is made of is scripts/templates/job_group.py.jinja.
"""

from __future__ import annotations

from typing import ClassVar, Final

from speechtotext_api.v2025_10_15 import models
from speechtotext_api.v2025_10_15.api import transcriptions as api

from .._async_methods.jobs import AsyncJobs
from .._jobs import JobKind
from .._methods.jobs import Jobs

_KIND: Final[JobKind[models.Transcription]] = JobKind(
    "transcriptions",
    api.get_request,
    api.list_request,
    lambda page: page.values,
    lambda page: page.next_link,
    filterable=True,
)


class Transcriptions(
    api.Transcriptions,
    Jobs[models.Transcription, models.EntityReference],
):
    __doc__ = api.Transcriptions.__doc__
    _api: ClassVar = api
    _kind: ClassVar = _KIND


class AsyncTranscriptions(
    api.AsyncTranscriptions,
    AsyncJobs[models.Transcription, models.EntityReference],
):
    __doc__ = api.AsyncTranscriptions.__doc__
    _api: ClassVar = api
    _kind: ClassVar = _KIND
