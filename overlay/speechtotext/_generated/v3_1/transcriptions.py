"""Transcriptions of API version v3.1: the operations, and what goes beyond them.

Made by `nox -s generate`; what it is made of is scripts/templates/job_group.py.jinja.
"""

from __future__ import annotations

from typing import ClassVar, Final

from speechtotext._methods.files import Files
from speechtotext._methods.jobs import Jobs
from speechtotext._methods.recordings import Recordings
from speechtotext._methods.results import Results
from speechtotext._polling.jobs import JobKind
from speechtotext_api.v3_1 import API_VERSION, models
from speechtotext_api.v3_1.api import transcriptions as api

from ..async_methods.files import AsyncFiles
from ..async_methods.jobs import AsyncJobs
from ..async_methods.recordings import AsyncRecordings
from ..async_methods.results import AsyncResults

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
    Files[models.Transcription, models.EntityReference, models.File, models.FileKind],
    Results[models.Transcription, models.EntityReference],
    Recordings[models.Transcription],
):
    __doc__ = api.Transcriptions.__doc__
    _api: ClassVar = api
    _models: ClassVar = models
    _version: ClassVar = API_VERSION
    _kind: ClassVar = _KIND


class AsyncTranscriptions(
    api.AsyncTranscriptions,
    AsyncJobs[models.Transcription, models.EntityReference],
    AsyncFiles[models.Transcription, models.EntityReference, models.File, models.FileKind],
    AsyncResults[models.Transcription, models.EntityReference],
    AsyncRecordings[models.Transcription],
):
    __doc__ = api.AsyncTranscriptions.__doc__
    _api: ClassVar = api
    _models: ClassVar = models
    _version: ClassVar = API_VERSION
    _kind: ClassVar = _KIND
