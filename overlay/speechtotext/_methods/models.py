"""The life of models, as methods of their group: copies, files for containers, ends."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar
from uuid import UUID

from speechtotext import _clock
from speechtotext._core.flows import within
from speechtotext._custom_speech.models import (
    CopyTarget,
    ExpiringModel,
    Listings,
    container_files,
    copy_with_authorization,
    copy_with_key,
    expiring,
)
from speechtotext._errors import InvalidArgument
from speechtotext._polling.jobs import DAY, Job, JobKind, WaitOptions
from speechtotext._transfers.downloads import DownloadedFile, DownloadProgress
from speechtotext_api.calls import HasSelf

from .group import Group

if TYPE_CHECKING:
    from speechtotext._core.clients.client import VersionedClient

# In minutes: how long links last where nothing is said (published files).
_LINKS_LAST: Final = 720

B = TypeVar("B", bound=HasSelf)
M = TypeVar("M", bound=Job)
R = TypeVar("R", bound=HasSelf)
P = TypeVar("P")
T = TypeVar("T")


class ModelLife(Group, Generic[B, M, R, P, T]):
    """Models that expire, copies of models, and their files for containers."""

    def expiring(self, *, within: timedelta) -> list[ExpiringModel[B, M, P, T]]:
        """Return the models that expire soon or have expired, with their uses, the earliest first.

        Args:
            within: time until the end, such as `timedelta(days=90)`.

        Raises:
            InvalidArgument: `within` is not a timedelta.
        """
        if not isinstance(within, timedelta):
            raise InvalidArgument(f"within is {within!r}: give a timedelta, such as timedelta(days=90)")
        endpoints, transcriptions = self._requests_of("endpoints"), self._requests_of("transcriptions")
        listings = Listings(
            self._api.list_base_models_request(),
            self._api.list_custom_models_request(),
            endpoints.list_request(),
            transcriptions.list_request(),
        )
        found = expiring(listings, _clock.utc_now() + within, self._http.service.origin)
        return self._http.run(self._in_time(found, "Looking for models that expire"))

    def download_manifest(
        self,
        model: UUID | str | B | M | R,
        folder: str | os.PathLike[str],
        *,
        concurrency: int = 8,
        timeout: float | None = None,
        on_progress: Callable[[DownloadProgress], object] | None = None,
    ) -> list[DownloadedFile]:
        """Download the files that a container needs to run a model into a folder.

        These are `manifest.json` and the files that it names, in their folders. Complete files of earlier runs are not
        downloaded again.

        Args:
            model: a base or custom model: the entity itself, a reference to it, or its URL; an id or UUID is taken for
                that of a custom model.
            folder: folder for the files; see `download`.
            concurrency: maximum number of concurrent downloads.
            timeout: maximum seconds in total. Default: no limit.
            on_progress: called with the progress, in any thread, one call at a time.

        Raises:
            DeadlineExceeded: the deadline passed.
            StorageError: storage refused a request.
            UnexpectedResponse: the content from storage is not that of the file.
            FileError: a file cannot be written, or a folder is a link.
        """
        link = model if isinstance(model, str) else getattr(model, "self_", None) or ""
        of = self._api.get_base_model_manifest_request if "/models/base/" in link else None
        # The dated versions have no lifetime by default.
        lifetime = {} if self._version.startswith("v") else {"sas_lifetime_minutes": _LINKS_LAST}
        manifest = (of or self._api.get_custom_model_manifest_request)(model, **lifetime)
        retry = self._http.options.retry
        return self._http.run(
            within(
                timeout,
                container_files(manifest, self._id_in(manifest), folder, concurrency, retry, on_progress),
                "The download",
            )
        )


class ModelCopies(Group, Generic[M, R]):
    """Copies of models, with an authorisation of the target."""

    def copy_to(
        self,
        model: UUID | str | M | R,
        target: VersionedClient,
        *,
        source_resource_id: str,
        timeout: float = DAY,
        poll: float | None = None,
        on_progress: Callable[[Any], object] | None = None,
    ) -> M:
        """Copy a custom model to another resource, wait for the copy, and return the new model.

        Args:
            model: an id, a UUID, the entity itself, a reference to it, or its URL.
            target: client of the target resource, of the same version.
            source_resource_id: Azure resource id of this client's resource: `/subscriptions/…/accounts/NAME`. The Azure
                portal shows it as "Resource ID" among the properties of the resource.
            timeout: maximum seconds to wait. Default: a day.
            poll: seconds between two polls. Default: as the service asks, or 2 seconds growing to 60.
            on_progress: called with the operation of the copy after each poll.

        Raises:
            JobFailed: the copy failed; the error says why.
            WaitTimeout: the copy did not end in time.
        """
        self._require_same_version(target)
        api = self._api
        definition = self._models.ModelCopyAuthorizationDefinition(source_resource_id=source_resource_id)
        operations: JobKind[Any] = JobKind("operations", self._requests_of("operations").get_model_copy_request)
        copied: M = self._http.run(
            copy_with_authorization(
                api.authorize_copy_request(definition),
                lambda authorization: api.copy_request(model, authorization),
                operations,
                CopyTarget(target._transport, self._kind),
                WaitOptions(timeout, poll, on_progress),
            )
        )
        return copied


class ModelCopiesWithKey(Group, Generic[M, R]):
    """Copies of models, with the key of the target."""

    def copy_to(
        self,
        model: UUID | str | M | R,
        target: VersionedClient,
        *,
        timeout: float = DAY,
        poll: float | None = None,
        on_progress: Callable[[M], object] | None = None,
    ) -> M:
        """Copy a custom model to another resource, wait for the copy, and return the new model.

        Up to v3.1 the service needs the key of the target; the client takes it from the target's client.

        Args:
            model: an id, a UUID, the entity itself, a reference to it, or its URL.
            target: client of the target resource, of the same version, with a key.
            timeout: maximum seconds to wait. Default: a day.
            poll: seconds between two polls. Default: as the service asks, or 2 seconds growing to 60.
            on_progress: called with the new model after each poll.

        Raises:
            ConfigurationError: the client of the target has no key.
            JobFailed: the copy failed; the error says why.
            WaitTimeout: the copy did not end in time.
        """
        self._require_same_version(target)
        translator = self._http.translator
        if translator is not None:
            translator.copy_targets[target._transport.key] = target._transport
        body = self._models.ModelCopy(target_subscription_key=target._transport.key)
        copied: M = self._http.run(
            copy_with_key(
                self._api.copy_to_subscription_request(model, body),
                CopyTarget(target._transport, self._kind),
                WaitOptions(timeout, poll, on_progress),
            )
        )
        return copied
