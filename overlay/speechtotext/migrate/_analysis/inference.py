"""Infer the values of expressions by following assignments within one program.

Every assignment to a name counts, regardless of order. Parameters get values from annotations, defaults, and calls of
the function in the same program.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, get_args, get_origin

import libcst as cst
from libcst.metadata import BuiltinAssignment, ImportAssignment

from speechtotext.migrate._versions.type_hints import type_hints

from .program import Binding, Function, Program, decorator_names, dotted_name, positional_parameters
from .values import (
    BUILTIN_VALUES,
    NO_VALUES,
    UNKNOWN_VALUES,
    ApiInstance,
    ApiMethod,
    ApiObject,
    Container,
    External,
    LocalDefinition,
    LocalInstance,
    Unknown,
    Value,
    Values,
    attribute_values,
    item_values,
    return_values,
    subscript_values,
    values_of_import,
    values_of_type,
)

_RETURN_FIRST_ARGUMENT: Final = {
    "asyncio.create_task",
    "asyncio.ensure_future",
    "asyncio.run",
    "asyncio.shield",
    "asyncio.wait_for",
    "contextlib.aclosing",
    "contextlib.closing",
    "copy.copy",
    "copy.deepcopy",
    "functools.partial",
}

_RETURN_ITEM: Final = {"builtins.anext", "builtins.max", "builtins.min", "builtins.next"}

_RETURN_CONTAINER: Final = ("aiter", "filter", "frozenset", "iter", "list", "reversed", "set", "sorted", "tuple")

_RETURN_ENTRY: Final = {"get", "pop", "popitem", "popleft", "setdefault"}

_MAPPING_TYPES: Final = {"Dict", "Mapping", "MutableMapping", "defaultdict", "dict"}

_WRAPPER_TYPES: Final = {
    "AsyncContextManager",
    "AbstractAsyncContextManager",
    "AbstractContextManager",
    "Awaitable",
    "ContextManager",
    "Coroutine",
}


class Inference:
    """Infers what the expressions of a program may evaluate to.

    Args:
        program: the program.
        is_local_module: returns whether the program may import a module of this name from its own folders.
    """

    def __init__(self, program: Program, is_local_module: Callable[[str], bool] = lambda name: False) -> None:
        self._program = program
        self._is_local_module = is_local_module
        self._known: dict[cst.CSTNode, Values] = {}

    def infer(self, node: cst.BaseExpression) -> Values:
        """Return what an expression may evaluate to; empty for None."""
        if node not in self._known:
            self._known[node] = NO_VALUES  # What it is made of may lead back to it.
            self._known[node] = self._infer_expression(node)
        return self._known[node]

    def assigned_expressions(self, node: cst.BaseExpression) -> list[cst.BaseExpression]:
        """Return the expressions assigned directly to a name, or to an attribute of the program's own classes."""
        found: Iterable[cst.CSTNode | None] = ()
        match node:
            case cst.Name():
                targets = (getattr(one, "node", None) for one in self._program.bindings(node))
                found = [
                    self._program.assigned_expression(one) for one in targets if isinstance(one, cst.Name | cst.Param)
                ]
            case cst.Attribute(value=value, attr=attr):
                made = [one.node for one in self.infer(value) if isinstance(one, LocalInstance)]
                found = [one for holder in made for one in self._program.attributes(holder).get(attr.value, [])]
        return [one for one in found if isinstance(one, cst.BaseExpression)]

    def calls_of(self, function: cst.FunctionDef) -> list[cst.Call]:
        """Return the calls of a function of the program; for `__init__`, the calls of its class."""
        holder = self._program.enclosing_definition(function)
        called = holder if isinstance(holder, cst.ClassDef) and function.name.value == "__init__" else function
        return [
            call
            for call in self._program.calls_named(called.name.value)
            if LocalDefinition(called) in self.infer(call.func)
        ]

    def _infer_expression(self, node: cst.BaseExpression) -> Values:
        match node:
            case cst.Name(value="None"):
                return NO_VALUES
            case cst.Name():
                return (
                    _union(self._infer_binding(one, node.value) for one in self._program.bindings(node))
                    or UNKNOWN_VALUES
                )
            case cst.Attribute(value=value, attr=attr):
                return _union(self._infer_attribute(one, attr.value) for one in self.infer(value)) or UNKNOWN_VALUES
            case cst.Call():
                return self._infer_call(node)
            case cst.Await(expression=inner) | cst.NamedExpr(value=inner):
                return self.infer(inner)
            case cst.BooleanOperation(left=left, right=right) | cst.IfExp(body=left, orelse=right):
                return self.infer(left) | self.infer(right)
            case cst.Subscript(value=value):
                return _union(map(subscript_values, self.infer(value))) or UNKNOWN_VALUES
            case cst.Lambda():
                return frozenset([LocalDefinition(node)])
        return self._infer_container(node)

    def _infer_container(self, node: cst.BaseExpression) -> Values:
        match node:
            case cst.List(elements=elements) | cst.Tuple(elements=elements) | cst.Set(elements=elements):
                return frozenset([Container(_union(self._infer_element(one) for one in elements))])
            case cst.ListComp(elt=element) | cst.SetComp(elt=element) | cst.GeneratorExp(elt=element):
                return frozenset([Container(self.infer(element))])
            case cst.Dict(elements=elements):
                values = (self.infer(one.value) for one in elements if isinstance(one, cst.DictElement))
                return frozenset([Container(_union(values), keyed=True)])
            case cst.DictComp(value=value):
                return frozenset([Container(self.infer(value), keyed=True)])
        return BUILTIN_VALUES

    def _infer_element(self, element: cst.BaseElement | cst.Arg) -> Values:
        starred = isinstance(element, cst.StarredElement) or (isinstance(element, cst.Arg) and element.star)
        values = self.infer(element.value)
        return _union(map(item_values, values)) if starred else values

    def _infer_binding(self, binding: Binding, name: str) -> Values:
        match binding:
            case ImportAssignment(node=cst.Import() | cst.ImportFrom() as statement):
                full = _imported_name(statement, name)
                beside = not full or self._is_local_module(full.partition(".")[0])
                return frozenset([Unknown(full)]) if beside else values_of_import(full)
            case BuiltinAssignment():
                return frozenset([External(f"builtins.{name}")])
        match binding.node:
            case cst.FunctionDef() | cst.ClassDef() as node:
                return frozenset([LocalDefinition(node)])
            case cst.Param() as node:
                return self._infer_parameter(node)
        return self._infer_target(binding.node)

    def _infer_target(self, target: cst.CSTNode) -> Values:
        """Return the values of a name from the assignment that it is the target of."""
        match parent := self._program.parent(target):
            case cst.AnnAssign(annotation=annotation):
                return self.infer_annotation(annotation.annotation)
            case cst.For(iter=iterated) | cst.CompFor(iter=iterated):
                return _union(map(item_values, self.infer(iterated)))
            case cst.AsName():
                context = self._program.assigned_expression(target)
                return BUILTIN_VALUES if context is None else self._infer_entered(context)
            case cst.Element():
                return self._infer_unpacked(parent)
        expression = self._program.assigned_expression(target)
        return UNKNOWN_VALUES if expression is None else self.infer(expression)

    def _infer_unpacked(self, element: cst.Element) -> Values:
        """Return the values of one of several targets that are assigned at once."""
        targets = self._program.parent(element)
        if not isinstance(targets, cst.Tuple | cst.List):
            return UNKNOWN_VALUES
        place = targets.elements.index(element)
        match self._program.assigned_expression(targets), self._program.parent(targets):
            case cst.Tuple(elements=elements), _ if place < len(elements):
                return self._infer_element(elements[place])
            case cst.BaseExpression() as value, _:
                return _union(map(item_values, self.infer(value))) or UNKNOWN_VALUES
            case _, cst.For(iter=cst.Call() as call) | cst.CompFor(iter=cst.Call() as call):
                return self._infer_pair(call, place)
        return UNKNOWN_VALUES

    def _infer_pair(self, call: cst.Call, place: int) -> Values:
        """Return the values at an index of the pairs that `enumerate`, `zip` and `items` yield."""
        match call.func:
            case cst.Attribute(value=keyed, attr=cst.Name(value="items")):
                return _union(map(subscript_values, self.infer(keyed))) if place else BUILTIN_VALUES
            case cst.Name(value="enumerate") if call.args:
                return _union(map(item_values, self.infer(call.args[0].value))) if place else BUILTIN_VALUES
            case cst.Name(value="zip") if place < len(call.args):
                return _union(map(item_values, self.infer(call.args[place].value)))
        return UNKNOWN_VALUES

    def _infer_entered(self, context: cst.BaseExpression) -> Values:
        return _union(one.items if isinstance(one, Container) else frozenset([one]) for one in self.infer(context))

    def _infer_call(self, call: cst.Call) -> Values:
        if isinstance(call.func, cst.Attribute):
            containers = [one for one in self.infer(call.func.value) if _is_container(one)]
            if containers:
                inner = _union(map(subscript_values, containers))
                return inner if call.func.attr.value in _RETURN_ENTRY else frozenset([Container(inner)])
        return _union(self._infer_result(one, call) for one in self.infer(call.func)) or UNKNOWN_VALUES

    def _infer_result(self, function: Value, call: cst.Call) -> Values:
        match function:
            case ApiObject() | ApiMethod():
                return return_values(function)
            case LocalDefinition(node=cst.ClassDef() as node):
                return frozenset([LocalInstance(node)])
            case LocalDefinition(node=cst.FunctionDef() | cst.Lambda() as node):
                return self._infer_returned(node)
            case External(name):
                return self._infer_external_result(name, call)
            case Unknown(name) if name:
                return frozenset([Unknown(f"{name}()")])
        return UNKNOWN_VALUES

    def _infer_external_result(self, name: str, call: cst.Call) -> Values:
        arguments = [argument.value for argument in call.args if argument.keyword is None]
        builtin = name.removeprefix("builtins.")
        if name == "asyncio.gather":
            return frozenset([Container(_union(map(self._infer_element, call.args)))])
        if not arguments:
            return frozenset([External(f"{name}()")])
        if name == "typing.cast":
            return self.infer_annotation(arguments[0])
        if name == "asyncio.to_thread":
            return _union(self._infer_result(one, call) for one in self.infer(arguments[0]))
        if name in _RETURN_FIRST_ARGUMENT:
            return self.infer(arguments[0])
        if name in _RETURN_ITEM or builtin in _RETURN_CONTAINER:
            inner = _union(map(item_values, self.infer(arguments[-1 if builtin == "filter" else 0])))
            return inner if name in _RETURN_ITEM else frozenset([Container(inner)])
        return frozenset([External(f"{name}()")])

    def _infer_returned(self, function: Function) -> Values:
        """Return the values that a function of the program returns."""
        if isinstance(function, cst.FunctionDef) and function.returns is not None:
            return self.infer_annotation(function.returns.annotation)
        yielded = self._program.yielded_expressions(function)
        if yielded:
            return frozenset([Container(_union(map(self.infer, yielded)))])
        return _union(map(self.infer, self._program.returned_expressions(function)))

    def _infer_parameter(self, parameter: cst.Param) -> Values:
        function = self._program.enclosing_function(parameter)
        assert function is not None
        if parameter.annotation is not None:
            values = self.infer_annotation(parameter.annotation.annotation)
        elif isinstance(function, cst.Lambda):
            values = self._infer_lambda_parameter(function)
        elif self._program.is_method(function) and parameter in positional_parameters(function)[:1]:
            holder = self._program.enclosing_definition(function)
            assert isinstance(holder, cst.ClassDef)
            return frozenset(
                [LocalDefinition(holder) if "classmethod" in decorator_names(function) else LocalInstance(holder)]
            )
        else:
            given = [self._program.argument(call, function, parameter) for call in self.calls_of(function)]
            given += [parameter.default] if parameter.default is not None else []
            values = _union(UNKNOWN_VALUES if one is None else self.infer(one) for one in given) or UNKNOWN_VALUES
        return frozenset([Container(values, keyed=parameter.star == "**")]) if parameter.star else values

    def _infer_lambda_parameter(self, function: cst.Lambda) -> Values:
        """Return what a lambda receives from a method of this package, or from `sorted`, `map` and other builtins."""
        argument = self._program.parent(function)
        call = None if argument is None else self._program.parent(argument)
        if not isinstance(argument, cst.Arg) or not isinstance(call, cst.Call):
            return UNKNOWN_VALUES
        values = NO_VALUES
        for one in self.infer(call.func):
            if isinstance(one, ApiMethod):
                values |= _callback_argument(one, call, argument)
            elif isinstance(one, External) and one.name.startswith("builtins."):
                others = [other.value for other in call.args if other is not argument]
                values |= _union(item_values(value) for other in others for value in self.infer(other))
        return values or UNKNOWN_VALUES

    def infer_annotation(self, annotation: cst.BaseExpression) -> Values:
        """Return the values that an annotation describes."""
        match annotation:
            case cst.SimpleString():
                try:
                    quoted = cst.parse_expression(str(annotation.evaluated_value))
                except cst.ParserSyntaxError:
                    return UNKNOWN_VALUES
                self._program.adopt(quoted, annotation)
                return self.infer_annotation(quoted)
            case cst.BinaryOperation(left=left, right=right):
                return self.infer_annotation(left) | self.infer_annotation(right)
            case cst.Subscript():
                return self._infer_generic(annotation)
        return _union(map(_instance_of, self.infer(annotation)))

    def _infer_generic(self, annotation: cst.Subscript) -> Values:
        inner = [one.slice.value for one in annotation.slice if isinstance(one.slice, cst.Index)]
        inner = [one for one in inner if not isinstance(one, cst.Ellipsis)]
        name = dotted_name(annotation.value).rpartition(".")[2]
        if name == "Literal" or not inner:
            return BUILTIN_VALUES
        if name == "Callable":
            return UNKNOWN_VALUES
        if name == "type":
            return self.infer(inner[0])
        if name in ("ClassVar", "Final", "Optional", "Union"):
            return _union(map(self.infer_annotation, inner))
        if name == "Annotated" or name in _WRAPPER_TYPES:
            return self.infer_annotation(inner[0 if name == "Annotated" else -1])
        keyed = name in _MAPPING_TYPES
        return frozenset([Container(_union(map(self.infer_annotation, inner[-1:] if keyed else inner)), keyed)])

    def _infer_attribute(self, value: Value, name: str) -> Values:
        match value:
            case LocalInstance(node) | LocalDefinition(node=cst.ClassDef() as node):
                return self._infer_local_attribute(node, name)
        return attribute_values(value, name)

    def _infer_local_attribute(self, of: cst.ClassDef, name: str) -> Values:
        """Return the values of an attribute of one of the program's classes."""
        values = NO_VALUES
        for one in self._program.attributes(of).get(name, []):
            match one:
                case cst.FunctionDef() if {"property", "cached_property"} & decorator_names(one):
                    values |= self._infer_returned(one)
                case cst.FunctionDef():
                    values |= frozenset([LocalDefinition(one)])
                case cst.Annotation(annotation=annotation):
                    values |= self.infer_annotation(annotation)
                case cst.BaseExpression():
                    values |= self.infer(one)
        if values:
            return values
        bases = [value for base in of.bases for value in self.infer_annotation(base.value)]
        return _union(self._infer_attribute(base, name) for base in bases) or UNKNOWN_VALUES


