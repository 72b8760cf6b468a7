"""The syntax tree of one Python program, with scopes, assignments and calls."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import TypeAlias, TypeVar

import libcst as cst
from libcst.metadata import (
    Assignment,
    BuiltinAssignment,
    ImportAssignment,
    MetadataWrapper,
    PositionProvider,
    Scope,
    ScopeProvider,
)


def keyword_argument(call: cst.Call, name: str) -> cst.Arg | None:
    """Return the argument with this keyword."""
    return next((one for one in call.args if one.keyword is not None and one.keyword.value == name), None)


N = TypeVar("N", bound=cst.CSTNode)

Function: TypeAlias = cst.FunctionDef | cst.Lambda

Binding: TypeAlias = Assignment | BuiltinAssignment | ImportAssignment


class Program:
    """A parsed program with its libcst metadata.

    Args:
        text: source code.

    Raises:
        libcst.ParserSyntaxError: the text is not valid Python.
        libcst.CSTValidationError: libcst does not support the code.
    """

    def __init__(self, text: str) -> None:
        self._wrapper = MetadataWrapper(_parse(text), unsafe_skip_copy=True)
        self.module = self._wrapper.module
        self._nodes: list[cst.CSTNode] = []
        self._parents: dict[cst.CSTNode, cst.CSTNode] = {}
        self._walk()
        self._positions = dict(self._wrapper.resolve(PositionProvider))
        self._scopes: dict[cst.CSTNode, Scope | None] = dict(self._wrapper.resolve(ScopeProvider))
        self._attributes: dict[cst.ClassDef, dict[str, list[cst.CSTNode]]] = {}

    def transform(self, transformer: cst.CSTTransformer) -> str:
        """Return the source code after a transformer has visited it."""
        return self.module.visit(transformer).code

    def _walk(self) -> None:
        """List the nodes in source order, with their parents; libcst computes the children of a node at each call."""
        waiting: list[cst.CSTNode] = [self.module]
        while waiting:
            node = waiting.pop()
            children = node.children
            self._nodes.append(node)
            self._parents.update(dict.fromkeys(children, node))
            waiting.extend(reversed(children))

    def find_all(self, *kinds: type[N]) -> Iterator[N]:
        """Yield the nodes of these types, in source order."""
        return (node for node in self._nodes if isinstance(node, kinds))

    def line(self, node: cst.CSTNode) -> int:
        """Return the line on which a node begins."""
        return self._positions[node].start.line

    def parent(self, node: cst.CSTNode) -> cst.CSTNode | None:
        """Return the parent of a node."""
        return self._parents.get(node)

    def ancestors(self, node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        """Yield the ancestors of a node, the innermost first."""
        found = self.parent(node)
        while found is not None:
            yield found
            found = self.parent(found)

    def enclosing(self, node: cst.CSTNode, kind: type[N]) -> N | None:
        """Return the innermost ancestor of a type."""
        return next((one for one in self.ancestors(node) if isinstance(one, kind)), None)

    def enclosing_function(self, node: cst.CSTNode) -> Function | None:
        """Return the innermost function around a node."""
        return next((one for one in self.ancestors(node) if isinstance(one, Function)), None)

    def bindings(self, name: cst.Name) -> list[Binding]:
        """Return the assignments and imports that bind a name, in source order."""
        scope = self._scopes.get(name)
        found = [one for one in scope[name.value] if isinstance(one, Binding)] if scope is not None else []
        return sorted(found, key=lambda one: 0 if isinstance(one, BuiltinAssignment) else self.line(one.node))

    def adopt(self, expression: cst.BaseExpression, place: cst.SimpleString) -> None:
        """Give an expression parsed from a string the scope and position of that string."""
        for node in descendants(expression):
            self._scopes[node] = self._scopes.get(place)
            self._positions[node] = self._positions[place]
            self._parents.update(dict.fromkeys(node.children, node))

    def is_string_annotation(self, string: cst.SimpleString) -> bool:
        """Return whether a string is a quoted annotation, or a part of one."""
        node = self.parent(string)
        while isinstance(node, cst.Index | cst.SubscriptElement | cst.Subscript | cst.BinaryOperation):
            if isinstance(node, cst.Subscript) and dotted_name(node.value).rpartition(".")[2] == "Literal":
                return False
            node = self.parent(node)
        return isinstance(node, cst.Annotation)

    def enclosing_definition(self, node: cst.CSTNode) -> Function | cst.ClassDef | None:
        """Return the innermost function or class around a node."""
        return next((one for one in self.ancestors(node) if isinstance(one, Function | cst.ClassDef)), None)

    def is_method(self, function: Function) -> bool:
        """Return whether a function receives an instance or class as its first argument."""
        of_class = isinstance(self.enclosing_definition(function), cst.ClassDef)
        return of_class and isinstance(function, cst.FunctionDef) and "staticmethod" not in decorator_names(function)

    def assigned_expression(self, target: cst.CSTNode) -> cst.BaseExpression | None:
        """Return the expression assigned to a target, or entered by its `with`; None for other bindings."""
        match target, self.parent(target):
            case cst.Param(default=default), _:
                return default
            case _, cst.AssignTarget() as one:
                assign = self.parent(one)
                return assign.value if isinstance(assign, cst.Assign) else None
            case _, cst.AnnAssign(value=value) | cst.NamedExpr(value=value):
                return value
            case _, cst.AsName() as name:
                context = self.parent(name)
                return context.item if isinstance(context, cst.WithItem) else None
        return None

    def attributes(self, of: cst.ClassDef) -> dict[str, list[cst.CSTNode]]:
        """Return the functions, annotations and expressions bound to each attribute of a class and its instances."""
        if of not in self._attributes:
            self._attributes[of] = self._attributes_of(of)
        return self._attributes[of]

    def calls_named(self, name: str) -> list[cst.Call]:
        """Return the calls of a variable or attribute with this name."""
        return self._calls.get(name, [])

    def argument(self, call: cst.Call, function: Function, parameter: cst.Param) -> cst.BaseExpression | None:
        """Return the argument of a call for a parameter, or the parameter's default."""
        name = parameter.name.value
        for argument in call.args:
            if argument.keyword is not None and argument.keyword.value == name:
                return argument.value
        given = [argument.value for argument in call.args if argument.keyword is None and not argument.star]
        place = (
            [one.name.value for one in positional_parameters(function)].index(name)
            if parameter in positional_parameters(function)
            else -1
        )
        makes = isinstance(function, cst.FunctionDef) and function.name.value == "__init__"
        place -= self.is_method(function) and (makes or isinstance(call.func, cst.Attribute))
        return given[place] if 0 <= place < len(given) else parameter.default

    def returned_expressions(self, function: Function) -> list[cst.BaseExpression]:
        """Return the expressions that a function returns."""
        if isinstance(function, cst.Lambda):
            return [function.body]
        return [one.value for one in self._within(function, cst.Return) if one.value is not None]

    def yielded_expressions(self, function: Function) -> list[cst.BaseExpression]:
        """Return the expressions that a function yields."""
        found = self._within(function, cst.Yield)
        return [one.value for one in found if isinstance(one.value, cst.BaseExpression)]

    def _within(self, function: Function, kind: type[N]) -> list[N]:
        return [one for one in find_nodes(function.body, kind) if self.enclosing_function(one) is function]

    def _attributes_of(self, of: cst.ClassDef) -> dict[str, list[cst.CSTNode]]:
        found: dict[str, list[cst.CSTNode]] = defaultdict(list)
        for node in find_nodes(of, cst.Assign, cst.AnnAssign, cst.FunctionDef):
            if self.enclosing(node, cst.ClassDef) is not of:
                continue
            match node:
                case cst.FunctionDef(name=name) if self.enclosing_definition(node) is of:
                    found[name.value].append(node)
                case cst.Assign(targets=targets, value=value):
                    for target in targets:
                        found[self._attribute(target.target)].append(value)
                case cst.AnnAssign(target=target, annotation=annotation, value=value):
                    found[self._attribute(target)] += [annotation, *([] if value is None else [value])]
        return found

    def _attribute(self, target: cst.BaseExpression) -> str:
        """Return the attribute that an assignment in a class sets; empty if none."""
        match target:
            case cst.Name(value=name) if isinstance(self.enclosing_definition(target), cst.ClassDef):
                return name
            case cst.Attribute(value=cst.Name(value="self" | "cls"), attr=attr):
                return attr.value
        return ""

    @cached_property
    def _calls(self) -> dict[str, list[cst.Call]]:
        found: dict[str, list[cst.Call]] = defaultdict(list)
        for call in self.find_all(cst.Call):
            match call.func:
                case cst.Name(value=name) | cst.Attribute(attr=cst.Name(value=name)):
                    found[name].append(call)
        return found


def _parse(text: str) -> cst.Module:
    try:
        return cst.parse_module(text)
    except AttributeError as error:
        # libcst raises this for `async` at the end of a line.
        raise cst.CSTValidationError(str(error)) from error


def find_nodes(of: cst.CSTNode, *kinds: type[N]) -> Iterator[N]:
    """Yield the nodes of these types in a node, itself included, in source order."""
    return (node for node in descendants(of) if isinstance(node, kinds))


def descendants(of: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """Yield the nodes in a node, itself included, in source order."""
    waiting = [of]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(node.children))


def positional_parameters(function: Function) -> list[cst.Param]:
    """Return the parameters that accept positional arguments."""
    return [*function.params.posonly_params, *function.params.params]


def decorator_names(function: cst.FunctionDef) -> set[str]:
    """Return the last names of a function's decorators."""
    return {dotted_name(one.decorator).rpartition(".")[2] for one in function.decorators}


def dotted_name(node: cst.CSTNode) -> str:
    """Return the dotted name of an expression; empty if it is not a name."""
    match node:
        case cst.Name(value=name):
            return name
        case cst.Attribute(value=value, attr=attr):
            return f"{dotted_name(value)}.{attr.value}"
    return ""
