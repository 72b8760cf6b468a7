"""Run programs of one API version against a newer one.

Each `vX_to_vY` module describes one step between neighbouring versions as a tuple of small, named changes. They rewrite
requests and JSON at the transport; generated code knows nothing of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from speechtotext._core.migration import Migration, Translator


def make_translator(source: str, migration: Migration) -> Translator:
    """Return the translator that runs a program of version `source` against a newer version.

    Raises:
        ConfigurationError: there is no such version, it is an older one, or one of the two has no migration steps.
    """
    # Imported here: the steps are slow to import, and most clients speak their own version.
    from .translator import translator_between

    return translator_between(source, migration)
