"""Migrate the files of one run, which may import each other."""

from __future__ import annotations

import ast
import re
import warnings
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import Final

from ._findings import Finding, as_left, in_cell, sort_findings, without_repeats
from ._notebooks import Notebook
from ._packaged import mentions_package, migrate_program
from ._python2 import as_python3
from ._requests.advice import Adviser, Moved, last_statement, snippet, with_double_quotes
from ._requests.description import Describer
from ._requests.properties import changed_properties, script_properties
from ._requests.python_programs import Located, addresses, located
from ._requests.script_edits import rewritten_script
from ._requests.scripts import located_requests, script_addresses
from ._requests.service_requests import ServiceRequest
from ._requests.suggestion import Step, suggested_program
from ._result import Migrated
from ._scripts.documents import script_requests
from ._scripts.script_requests import ScriptRequest
from ._source_files import is_importable_from, is_python
from ._tracking.interpreter import Interpreter
from ._tracking.modules import Modules
from ._tracking.values import Module, Text
from ._versions.module_names import MODULE_NAME, migrate_module_name
from ._versions.plan import MigrationPlan

# Marks the files of a generated client; only the programs that use it are migrated.
_SWAGGER_CODEGEN_MARK: Final = "github.com/swagger-api/swagger-codegen"

_MENTIONS_SERVICE: Final = re.compile(
    r"speech[-_ ]?to[-_ ]?text|swagger_client|CustomSpeech\w*Api|\bcris\.ai\b|transcri(?:ptions\b|be_url)"
    r"|Ocp-Apim-Subscription-Key",
    re.IGNORECASE,
)

_MAY_BE_AFFECTED: Final = re.compile(r"speechtotext|swagger_client|CustomSpeech\w*Api", re.IGNORECASE)

_IMPORTS_PACKAGE: Final = re.compile(r"^[ \t]*(?:from|import)[ \t]+speechtotext\b", re.MULTILINE)

_IMPORTED: Final = re.compile(
    r"^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import[ \t]+([\w ,]+)|import[ \t]+([\w., ]+))", re.MULTILINE
)

_NESTED_TOO_DEEPLY: Final = "The program is nested too deeply to be read."


