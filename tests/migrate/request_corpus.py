"""Programs that send requests by hand, and the requests that they send; run it for the figures by style."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from speechtotext.migrate import Finding, Migrated, migrate

HERE = Path(__file__).parent
FOLDER = HERE / "requests"
TARGET = "v2025_10_15"

EXPECTED: dict[str, dict[str, list[str]]] = json.loads((HERE / "requests.json").read_text("utf-8"))
"""By file and line, or cell and line, the operations of the target that take the place of the request."""

STYLES = list(dict.fromkeys(name.partition("/")[0] for name in EXPECTED))


@cache
def results() -> dict[str, Migrated]:
    """What becomes of each program, by name, when all are moved in one run."""
    return {one.path.relative_to(FOLDER).as_posix(): one for one in migrate([FOLDER], TARGET)}


def told(name: str) -> dict[str, list[str]]:
    """The operations that are told of a program, by line."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in results()[name].findings if name in results() else ():
        if one.kind in ("request", "link", "route"):
            found[place(one)].append("route" if one.kind == "route" else one.operation)
    return dict(found)


def place(finding: Finding) -> str:
    return str(finding.line) if finding.cell is None else f"{finding.cell}:{finding.line}"


@dataclass
class Figures:
    """How well the requests of some programs are told."""

    files: int = 0
    requests: int = 0
    found: int = 0
    named: int = 0
    false_alarms: int = 0

    def add(self, name: str) -> None:
        expected, found = EXPECTED[name], told(name)
        self.files += 1
        self.requests += len(expected)
        self.found += len(expected.keys() & found.keys())
        self.named += sum(bool(set(operations) & set(found.get(line, ()))) for line, operations in expected.items())
        self.false_alarms += len(found.keys() - expected.keys())


def figures() -> dict[str, Figures]:
    """The figures by style."""
    by_style: dict[str, Figures] = defaultdict(Figures)
    for name in EXPECTED:
        by_style[name.partition("/")[0]].add(name)
        by_style["all"].add(name)
    return by_style


def main() -> None:
    print(f"{'style':<12}{'files':>6}{'requests':>10}{'found':>7}{'named':>7}{'false alarms':>14}")
    for style, one in sorted(figures().items(), key=lambda pair: pair[0] == "all"):
        print(f"{style:<12}{one.files:>6}{one.requests:>10}{one.found:>7}{one.named:>7}{one.false_alarms:>14}")
    kinds = Counter(finding.kind for result in results().values() for finding in result.findings)
    print(", ".join(f"{number} {kind}" for kind, number in kinds.most_common()))


if __name__ == "__main__":
    main()
