"""Evaluate the strings that a program builds, as far as possible."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final, TypeAlias
from urllib.parse import urljoin

import libcst as cst

from speechtotext.migrate._analysis.constants import constant
from speechtotext.migrate._analysis.inference import Inference
from speechtotext.migrate._analysis.program import Function, Program, positional_parameters
from speechtotext.migrate._analysis.values import External, LocalDefinition
from speechtotext.migrate._versions.service_urls import find_url

PLACEHOLDER: Final = "{}"
"""Stands for the parts of a URL that cannot be told."""

ParameterStrings: TypeAlias = Mapping[str, str]
"""Texts of parameters by their names, where a function is looked at for one of its calls."""

_NO_PARAMETERS: Final[ParameterStrings] = MappingProxyType({})

_CONTENT_PRESERVING: Final = {"casefold", "encode", "lower", "removeprefix", "removesuffix", "rstrip", "strip"}


class StringEvaluator:
    """Evaluates string expressions of a program; `{}` replaces unknown parts."""

    def __init__(self, program: Program, inference: Inference) -> None:
        self._program = program
        self._inference = inference
        self._in_progress: set[cst.CSTNode] = set()

    def evaluate(self, node: cst.BaseExpression, given: ParameterStrings = _NO_PARAMETERS) -> str:
        """Return the string that an expression evaluates to."""
        if node in self._in_progress:
            return PLACEHOLDER
        self._in_progress.add(node)
        try:
            return self._evaluate(node, given)
        finally:
            self._in_progress.discard(node)

    def parameter_strings(self, call: cst.Call, function: Function) -> ParameterStrings:
        """Return the strings that a call passes to the parameters of a function."""
        parameters = [*positional_parameters(function), *function.params.kwonly_params]
        arguments = {one.name.value: self._program.argument(call, function, one) for one in parameters}
        return {
            name: PLACEHOLDER if argument is None else self.evaluate(argument) for name, argument in arguments.items()
        }

    def _evaluate(self, node: cst.BaseExpression, given: ParameterStrings) -> str:
        match node:
            case cst.SimpleString():
                return literal_text(node)
            case (
                cst.ConcatenatedString(left=left, right=right)
                | cst.BinaryOperation(left=left, operator=cst.Add(), right=right)
            ):
                return self.evaluate(left, given) + self.evaluate(right, given)
            case cst.FormattedString(parts=parts):
                return "".join(self._part(part, given) for part in parts)
            case cst.BinaryOperation(left=left, operator=cst.Modulo(), right=right):
                return self._fill_placeholders(
                    r"%(?:\(\w+\))?[sdr]", self.evaluate(left, given), _elements(right), given
                )
            case cst.BooleanOperation(left=one, right=other) | cst.IfExp(body=one, orelse=other):
                return _most_specific(self.evaluate(one, given), self.evaluate(other, given))
            case cst.Subscript(value=of, slice=[cst.SubscriptElement(slice=cst.Index(value=key))]):
                return self._dict_entry(of, key, given)
            case cst.Call():
                return self._call(node, given)
            case cst.Name(value=name) if name in given:
                return given[name]
            case cst.Name() | cst.Attribute():
                return _most_specific(
                    *(self.evaluate(one, given) for one in self._inference.assigned_expressions(node))
                )
        return PLACEHOLDER

    def _part(self, part: cst.BaseFormattedStringContent, given: ParameterStrings) -> str:
        match part:
            case cst.FormattedStringText(value=text):
                return text
            case cst.FormattedStringExpression(expression=expression):
                return self.evaluate(expression, given)
        return PLACEHOLDER

    def _fill_placeholders(
        self, holes: str, text: str, values: Iterable[cst.BaseExpression], given: ParameterStrings
    ) -> str:
        """Return a format string with its placeholders filled in order."""
        texts = iter([self.evaluate(value, given) for value in values])
        return re.sub(holes, lambda _: next(texts, PLACEHOLDER), text)

    def _dict_entry(self, of: cst.BaseExpression, key: cst.BaseExpression, given: ParameterStrings) -> str:
        """Return the string of an entry in a dict literal."""
        found = [
            element.value
            for one in [of, *self._inference.assigned_expressions(of)]
            for element in (one.elements if isinstance(one, cst.Dict) else ())
            if isinstance(element, cst.DictElement) and constant(element.key) == constant(key) is not None
        ]
        return self.evaluate(found[0], given) if found else PLACEHOLDER

    def _call(self, call: cst.Call, given: ParameterStrings) -> str:
        arguments = [argument.value for argument in call.args if not argument.star]
        match call:
            case cst.Call(func=cst.Attribute(value=of, attr=cst.Name(value="format"))):
                return self._fill_placeholders(r"\{\w*\}", self.evaluate(of, given), arguments, given)
            case cst.Call(func=cst.Attribute(value=of, attr=cst.Name(value="join"))) if arguments:
                return self.evaluate(of, given).join(self.evaluate(one, given) for one in _elements(arguments[0]))
            case cst.Call(func=cst.Attribute(value=of, attr=cst.Name(value=name))) if name in _CONTENT_PRESERVING:
                text = self.evaluate(of, given)
                return text.rstrip("/") if name in ("rstrip", "strip") else text
        for value in self._inference.infer(call.func):
            match value:
                case LocalDefinition(node=cst.FunctionDef() | cst.Lambda() as function):
                    within = self.parameter_strings(call, function)
                    return _most_specific(
                        *(self.evaluate(one, within) for one in self._program.returned_expressions(function))
                    )
                case External(name="urllib.parse.urljoin") if len(arguments) > 1:
                    return urljoin(self.evaluate(arguments[0], given), self.evaluate(arguments[1], given))
                case External(name="builtins.str") if arguments:
                    return self.evaluate(arguments[0], given)
                case External(name="os.getenv" | "os.environ.get") if len(arguments) > 1:
                    return self.evaluate(arguments[1], given)
        return PLACEHOLDER


def literal_text(node: cst.SimpleString | cst.FormattedString) -> str:
    """Return the text of a string literal."""
    if isinstance(node, cst.FormattedString):
        return "".join(one.value if isinstance(one, cst.FormattedStringText) else PLACEHOLDER for one in node.parts)
    return node.evaluated_value if isinstance(node.evaluated_value, str) else PLACEHOLDER


def _elements(node: cst.BaseExpression) -> list[cst.BaseExpression]:
    return [one.value for one in node.elements] if isinstance(node, cst.Tuple | cst.List) else [node]


def _most_specific(*texts: str) -> str:
    """Return the most informative string: with a URL, or with any known part."""
    told = [text for text in texts if text != PLACEHOLDER]
    return next((text for text in told if find_url(text)), told[0] if told else PLACEHOLDER)
