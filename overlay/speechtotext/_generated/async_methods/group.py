"""What methods of a group stand on.

Made by `nox -s generate` of the module of this name in `_methods`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from speechtotext._core.async_transport import AsyncHttpTransport
from speechtotext._core.flows import within
from speechtotext._core.steps import Flow
from speechtotext._errors import InvalidArgument
from speechtotext._polling.jobs import JobKind, no_report
from speechtotext._transfers.entity_files import EntityFiles
from speechtotext_api.calls import Request

if TYPE_CHECKING:
    from speechtotext._core.clients.client import AsyncVersionedClient
    from speechtotext._polling.dataset_report import DatasetReport
    from speechtotext._polling.report import TranscriptionReport

R = TypeVar("R")


class AsyncGroup:
    """A group of operations of one version, to which methods are added."""

    _api: ClassVar[Any]
    """The module that makes the requests of the group."""
    _models: ClassVar[Any]
    """The version's models."""
    _version: ClassVar[str]
    """Name of the version."""
    _kind: ClassVar[JobKind[Any]]
    """How the group's jobs are looked at."""
    _transport: Any

    def _load_report(self, job: Any) -> Flow[TranscriptionReport | DatasetReport | None]:
        """The steps of finding out more about why a job failed: by default none."""
        return no_report(job)

    @property
    def _http(self) -> AsyncHttpTransport:
        return cast("AsyncHttpTransport", self._transport)

    def _files_of(self, entity: Any) -> EntityFiles:
        """The files of an entity."""
        api = self._api
        listing = api.list_files_request(entity)
        identifier = self._id_in(listing)
        return EntityFiles(
            identifier,
            listing,
            lambda file: api.get_file_request(identifier, file),
            self._http.service.origin,
        )

    def _id_in(self, request: Request[Any]) -> str:
        """The id of the entity that a request is for.

        Raises:
            InvalidArgument: it is of another resource.
        """
        self._http.entity_urls.require_own(request)
        return request.entities[0].id

    def _in_time(self, flow: Flow[R], what: str) -> Flow[R]:
        """Return the steps of a call, which end at the client's deadline for one call at the latest.

        Args:
            what: the call, as the subject of a sentence.
        """
        return within(self._http.options.deadline, flow, what, "Give it a later deadline.")

    def _requests_of(self, group: str) -> Any:
        """The module that makes the requests of another group of the version."""
        return import_module(f"{self._api.__package__}.{group}")

    def _require_same_version(self, client: AsyncVersionedClient) -> None:
        if client._api_version != self._version:
            raise InvalidArgument(
                f"the other client is of API version {client._api_version}: give one of {self._version}"
            )
