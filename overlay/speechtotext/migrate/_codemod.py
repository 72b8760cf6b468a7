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

from . import _source_files as _files
from ._analysis.inference import Flow
from ._analysis.program import Program
from ._findings import Finding, ordered
from ._requests import shell_scripts as scripts
from ._requests.python_requests import Requests
from ._requests.swagger_codegen import SwaggerClient
from ._result import Migrated
from ._rewriting.imports import uses_us
from ._rewriting.transformer import Rewriter
from ._versions.api_surface import version
from ._versions.plan import Plan

# Stands in every file of a client that the Swagger editor made: what uses it is to change, not it.
_GENERATED: Final = "github.com/swagger-api/swagger-codegen"

_MAY_REQUEST: Final = re.compile(r"speechtotext/", re.IGNORECASE)

_TOO_DEEP: Final = "The program is nested too deeply to be read."

_MAY_CONCERN: Final = re.compile(r"speechtotext|swagger_client|CustomSpeech\w*Api", re.IGNORECASE)


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
    plan = Plan(version(to))
    roots = [Path(path) for path in paths]
    for root in roots:
        if not root.exists():
            raise FileNotFoundError(f"{root} does not exist")
    return _migrated(roots, plan, write)


def migrate_text(text: str, to: str, name: str = "program.py") -> Migrated:
    """Move one program, script or piece of configuration that is given as text.

    Args:
        text: the text.
        to: the module of the version to move to, such as v2025_10_15.
        name: a file name, which says by its ending what the text is.

    Raises:
        ValueError: there is no such version.
    """
    return _moved(Path(name), text, Plan(version(to)), lambda module: False)


def _migrated(roots: list[Path], plan: Plan, write: bool) -> Iterator[Migrated]:
    for path in _files.found(roots):
        try:
            source = _files.read(path)
            if source is None:
                continue
            result = _moved(path, source.text, plan, cache(partial(_files.is_beside, path)))
            if write and result.changed:
                _files.write(path, source._replace(text=result.after))
        except (OSError, SyntaxError, UnicodeDecodeError) as error:
            yield _untouched(path, "", f"The file cannot be read or written: {error}.")
        else:
            if result.changed or result.findings:
                yield result


def _moved(path: Path, text: str, plan: Plan, is_beside: Callable[[str], bool]) -> Migrated:
    if path.suffix not in _files.PYTHON:
        return Migrated(path, text, text, ordered(scripts.findings(text, plan)))
    if _MAY_CONCERN.search(text) is None or _GENERATED in text:
        return Migrated(path, text, text)
    with warnings.catch_warnings():
        # Python warns of what it reads, such as "\d": that is the program's own affair.
        warnings.simplefilter("ignore")
        return _read_and_moved(path, text, plan, is_beside)


def _read_and_moved(path: Path, text: str, plan: Plan, is_beside: Callable[[str], bool]) -> Migrated:
    fault = _fault(text)
    if fault is not None and fault.sentence == _TOO_DEEP:
        # The parser of libcst would end the process.
        return _untouched(path, text, *fault)
    try:
        return _moved_program(path, text, plan, is_beside)
    except RecursionError:
        return _untouched(path, text, _TOO_DEEP)
    except (cst.ParserSyntaxError, cst.CSTValidationError):
        return _untouched(path, text, *(fault or _Fault("This is no Python that libcst can read.")))


def _moved_program(path: Path, text: str, plan: Plan, is_beside: Callable[[str], bool]) -> Migrated:
    program = Program(text)
    flow = Flow(program, is_beside)
    findings = list(SwaggerClient(program, flow, plan).findings())
    after = text
    if _MAY_REQUEST.search(text) is not None:
        findings += Requests(program, flow, plan).findings()
    if uses_us(program):
        rewriter = Rewriter(program, flow, plan)
        after = program.rewritten(rewriter)
        findings += rewriter.findings
    return Migrated(path, text, after, ordered(findings))


class _Fault(NamedTuple):
    """What makes a text no Python that can be read."""

    sentence: str
    line: int = 0


def _fault(text: str) -> _Fault | None:
    """What this version of Python has against a text; it may know less than libcst does."""
    try:
        ast.parse(text)
    except (MemoryError, RecursionError):
        return _Fault(_TOO_DEEP)
    except (SyntaxError, ValueError) as error:
        if "too many nested parentheses" in str(error):
            return _Fault(_TOO_DEEP)
        return _Fault(f"This is no Python that can be read: {error.args[0]}.", getattr(error, "lineno", None) or 0)
    return None


def _untouched(path: Path, text: str, sentence: str, line: int = 0) -> Migrated:
    return Migrated(path, text, text, (Finding(line, sentence, "It is left as it is."),))
