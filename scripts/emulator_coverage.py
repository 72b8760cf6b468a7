"""Write the tables of the emulator's README: what each operation does in which version, faults and odd answers.

python scripts/emulator_coverage.py
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from speechtotext.emulator._contract.documents import Operation, documents
from speechtotext.emulator._faults import FAULTS
from speechtotext.emulator._odd_answers import ODD_ANSWERS
from speechtotext.emulator._operations.handlers import HANDLERS
from upstream.sources import ROOT

README: Final = ROOT / "overlay" / "speechtotext" / "emulator" / "README.md"

_BEGIN: Final = "<!-- {}: written by scripts/emulator_coverage.py -->\n"
_END: Final = "<!-- end of {} -->\n"


def with_tables(readme: str) -> str:
    """The README with its tables as the code has them."""
    for name, lines in (("operations", operations()), ("faults", faults()), ("odd answers", odd_answers())):
        begin, end = _BEGIN.format(name), _END.format(name)
        before, _, rest = readme.partition(begin)
        after = rest.partition(end)[2]
        readme = "\n".join((before + begin, *lines, "", end + after))
    return readme


def operations() -> Iterator[str]:
    """A row for each operation."""
    versions = documents()
    yield f"| operation | {' | '.join(versions)} | what it does | what is checked |"
    yield f"|---|{':-:|' * len(versions)}---|---|"
    for id, handler in HANDLERS.items():
        found = [document.operations.get(id) for document in versions.values()]
        has = " | ".join("–" if operation is None else "✓" for operation in found)
        checks = "; ".join(filter(None, (_declared(list(filter(None, found))), handler.rules)))
        yield f"| `{id}` | {has} | {handler.summary} | {checks or '–'} |"


def faults() -> Iterator[str]:
    """A row for each fault."""
    yield "| fault | what happens to an answer |"
    yield "|---|---|"
    for kind, words in FAULTS.items():
        yield f"| `{kind}` | {words} |"


def odd_answers() -> Iterator[str]:
    """A row for each kind of odd answer."""
    yield "| kind | what is odd |"
    yield "|---|---|"
    for kind, words in ODD_ANSWERS.items():
        yield f"| `{kind}` | {words} |"


def _declared(versions: Sequence[Operation]) -> str:
    """What is checked of an operation as the documents of its versions say."""
    parameters = [each.name for operation in versions for each in operation.parameters if each.name != "api-version"]
    names = [f"`{name}`" for name in dict.fromkeys(parameters)]
    return ", ".join([*names, "body"] if versions[0].body else names)


if __name__ == "__main__":
    README.write_text(with_tables(README.read_text(encoding="utf-8")), encoding="utf-8")
