"""Official examples made by a client of their version that speaks a newer one."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import httpx

from examples import Example
from recording import Flavour, client_module, play
from speechtotext import Migration, MigrationWarning, NotExpressible, SpeechError
from versions.example_service import ExampleService

RESOURCE_ID = "/subscriptions/s/resourceGroups/g/providers/Microsoft.CognitiveServices/accounts/source"


@dataclass(frozen=True)
class Migrated:
    """What came of an example.

    Attributes:
        requests: what was sent, each accepted by the newer version.
        outcome: what the call gave, of a listing its pages; or what it raised.
        warned: what it warned of.
    """

    requests: list[httpx.Request]
    outcome: Any
    warned: tuple[str, ...]

    @property
    def change(self) -> str | None:
        """The change that stands in the way; None if it can be said."""
        return self.outcome.change if isinstance(self.outcome, NotExpressible) else None

    @property
    def result(self) -> Any:
        if isinstance(self.outcome, SpeechError):
            raise self.outcome
        return self.outcome


@cache
def migrated(example: Example, target: str, flavour: Flavour) -> Migrated:
    """Make the call of an example against a newer version, once."""
    service = ExampleService(target)
    migration = Migration(to=target, resource_id=RESOURCE_ID, copy_targets=copy_targets(example, service, flavour))
    with warnings.catch_warnings(record=True, category=MigrationWarning) as warned:
        warnings.simplefilter("always")
        outcome, _ = play(_whole(example), service, flavour, api_version=migration)
    return Migrated(service.requests, outcome, tuple(str(warning.message) for warning in warned))


def _whole(example: Example) -> Example:
    """The example with the file that the published one leaves out."""
    if example.operation.name != "Datasets_Upload":
        return example
    file = {"data": "{binary}"}
    return replace(example, given={**example.given, **file}, parameters={**example.parameters, **file})


def copy_targets(example: Example, service: ExampleService, flavour: Flavour) -> dict[str, Any]:
    """A client for the resource that a model is copied to."""
    if example.operation.name != "Models_CopyTo":
        return {}
    module, transport = client_module(example.version), httpx.MockTransport(service)
    key = example.body["targetSubscriptionKey"]
    made = (
        module.Client(region="westeurope", key="target", http_client=httpx.Client(transport=transport))
        if flavour == "sync"
        else module.AsyncClient(region="westeurope", key="target", http_client=httpx.AsyncClient(transport=transport))
    )
    return {key: made}
