"""Datasets of API version v3.1: the operations, and what goes beyond them.

Made by `nox -s generate`; what it is made of is scripts/templates/job_group.py.jinja.
"""

from __future__ import annotations

from typing import ClassVar, Final

from speechtotext._methods.datasets import DatasetReports, Uploads
from speechtotext._methods.files import Files
from speechtotext._methods.jobs import Jobs
from speechtotext._polling.jobs import JobKind
from speechtotext_api.v3_1 import API_VERSION, models
from speechtotext_api.v3_1.api import datasets as api

from ..async_methods.datasets import AsyncDatasetReports, AsyncUploads
from ..async_methods.files import AsyncFiles
from ..async_methods.jobs import AsyncJobs

_KIND: Final[JobKind[models.Dataset]] = JobKind(
    "datasets",
    api.get_request,
    api.list_request,
    lambda page: page.values,
    lambda page: page.next_link,
    filterable=True,
)


class Datasets(
    api.Datasets,
    Jobs[models.Dataset, models.EntityReference],
    Files[models.Dataset, models.EntityReference, models.File, models.FileKind],
    DatasetReports[models.Dataset, models.EntityReference],
    Uploads[models.Dataset, models.EntityReference, models.DatasetKind],
):
    __doc__ = api.Datasets.__doc__
    _api: ClassVar = api
    _models: ClassVar = models
    _version: ClassVar = API_VERSION
    _kind: ClassVar = _KIND


class AsyncDatasets(
    api.AsyncDatasets,
    AsyncJobs[models.Dataset, models.EntityReference],
    AsyncFiles[models.Dataset, models.EntityReference, models.File, models.FileKind],
    AsyncDatasetReports[models.Dataset, models.EntityReference],
    AsyncUploads[models.Dataset, models.EntityReference, models.DatasetKind],
):
    __doc__ = api.AsyncDatasets.__doc__
    _api: ClassVar = api
    _models: ClassVar = models
    _version: ClassVar = API_VERSION
    _kind: ClassVar = _KIND
