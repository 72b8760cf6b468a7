"""Models of API version v3.1: the operations, and what goes beyond them.

Made by `nox -s generate`; what it is made of is scripts/templates/job_group.py.jinja.
"""

from __future__ import annotations

from typing import ClassVar, Final

from speechtotext_api.v3_1 import models
from speechtotext_api.v3_1.api import models as api

from .._async_methods.jobs import AsyncJobs
from .._jobs import JobKind
from .._methods.jobs import Jobs

_KIND: Final[JobKind[models.CustomModel]] = JobKind(
    "models",
    api.get_custom_model_request,
    api.list_custom_models_request,
    lambda page: page.values,
    lambda page: page.next_link,
    filterable=True,
)


class Models(
    api.Models,
    Jobs[models.CustomModel, models.EntityReference],
):
    __doc__ = api.Models.__doc__
    _api: ClassVar = api
    _kind: ClassVar = _KIND


class AsyncModels(
    api.AsyncModels,
    AsyncJobs[models.CustomModel, models.EntityReference],
):
    __doc__ = api.AsyncModels.__doc__
    _api: ClassVar = api
    _kind: ClassVar = _KIND
