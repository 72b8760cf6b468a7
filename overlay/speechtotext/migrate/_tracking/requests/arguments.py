"""What a call that sends a request is given: method, URL, headers and base URL."""

from __future__ import annotations

import re
from typing import Final

from speechtotext.migrate._tracking.sent import Call
from speechtotext.migrate._tracking.texts import concatenate, join_path, known_text, texts
from speechtotext.migrate._tracking.values import (
    NONE,
    UNKNOWN,
    Made,
    Mapping,
    Text,
    Unknown,
    Value,
    each,
    options,
    text,
)

VERBS: Final = {"delete", "get", "head", "options", "patch", "post", "put"}


def state_of(call: Call) -> dict[str, Value]:
    """Return what is known of the prepared request that a call is given."""
    for one in call.arguments[:1]:
        for made in options(one):
            if isinstance(made, Made) and "answer" in made.state and not made.name.endswith("IO"):
                return made.state
    return {}


def method_and_url(name: str, call: Call) -> tuple[str | None, Value | None]:
    """Return the method and URL of a call such as `request(method, url)`; the order differs by library."""
    method = call.argument(-1, "method", "verb", "http_method")
    url = call.argument(-1, "url", "uri", "endpoint", "path", "fullurl")
    places = list(call.arguments)
    if method is None and places:
        for place, one in enumerate(places[:6]):
            known = [known for option in options(one) if (known := known_text(option)) is not None]
            if known and all(verb.lower() in VERBS for verb in known):
                method = places.pop(place)
                break
        else:
            named = name in ("request", "stream", "send_request", "api_request") or name.endswith("_request")
            if named and len(places) > 1 and url is None and not _looks_like_url(places[0]):
                method = places.pop(0)
    if url is None and places:
        url = places[0]
    if method is None:
        data = call.argument(1, "data", "body", "json")
        given = name in ("Request", "urlopen", "fetch") and data is not None and data is not NONE
        is_header = isinstance(data, Mapping) and any(key.lower().startswith(("ocp-", "auth")) for key in data.entries)
        if name in ("Request", "urlopen"):
            return "POST" if given and not is_header else "GET", url
        return ("GET" if url is not None and _looks_like_url(url) else None), url
    verbs = {verb.upper() for option in options(method) if (verb := known_text(option)) is not None}
    return (verbs.pop() if len(verbs) == 1 else None), url


def _looks_like_url(value: Value) -> bool:
    return any("/" in one.pattern or one.link for one in texts(value))


def base_url_of(made: Made | None) -> Value | None:
    if made is None:
        return None
    base = made.state.get("base_url") or made.keywords.get("base_url")
    if base is None and re.search(r"(?:HTTPS?Connection(?:Pool)?|HTTPConnectionPool|connection_from_host)$", made.name):
        host = made.arguments[0] if made.arguments else made.keywords.get("host")
        return None if host is None else each(host, lambda one: join_path(text("https:/"), one))
    if (
        base is None
        and re.search(r"(?:ClientSession|BaseUrlSession|BaseURLSession|connection_from_url)$", made.name)
        and made.arguments
    ):
        return made.arguments[0]
    return base


def default_headers(made: Made | None) -> Value | None:
    if made is None:
        return None
    return made.state.get("headers") or made.keywords.get("headers")


def with_placeholders(url: Text) -> Text:
    """Return a URL with placeholders such as `{id}` and `<id>` as unknown parts."""
    parts: list[Value] = []
    for part in url.parts:
        if isinstance(part, str):
            for number, piece in enumerate(re.split(r"\{\w*\}|<[\w -]+>", part)):
                parts += [UNKNOWN, text(piece)] if number else [text(piece)]
        else:
            parts.append(part)
    made = concatenate(parts)
    return Text(made.parts, url.link) if isinstance(made, Text) else url


def is_link(url: Text) -> bool:
    return bool(url.link) or any(_link_path(part) for part in url.parts[:1])


def _link_path(part: str | Value) -> bool:
    return isinstance(part, Unknown) and any(
        name in ("self", "_self", "contentUrl", "content_url", "@nextLink", "links", "Location", "location")
        for name in part.path
    )
