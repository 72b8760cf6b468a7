"""Constants that stand in a program."""

from __future__ import annotations

import libcst as cst

from speechtotext.migrate._versions.api_surface import Version

from .routes import moved

_NAMED = {"None": None, "True": True, "False": False}


def constant(node: cst.BaseExpression) -> tuple[object] | None:
    """The value of an expression that is constant; a product of whole numbers is, too."""
    match node:
        case cst.SimpleString():
            return (node.evaluated_value,)
        case cst.Integer():
            return (node.evaluated_value,)
        case cst.Name(value=name) if name in _NAMED:
            return (_NAMED[name],)
        case cst.BinaryOperation(left=left, operator=cst.Multiply(), right=right):
            match constant(left), constant(right):
                case (int(one),), (int(other),):
                    return (one * other,)
    return None


def with_moved_url(node: cst.BaseExpression, target: Version) -> cst.BaseExpression:
    """A string in which a URL of the service is written as a version writes it."""
    match node:
        case cst.SimpleString():
            value = f"{node.prefix}{node.quote}{moved(node.raw_value, target)}{node.quote}"
            return node.with_changes(value=value)
        case cst.FormattedString():
            inner = "".join(cst.Module([]).code_for_node(part) for part in node.parts)
            return cst.parse_expression(f"{node.start}{moved(inner, target)}{node.end}")
    return node
