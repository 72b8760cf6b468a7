"""Migration: what is different between the versions, and running a program of one against a newer one.

A module for each pair of neighbours tells what is different as a tuple of small changes, each named and told in a
sentence. They work on requests and JSON on their way through the transport; generated code knows nothing of them.
"""

from __future__ import annotations

from speechtotext._errors import ConfigurationError
from speechtotext._migration import Migration

from ._change import Change, Needless, Neighbours
from ._payloads import older_payload
from ._steps import STEPS, VERSIONS, steps_between
from ._translator import Translator

__all__ = [
    "STEPS",
    "VERSIONS",
    "Change",
    "Needless",
    "Neighbours",
    "Translator",
    "older_payload",
    "steps_between",
    "translator",
]


def translator(source: str, migration: Migration) -> Translator:
    """What runs a program of a version against a newer one.

    Raises:
        ConfigurationError: there is no such version, or it is an older one.
    """
    own = VERSIONS.index(source)
    if migration.to not in VERSIONS[own + 1 :]:
        what = f"is older than {source}, which this client is for" if migration.to in VERSIONS else "is not known"
        newer = own + 1 < len(VERSIONS)
        choice = f"give {_listed(VERSIONS[own:])}" if newer else f"{source} is the newest: leave out api_version"
        raise ConfigurationError(f"api_version {migration.to!r} {what}; {choice}.")
    return Translator(source, steps_between(source, migration.to), migration)


def _listed(names: tuple[str, ...]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"
