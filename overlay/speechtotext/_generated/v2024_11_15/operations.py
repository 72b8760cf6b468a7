"""Operations of API version 2024-11-15: the operations, and what goes beyond them.

Made by `nox -s generate`; what it is made of is scripts/templates/job_group.py.jinja.
"""

from __future__ import annotations

from typing import ClassVar, Final

from speechtotext._methods.jobs import Jobs
from speechtotext._polling.jobs import JobKind
from speechtotext_api.v2024_11_15 import API_VERSION, models
from speechtotext_api.v2024_11_15.api import operations as api

from ..async_methods.jobs import AsyncJobs

_KIND: Final[JobKind[models.Operation]] = JobKind(
    "operations",
    api.get_model_copy_request,
)


class Operations(
    api.Operations,
    Jobs[models.Operation, models.EntityReference],
):
    __doc__ = api.Operations.__doc__
    _api: ClassVar = api
    _models: ClassVar = models
    _version: ClassVar = API_VERSION
    _kind: ClassVar = _KIND


class AsyncOperations(
    api.AsyncOperations,
    AsyncJobs[models.Operation, models.EntityReference],
):
    __doc__ = api.AsyncOperations.__doc__
    _api: ClassVar = api
    _models: ClassVar = models
    _version: ClassVar = API_VERSION
    _kind: ClassVar = _KIND
