"""Programs moved to a newer version of the API: `python -m speechtotext.migrate PATH… --to v2025_10_15`.

Programs that use this package are rewritten, as far as it is certain what they mean. What needs a person is told, and
so is what takes the place of requests that programs, scripts and configuration make by themselves.

Needs libcst: `pip install speechtotext-client[migrate]`.
"""

try:
    import libcst as _libcst  # noqa: F401
except ModuleNotFoundError as error:
    raise ModuleNotFoundError("speechtotext.migrate needs libcst: pip install speechtotext-client[migrate]") from error

from ._codemod import migrate, migrate_text
from ._command import add_arguments, main, run
from ._findings import Finding
from ._result import Migrated

__all__ = ["Finding", "Migrated", "add_arguments", "main", "migrate", "migrate_text", "run"]
