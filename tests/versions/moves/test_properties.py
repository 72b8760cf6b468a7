"""What holds of all requests and answers that the published files describe, and of some that they do not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from example_counts import example_count
from examples import Operation, operations
from published import requires_published
from recording import play
from speechtotext import Migration, NotExpressible, SpeechError
from speechtotext._shims.steps import STEPS
from versions.example_service import ExampleService
from versions.generated import examples_of
from versions.migrated import RESOURCE_ID, copy_targets
from versions.pairs import PAIRS

pytestmark = [requires_published, pytest.mark.filterwarnings("ignore::speechtotext.MigrationWarning")]


def operations_of(version: str) -> list[Operation]:
    return sorted(set(operations(version).values()), key=lambda operation: operation.name)


CHANGES = {change.name for step in STEPS for change in step.changes}
CALLS = [(operation, target) for source, target in PAIRS for operation in operations_of(source)]
every_call = pytest.mark.parametrize(
    ("operation", "target"), CALLS, ids=[f"{o.version}-{o.name}-to-{target}" for o, target in CALLS]
)


@every_call
@given(data=st.data())
@settings(max_examples=example_count(3), deadline=None)
def test_a_call_is_accepted_by_the_newer_version_or_not_expressible(
    operation: Operation, target: str, data: st.DataObject
) -> None:
    example = data.draw(examples_of(operation))
    service = ExampleService(target)
    migration = Migration(to=target, resource_id=RESOURCE_ID, copy_targets=copy_targets(example, service, "sync"))
    outcome, _ = play(example, service, "sync", api_version=migration)
    if isinstance(outcome, NotExpressible):
        assert service.requests == []
        assert outcome.change in CHANGES
    else:
        assert not isinstance(outcome, SpeechError)
        assert service.requests
