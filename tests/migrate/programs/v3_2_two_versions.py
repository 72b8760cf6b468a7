"""What two versions of the service say of the same resource."""

from __future__ import annotations

from speechtotext import v3_0, v3_2


def names(old: v3_0.Client, new: v3_2.Client) -> set[str]:
    before = {job.display_name for job in old.transcriptions.list()}
    after = {job.display_name for job in new.transcriptions.list(filter="status eq 'Succeeded'")}
    return before | after


with v3_0.Client(region="westeurope", key="secret") as old, v3_2.Client(region="westeurope", key="secret") as new:
    print(sorted(names(old, new)))
