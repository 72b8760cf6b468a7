"""HTTP requests and service URLs in shell scripts and configuration files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from speechtotext.migrate._findings import Finding
from speechtotext.migrate._versions.json_names import changed_json_name
from speechtotext.migrate._versions.module_names import MODULE_NAME, migrate_module_name
from speechtotext.migrate._versions.plan import MigrationPlan
from speechtotext.migrate._versions.service_urls import ServiceUrl, find_urls

from .replacements import describe_replacement

_COMMAND: Final = re.compile(
    r"\b(?:curl|wget|https?ie|az rest|Invoke-RestMethod|Invoke-WebRequest|irm|iwr)\b", re.IGNORECASE
)

_METHOD: Final = re.compile(r"(?:-X|--request|--method|-Method)[\s=]*[\"']?([A-Za-z]+)")

_BODY: Final = re.compile(r"\s(?:-d|--data\S*|--json|-F|--form|--post-data|--body|-Body|-InFile)\b")

_VARIABLE: Final = re.compile(
    r"\$?\b(?P<name>[A-Za-z_]\w*)[\"']?\s*[=:]\s*[\"']?(?P<value>[^\s\"']*/speechtotext/[^\s\"']*|v\d\.\d[\w.-]*)"
)

_REFERENCE: Final = re.compile(r"\$\{\{\s*env\.(\w+)\s*\}\}|\$\{(\w+)\}|\$env:(\w+)|\$(\w+)|%(\w+)%")

_CONTINUED: Final = re.compile(r"[\\^`]\s*$")

_MAX_LINES: Final = 100


def script_findings(text: str, plan: MigrationPlan) -> Iterator[Finding]:
    """Yield findings for requests, module names and changed JSON names in a script or configuration file."""
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        for module in MODULE_NAME.finditer(line):
            if new := migrate_module_name(module[0], plan.target):
                remedy = f"Write {new}. What else changes is told of programs in files of their own."
                yield Finding(number, f"The module {module[0]} is named.", remedy)
    requests = list(_requests(lines, plan))
    yield from requests
    for number, line in enumerate(lines if requests else (), 1):
        for word in re.findall(r"[A-Za-z]+", line):
            if key := changed_json_name(word, plan):
                yield Finding(number, *key)


def _requests(lines: list[str], plan: MigrationPlan) -> Iterator[Finding]:
    """Yield findings for service URLs and the requests sent to them."""
    variables: dict[str, str] = {}
    for number, command in _commands(lines):
        told = _expand_variables(command, variables)
        variables |= {match["name"]: match["value"] for match in _VARIABLE.finditer(told)}
        for url in find_urls(told):
            if _COMMAND.search(command):
                yield Finding(number, *describe_replacement(url, _method(command), plan, in_python=False))
            elif "speechtotext" in command.lower():
                yield Finding(number, *describe_replacement(ServiceUrl(url.version, ""), None, plan, in_python=False))


def _commands(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Yield line numbers and commands; continued lines are joined."""
    number = 0
    while number < len(lines):
        first, whole = number, lines[number]
        number += 1
        while number < min(len(lines), first + _MAX_LINES) and _is_continued(whole):
            whole = f"{_CONTINUED.sub('', whole)}\n{lines[number]}"
            number += 1
        yield first + 1, whole


def _is_continued(command: str) -> bool:
    if _COMMAND.search(command) is None or command.lstrip().startswith("#"):
        return False
    return _CONTINUED.search(command) is not None or command.count("'") % 2 == 1


def _expand_variables(line: str, variables: dict[str, str]) -> str:
    def value(match: re.Match[str]) -> str:
        name = next(filter(None, match.groups()))
        return variables.get(name, match[0])

    return _REFERENCE.sub(value, line)


def _method(command: str) -> str:
    match = _METHOD.search(command)
    return match[1].upper() if match else "POST" if _BODY.search(command) else "GET"
