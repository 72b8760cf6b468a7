"""What web hooks are called with, as an older version would have told it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Final

from speechtotext._core.migration import Migration
from speechtotext._errors import InvalidArgument
from speechtotext_api.versions import PACKAGES

from .change import Json
from .steps import VERSIONS, steps_between
from .translator import Translator

_ENTITY: Final = re.compile(
    r"/speechtotext/(?:(?P<path>v\d+\.\d+[^/]*)/)?(?P<group>models/base|\w+)/[^?]*(?:\?(?:.*&)?api-version=(?P<query>[^&]+))?"
)
_READING: Final[Mapping[str, str]] = {
    "datasets": "Datasets_Get",
    "endpoints": "Endpoints_Get",
    "evaluations": "Evaluations_Get",
    "models": "Models_GetCustomModel",
    "models/base": "Models_GetBaseModel",
    "projects": "Projects_Get",
    "transcriptions": "Transcriptions_Get",
    "webhooks": "WebHooks_Get",
}


def older_payload(payload: Json, version: str) -> Json:
    """The payload of a web hook's call as a version would have sent it.

    The payload says by its `self` which version it is of; one of the same version, of an older one, or of none that is
    known, is given back as it is.

    Args:
        payload: the JSON of the call.
        version: the version that the program is written for.

    Raises:
        InvalidArgument: there is no such version.
    """
    if version in PACKAGES and version not in VERSIONS:
        raise InvalidArgument(f"version {version} has no migration steps: give one of {', '.join(VERSIONS)}")
    if version not in VERSIONS:
        raise InvalidArgument(f"{version!r} is not an API version: give one of {', '.join(VERSIONS)}")
    entity = _ENTITY.search(str(payload.get("self")))
    newer = entity and (entity["path"] or entity["query"])
    if entity is None or entity["group"] not in _READING or newer not in VERSIONS[VERSIONS.index(version) + 1 :]:
        return payload
    translator = Translator(version, steps_between(version, newer), Migration(to=newer))
    older: Json = translator.older(_READING[entity["group"]], deepcopy(payload))
    return older
