"""How the versions write the URLs of entities: the version stands in the path, or in the query."""

from __future__ import annotations

import re
from collections.abc import Callable

_SERVICE = re.compile(r"(https?://[^/?#]+(?:/[^?#]*?)?/speechtotext)(?:/v\d+\.\d+[^/?#]*)?(?=[/?#]|$)(.*)", re.DOTALL)
# Wherever it stands: the published examples have it in the middle of paths too.
_API_VERSION = re.compile(r"(?:(\?)|&)api-version=[^&/?#]*(&?)")


def is_dated(version: str) -> bool:
    """Whether a version is told by `api-version` in the query."""
    return not version.startswith("v")


def base_path(version: str) -> str:
    """What stands before the paths of a version's operations."""
    return "/speechtotext" if is_dated(version) else f"/speechtotext/{version}"


def address_in(version: str, *, usually: str) -> Callable[[str], str]:
    """What writes the URL of an entity, of any version, the way that `version` does; other URLs stay as they are.

    Args:
        usually: the version that the URLs mostly are of, for which it is quick.
    """
    moved = _dated(version) if is_dated(version) else _in_path(version)
    (beginning, ending), (new_beginning, new_ending) = _around(usually), _around(version)
    end = -len(ending) or None

    def quickly(url: str) -> str:
        if url.endswith(ending):
            origin, found, path = url[:end].partition(beginning)
            if found and "?" not in path:
                return f"{origin}{new_beginning}{path}{new_ending}"
        return moved(url)

    return quickly


def _around(version: str) -> tuple[str, str]:
    """What stands before and after the path of an entity without other parameters."""
    return f"{base_path(version)}/", f"?api-version={version}" if is_dated(version) else ""


def _dated(version: str) -> Callable[[str], str]:
    parameter = f"api-version={version}"

    def moved(url: str) -> str:
        service = _SERVICE.match(url)
        if service is None:
            return url
        rest = _API_VERSION.sub(_joined, service[2])
        return f"{service[1]}{rest}{'&' if '?' in rest else '?'}{parameter}"

    return moved


def _in_path(version: str) -> Callable[[str], str]:
    def moved(url: str) -> str:
        service = _SERVICE.match(url)
        if service is None:
            return url
        return f"{service[1]}/{version}{_API_VERSION.sub(_joined, service[2])}"

    return moved


def _joined(parameter: re.Match[str]) -> str:
    """What is left where a parameter stood."""
    return "?" if parameter[1] and parameter[2] else parameter[2]
