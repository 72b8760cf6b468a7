from __future__ import annotations

from typing import Final

from ...wire import OpenEnum


class BlockKind(OpenEnum):
    """The list that a committed block comes from."""

    COMMITTED = "Committed"
    """Take the block that an earlier commit put in place."""
    UNCOMMITTED = "Uncommitted"
    """Take the block that was uploaded since the last commit."""
    LATEST = "Latest"
    """Take the newly uploaded block if there is one, else the one already committed."""


BLOCK_KIND_VALUES: Final = {member.value: member for member in BlockKind}
