"""Names in JSON that the target does not accept."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from speechtotext.migrate._findings import Finding
from speechtotext.migrate._versions.json_names import changed_json_name
from speechtotext.migrate._versions.plan import MigrationPlan

_LEFT_OUT = "Leave it out: it is off."


def changed_properties(nodes: list[ast.AST], plan: MigrationPlan) -> Iterator[Finding]:
    """Yield a finding for each text among the nodes of a program that is a changed name."""
    documentation = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    values = {
        id(key): value
        for node in nodes
        if isinstance(node, ast.Dict)
        for key, value in zip(node.keys, node.values, strict=True)
        if key is not None
    }
    for node in nodes:
        name: str | None = None
        value: ast.expr | None = None
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            name, value = node.value, values.get(id(node))
        elif isinstance(node, ast.keyword) and node.arg and isinstance(node.value, ast.Constant):
            name, value = node.arg, node.value
            if "_" in name or name.islower():
                continue
        if name is not None and (found := changed_json_name(name, plan)):
            is_off = isinstance(value, ast.Constant) and value.value is False and name == "diarizationEnabled"
            line = (
                node.lineno
                if isinstance(node, ast.Constant)
                else node.value.lineno
                if isinstance(node, ast.keyword)
                else 0
            )
            yield Finding(line, found.sentence, _LEFT_OUT if is_off else found.remedy, kind="property")


def script_properties(lines: list[str], plan: MigrationPlan) -> Iterator[Finding]:
    """Yield a finding for each word of a script that is a changed name."""
    for number, line in enumerate(lines, 1):
        for match in re.finditer(r"[A-Za-z]+", line):
            if found := changed_json_name(match[0], plan):
                is_off = match[0] == "diarizationEnabled" and re.match(
                    r"\\?[\"']?\s*[:=]\s*\$?false", line[match.end() :], re.IGNORECASE
                )
                yield Finding(number, found.sentence, _LEFT_OUT if is_off else found.remedy, kind="property")
