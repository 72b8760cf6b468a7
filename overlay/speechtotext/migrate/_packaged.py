"""Rewrite a program that uses this package, or a client that Swagger Codegen generated."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import libcst as cst

from ._analysis.inference import Inference
from ._analysis.program import Program
from ._findings import Finding, sort_findings
from ._requests.swagger_codegen import SwaggerCodegenClient
from ._result import Migrated
from ._rewriting.imports import imports_package
from ._rewriting.transformer import MigrationTransformer
from ._versions.plan import MigrationPlan

if TYPE_CHECKING:
    from ._requests.advice import Adviser

_NESTED_TOO_DEEPLY: Final = "The program is nested too deeply to be read."


def mentions_package(text: str) -> bool:
    """Return whether a program may import this package."""
    return re.search(r"\bspeechtotext(?:_api)?\b(?!/)", text) is not None


def migrate_program(
    path: Path, text: str, plan: MigrationPlan, is_local_module: Callable[[str], bool], adviser: Adviser
) -> Migrated:
    """Return what becomes of a program."""
    fault = _syntax_problem(text)
    if fault is not None and fault.sentence == _NESTED_TOO_DEEPLY:
        # libcst's parser would crash the process.
        return _unchanged(path, text, *fault)
    try:
        return _migrate(path, text, plan, is_local_module, adviser)
    except RecursionError:
        return _unchanged(path, text, _NESTED_TOO_DEEPLY)
    except (cst.ParserSyntaxError, cst.CSTValidationError):
        return _unchanged(path, text, *(fault or _SyntaxProblem("libcst cannot parse this file.")))


def _migrate(
    path: Path, text: str, plan: MigrationPlan, is_local_module: Callable[[str], bool], adviser: Adviser
) -> Migrated:
    program = Program(text)
    inference = Inference(program, is_local_module)
    findings = list(SwaggerCodegenClient(program, inference, plan, adviser).findings())
    after = text
    if imports_package(program):
        rewriter = MigrationTransformer(program, inference, plan)
        after = program.transform(rewriter)
        findings += rewriter.findings
    return Migrated(path, text, after, sort_findings(findings))


class _SyntaxProblem(NamedTuple):
    """Why a text cannot be parsed as Python."""

    sentence: str
    line: int = 0


def _syntax_problem(text: str) -> _SyntaxProblem | None:
    """Return what the running Python reports about a text; libcst may support newer syntax."""
    try:
        ast.parse(text)
    except (MemoryError, RecursionError):
        return _SyntaxProblem(_NESTED_TOO_DEEPLY)
    except (SyntaxError, ValueError) as error:
        if "too many nested parentheses" in str(error):
            return _SyntaxProblem(_NESTED_TOO_DEEPLY)
        return _SyntaxProblem(f"Python cannot parse this file: {error.args[0]}.", getattr(error, "lineno", None) or 0)
    return None


def _unchanged(path: Path, text: str, sentence: str, line: int = 0) -> Migrated:
    return Migrated(path, text, text, (Finding(line, sentence, "It is left as it is.", kind="unreadable"),))
