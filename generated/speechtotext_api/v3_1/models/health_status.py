from __future__ import annotations

from typing import Final

from ...wire import OpenEnum


class HealthStatus(OpenEnum):
    """Health of the service or a part of it."""

    UNHEALTHY = "Unhealthy"
    """Does not work."""
    DEGRADED = "Degraded"
    """Works with restrictions."""
    HEALTHY = "Healthy"
    """Works as it should."""


HEALTH_STATUS_VALUES: Final = {member.value: member for member in HealthStatus}