def _union(parts: Iterable[Values]) -> Values:
    return NO_VALUES.union(*parts)


def _is_container(value: Value) -> bool:
    return isinstance(value, Container) or (
        isinstance(value, ApiInstance) and get_origin(value.kind) in (dict, list, set, tuple)
    )


def _imported_name(node: cst.Import | cst.ImportFrom, name: str) -> str:
    """Return the full name that an import binds; empty for relative imports."""
    for alias in node.names if not isinstance(node.names, cst.ImportStar) else ():
        full, called = dotted_name(alias.name), dotted_name((alias.asname or alias).name)
        if isinstance(node, cst.Import) and name == called.partition(".")[0]:
            return name if alias.asname is None else full
        if isinstance(node, cst.ImportFrom) and name == called:
            return "" if node.relative or node.module is None else f"{dotted_name(node.module)}.{full}"
    return ""


def _instance_of(value: Value) -> Values:
    """Return an instance of the class that a value is."""
    match value:
        case ApiObject(thing):
            return values_of_type(thing)
        case LocalDefinition(node=cst.ClassDef() as node):
            return frozenset([LocalInstance(node)])
        case External(name):
            return frozenset([External(f"{name}()")])
        case Unknown(name) if name:
            return frozenset([Unknown(f"{name}()")])
    return frozenset([value])


def _callback_argument(method: ApiMethod, call: cst.Call, argument: cst.Arg) -> Values:
    """Return what a method of this package passes to its callback."""
    types = {name: hint for name, hint in type_hints(method.function).items() if name != "return"}
    name = list(types)[call.args.index(argument)] if argument.keyword is None else argument.keyword.value
    for callback in (types.get(name), *get_args(types.get(name))):
        parameters = get_args(callback)
        if parameters and isinstance(parameters[0], list) and parameters[0]:
            return values_of_type(parameters[0][0], method.of)
    return UNKNOWN_VALUES
