"""A version without migration steps: clients and web hooks say so."""

from __future__ import annotations

import pytest

from speechtotext import ConfigurationError, v3_0, v2025_10_15
from speechtotext._shims import translator
from speechtotext_api.versions import PACKAGES


class Preview(v2025_10_15.Client, api_version="2026-05-15-preview"):
    """The client of a later version, for which nobody has written a migration step yet."""


def test_a_client_without_steps_says_that_it_cannot_migrate() -> None:
    with pytest.raises(ConfigurationError, match=r"2026-05-15-preview, .* has no migration steps"):
        Preview(region="westeurope", key="k", api_version="2026-06-30")


def test_a_client_without_steps_speaks_its_own_version() -> None:
    assert "2026-05-15-preview" in repr(Preview(region="westeurope", key="k", api_version="2026-05-15-preview"))


def test_a_target_without_steps_is_told_from_an_unknown_one(monkeypatch: pytest.MonkeyPatch) -> None:
    packages = {**PACKAGES, "2026-05-15-preview": "v2026_05_15_preview"}
    monkeypatch.setattr(translator, "PACKAGES", packages)

    with pytest.raises(ConfigurationError, match=r"-preview' has a client but no migration steps; give v3\.0"):
        v3_0.Client(region="westeurope", key="k", api_version="2026-05-15-preview")
    with pytest.raises(ConfigurationError, match=r"'2027-01-01' is not known; give v3\.0"):
        v3_0.Client(region="westeurope", key="k", api_version="2027-01-01")
