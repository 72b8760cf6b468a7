"""An emulator in which everything is there that the official examples speak of."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final, Literal

import httpx

from speechtotext.emulator import Emulator, Product

NOW: Final = datetime(2019, 1, 7, 11, 34, 12, tzinfo=UTC)

BASE_MODELS: Final = ("8a043172-65b7-4cf3-a8b5-4449efa5a0f1", "827712a5-f942-4997-91c3-7c6cde35600b")
MODEL: Final = "827712a5-f942-4997-91c3-7c6cde35600b"
PROJECT: Final = "abc46f33-90b8-443d-adad-4870517356e0"
ACOUSTIC, LANGUAGE = "9d5f4100-5f8e-4dd6-bd83-9bbbf50d57f1", "cdc91c24-3972-496d-a12f-209c35f4cc6c"
ENDPOINT: Final = "afa0669c-a01e-4693-ae3a-93baf40f26d6"
EVALUATION: Final = "1c50ce42-6ab7-454f-8c39-54a752d1a5b6"
TRANSCRIPTION: Final = "ba7ea6f5-3065-40b7-b49a-a90f48584683"
WEB_HOOK: Final = "2e856efe-ef53-465a-a632-6a084c1d349d"
MODEL_COPY: Final = "e30f6a27-82be-4cca-9258-0399c70489ff"
FILE: Final = "ee4733cd-b1a7-4813-87e2-00d582c28a29"
AUTHORIZATION: Final = "d61573c6-788b-4eff-b3f5-38a1c7a9585b"
LOG: Final = "2019-09-20_080000_3b5f4628-e225-439d-bd27-8804f9eed13f.wav"

_SITE = "https://westus.api.cognitive.microsoft.com/speechtotext/v3.0"
_AZURE_ID = (
    "/subscriptions/{0}SubscriptionId/resourceGroups/{0}ResourceGroupName"
    "/providers/Microsoft.CognitiveServices/accounts/{0}SpeechResourceName"
)


def official_emulator(key: str, *, locale: str = "en-US") -> Emulator:
    """An emulator of January 2019 whose resource has this key, with models for one locale."""
    nobody = httpx.Client(transport=httpx.MockTransport(lambda request: httpx.Response(404)))
    emulator = Emulator(port=None, transitions="at-once", now=lambda: NOW, http=nobody, strict=True)
    emulator.add_resource("development", key=key, id=_AZURE_ID.format("source"))
    emulator.add_resource(
        "target", key="KeyForTheSubscriptionTheModelIsSupposedToBeCopiedTo", id=_AZURE_ID.format("target")
    )
    for id in BASE_MODELS:
        dates = {"adaptationDateTime": "2022-11-04T00:00:00Z", "transcriptionDateTime": "2023-05-04T00:00:00Z"}
        seed(emulator, "models/base", id, locale=locale, properties={"deprecationDates": dates})
    seed(emulator, "projects", PROJECT)
    seed(emulator, "datasets", ACOUSTIC, status="NotStarted", kind="Acoustic", **_in_project())
    seed(emulator, "datasets", LANGUAGE, kind="Language", contentUrl="https://contoso.com/location")
    base = {"self": f"{_SITE}/models/base/{BASE_MODELS[0]}"}
    model = {"self": f"{_SITE}/models/{MODEL}"}
    dataset = {"self": f"{_SITE}/datasets/{ACOUSTIC}"}
    seed(emulator, "models", MODEL, locale=locale, baseModel=base, datasets=[dataset], **_in_project())
    seed(
        emulator, "endpoints", ENDPOINT, locale=locale, model=base, properties={"loggingEnabled": True}, **_in_project()
    )
    recordings: dict[str, Any] = {"contentUrls": ["https://contoso.com/call.wav"]}
    seed(emulator, "transcriptions", TRANSCRIPTION, locale=locale, model=model, **recordings, **_in_project())
    seed(
        emulator, "evaluations", EVALUATION, locale=locale, model1=base, model2=model, dataset=dataset, **_in_project()
    )
    hook: dict[str, Any] = {"webUrl": "https://contoso.com/call/me/back", "events": {"transcriptionCompletion": True}}
    seed(emulator, "webhooks", WEB_HOOK, locale=None, **hook)
    emulator.seed("operations/models/copy", {}, version="v3.0", id=MODEL_COPY, status="Succeeded")
    for of in (ENDPOINT, "Acoustic"):
        emulator.add_log(of, LOG, b"RIFF")
    authorize_copy(emulator)
    return emulator


def seed(
    emulator: Emulator,
    collection: str,
    id: str,
    *,
    status: Literal["NotStarted", "Succeeded"] = "Succeeded",
    locale: str | None = "en-US",
    **body: Any,
) -> None:
    """Put an entity into the state that has one file; a dataset that has not started waits for its blocks."""
    told = {"displayName": "Of the examples", **({"locale": locale} if locale else {}), **body}
    file = Product("myfile.json", "Audio", b"{}", id=FILE)
    emulator.seed(collection, told, version="v3.0", id=id, status=status, files=[file])


def authorize_copy(emulator: Emulator) -> None:
    """Let the target know of the authorization that the examples name."""
    state = emulator.snapshot()
    state["copyAuthorizations"][AUTHORIZATION] = {
        "source": _AZURE_ID.format("source"),
        "target": "target",
        "expires": "2019-01-08T00:00:00+00:00",
    }
    emulator.restore(state)


def _in_project() -> dict[str, Any]:
    return {"project": {"self": f"{_SITE}/projects/{PROJECT}"}}
