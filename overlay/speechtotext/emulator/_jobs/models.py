"""Process jobs of models, endpoints and model copies."""

from __future__ import annotations

import json

from speechtotext.emulator._contract.documents import Json
from speechtotext.emulator._entities.files import Product
from speechtotext.emulator._entities.state import Entity, Resource

from .job_context import JobContext
from .transitions import Outcome

_WEIGHT = 30


def train(context: JobContext, resource: Resource, model: Entity) -> Outcome:
    """Train a model, without effect on recognition; fail if a dataset has failed."""
    datasets = [context.state.entity(resource, each["self"]) for each in model.body.get("datasets", ())]
    failed = [dataset.body["displayName"] for dataset in datasets if dataset is not None and dataset.status == "Failed"]
    if failed:
        return Outcome(("FailedDataset", f"The dataset {failed[0]!r} could not be imported."))
    report = {"datasets": [dataset.id for dataset in datasets if dataset is not None], "status": "Succeeded"}
    products = (Product("report.json", "ModelReport", json.dumps(report).encode()),)
    return Outcome(properties=_inherited_properties(context, model), products=products)


def deploy(context: JobContext, resource: Resource, endpoint: Entity) -> Outcome:
    """Deploy an endpoint; fail if its model has failed."""
    model = context.state.entity(resource, endpoint.body["model"]["self"])
    if model is None or model.status == "Failed":
        return Outcome(("DeployingFailedModel", "The model of the endpoint cannot be used."))
    return Outcome()


def copy(context: JobContext, resource: Resource, operation: Entity) -> Outcome:
    """Complete a model copy, which the request has already created."""
    return Outcome()


def _inherited_properties(context: JobContext, model: Entity) -> Json:
    """Return the properties that a custom model inherits from its base model."""
    base = context.state.base_models[model.body["baseModel"]["self"].rpartition("/")[2]]
    told = base.body["properties"]
    weight = model.body.get("properties", {}).get("customModelWeightPercent", _WEIGHT)
    inherited = {name: told[name] for name in ("deprecationDates", "features") if name in told}
    return {**inherited, "customModelWeightPercent": weight}
