"""What synchronous and asynchronous clients have in common: their API version, and options for some calls."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Generic, Self, TypeVar, cast

import httpx

from speechtotext._core.async_transport import AsyncHttpTransport
from speechtotext._core.attempts import Options
from speechtotext._core.migration import Migration, Translator, TranslatorFactory
from speechtotext._core.retry import RetryPolicy
from speechtotext._core.transport import HttpTransport
from speechtotext._errors import ConfigurationError
from speechtotext_api.wire import UNSET, Unset

from .arguments import Seconds, timeout_of
from .setup import checked_deadline, checked_headers, checked_retry

X = TypeVar("X", bound=HttpTransport | AsyncHttpTransport)


class ClientBase(Generic[X]):
    """The API version that a class of clients is for, and the options of an instance.

    `_kind` is the synchronous or asynchronous class that the clients of all versions come from.
    """

    _api_version: ClassVar[str] = ""
    _base_path: ClassVar[str] = ""
    _make_translator: ClassVar[staticmethod[[str, Migration], Translator]]
    _kind: ClassVar[type]
    _transport: X
    _owned: bool

    def __init_subclass__(
        cls, *, api_version: str = "", base_path: str = "", translator: TranslatorFactory | None = None
    ) -> None:
        super().__init_subclass__()
        if ClientBase in cls.__bases__:
            cls._kind = cls
        cls._api_version = api_version or cls._api_version
        cls._base_path = base_path or cls._base_path
        if translator is not None:
            cls._make_translator = staticmethod(translator)

    def __repr__(self) -> str:
        if not hasattr(self, "_transport"):  # not made yet, as tracebacks with locals show it
            return f"<{type(self).__name__} {self._api_version}>"
        translator = self._transport.translator
        spoken = "" if translator is None else f" over {translator.migration.to}"
        return f"<{type(self).__name__} {self._api_version}{spoken} of {self._transport.service.origin}>"

    def _translator(self, api_version: str | Migration | None) -> Translator | None:
        """What stands between this client and a newer version; None if it speaks its own."""
        if not isinstance(api_version, str | Migration | None):
            raise ConfigurationError(
                f"api_version is {api_version!r}: give the name of a version, such as '2025-10-15', or a Migration."
            )
        migration = Migration(to=api_version) if isinstance(api_version, str) else api_version
        if migration is None or migration.to == self._api_version:
            return None
        for client in migration.copy_targets.values():
            if not isinstance(client, self._kind):
                raise ConfigurationError(
                    f"copy_targets: {type(client).__name__} is not a client of the same kind as this one."
                )
        return self._make_translator(self._api_version, migration)

    def with_options(
        self,
        *,
        timeout: Seconds | httpx.Timeout | Unset | None = UNSET,
        retry: RetryPolicy | None = None,
        headers: Mapping[str, str] | None = None,
        deadline: Seconds | Unset | None = UNSET,
    ) -> Self:
        """Return a client with other options that shares the connections and credentials of this one.

        Args:
            timeout: seconds to wait for a connection, for sending, and for the next bytes of the response.
            retry: when requests are retried.
            headers: additional headers.
            deadline: seconds that one call can take in total, with its retries. None: no limit.
        """
        options = self._transport.options
        return self._derived(
            options._replace(
                retry=options.retry if retry is None else checked_retry(retry),
                timeout=options.timeout if isinstance(timeout, Unset) else timeout_of(timeout),
                headers=options.headers if headers is None else {**options.headers, **checked_headers(headers)},
                deadline=options.deadline if isinstance(deadline, Unset) else checked_deadline(deadline),
            )
        )

    def _derived(self, options: Options) -> Self:
        derived = object.__new__(type(self))
        derived._transport = cast("X", self._transport.with_options(options))
        # The connections are those of the client it comes from, which closes them.
        derived._owned = False
        return derived
