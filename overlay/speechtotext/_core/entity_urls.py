"""URLs of entities: those that callers give have to be of this client's resource, those that are sent are whole."""

from __future__ import annotations

import re
from copy import copy
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit

from speechtotext._auth.endpoint import LOOPBACK
from speechtotext._errors import InvalidArgument
from speechtotext_api.calls import Request
from speechtotext_api.wire import redacted

from .steps import Send

_REGIONAL: Final = re.compile(r".*\.api\.cognitive\.(microsoft\.com|microsoft\.us|azure\.cn)")
_CUSTOM: Final = re.compile(r".*\.(cognitiveservices|services\.ai)\.azure\.(com|us|cn)")
# What is in it is the caller's own, whatever it is called.
_OF_CALLERS: Final = "customProperties"
_PORTS: Final = {"http": 80, "https": 443}
# A service names one host or two. The bound is for one that lies.
_MOST_NAMED: Final = 64

T = TypeVar("T")


class EntityUrls:
    """The URLs that entities of a client's resource have.

    An entity of another resource has another meaning, or none. Its host tells: it is the client's own, or one that the
    service has named in an answer to this client, as it does behind a gateway. Whether a resource's own host and a
    regional one are of the same resource cannot be told: they pass.

    Args:
        origin: scheme and host of the client's requests.
        base_path: what stands before the paths of the operations.
    """

    def __init__(self, origin: str, base_path: str) -> None:
        self._base = f"{origin}{base_path}"
        self._origin = origin
        self._own = _host(origin)
        self._named = {self._own}
        # Scheme and host of URLs that were learned from.
        self._sites: set[str] = set()

    def prepared(self, step: Send[T]) -> Send[T]:
        """Return the step as it can be sent.

        Raises:
            InvalidArgument: an entity is of another resource.
        """
        self.require_own(step.request)
        request = self._with_full_references(step.request)
        return step if request is step.request else step._replace(request=request)

    def require_own(self, request: Request[Any]) -> None:
        """Refuse a request for an entity whose URL is of another resource.

        Raises:
            InvalidArgument: the URL names another host.
        """
        for entity in request.entities:
            if entity.url is not None and not self._is_own(_host(entity.url)):
                raise InvalidArgument(
                    f"{entity.argument} is {redacted(entity.url)}, which belongs to another resource than "
                    "this client's "
                    f"{self._origin}: use a client for that one, or give the id alone if both are the same."
                )

    def learn(self, answer: object) -> None:
        """Remember the host of an entity, or of the first one on a page."""
        # Asked of its class: to look for what a model lacks takes longer.
        values = getattr(answer, "values", None) if hasattr(type(answer), "values") else None
        url = getattr(values[0] if isinstance(values, list) and values else answer, "self_", None)
        if not isinstance(url, str):
            return
        site = url[: url.find("/", len("https://"))]
        if site not in self._sites and (host := _host(url)) and len(self._named) < _MOST_NAMED:
            self._named.add(host)
            self._sites.add(site)

    def _with_full_references(self, request: Request[T]) -> Request[T]:
        """Return the request with the references of its body as full URLs: those given by id begin with a slash."""
        version = request.query.get("api-version")
        suffix = f"?api-version={version}" if version else ""
        body = _completed(request.json, self._base, suffix)
        if body is request.json:
            return request
        changed = copy(request)
        changed.json = body
        return changed

    def _is_own(self, host: str) -> bool:
        if host in self._named:
            return True
        kinds = (_REGIONAL.fullmatch, _CUSTOM.fullmatch)
        return any(one(host) and other(self._own) for one, other in (kinds, kinds[::-1]))


def _completed(value: Any, base: str, suffix: str) -> Any:
    """JSON with full URLs; the same object if there is nothing to do."""
    if isinstance(value, list):
        items = [_completed(item, base, suffix) for item in value]
        return items if any(map(_differ, items, value)) else value
    if not isinstance(value, dict):
        return value
    reference = value.get("self")
    if isinstance(reference, str) and reference.startswith("/"):
        return {**value, "self": f"{base}{reference}{suffix}"}
    members = {
        name: member if name == _OF_CALLERS else _completed(member, base, suffix) for name, member in value.items()
    }
    return members if any(map(_differ, members.values(), value.values())) else value


def _differ(one: object, other: object) -> bool:
    return one is not other


def _host(url: str) -> str:
    """Host and port, empty if the URL is none; the names of this machine count as one, and HTTPS's port as none."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or _PORTS.get(parts.scheme)
    except ValueError:
        return ""
    host = LOOPBACK[0] if host in LOOPBACK else host
    return host if port == _PORTS["https"] or not host else f"{host}:{port}"
