"""The pairs of a version and a newer one, and what of the older one's official examples cannot be said in the newer."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from speechtotext._shims.steps import VERSIONS

PAIRS = tuple((source, target) for number, source in enumerate(VERSIONS) for target in VERSIONS[number + 1 :])

_HEALTH = {"get_healthstatus": "no-health-status"}
_LOGS: dict[str, str] = dict.fromkeys(
    (
        "delete_base_model_log",
        "delete_base_model_logs",
        "delete_endpoint_log",
        "delete_endpoint_logs",
        "get_base_model_log",
        "get_base_model_logs",
        "get_endpoint_log",
        "get_endpoint_logs",
    ),
    "no-endpoint-logs",
)
_PROJECTS_OF_V3_0: dict[str, str] = dict.fromkeys(
    (
        "create_project",
        "delete_project",
        "get_project",
        "get_project_datasets",
        "get_project_endpoints",
        "get_project_evaluations",
        "get_project_models",
        "get_project_transcriptions",
        "get_projects",
        "get_supported_project_locales",
        "update_project",
    ),
    "no-projects",
)
_PROJECTS = {**_PROJECTS_OF_V3_0, "get_projects_from_2018_and_2019": "no-projects"}

INEXPRESSIBLE: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("v3.0", "v3.1"): {},
    ("v3.0", "v3.2"): _HEALTH,
    ("v3.0", "2024-11-15"): {**_HEALTH, **_LOGS, **_PROJECTS_OF_V3_0},
    ("v3.0", "2025-10-15"): {**_HEALTH, **_LOGS},
    ("v3.1", "v3.2"): _HEALTH,
    ("v3.1", "2024-11-15"): {**_HEALTH, **_LOGS, **_PROJECTS},
    ("v3.1", "2025-10-15"): {**_HEALTH, **_LOGS},
    ("v3.2", "2024-11-15"): {**_LOGS, **_PROJECTS},
    ("v3.2", "2025-10-15"): _LOGS,
    ("2024-11-15", "2025-10-15"): {},
}
"""By pair: the example, and the change that stands in its way."""

EXPRESSIBLE: Mapping[tuple[str, str], int] = {
    ("v3.0", "v3.1"): 70,
    ("v3.0", "v3.2"): 69,
    ("v3.0", "2024-11-15"): 50,
    ("v3.0", "2025-10-15"): 61,
    ("v3.1", "v3.2"): 88,
    ("v3.1", "2024-11-15"): 68,
    ("v3.1", "2025-10-15"): 80,
    ("v3.2", "2024-11-15"): 71,
    ("v3.2", "2025-10-15"): 83,
    ("2024-11-15", "2025-10-15"): 61,
}
"""By pair: how many examples of the older version are said in the newer one."""

every_pair = pytest.mark.parametrize(("source", "target"), PAIRS, ids=[f"{older}-to-{newer}" for older, newer in PAIRS])
