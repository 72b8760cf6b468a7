"""Migrate files to a newer API version."""

from __future__ import annotations

import ast
import os
import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Final, NamedTuple

import libcst as cst

from ._analysis.inference import Inference
from ._analysis.program import Program
from ._findings import Finding, sort_findings
from ._requests.python_requests import PythonRequests
from ._requests.shell_scripts import script_findings
from ._requests.swagger_codegen import SwaggerCodegenClient
from ._result import Migrated
from ._rewriting.imports import imports_package
from ._rewriting.transformer import MigrationTransformer
from ._source_files import PYTHON_SUFFIXES, find_files, is_importable_from, read_source, write_source
from ._versions.api_surface import version
from ._versions.plan import MigrationPlan

# Marks the files of a generated client; only the programs that use it are migrated.
_SWAGGER_CODEGEN_MARK: Final = "github.com/swagger-api/swagger-codegen"

_MAY_REQUEST: Final = re.compile(r"speechtotext/", re.IGNORECASE)

_NESTED_TOO_DEEPLY: Final = "The program is nested too deeply to be read."

_MAY_BE_AFFECTED: Final = re.compile(r"speechtotext|swagger_client|CustomSpeech\w*Api", re.IGNORECASE)


def migrate(paths: Iterable[str | os.PathLike[str]], to: str, *, write: bool = False) -> Iterator[Migrated]:
    """Move the programs in some files and folders to a newer version of the API.

    Given is each file that changes or that something is found in. A file that cannot be read, written or understood
    is left as it is, and says so in a finding.

    Args:
        paths: files, and folders in which programs, scripts and configuration are looked for.
        to: the module of the version to move to, such as v2025_10_15.
        write: whether files are rewritten. Each is replaced as a whole, and keeps its encoding and its line ends.

    Raises:
        ValueError: there is no such version.
        FileNotFoundError: one of the paths does not exist.
    """
    plan = MigrationPlan(version(to))
    roots = [Path(path) for path in paths]
    for root in roots:
        if not root.exists():
            raise FileNotFoundError(f"{root} does not exist")
    return _migrate_files(roots, plan, write)


def migrate_text(text: str, to: str, name: str = "program.py") -> Migrated:
    """Move one program, script or piece of configuration that is given as text.

    Args:
        text: the text.
        to: the module of the version to move to, such as v2025_10_15.
        name: a file name, which says by its ending what the text is.

    Raises:
        ValueError: there is no such version.
    """
    return _migrate_source(Path(name), text, MigrationPlan(version(to)), lambda module: False)


def _migrate_files(roots: list[Path], plan: MigrationPlan, write: bool) -> Iterator[Migrated]:
    for path in find_files(roots):
        try:
            source = read_source(path)
            if source is None:
                continue
            result = _migrate_source(path, source.text, plan, cache(partial(is_importable_from, path)))
            if write and result.changed:
                write_source(path, source._replace(text=result.after))
        except (OSError, SyntaxError, UnicodeDecodeError) as error:
            yield _unchanged(path, "", f"The file cannot be read or written: {error}.")
        else:
            if result.changed or result.findings:
                yield result


def _migrate_source(path: Path, text: str, plan: MigrationPlan, is_local_module: Callable[[str], bool]) -> Migrated:
    if path.suffix not in PYTHON_SUFFIXES:
        return Migrated(path, text, text, sort_findings(script_findings(text, plan)))
    if _MAY_BE_AFFECTED.search(text) is None or _SWAGGER_CODEGEN_MARK in text:
        return Migrated(path, text, text)
    with warnings.catch_warnings():
        # Warnings about the program's own code, such as "\d", are not of interest here.
        warnings.simplefilter("ignore")
        return _migrate_python(path, text, plan, is_local_module)


def _migrate_python(path: Path, text: str, plan: MigrationPlan, is_local_module: Callable[[str], bool]) -> Migrated:
    fault = _syntax_problem(text)
    if fault is not None and fault.sentence == _NESTED_TOO_DEEPLY:
        # libcst's parser would crash the process.
        return _unchanged(path, text, *fault)
    try:
        return _migrate_program(path, text, plan, is_local_module)
    except RecursionError:
        return _unchanged(path, text, _NESTED_TOO_DEEPLY)
    except (cst.ParserSyntaxError, cst.CSTValidationError):
        return _unchanged(path, text, *(fault or _SyntaxProblem("This is no Python that libcst can read.")))


def _migrate_program(path: Path, text: str, plan: MigrationPlan, is_local_module: Callable[[str], bool]) -> Migrated:
    program = Program(text)
    inference = Inference(program, is_local_module)
    findings = list(SwaggerCodegenClient(program, inference, plan).findings())
    after = text
    if _MAY_REQUEST.search(text) is not None:
        findings += PythonRequests(program, inference, plan).findings()
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
        return _SyntaxProblem(
            f"This is no Python that can be read: {error.args[0]}.", getattr(error, "lineno", None) or 0
        )
    return None


def _unchanged(path: Path, text: str, sentence: str, line: int = 0) -> Migrated:
    return Migrated(path, text, text, (Finding(line, sentence, "It is left as it is."),))
