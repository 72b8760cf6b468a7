"""Names of the modules of this package in programs and text."""

from __future__ import annotations

import re
from typing import Final

from .api_surface import Version, older_than, versions

PACKAGES: Final = ("speechtotext", "speechtotext_api")

MODULE_NAME: Final = re.compile(
    r"(?P<package>speechtotext(?:_api)?)\.(?P<version>v\d+(?:_[0-9a-z]+)+)(?P<models>\.models)?\b"
)


def is_older(module: str, target: Version) -> bool:
    """Return whether a module belongs to an older version than the target."""
    return any(one.module == module for one in older_than(target))


def migrate_module_name(text: str, target: Version) -> str | None:
    """Return a text that begins with an older version's module, with the target's instead; None for other texts."""
    match = MODULE_NAME.match(text)
    if match is None or not is_older(match["version"], target):
        return None
    return f"{match['package']}.{target.module}{text[match.end('version') :]}"


def version_of_models(path: str) -> Version | None:
    """Return the version of a models module."""
    match = MODULE_NAME.match(path)
    module = match["version"] if match and match["models"] else None
    return next((one for one in versions() if one.module == module), None)
