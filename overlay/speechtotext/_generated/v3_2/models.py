"""Models of API version v3.2: the operations, and what goes beyond them.

Made by `nox -s generate`; what it is made of is scripts/templates/job_group.py.jinja.
"""

from __future__ import annotations

from typing import ClassVar, Final

from speechtotext._methods.files import Files
from speechtotext._methods.jobs import Jobs
from speechtotext._methods.models import ModelCopies, ModelLife
from speechtotext._polling.jobs import JobKind
from speechtotext_api.v3_2 import API_VERSION, models
from speechtotext_api.v3_2.api import models as api

from ..async_methods.files import AsyncFiles
from ..async_methods.jobs import AsyncJobs
from ..async_methods.models import AsyncModelCopies, AsyncModelLife

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
    Files[models.CustomModel, models.EntityReference, models.File, models.FileKind],
    ModelLife[models.BaseModel, models.CustomModel, models.EntityReference, models.Endpoint, models.Transcription],
    ModelCopies[models.CustomModel, models.EntityReference],
):
    __doc__ = api.Models.__doc__
    _api: ClassVar = api
    _models: ClassVar = models
    _version: ClassVar = API_VERSION
    _kind: ClassVar = _KIND


class AsyncModels(
    api.AsyncModels,
    AsyncJobs[models.CustomModel, models.EntityReference],
    AsyncFiles[models.CustomModel, models.EntityReference, models.File, models.FileKind],
    AsyncModelLife[models.BaseModel, models.CustomModel, models.EntityReference, models.Endpoint, models.Transcription],
    AsyncModelCopies[models.CustomModel, models.EntityReference],
):
    __doc__ = api.AsyncModels.__doc__
    _api: ClassVar = api
    _models: ClassVar = models
    _version: ClassVar = API_VERSION
    _kind: ClassVar = _KIND