class Run:
    """The files that are migrated together.

    Args:
        plan: how names change on the way to the target.
        texts: the content of the files.
        on_disk: whether the files are where their paths say.
    """

    def __init__(self, plan: MigrationPlan, texts: dict[Path, str], *, on_disk: bool) -> None:
        self._plan = plan
        self._texts = dict(texts)
        self._notebooks: dict[Path, Notebook] = {}
        for path, text in texts.items():
            if path.suffix.lower() == ".ipynb" and (notebook := _notebook(text)) is not None:
                self._notebooks[path] = notebook
                self._texts[path] = notebook.program
        self._on_disk = on_disk
        self._adviser = Adviser(plan, self._rewritten)
        self._describer = Describer(self._adviser)
        self._trees: dict[Path, ast.Module | None] = {}
        self._python = [path for path, text in texts.items() if is_python(path, text) or path in self._notebooks]
        self._requests: dict[Path, list[Located]] | None = None
        self._modules = Modules(self._python, self._tree)

    def migrated(self, path: Path) -> Migrated:
        """Return what becomes of a file."""
        text = self._texts[path]
        self._describer.begin_file()
        with warnings.catch_warnings():
            # Warnings about the program's own code, such as "\d", are not of interest here.
            warnings.simplefilter("ignore")
            if path in self._notebooks:
                return self._notebook(path, self._notebooks[path])
            if path in self._python:
                return self._program(path, text)
            return self._script(path, text)

    # Python.

    def _program(self, path: Path, text: str) -> Migrated:
        if _SWAGGER_CODEGEN_MARK in text:
            return Migrated(path, text, text)
        own = self._python_requests().get(path, [])
        if not own and _MAY_BE_AFFECTED.search(text) is None:
            return Migrated(path, text, text)
        findings = list(self._request_findings(path, own))
        tree = self._tree(path)
        after = text
        if mentions_package(text) or re.search(r"swagger_client|CustomSpeech\w*Api|Api\b", text):
            is_local = cache(partial(is_importable_from, path)) if self._on_disk else lambda module: False
            result = migrate_program(path, text, self._plan, is_local, self._adviser)
            after = result.after
            findings += result.findings
            if tree is None:
                return result
        elif tree is None:
            findings.append(self._unparsed(text))
        steps = [
            Step(one.request, " ".join(url.pattern for url in one.sent.urls)) for one in own if self._is_reported(one)
        ]
        return Migrated(
            path, text, after, sort_findings(without_repeats(findings)), suggested_program(steps, self._adviser)
        )

    def _is_reported(self, one: Located) -> bool:
        return not one.is_route and (one.request.version is None or self._is_older(one.request.version))

    def _notebook(self, path: Path, notebook: Notebook) -> Migrated:
        result = self._program(path, notebook.program)
        findings = [in_cell(one, *notebook.place(one.line)) for one in result.findings]
        module = self._modules.load(path)
        names = {} if module is None else module.scope.names
        variables = {name: value.pattern for name, value in names.items() if isinstance(value, Text)}
        for script in notebook.scripts:
            found = self._script_findings(script.name, script.code, path, variables)
            findings += [in_cell(one, script.cell, one.line + script.line - 1) for one in found]
        before = notebook.text
        after = notebook.rewritten(result.after) if result.changed else before
        return Migrated(path, before, after, sort_findings(without_repeats(findings)), result.suggestion)

    def _unparsed(self, text: str) -> Finding:
        try:
            ast.parse(text)
        except (MemoryError, RecursionError):
            return Finding(0, _NESTED_TOO_DEEPLY, "It is left as it is.", kind="unreadable")
        except (SyntaxError, ValueError) as error:
            if "too many nested parentheses" in str(error):
                return Finding(0, _NESTED_TOO_DEEPLY, "It is left as it is.", kind="unreadable")
            sentence = f"Python cannot parse this file: {error.args[0]}."
            return Finding(getattr(error, "lineno", None) or 0, sentence, "It is left as it is.", kind="unreadable")
        return Finding(0, _NESTED_TOO_DEEPLY, "It is left as it is.", kind="unreadable")

    def _request_findings(self, path: Path, own: list[Located]) -> Iterator[Finding]:
        tree = self._tree(path)
        for one in own:
            line = one.place[1]
            if one.is_route:
                yield self._describer.route(line, one.request)
            elif self._is_reported(one):
                yield from self._describer.request(line, one.request)
        if tree is None:
            return
        nodes = list(ast.walk(tree))
        yield from changed_properties(nodes, self._plan)
        uses_package = _IMPORTS_PACKAGE.search(self._texts[path]) is not None
        for line, number in addresses(
            nodes, {one.node for one in own if one.node is not None}, in_calls=not uses_package
        ):
            if self._is_older(number):
                yield self._describer.address(line, number)

    def _is_older(self, number: str) -> bool:
        """Return whether a version, as a URL names it, is older than the target; v3.2-preview.1 is."""
        target = self._plan.target.api_version
        if number[:1] == "v" and target[:1] == "v":
            return number < target
        return number[:1] == "v" or (target[:1] != "v" and number < target)

    def _python_requests(self) -> dict[Path, list[Located]]:
        """Return the requests of all programs, by file."""
        if self._requests is not None:
            return self._requests
        self._requests = defaultdict(list)
        relevant = self._relevant()
        modules = self._modules
        interpreter = Interpreter(modules)
        for path in relevant:
            module = modules.load(path)
            if module is not None:
                self._interpret(interpreter, module)
        for one in located(interpreter.sent, self._texts):
            self._requests[one.place[0]].append(one)
        return self._requests

    def _interpret(self, interpreter: Interpreter, module: Module) -> None:
        try:
            interpreter.run(module)
        except RecursionError:
            self._trees[module.path] = None

    def _relevant(self) -> list[Path]:
        """Return the programs that may send requests, and those that import them."""
        stems: dict[str, set[Path]] = defaultdict(set)
        imported: dict[Path, set[str]] = {}
        for path in self._python:
            stems[path.parent.name if path.stem == "__init__" else path.stem].add(path)
            names = {
                name
                for match in _IMPORTED.finditer(self._texts[path])
                for group in match.groups()
                if group
                for name in re.findall(r"\w+", group)
            }
            imported[path] = names
        found = {
            path
            for path in self._python
            if _MENTIONS_SERVICE.search(self._texts[path]) and _SWAGGER_CODEGEN_MARK not in self._texts[path]
        }
        while True:
            names = {path.parent.name if path.stem == "__init__" else path.stem for path in found}
            more = {path for path in self._python if path not in found and imported[path] & names}
            if not more:
                return [path for path in self._python if path in found]
            found |= more

    def _tree(self, path: Path) -> ast.Module | None:
        if path not in self._trees:
            self._trees[path] = _parsed(self._texts[path])
        return self._trees[path]

    def _rewritten(self, call: str, module: str) -> Moved:
        """Return a call of a version's module as the target has it."""
        if module == self._plan.target.module:
            return Moved(call)
        result = migrate_program(
            Path("advice.py"), snippet(call, module), self._plan, lambda name: False, self._adviser
        )
        notes = dict.fromkeys(f"{one.sentence} {one.remedy}".strip() for one in result.findings)
        obstacles = frozenset(one.sentence.partition(":")[0].rpartition(".")[2] for one in result.left)
        return Moved(with_double_quotes(last_statement(result.after)), tuple(notes), obstacles)

    # Scripts and other text.

    def _script(self, path: Path, text: str) -> Migrated:
        steps: list[Step] = []
        sent: list[tuple[ScriptRequest, ServiceRequest]] = []
        findings = sort_findings(without_repeats(self._script_findings(path.name, text, path, steps=steps, sent=sent)))
        after, lines = rewritten_script(text, sent, self._adviser)
        return Migrated(
            path, text, after, as_left(findings, after, text, lines), suggested_program(steps, self._adviser)
        )

    def _script_findings(
        self,
        name: str,
        text: str,
        path: Path,
        variables: dict[str, str] | None = None,
        steps: list[Step] | None = None,
        sent: list[tuple[ScriptRequest, ServiceRequest]] | None = None,
    ) -> Iterator[Finding]:
        lines = text.splitlines()
        for number, content in enumerate(lines, 1):
            for module in MODULE_NAME.finditer(content) if "speechtotext" in content else ():
                if new := migrate_module_name(module[0], self._plan.target):
                    remedy = f"Use {new}. To see what else changes, move the program into a file of its own."
                    yield Finding(number, f"The module {module[0]} is named.", remedy, kind="module")
        has_evidence = re.search(r"speechtotext|\bcris\.ai\b", text + self._texts[path], re.IGNORECASE) is not None
        if not has_evidence and "Ocp-Apim-Subscription-Key" not in text:
            return
        covered: set[int] = set()
        found = False
        for line, script, request in located_requests(
            script_requests(name, text, partial(self._beside, path), variables), has_evidence
        ):
            found = True
            covered |= _lines_of(text, script, line)
            if request.version is None or self._is_older(request.version):
                if sent is not None:
                    sent.append((script, request))
                if steps is not None:
                    steps.append(Step(request, script.url))
                yield from self._describer.request(line, request)
        told = False
        for line, version in script_addresses(text, covered):
            told = True
            if self._is_older(version):
                yield self._describer.address(line, version, in_python=False)
        if found or told:
            yield from script_properties(lines, self._plan)

    def _beside(self, path: Path, name: str) -> str | None:
        """Return the text of a file that a script includes."""
        wanted = re.split(r"[/\\]", name)[-1]
        for other, text in self._texts.items():
            if other.name == wanted and other.parent == path.parent:
                return text
        return None


def _lines_of(text: str, script: ScriptRequest, line: int) -> set[int]:
    """Return the lines that the words of a request are on."""
    covered = {line, script.line}
    for word in (*script.call.words, *script.call.body_words):
        if word.end:
            covered |= set(range(text.count("\n", 0, word.start) + 1, text.count("\n", 0, word.end) + 2))
    return covered


def _notebook(text: str) -> Notebook | None:
    try:
        return Notebook(text)
    except (ValueError, IndexError, RecursionError):
        return None


def _parsed(text: str) -> ast.Module | None:
    for attempt in (text.lstrip("\ufeff"), as_python3(text.lstrip("\ufeff"))):
        try:
            return ast.parse(attempt)
        except (SyntaxError, ValueError, MemoryError, RecursionError):
            continue
    return None
