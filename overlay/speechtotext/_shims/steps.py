"""The versions, and the steps from each to the next."""

from __future__ import annotations

from typing import Final

from .change import VersionStep
from .v3_0_to_v3_1 import STEP as _V3_0_TO_V3_1
from .v3_1_to_v3_2 import STEP as _V3_1_TO_V3_2
from .v3_2_to_v2024_11_15 import STEP as _V3_2_TO_V2024_11_15
from .v2024_11_15_to_v2025_10_15 import STEP as _V2024_11_15_TO_V2025_10_15

STEPS: Final = (_V3_0_TO_V3_1, _V3_1_TO_V3_2, _V3_2_TO_V2024_11_15, _V2024_11_15_TO_V2025_10_15)
"""The steps from each version to the next, oldest first."""

VERSIONS: Final = (STEPS[0].older, *(step.newer for step in STEPS))
"""The versions, oldest first."""


def steps_between(source: str, target: str) -> tuple[VersionStep, ...]:
    """The steps from a version to a newer one, without the changes that others among them make void."""
    steps = STEPS[VERSIONS.index(source) : VERSIONS.index(target)]
    void = {name for step in steps for change in step.changes for name in change.restores}
    return tuple(
        step._replace(changes=tuple(change for change in step.changes if change.name not in void)) for step in steps
    )
