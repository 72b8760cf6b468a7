"""Import every module of the installed packages, each without any other of them before; fails if one cannot be."""

from __future__ import annotations

import gc
import pkgutil
import sys
from importlib.util import find_spec

PACKAGES = ("speechtotext", "speechtotext_api")
# Needs PySpark, which no extra brings in.
APART = "speechtotext.tables.spark"
# So many forgotten modules are worth a collection of garbage, which takes longer than an import.
_MANY = 10_000


def modules() -> list[str]:
    """The names of all modules but one."""
    found = []
    for package in PACKAGES:
        spec = find_spec(package)
        if spec is None or spec.submodule_search_locations is None:
            raise SystemExit(f"{package} is not installed.")
        found.append(package)
        found += [info.name for info in pkgutil.walk_packages(spec.submodule_search_locations, f"{package}.")]
    return [name for name in found if name != APART]


def forget() -> int:
    """Make the interpreter forget our modules, so that the next import begins with none; return how many there were."""
    ours = [name for name in sys.modules if name.partition(".")[0] in PACKAGES]
    for name in ours:
        del sys.modules[name]
    return len(ours)


def failure(name: str) -> str | None:
    """What goes wrong when a module is imported."""
    try:
        __import__(name)
    except Exception as error:
        return f"{name} cannot be imported: {type(error).__name__}: {error}"
    return None


def main() -> int:
    names = modules()
    # What others wrote is imported once: it does not depend on ours.
    for name in names:
        failure(name)
    forget()
    gc.freeze()
    gc.disable()
    failures, forgotten = [], 0
    for name in names:
        if text := failure(name):
            failures.append(text)
        forgotten += forget()
        if forgotten > _MANY:
            gc.collect()
            forgotten = 0
    if failures:
        print("\n".join(failures), file=sys.stderr)
        return 1
    print(f"{len(names)} modules import, each on its own.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
