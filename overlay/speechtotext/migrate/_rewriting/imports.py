"""Rewrite imports of this package."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from speechtotext.migrate._analysis.program import Program, dotted_name
from speechtotext.migrate._versions.api_surface import Version
from speechtotext.migrate._versions.module_names import PACKAGES, is_older


def migrate_path(path: cst.BaseExpression, target: Version) -> cst.BaseExpression:
    """Return a dotted name with the target version in place of an older one."""
    match path:
        case cst.Attribute(value=cst.Name(value=package), attr=attr) if package in PACKAGES:
            return path.with_changes(attr=migrate_name(attr, target))
        case cst.Attribute(value=value):
            return path.with_changes(value=migrate_path(value, target))
    return path


def migrate_name(name: cst.Name, target: Version) -> cst.Name:
    """Return the module name of the target in place of an older one."""
    return name.with_changes(value=target.module) if is_older(name.value, target) else name


def deduplicate(names: Sequence[cst.ImportAlias]) -> list[cst.ImportAlias]:
    """Return imported names without duplicates."""
    called = [dotted_name((one.asname or one).name) for one in names]
    left = [one for place, one in enumerate(names) if called[place] not in called[:place]]
    left[-1] = left[-1].with_changes(comma=names[-1].comma)
    return left


def imports_package(program: Program) -> bool:
    """Return whether a program imports this package."""
    modules = [dotted_name(one.name) for one in program.find_all(cst.ImportAlias)]
    modules += [dotted_name(one.module) for one in program.find_all(cst.ImportFrom) if one.module is not None]
    return any(module.partition(".")[0] in PACKAGES for module in modules)
