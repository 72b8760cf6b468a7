"""Checks of names that tests give, so that a misspelt name is an error rather than ignored."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def check_name(kind: str, given: object, known: Iterable[str]) -> None:
    """Check that a name is known.

    Args:
        kind: what the name stands for, such as "operation".

    Raises:
        ValueError: it is unknown. The message names the closest known name, or all if none is close.
    """
    names = tuple(known)
    if given in names:
        return
    by_lower_case = {name.lower(): name for name in names}
    close = get_close_matches(str(given).lower(), by_lower_case, n=1)
    hint = f"did you mean {by_lower_case[close[0]]!r}?" if close else f"choose one of {', '.join(names)}"
    raise ValueError(f"unknown {kind} {given!r}: {hint}")
