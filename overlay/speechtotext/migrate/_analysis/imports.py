"""Imports of this package, and the modules that they name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import libcst as cst

from speechtotext.migrate._versions.api_surface import Version, older_than, versions

from .program import Program, dotted

PACKAGES: Final = ("speechtotext", "speechtotext_api")
MODULE: Final = re.compile(r"(?P<package>speechtotext(?:_api)?)\.(?P<version>v\d+(?:_\d+)+)(?P<models>\.models)?\b")


def is_older(module: str, target: Version) -> bool:
    """Whether the module of a version is that of an older one than the target."""
    return any(one.module == module for one in older_than(target))


def moved_path(path: cst.BaseExpression, target: Version) -> cst.BaseExpression:
    """A dotted name with the target in the place of an older version."""
    match path:
        case cst.Attribute(value=cst.Name(value=package), attr=attr) if package in PACKAGES:
            return path.with_changes(attr=moved_name(attr, target))
        case cst.Attribute(value=value):
            return path.with_changes(value=moved_path(value, target))
    return path


def moved_name(name: cst.Name, target: Version) -> cst.Name:
    """The name of a version's module, or of the target's if that is newer."""
    return name.with_changes(value=target.module) if is_older(name.value, target) else name


def moved_text(text: str, target: Version) -> str | None:
    """A text that begins with the name of an older version's module, with the target's; None for any other text."""
    match = MODULE.match(text)
    if match is None or not is_older(match["version"], target):
        return None
    return f"{match['package']}.{target.module}{text[match.end('version') :]}"


def version_of_models(path: str) -> Version | None:
    """The version whose models a module holds."""
    match = MODULE.match(path)
    module = match["version"] if match and match["models"] else None
    return next((one for one in versions() if one.module == module), None)


def once(names: Sequence[cst.ImportAlias]) -> list[cst.ImportAlias]:
    """Imported names without those that come again."""
    called = [dotted((one.asname or one).name) for one in names]
    left = [one for place, one in enumerate(names) if called[place] not in called[:place]]
    left[-1] = left[-1].with_changes(comma=names[-1].comma)
    return left


def uses_us(program: Program) -> bool:
    """Whether a program imports this package."""
    modules = [dotted(one.name) for one in program.all(cst.ImportAlias)]
    modules += [dotted(one.module) for one in program.all(cst.ImportFrom) if one.module is not None]
    return any(module.partition(".")[0] in PACKAGES for module in modules)
