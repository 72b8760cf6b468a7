"""Clients for the Azure Speech to text REST API v3.1.

Retired on 2026-03-31 according to the migration guides; the REST overview does not list it as retired.
Made by `nox -s generate`; its template is scripts/templates/version.py.jinja.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from speechtotext_api.v3_1 import API_VERSION, BASE_PATH, models

from ._core.clients.client import AsyncVersionedClient, VersionedClient
from ._shims import make_translator

if TYPE_CHECKING:
    from speechtotext_api.v3_1.api.projects import AsyncProjects, Projects
    from speechtotext_api.v3_1.api.service_health import AsyncServiceHealth, ServiceHealth

    from ._generated.v3_1.datasets import AsyncDatasets, Datasets
    from ._generated.v3_1.endpoints import AsyncEndpoints, Endpoints
    from ._generated.v3_1.evaluations import AsyncEvaluations, Evaluations
    from ._generated.v3_1.models import AsyncModels, Models
    from ._generated.v3_1.transcriptions import AsyncTranscriptions, Transcriptions
    from ._generated.v3_1.web_hooks import AsyncWebHooks, WebHooks

__all__ = ["API_VERSION", "AsyncClient", "Client", "models"]


class Client(VersionedClient, api_version=API_VERSION, base_path=BASE_PATH, translator=make_translator):
    __doc__ = VersionedClient.__doc__

    @cached_property
    def datasets(self) -> Datasets:
        """Training and test data for custom speech: imports from a URL or in blocks, their files and reports."""
        from ._generated.v3_1.datasets import Datasets

        return Datasets(self._transport)

    @cached_property
    def endpoints(self) -> Endpoints:
        """Deployments of models for real-time recognition and, up to v3.2, their logs."""
        from ._generated.v3_1.endpoints import Endpoints

        return Endpoints(self._transport)

    @cached_property
    def evaluations(self) -> Evaluations:
        """Tests that run two models on one dataset and compare their error rates."""
        from ._generated.v3_1.evaluations import Evaluations

        return Evaluations(self._transport)

    @cached_property
    def models(self) -> Models:
        """Base models, custom models made from them, their files, manifests and copies between resources."""
        from ._generated.v3_1.models import Models

        return Models(self._transport)

    @cached_property
    def projects(self) -> Projects:
        """Folders for datasets, models, evaluations, endpoints and transcriptions; 2024-11-15 has none."""
        from speechtotext_api.v3_1.api.projects import Projects

        return Projects(self._transport)

    @cached_property
    def service_health(self) -> ServiceHealth:
        """Health of the service; v3.0 and v3.1 only."""
        from speechtotext_api.v3_1.api.service_health import ServiceHealth

        return ServiceHealth(self._transport)

    @cached_property
    def transcriptions(self) -> Transcriptions:
        """Batch transcription jobs, their files and, in the dated versions, fast transcription."""
        from ._generated.v3_1.transcriptions import Transcriptions

        return Transcriptions(self._transport)

    @cached_property
    def web_hooks(self) -> WebHooks:
        """Requests that the service sends to your URL when entities are created, processed, completed or deleted."""
        from ._generated.v3_1.web_hooks import WebHooks

        return WebHooks(self._transport)


class AsyncClient(AsyncVersionedClient, api_version=API_VERSION, base_path=BASE_PATH, translator=make_translator):
    __doc__ = AsyncVersionedClient.__doc__

    @cached_property
    def datasets(self) -> AsyncDatasets:
        """Training and test data for custom speech: imports from a URL or in blocks, their files and reports."""
        from ._generated.v3_1.datasets import AsyncDatasets

        return AsyncDatasets(self._transport)

    @cached_property
    def endpoints(self) -> AsyncEndpoints:
        """Deployments of models for real-time recognition and, up to v3.2, their logs."""
        from ._generated.v3_1.endpoints import AsyncEndpoints

        return AsyncEndpoints(self._transport)

    @cached_property
    def evaluations(self) -> AsyncEvaluations:
        """Tests that run two models on one dataset and compare their error rates."""
        from ._generated.v3_1.evaluations import AsyncEvaluations

        return AsyncEvaluations(self._transport)

    @cached_property
    def models(self) -> AsyncModels:
        """Base models, custom models made from them, their files, manifests and copies between resources."""
        from ._generated.v3_1.models import AsyncModels

        return AsyncModels(self._transport)

    @cached_property
    def projects(self) -> AsyncProjects:
        """Folders for datasets, models, evaluations, endpoints and transcriptions; 2024-11-15 has none."""
        from speechtotext_api.v3_1.api.projects import AsyncProjects

        return AsyncProjects(self._transport)

    @cached_property
    def service_health(self) -> AsyncServiceHealth:
        """Health of the service; v3.0 and v3.1 only."""
        from speechtotext_api.v3_1.api.service_health import AsyncServiceHealth

        return AsyncServiceHealth(self._transport)

    @cached_property
    def transcriptions(self) -> AsyncTranscriptions:
        """Batch transcription jobs, their files and, in the dated versions, fast transcription."""
        from ._generated.v3_1.transcriptions import AsyncTranscriptions

        return AsyncTranscriptions(self._transport)

    @cached_property
    def web_hooks(self) -> AsyncWebHooks:
        """Requests that the service sends to your URL when entities are created, processed, completed or deleted."""
        from ._generated.v3_1.web_hooks import AsyncWebHooks

        return AsyncWebHooks(self._transport)
