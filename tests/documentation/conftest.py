"""The fixtures of the tests of programs."""

from __future__ import annotations

from documentation.azure import azure as azure
from documentation.azure import one_emulator as one_emulator
from documentation.azure import workplace as workplace
