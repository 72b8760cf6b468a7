"""The table of things that go wrong in the night.

`docs/guides/nightly.md` shows this table; `test_night.py` makes each of them happen.
"""

from __future__ import annotations

from typing import Final

from cli.night.local_troubles import LOCAL_TROUBLES
from cli.night.remote_troubles import REMOTE_TROUBLES

TABLE: Final = (*REMOTE_TROUBLES, *LOCAL_TROUBLES)
