"""Models of API version v3.0: the operations, and what goes beyond them.

Made by `nox -s generate`; what it is made of is scripts/templates/job_group.py.jinja.
"""

from __future__ import annotations

from typing import ClassVar, Final

from speechtotext._methods.jobs import Jobs
from speechtotext._methods.models import ModelCopiesWithKey, ModelLife
from speechtotext._polling.jobs import JobKind
from speechtotext_api.v3_0 import API_VERSION, models
from speechtotext_api.v3_0.api import models as api

from ..async_methods.jobs import AsyncJobs
from ..async_methods.models import AsyncModelCopiesWithKey, AsyncModelLife

_KIND: Final[JobKind[models.Model]] = JobKind(
    "models",
    api.get_custom_model_request,
    api.list_custom_models_request,
    lambda page: page.values,
    lambda page: page.next_link,
    filterable=False,
)


class Models(
    api.Models,
    Jobs[models.Model, models.EntityReference],
    ModelLife[models.Model, models.Model, models.EntityReference, models.Endpoint, models.Transcription],
    ModelCopiesWithKey[models.Model, models.EntityReference],
):
    __doc__ = api.Models.__doc__
    _api: ClassVar = api
    _models: ClassVar = models
    _version: ClassVar = API_VERSION
    _kind: ClassVar = _KIND


class AsyncModels(
    api.AsyncModels,
    AsyncJobs[models.Model, models.EntityReference],
    AsyncModelLife[models.Model, models.Model, models.EntityReference, models.Endpoint, models.Transcription],
    AsyncModelCopiesWithKey[models.Model, models.EntityReference],
):
    __doc__ = api.AsyncModels.__doc__
    _api: ClassVar = api
    _models: ClassVar = models
    _version: ClassVar = API_VERSION
    _kind: ClassVar = _KIND
