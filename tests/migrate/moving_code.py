"""Short programs, moved."""

from __future__ import annotations

from speechtotext.migrate import Migrated, migrate_text

START = "from speechtotext.v3_2 import AsyncClient, Client, models\n"


MOVED = START.replace("v3_2", "v2025_10_15")


def moved(program: str, to: str = "v2025_10_15") -> Migrated:
    return migrate_text(START + program, to)


def rewritten(program: str) -> str:
    """What becomes of a program, of which nothing may be left."""
    result = moved(program)
    assert result.left == ()
    assert result.after.startswith(MOVED)
    return result.after.removeprefix(MOVED)


def told(program: str) -> str:
    """What is left of a program that stays as it is."""
    result = moved(program)
    assert result.after.removeprefix(MOVED) == program
    (finding,) = result.left
    return f"{finding.sentence} {finding.remedy}"


JOB = "job = Client().transcriptions.get('id')\n"
