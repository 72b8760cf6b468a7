"""Copying a model where the key of the target no longer suffices."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from speechtotext._core.steps import Send
from speechtotext._errors import NotExpressible, UnexpectedResponse
from speechtotext._polling.jobs import DAY, JobKind, WaitOptions, wait
from speechtotext_api.calls import Request, id_of

from .change import Flow, Program, SendTo
from .created_entities import as_created, as_json

BY_AUTHORIZATION = "copy-by-authorization"


def copy_by_authorization(request: Request[Any], program: Program) -> Flow:
    """What `:copyto` did, in v3.2.

    Raises:
        NotExpressible: the program did not say which resource is its own, or which one the key belongs to.
        JobFailed: the copy has failed.
    """
    from speechtotext_api.v3_2 import models
    from speechtotext_api.v3_2.api import models as api
    from speechtotext_api.v3_2.api import operations

    source = program.migration.resource_id
    target = program.copy_targets.get(str(request.json.get("targetSubscriptionKey")))
    if target is None or source is None:
        raise NotExpressible(
            BY_AUTHORIZATION,
            "From v3.2 on a model is copied with an authorization of the target resource, not with its key alone.",
            "Pass api_version=Migration(to=…, resource_id='/subscriptions/…', copy_targets={KEY: Client(…)}): "
            "the Azure resource id of this client's resource, and a client for the resource that the key belongs to.",
        )
    model = unquote(request.path).removeprefix("/models/").removesuffix(":copyto")
    definition = models.ModelCopyAuthorizationDefinition(source_resource_id=source)
    authorization, _ = yield SendTo(api.authorize_copy_request(definition), target)
    started, response = yield Send(api.copy_request(model, authorization))
    kind = JobKind("operations", operations.get_model_copy_request)
    ended = yield from wait(kind, id_of(started), WaitOptions(DAY, None, None))
    if ended.result is None or ended.result.link is None:
        raise UnexpectedResponse(
            "Models_Copy: the copy has succeeded, but the service does not say where the copy is.", response
        )
    copied, response = yield SendTo(as_json(api.get_custom_model_request(ended.result.link)), target)
    return copied, as_created(response, copied)
