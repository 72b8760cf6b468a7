"""Constants in a program."""

from __future__ import annotations

import libcst as cst

_NAMED = {"None": None, "True": True, "False": False}


def constant(node: cst.BaseExpression) -> tuple[object] | None:
    """Return the value of a constant expression; products of integers count."""
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
