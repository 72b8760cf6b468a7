"""The request of a fast transcription: of a file that is sent along, or of a URL that the service fetches."""

from __future__ import annotations

import os
import re
from copy import copy
from typing import Any, Final

from speechtotext._errors import InvalidArgument
from speechtotext_api.calls import File, Operation, Request
from speechtotext_api.object_kinds import ObjectOf
from speechtotext_api.wire import nothing

_WEB_URL: Final = re.compile(r"https?://[^/?#\s]\S*", re.IGNORECASE)
# Drive letters of Windows are no schemes; pathlib turns the two slashes of a URL into one.
_LIKE_A_URL: Final = re.compile(r"\s*[a-z][a-z0-9+.-]+:[\\/]", re.IGNORECASE)


def fast_request(api: Any, models: Any, audio: Any, definition: Any) -> Request[None]:
    """Return the request of a fast transcription.

    Args:
        api: the module that makes the requests of the version.
        models: the models of the version.
        audio: the file, or its URL; None if the definition names a URL.
        definition: the settings, or None.

    Raises:
        InvalidArgument: there is no audio, it is of a type that cannot be sent, or a path that is a URL by mistake.
    """
    if definition is not None:
        definition = ObjectOf(models.TranscribeDefinition).accept("definition", definition)
    url = _audio_url(definition)
    if isinstance(audio, str) and _WEB_URL.fullmatch(audio.strip()):
        definition, audio, url = _with_url(models, definition, url, audio.strip()), None, audio
    if audio is not None:
        return _undecoded(api.transcribe_request(_sendable(audio), definition=definition))
    if not url:
        raise InvalidArgument("no audio: give a file as audio, or the URL of one as audio or as definition.audio_url")
    request: Request[Any] = api.transcribe_request(b"", definition=definition)
    assert request.form is not None
    del request.form["audio"]
    return _undecoded(request)


def _undecoded(request: Request[Any]) -> Request[None]:
    """Return a request whose response is left as it is: it is read as a result, not as a model of the version."""
    changed = copy(request)
    operation = request.operation
    answers = dict.fromkeys(operation.answers, nothing)
    changed.operation = Operation(operation.id, operation.method, operation.path, answers)
    return changed


def _audio_url(definition: Any) -> str | None:
    if definition is None:
        return None
    url: str | None = getattr(definition, "audio_url", None) or definition.additional_properties.get("audioUrl")
    return url


def _with_url(models: Any, definition: Any, former: str | None, url: str) -> Any:
    """Return the settings with the URL of the audio."""
    if not hasattr(models.TranscribeDefinition(), "audio_url"):
        raise InvalidArgument("audio is a URL, which this API version does not fetch: give the file, or use 2025-10-15")
    if former and former != url:
        raise InvalidArgument("audio and definition.audio_url are two different URLs: give one of them")
    changed = models.TranscribeDefinition() if definition is None else copy(definition)
    changed.audio_url = url
    return changed


def _sendable(audio: Any) -> Any:
    """Return the audio as something that a request can send."""
    content = audio.content if isinstance(audio, File) else audio
    if isinstance(content, bytearray | memoryview):
        return File(bytes(content), *((audio.name, audio.content_type) if isinstance(audio, File) else ()))
    if isinstance(content, str | os.PathLike):
        path = os.fspath(content)
        if not path:
            raise InvalidArgument("audio is an empty path: give the path of a file")
        if isinstance(path, str) and _LIKE_A_URL.match(path):
            raise InvalidArgument(
                "audio is a path that looks like a URL: give a URL that begins with https:// as text, "
                "or the path of a file on this machine"
            )
    elif not isinstance(content, bytes) and not hasattr(content, "read"):
        raise InvalidArgument(f"audio is a {type(content).__name__}: give a path, bytes, an open binary file or a URL")
    return audio
