from __future__ import annotations

from typing import Final

from ...calls import (
    AsyncTransport,
    Operation,
    Request,
    Transport,
)
from ...json_object import read
from .. import API_VERSION, models

_GET: Final[Operation[models.ServiceHealth]] = Operation(
    "ServiceHealth_Get",
    "GET",
    "/healthstatus",
    {
        200: lambda body: read(models.ServiceHealth, body),
    },
)


def get_request() -> Request[models.ServiceHealth]:
    """The request of `ServiceHealth.get`."""
    return Request(
        _GET,
        "/healthstatus",
    )


class ServiceHealth:
    """Health of the service; v3.0 and v3.1 only."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of API version {API_VERSION}>"

    def get(self) -> models.ServiceHealth:
        """Report whether the service is Healthy, Degraded or Unhealthy.

        The response can list parts of the service with their state. Removed in v3.2.

        GET /healthstatus. Published as GetHealthStatus."""
        return self._transport.send(get_request())


class AsyncServiceHealth:
    """Health of the service; v3.0 and v3.1 only."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of API version {API_VERSION}>"

    async def get(self) -> models.ServiceHealth:
        """Report whether the service is Healthy, Degraded or Unhealthy.

        The response can list parts of the service with their state. Removed in v3.2.

        GET /healthstatus. Published as GetHealthStatus."""
        return await self._transport.send(get_request())
