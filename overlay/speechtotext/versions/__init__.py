"""Migration: what is different between the versions, and running a program of one against a newer one.

A module for each pair of neighbours tells what is different as a tuple of small changes, each named and told in a
sentence. They work on requests and JSON on their way through the transport; generated code knows nothing of them.
"""

from __future__ import annotations

from typing import Final

from .._errors import ConfigurationError
from .._migration import Migration
from ._change import Change, Needless, Neighbours
from ._translator import Translator
from .v3_0_to_v3_1 import STEP as _V3_0_TO_V3_1
from .v3_1_to_v3_2 import STEP as _V3_1_TO_V3_2
from .v3_2_to_v2024_11_15 import STEP as _V3_2_TO_V2024_11_15
from .v2024_11_15_to_v2025_10_15 import STEP as _V2024_11_15_TO_V2025_10_15

__all__ = ["STEPS", "VERSIONS", "Change", "Needless", "Neighbours", "Translator", "steps_between", "translator"]

STEPS: Final = (_V3_0_TO_V3_1, _V3_1_TO_V3_2, _V3_2_TO_V2024_11_15, _V2024_11_15_TO_V2025_10_15)
"""The steps from each version to the next, oldest first."""

VERSIONS: Final = (STEPS[0].older, *(step.newer for step in STEPS))
"""The versions, oldest first."""


def steps_between(source: str, target: str) -> tuple[Neighbours, ...]:
    """The steps from a version to a newer one, without the changes that others among them make void."""
    steps = STEPS[VERSIONS.index(source) : VERSIONS.index(target)]
    void = {name for step in steps for change in step.changes for name in change.restores}
    return tuple(
        step._replace(changes=tuple(change for change in step.changes if change.name not in void)) for step in steps
    )


def translator(source: str, migration: Migration) -> Translator:
    """What runs a program of a version against a newer one.

    Raises:
        ConfigurationError: there is no such version, or it is an older one.
    """
    own = VERSIONS.index(source)
    if migration.to not in VERSIONS[own + 1 :]:
        what = f"is older than {source}, which this client is for" if migration.to in VERSIONS else "is not known"
        newer = own + 1 < len(VERSIONS)
        choice = f"give {_listed(VERSIONS[own:])}" if newer else f"{source} is the newest: leave out api_version"
        raise ConfigurationError(f"api_version {migration.to!r} {what}; {choice}.")
    return Translator(source, steps_between(source, migration.to), migration)


def _listed(names: tuple[str, ...]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"
