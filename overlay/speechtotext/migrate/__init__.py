"""Migrate source code to a newer API version: `python -m speechtotext.migrate PATH… --to v2025_10_15`.

Programs that use this package are rewritten where the rewrite is certain to be right. Changes that need manual work are
reported, and so are requests that programs, scripts and configuration files send without this package, with the call
that replaces each.

Needs libcst: `pip install "speechtotext-client[migrate]"`.
"""

try:
    import libcst as _libcst  # noqa: F401
except ModuleNotFoundError as error:
    raise ModuleNotFoundError(
        'speechtotext.migrate needs libcst: pip install "speechtotext-client[migrate]"'
    ) from error

from ._codemod import migrate, migrate_text
from ._command import add_arguments, main, run
from ._findings import Finding
from ._result import Migrated

__all__ = ["Finding", "Migrated", "add_arguments", "main", "migrate", "migrate_text", "run"]
