"""Evaluate the strings that a program builds, as far as possible."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final, TypeAlias
from urllib.parse import urljoin

import libcst as cst

from speechtotext.migrate._analysis.constants import constant
from speechtotext.migrate._analysis.inference import Flow
from speechtotext.migrate._analysis.program import Function, Program, positional
from speechtotext.migrate._analysis.values import Foreign, Local
from speechtotext.migrate._versions.service_urls import found_in

UNTOLD: Final = "{}"
"""Stands for the parts of a URL that cannot be told."""

Given: TypeAlias = Mapping[str, str]
"""Texts of parameters by their names, where a function is looked at for one of its calls."""

_NONE_GIVEN: Final[Given] = MappingProxyType({})

_SAME: Final = {"casefold", "encode", "lower", "removeprefix", "removesuffix", "rstrip", "strip"}


class Texts:
    """The texts of a program's expressions. What cannot be told stands as {}."""

    def __init__(self, program: Program, flow: Flow) -> None:
        self._program = program
        self._flow = flow
        self._underway: set[cst.CSTNode] = set()

    def of(self, node: cst.BaseExpression, given: Given = _NONE_GIVEN) -> str:
        """The text of an expression."""
        if node in self._underway:
            return UNTOLD
        self._underway.add(node)
        try:
            return self._of(node, given)
        finally:
            self._underway.discard(node)

    def given(self, call: cst.Call, function: Function) -> Given:
        """The texts that a call gives to the parameters of a function."""
        parameters = [*positional(function), *function.params.kwonly_params]
        arguments = {one.name.value: self._program.argument(call, function, one) for one in parameters}
        return {name: UNTOLD if argument is None else self.of(argument) for name, argument in arguments.items()}

    def _of(self, node: cst.BaseExpression, given: Given) -> str:
        match node:
            case cst.SimpleString():
                return literal(node)
            case (
                cst.ConcatenatedString(left=left, right=right)
                | cst.BinaryOperation(left=left, operator=cst.Add(), right=right)
            ):
                return self.of(left, given) + self.of(right, given)
            case cst.FormattedString(parts=parts):
                return "".join(self._part(part, given) for part in parts)
            case cst.BinaryOperation(left=left, operator=cst.Modulo(), right=right):
                return self._filled(r"%(?:\(\w+\))?[sdr]", self.of(left, given), _elements(right), given)
            case cst.BooleanOperation(left=one, right=other) | cst.IfExp(body=one, orelse=other):
                return _telling(self.of(one, given), self.of(other, given))
            case cst.Subscript(value=of, slice=[cst.SubscriptElement(slice=cst.Index(value=key))]):
                return self._entry(of, key, given)
            case cst.Call():
                return self._call(node, given)
            case cst.Name(value=name) if name in given:
                return given[name]
            case cst.Name() | cst.Attribute():
                return _telling(*(self.of(one, given) for one in self._flow.assigned(node)))
        return UNTOLD

    def _part(self, part: cst.BaseFormattedStringContent, given: Given) -> str:
        match part:
            case cst.FormattedStringText(value=text):
                return text
            case cst.FormattedStringExpression(expression=expression):
                return self.of(expression, given)
        return UNTOLD

    def _filled(self, holes: str, text: str, values: Iterable[cst.BaseExpression], given: Given) -> str:
        """A text with values in its holes, one after the other."""
        texts = iter([self.of(value, given) for value in values])
        return re.sub(holes, lambda _: next(texts, UNTOLD), text)

    def _entry(self, of: cst.BaseExpression, key: cst.BaseExpression, given: Given) -> str:
        """The text of an entry of a dict that the program writes out."""
        found = [
            element.value
            for one in [of, *self._flow.assigned(of)]
            for element in (one.elements if isinstance(one, cst.Dict) else ())
            if isinstance(element, cst.DictElement) and constant(element.key) == constant(key) is not None
        ]
        return self.of(found[0], given) if found else UNTOLD

    def _call(self, call: cst.Call, given: Given) -> str:
        arguments = [argument.value for argument in call.args if not argument.star]
        match call:
            case cst.Call(func=cst.Attribute(value=of, attr=cst.Name(value="format"))):
                return self._filled(r"\{\w*\}", self.of(of, given), arguments, given)
            case cst.Call(func=cst.Attribute(value=of, attr=cst.Name(value="join"))) if arguments:
                return self.of(of, given).join(self.of(one, given) for one in _elements(arguments[0]))
            case cst.Call(func=cst.Attribute(value=of, attr=cst.Name(value=name))) if name in _SAME:
                text = self.of(of, given)
                return text.rstrip("/") if name in ("rstrip", "strip") else text
        for value in self._flow.of(call.func):
            match value:
                case Local(node=cst.FunctionDef() | cst.Lambda() as function):
                    within = self.given(call, function)
                    return _telling(*(self.of(one, within) for one in self._program.returned(function)))
                case Foreign(name="urllib.parse.urljoin") if len(arguments) > 1:
                    return urljoin(self.of(arguments[0], given), self.of(arguments[1], given))
                case Foreign(name="builtins.str") if arguments:
                    return self.of(arguments[0], given)
                case Foreign(name="os.getenv" | "os.environ.get") if len(arguments) > 1:
                    return self.of(arguments[1], given)
        return UNTOLD


def literal(node: cst.SimpleString | cst.FormattedString) -> str:
    """What a string says by itself."""
    if isinstance(node, cst.FormattedString):
        return "".join(one.value if isinstance(one, cst.FormattedStringText) else UNTOLD for one in node.parts)
    return node.evaluated_value if isinstance(node.evaluated_value, str) else UNTOLD


def _elements(node: cst.BaseExpression) -> list[cst.BaseExpression]:
    return [one.value for one in node.elements] if isinstance(node, cst.Tuple | cst.List) else [node]


def _telling(*texts: str) -> str:
    """The text that tells most: one that holds a URL, or anything known."""
    told = [text for text in texts if text != UNTOLD]
    return next((text for text in told if found_in(text)), told[0] if told else UNTOLD)
