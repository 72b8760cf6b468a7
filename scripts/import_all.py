"""Import every module of the installed packages, each in an interpreter of its own; fails if one cannot be."""

from __future__ import annotations

import pkgutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from os import cpu_count

PACKAGES = ("speechtotext", "speechtotext_api")
# Needs PySpark, which no extra brings in.
APART = "speechtotext.tables.spark"


def modules() -> list[str]:
    """The names of all modules but one, without importing more than the packages that hold them."""
    found = []
    for package in PACKAGES:
        spec = find_spec(package)
        if spec is None or spec.submodule_search_locations is None:
            raise SystemExit(f"{package} is not installed.")
        found.append(package)
        found += [info.name for info in pkgutil.walk_packages(spec.submodule_search_locations, f"{package}.")]
    return [name for name in found if name != APART]


# The interpreters are forked from one that has what others wrote, so that each has to import ours alone.
_PROGRAM = """
import os, sys
reader, writer = os.pipe()
if not os.fork():
    for name in sys.argv[1:]:
        __import__(name)
    others = [name for name in sys.modules if name.partition(".")[0] not in %r]
    os.write(writer, " ".join(others).encode())
    os._exit(0)
os.close(writer)
for name in open(reader).read().split():
    try:
        __import__(name)
    except Exception:
        pass  # It is there to save time: the import of ours below tells whether it is needed.
for name in sys.argv[1:]:
    child = os.fork()
    if not child:
        __import__(name)
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        sys.exit(f"{name} cannot be imported")
"""


def failure(names: list[str]) -> str | None:
    """What goes wrong when these modules are imported, each by a fresh interpreter forked for it."""
    command = [sys.executable, "-c", _PROGRAM % (PACKAGES,), *names]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stderr if done.returncode else None


def main() -> int:
    names = modules()
    workers = cpu_count() or 1
    with ThreadPoolExecutor(workers) as pool:
        failures = [text for text in pool.map(failure, [names[part::workers] for part in range(workers)]) if text]
    if failures:
        print("\n".join(failures), file=sys.stderr)
        return 1
    print(f"{len(names)} modules import, each on its own.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
