"""Clients of both flavours."""

from __future__ import annotations

from unit.conftest import flavour as flavour
