"""What two versions of the service say of the same resource."""

from __future__ import annotations

from speechtotext import v2025_10_15


def names(old: v2025_10_15.Client, new: v2025_10_15.Client) -> set[str]:
    before = {job.display_name for job in old.transcriptions.list()}
    after = {job.display_name for job in new.transcriptions.list(filter="status eq 'Succeeded'")}
    return before | after


with v2025_10_15.Client(region="westeurope", key="secret") as old, v2025_10_15.Client(region="westeurope", key="secret") as new:
    print(sorted(names(old, new)))
