"""What merged threads and merged tasks have in common."""

from __future__ import annotations

from enum import Enum
from typing import Final

# So many items wait to be taken before producers wait, too.
MOST_WAITING: Final = 16


class End(Enum):
    """Stands for the item after the last one."""

    ENDED = "ended"


ENDED: Final = End.ENDED
