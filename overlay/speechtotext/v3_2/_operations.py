"""Operations of API version v3.2: the operations, and what goes beyond them.

Made by `nox -s generate`; what it is made of is scripts/templates/job_group.py.jinja.
"""

from __future__ import annotations

from typing import ClassVar, Final

from speechtotext_api.v3_2 import models
from speechtotext_api.v3_2.api import operations as api

from .._async_methods.jobs import AsyncJobs
from .._jobs import JobKind
from .._methods.jobs import Jobs

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
    _kind: ClassVar = _KIND


class AsyncOperations(
    api.AsyncOperations,
    AsyncJobs[models.Operation, models.EntityReference],
):
    __doc__ = api.AsyncOperations.__doc__
    _api: ClassVar = api
    _kind: ClassVar = _KIND
