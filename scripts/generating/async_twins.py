"""Generate the asynchronous twins of `_methods`: overlay/speechtotext/_methods → _generated/async_methods.

The work itself is described in flows, which both transports run; what differs is `async`, `await` and some names.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Final

_NAMES: Final = {
    "speechtotext._core.transport": "speechtotext._core.async_transport",
    "HttpTransport": "AsyncHttpTransport",
    "Items": "AsyncItems",
    "Iterator": "AsyncIterator",
    "Pages": "AsyncPages",
    "Client": "AsyncClient",
    "VersionedClient": "AsyncVersionedClient",
    "Interrupting": "Cancelling",
}
_RUN: Final = "self._http.run("
_NOTE: Final = "\n\nMade by `nox -s generate` of the module of this name in `_methods`.\n"


def write_async_twins(methods: Path, target: Path) -> None:
    """Write the asynchronous form of every module in the folder `methods` into the folder `target`."""
    sources = {file.name: file.read_text(encoding="utf-8") for file in sorted(methods.glob("*.py"))}
    classes = {
        node.name for source in sources.values() for node in ast.parse(source).body if isinstance(node, ast.ClassDef)
    }
    names = _NAMES | {name: f"Async{name}" for name in classes}
    for name, source in sources.items():
        target.mkdir(parents=True, exist_ok=True)
        (target / name).write_text(async_twin(source, names), encoding="utf-8")


def async_twin(source: str, names: dict[str, str]) -> str:
    """A module whose methods that run a flow are awaited, with other names in place of some."""
    lines = source.splitlines(keepends=True)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and any(_RUN in line for line in lines[node.lineno : node.end_lineno]):
            lines[node.lineno - 1] = lines[node.lineno - 1].replace("def ", "async def ", 1)
    text = "".join(lines).replace(_RUN, f"await {_RUN}")
    text = re.sub(rf"(?<![\w`])({'|'.join(map(re.escape, names))})\b", lambda match: names[match[1]], text)
    return re.sub(r'"""(.*?)"""\n', lambda match: f'"""{match[1].strip()}{_NOTE}"""\n', text, count=1, flags=re.DOTALL)
