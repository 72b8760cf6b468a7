"""Endpoints of API version 2024-11-15: the operations, and what goes beyond them.

Made by `nox -s generate`; what it is made of is scripts/templates/job_group.py.jinja.
"""

from __future__ import annotations

from typing import ClassVar, Final

from speechtotext._methods.jobs import Jobs
from speechtotext._polling.jobs import JobKind
from speechtotext_api.v2024_11_15 import API_VERSION, models
from speechtotext_api.v2024_11_15.api import endpoints as api

from ..async_methods.jobs import AsyncJobs

_KIND: Final[JobKind[models.Endpoint]] = JobKind(
    "endpoints",
    api.get_request,
    api.list_request,
    lambda page: page.values,
    lambda page: page.next_link,
    filterable=True,
)


class Endpoints(
    api.Endpoints,
    Jobs[models.Endpoint, models.EntityReference],
):
    __doc__ = api.Endpoints.__doc__
    _api: ClassVar = api
    _models: ClassVar = models
    _version: ClassVar = API_VERSION
    _kind: ClassVar = _KIND


class AsyncEndpoints(
    api.AsyncEndpoints,
    AsyncJobs[models.Endpoint, models.EntityReference],
):
    __doc__ = api.AsyncEndpoints.__doc__
    _api: ClassVar = api
    _models: ClassVar = models
    _version: ClassVar = API_VERSION
    _kind: ClassVar = _KIND
