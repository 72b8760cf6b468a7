"""Nothing that a program sends, and nothing that a service answers, leads to an error that is not the package's own."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from example_counts import example_count
from speechtotext import NotExpressible, SpeechError, v3_0
from speechtotext_api.calls import Operation, Request
from unit.flavours import KEY, ORIGIN
from versions.pairs import PAIRS

pytestmark = pytest.mark.filterwarnings("ignore::speechtotext.MigrationWarning")

_NAMES = st.sampled_from(
    [
        *("self", "links", "properties", "model", "baseModel", "datasets", "dataset", "project", "values", "@nextLink"),
        *(
            "displayName",
            "locale",
            "text",
            "email",
            "timeToLive",
            "timeToLiveHours",
            "duration",
            "durationMilliseconds",
        ),
        *("diarization", "diarizationEnabled", "speakers", "minCount", "maxCount", "enabled", "maxSpeakers"),
        *("features", "supportsTranscriptions", "languageIdentification", "speechModelMapping", "Submit"),
        *("copy", "copyTo", "ping", "webSocket", "result", "link", "targetResourceEndpoint", "targetSubscriptionKey"),
    ]
)
_URL = f"{ORIGIN}/speechtotext/v3.0/models/base/1"
_TEXTS = st.sampled_from(["", "text", "P2D", "P1M", _URL, f"{ORIGIN}/speechtotext/models/1?api-version=2025-10-15"])
_PLAIN = st.none() | st.booleans() | st.integers(-1, 10**6) | st.floats(-1, 1e9) | _TEXTS
JSON = st.recursive(
    _PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES, inner, max_size=6), max_leaves=20
)
OBJECTS = st.dictionaries(_NAMES, JSON, max_size=8)

SENT = {
    "Datasets_Create": "/datasets",
    "Endpoints_Create": "/endpoints",
    "Evaluations_Create": "/evaluations",
    "Models_CopyTo": "/models/1/copyto",
    "Models_Create": "/models",
    "Projects_Create": "/projects",
    "Transcriptions_Create": "/transcriptions",
    "WebHooks_Create": "/webhooks",
}
ANSWERED = {
    "Datasets_ListSupportedLocales": "/datasets/locales",
    "Endpoints_Get": "/endpoints/1",
    "Evaluations_Get": "/evaluations/1",
    "Models_GetBaseModel": "/models/base/1",
    "Models_GetCustomModel": "/models/1",
    "Models_ListCustomModels": "/models",
    "Transcriptions_Get": "/transcriptions/1",
    "Transcriptions_List": "/transcriptions",
    "Transcriptions_ListSupportedLocales": "/transcriptions/locales",
}


def as_it_is(body: Any) -> Any:
    return body


def send(target: str, name: str, method: str, path: str, body: Any, answer: Any) -> list[httpx.Request]:
    """Send a body from a program of v3.0, and read an answer; what was sent."""
    requests: list[httpx.Request] = []

    def service(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return httpx.Response(200, json=answer)

    http = httpx.Client(transport=httpx.MockTransport(service), trust_env=False)
    client = v3_0.Client(endpoint=ORIGIN, key=KEY, http_client=http, rate_limit=None, api_version=target)
    request = Request(Operation(name, method, path, {200: as_it_is}), path, json=body)
    try:
        client._transport.send(request)
    except NotExpressible:
        assert requests == []
    except SpeechError:
        assert requests != []
    return requests


every_target = pytest.mark.parametrize("target", [target for source, target in PAIRS if source == "v3.0"])


@every_target
@pytest.mark.parametrize("name", SENT)
@given(body=OBJECTS)
@settings(max_examples=example_count(12), deadline=None)
def test_any_body_is_moved_or_not_expressible(target: str, name: str, body: dict[str, Any]) -> None:
    entity = {"self": _URL, "status": "Succeeded", "displayName": "Calls", "locale": "en-US", "kind": "Language"}
    before = repr(body)
    send(target, name, "POST", SENT[name], body, entity)
    assert repr(body) == before


@every_target
@pytest.mark.parametrize("name", ANSWERED)
@given(answer=JSON | OBJECTS)
@settings(max_examples=example_count(12), deadline=None)
def test_any_answer_is_read(target: str, name: str, answer: Any) -> None:
    assert len(send(target, name, "GET", ANSWERED[name], None, answer)) == 1
