"""Evaluations of API version v3.0: the operations, and what goes beyond them.

Made by `nox -s generate`; what it is made of is scripts/templates/job_group.py.jinja.
"""

from __future__ import annotations

from typing import ClassVar, Final

from speechtotext._methods.files import Files
from speechtotext._methods.jobs import Jobs
from speechtotext._polling.jobs import JobKind
from speechtotext_api.v3_0 import API_VERSION, models
from speechtotext_api.v3_0.api import evaluations as api

from ..async_methods.files import AsyncFiles
from ..async_methods.jobs import AsyncJobs

_KIND: Final[JobKind[models.Evaluation]] = JobKind(
    "evaluations",
    api.get_request,
    api.list_request,
    lambda page: page.values,
    lambda page: page.next_link,
    filterable=False,
)


class Evaluations(
    api.Evaluations,
    Jobs[models.Evaluation, models.EntityReference],
    Files[models.Evaluation, models.EntityReference, models.File, models.FileKind],
):
    __doc__ = api.Evaluations.__doc__
    _api: ClassVar = api
    _models: ClassVar = models
    _version: ClassVar = API_VERSION
    _kind: ClassVar = _KIND


class AsyncEvaluations(
    api.AsyncEvaluations,
    AsyncJobs[models.Evaluation, models.EntityReference],
    AsyncFiles[models.Evaluation, models.EntityReference, models.File, models.FileKind],
):
    __doc__ = api.AsyncEvaluations.__doc__
    _api: ClassVar = api
    _models: ClassVar = models
    _version: ClassVar = API_VERSION
    _kind: ClassVar = _KIND
