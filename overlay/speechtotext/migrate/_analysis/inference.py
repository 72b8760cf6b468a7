"""Infer the values of expressions by following assignments within one program.

Every assignment to a name counts, regardless of order. Parameters get values from annotations, defaults, and calls of
the function in the same program.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, get_args, get_origin

import libcst as cst
from libcst.metadata import BuiltinAssignment, ImportAssignment

from speechtotext.migrate._versions.type_hints import hints

from .program import Binding, Function, Program, decorators, dotted, positional
from .values import (
    NOTHING,
    PLAIN,
    UNKNOWN,
    Foreign,
    Instance,
    Local,
    Made,
    Many,
    Method,
    Thing,
    Unknown,
    Value,
    Values,
    called,
    described,
    entries,
    imported,
    items,
    member,
)

_FIRST_ARGUMENT: Final = {
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

_ITEM: Final = {"builtins.anext", "builtins.max", "builtins.min", "builtins.next"}

_CONTAINERS: Final = ("aiter", "filter", "frozenset", "iter", "list", "reversed", "set", "sorted", "tuple")

_TAKEN: Final = {"get", "pop", "popitem", "popleft", "setdefault"}

_KEYED: Final = {"Dict", "Mapping", "MutableMapping", "defaultdict", "dict"}

_OF_THE_LAST: Final = {
    "AsyncContextManager",
    "AbstractAsyncContextManager",
    "AbstractContextManager",
    "Awaitable",
    "ContextManager",
    "Coroutine",
}


class Flow:
    """What the expressions of a program may stand for.

    Args:
        program: the program.
        is_beside: tells whether a module of this name lies beside the program, so that what it holds might be ours.
    """

    def __init__(self, program: Program, is_beside: Callable[[str], bool] = lambda name: False) -> None:
        self._program = program
        self._is_beside = is_beside
        self._known: dict[cst.CSTNode, Values] = {}

    def of(self, node: cst.BaseExpression) -> Values:
        """What an expression may stand for; nothing if that is None."""
        if node not in self._known:
            self._known[node] = NOTHING  # What it is made of may lead back to it.
            self._known[node] = self._evaluated(node)
        return self._known[node]

    def assigned(self, node: cst.BaseExpression) -> list[cst.BaseExpression]:
        """The expressions that a name, or an attribute of the program's own classes, is plainly assigned."""
        found: Iterable[cst.CSTNode | None] = ()
        match node:
            case cst.Name():
                targets = (getattr(one, "node", None) for one in self._program.bindings(node))
                found = [self._program.expression(one) for one in targets if isinstance(one, cst.Name | cst.Param)]
            case cst.Attribute(value=value, attr=attr):
                made = [one.node for one in self.of(value) if isinstance(one, Made)]
                found = [one for holder in made for one in self._program.attributes(holder).get(attr.value, [])]
        return [one for one in found if isinstance(one, cst.BaseExpression)]

    def calls(self, function: cst.FunctionDef) -> list[cst.Call]:
        """The calls of a function of the program; those of the class, if it makes its objects."""
        holder = self._program.holder(function)
        called = holder if isinstance(holder, cst.ClassDef) and function.name.value == "__init__" else function
        return [call for call in self._program.calls(called.name.value) if Local(called) in self.of(call.func)]

    def _evaluated(self, node: cst.BaseExpression) -> Values:
        match node:
            case cst.Name(value="None"):
                return NOTHING
            case cst.Name():
                return _union(self._bound(one, node.value) for one in self._program.bindings(node)) or UNKNOWN
            case cst.Attribute(value=value, attr=attr):
                return _union(self._member(one, attr.value) for one in self.of(value)) or UNKNOWN
            case cst.Call():
                return self._called(node)
            case cst.Await(expression=inner) | cst.NamedExpr(value=inner):
                return self.of(inner)
            case cst.BooleanOperation(left=left, right=right) | cst.IfExp(body=left, orelse=right):
                return self.of(left) | self.of(right)
            case cst.Subscript(value=value):
                return _union(map(entries, self.of(value))) or UNKNOWN
            case cst.Lambda():
                return frozenset([Local(node)])
        return self._container(node)

    def _container(self, node: cst.BaseExpression) -> Values:
        match node:
            case cst.List(elements=elements) | cst.Tuple(elements=elements) | cst.Set(elements=elements):
                return frozenset([Many(_union(self._element(one) for one in elements))])
            case cst.ListComp(elt=element) | cst.SetComp(elt=element) | cst.GeneratorExp(elt=element):
                return frozenset([Many(self.of(element))])
            case cst.Dict(elements=elements):
                values = (self.of(one.value) for one in elements if isinstance(one, cst.DictElement))
                return frozenset([Many(_union(values), keyed=True)])
            case cst.DictComp(value=value):
                return frozenset([Many(self.of(value), keyed=True)])
        return PLAIN

    def _element(self, element: cst.BaseElement | cst.Arg) -> Values:
        starred = isinstance(element, cst.StarredElement) or (isinstance(element, cst.Arg) and element.star)
        values = self.of(element.value)
        return _union(map(items, values)) if starred else values

    def _bound(self, binding: Binding, name: str) -> Values:
        match binding:
            case ImportAssignment(node=cst.Import() | cst.ImportFrom() as statement):
                full = _imported_name(statement, name)
                beside = not full or self._is_beside(full.partition(".")[0])
                return frozenset([Unknown(full)]) if beside else imported(full)
            case BuiltinAssignment():
                return frozenset([Foreign(f"builtins.{name}")])
        match binding.node:
            case cst.FunctionDef() | cst.ClassDef() as node:
                return frozenset([Local(node)])
            case cst.Param() as node:
                return self._parameter(node)
        return self._target(binding.node)

    def _target(self, target: cst.CSTNode) -> Values:
        """What a name stands for by the assignment that it is the target of."""
        match parent := self._program.parent(target):
            case cst.AnnAssign(annotation=annotation):
                return self.annotated(annotation.annotation)
            case cst.For(iter=iterated) | cst.CompFor(iter=iterated):
                return _union(map(items, self.of(iterated)))
            case cst.AsName():
                context = self._program.expression(target)
                return PLAIN if context is None else self._entered(context)
            case cst.Element():
                return self._unpacked(parent)
        expression = self._program.expression(target)
        return UNKNOWN if expression is None else self.of(expression)

    def _unpacked(self, element: cst.Element) -> Values:
        """What one of several targets stands for that are assigned at once."""
        targets = self._program.parent(element)
        if not isinstance(targets, cst.Tuple | cst.List):
            return UNKNOWN
        place = targets.elements.index(element)
        match self._program.expression(targets), self._program.parent(targets):
            case cst.Tuple(elements=elements), _ if place < len(elements):
                return self._element(elements[place])
            case cst.BaseExpression() as value, _:
                return _union(map(items, self.of(value))) or UNKNOWN
            case _, cst.For(iter=cst.Call() as call) | cst.CompFor(iter=cst.Call() as call):
                return self._paired(call, place)
        return UNKNOWN

    def _paired(self, call: cst.Call, place: int) -> Values:
        """What stands at a place of the pairs that `enumerate`, `zip` and `items` give."""
        match call.func:
            case cst.Attribute(value=keyed, attr=cst.Name(value="items")):
                return _union(map(entries, self.of(keyed))) if place else PLAIN
            case cst.Name(value="enumerate") if call.args:
                return _union(map(items, self.of(call.args[0].value))) if place else PLAIN
            case cst.Name(value="zip") if place < len(call.args):
                return _union(map(items, self.of(call.args[place].value)))
        return UNKNOWN

    def _entered(self, context: cst.BaseExpression) -> Values:
        return _union(one.items if isinstance(one, Many) else frozenset([one]) for one in self.of(context))

    def _called(self, call: cst.Call) -> Values:
        if isinstance(call.func, cst.Attribute):
            containers = [one for one in self.of(call.func.value) if _is_container(one)]
            if containers:
                inner = _union(map(entries, containers))
                return inner if call.func.attr.value in _TAKEN else frozenset([Many(inner)])
        return _union(self._result(one, call) for one in self.of(call.func)) or UNKNOWN

    def _result(self, function: Value, call: cst.Call) -> Values:
        match function:
            case Thing() | Method():
                return called(function)
            case Local(node=cst.ClassDef() as node):
                return frozenset([Made(node)])
            case Local(node=cst.FunctionDef() | cst.Lambda() as node):
                return self._returned(node)
            case Foreign(name):
                return self._result_of_foreign(name, call)
            case Unknown(name) if name:
                return frozenset([Unknown(f"{name}()")])
        return UNKNOWN

    def _result_of_foreign(self, name: str, call: cst.Call) -> Values:
        arguments = [argument.value for argument in call.args if argument.keyword is None]
        builtin = name.removeprefix("builtins.")
        if name == "asyncio.gather":
            return frozenset([Many(_union(map(self._element, call.args)))])
        if not arguments:
            return frozenset([Foreign(f"{name}()")])
        if name == "typing.cast":
            return self.annotated(arguments[0])
        if name == "asyncio.to_thread":
            return _union(self._result(one, call) for one in self.of(arguments[0]))
        if name in _FIRST_ARGUMENT:
            return self.of(arguments[0])
        if name in _ITEM or builtin in _CONTAINERS:
            inner = _union(map(items, self.of(arguments[-1 if builtin == "filter" else 0])))
            return inner if name in _ITEM else frozenset([Many(inner)])
        return frozenset([Foreign(f"{name}()")])

    def _returned(self, function: Function) -> Values:
        """What calling a function of the program gives."""
        if isinstance(function, cst.FunctionDef) and function.returns is not None:
            return self.annotated(function.returns.annotation)
        yielded = self._program.yielded(function)
        if yielded:
            return frozenset([Many(_union(map(self.of, yielded)))])
        return _union(map(self.of, self._program.returned(function)))

    def _parameter(self, parameter: cst.Param) -> Values:
        function = self._program.function(parameter)
        assert function is not None
        if parameter.annotation is not None:
            values = self.annotated(parameter.annotation.annotation)
        elif isinstance(function, cst.Lambda):
            values = self._parameter_of_lambda(function)
        elif self._program.is_method(function) and parameter in positional(function)[:1]:
            holder = self._program.holder(function)
            assert isinstance(holder, cst.ClassDef)
            return frozenset([Local(holder) if "classmethod" in decorators(function) else Made(holder)])
        else:
            given = [self._program.argument(call, function, parameter) for call in self.calls(function)]
            given += [parameter.default] if parameter.default is not None else []
            values = _union(UNKNOWN if one is None else self.of(one) for one in given) or UNKNOWN
        return frozenset([Many(values, keyed=parameter.star == "**")]) if parameter.star else values

    def _parameter_of_lambda(self, function: cst.Lambda) -> Values:
        """What a lambda is given by a method of ours, or by a builtin that sorts, maps or filters."""
        argument = self._program.parent(function)
        call = None if argument is None else self._program.parent(argument)
        if not isinstance(argument, cst.Arg) or not isinstance(call, cst.Call):
            return UNKNOWN
        values = NOTHING
        for one in self.of(call.func):
            if isinstance(one, Method):
                values |= _given_to_callback(one, call, argument)
            elif isinstance(one, Foreign) and one.name.startswith("builtins."):
                others = [other.value for other in call.args if other is not argument]
                values |= _union(items(value) for other in others for value in self.of(other))
        return values or UNKNOWN

    def annotated(self, annotation: cst.BaseExpression) -> Values:
        """What an annotation describes."""
        match annotation:
            case cst.SimpleString():
                try:
                    quoted = cst.parse_expression(str(annotation.evaluated_value))
                except cst.ParserSyntaxError:
                    return UNKNOWN
                self._program.adopt(quoted, annotation)
                return self.annotated(quoted)
            case cst.BinaryOperation(left=left, right=right):
                return self.annotated(left) | self.annotated(right)
            case cst.Subscript():
                return self._annotated_generic(annotation)
        return _union(map(_object_of, self.of(annotation)))

    def _annotated_generic(self, annotation: cst.Subscript) -> Values:
        inner = [one.slice.value for one in annotation.slice if isinstance(one.slice, cst.Index)]
        inner = [one for one in inner if not isinstance(one, cst.Ellipsis)]
        name = dotted(annotation.value).rpartition(".")[2]
        if name == "Literal" or not inner:
            return PLAIN
        if name == "Callable":
            return UNKNOWN
        if name == "type":
            return self.of(inner[0])
        if name in ("ClassVar", "Final", "Optional", "Union"):
            return _union(map(self.annotated, inner))
        if name == "Annotated" or name in _OF_THE_LAST:
            return self.annotated(inner[0 if name == "Annotated" else -1])
        keyed = name in _KEYED
        return frozenset([Many(_union(map(self.annotated, inner[-1:] if keyed else inner)), keyed)])

    def _member(self, value: Value, name: str) -> Values:
        match value:
            case Made(node) | Local(node=cst.ClassDef() as node):
                return self._attribute(node, name)
        return member(value, name)

    def _attribute(self, of: cst.ClassDef, name: str) -> Values:
        """An attribute of one of the program's classes."""
        values = NOTHING
        for one in self._program.attributes(of).get(name, []):
            match one:
                case cst.FunctionDef() if {"property", "cached_property"} & decorators(one):
                    values |= self._returned(one)
                case cst.FunctionDef():
                    values |= frozenset([Local(one)])
                case cst.Annotation(annotation=annotation):
                    values |= self.annotated(annotation)
                case cst.BaseExpression():
                    values |= self.of(one)
        if values:
            return values
        bases = [value for base in of.bases for value in self.annotated(base.value)]
        return _union(self._member(base, name) for base in bases) or UNKNOWN


def _union(parts: Iterable[Values]) -> Values:
    return NOTHING.union(*parts)


def _is_container(value: Value) -> bool:
    return isinstance(value, Many) or (
        isinstance(value, Instance) and get_origin(value.kind) in (dict, list, set, tuple)
    )


def _imported_name(node: cst.Import | cst.ImportFrom, name: str) -> str:
    """The full name of what a name is imported as; empty if it is said in relation to the program."""
    for alias in node.names if not isinstance(node.names, cst.ImportStar) else ():
        full, called = dotted(alias.name), dotted((alias.asname or alias).name)
        if isinstance(node, cst.Import) and name == called.partition(".")[0]:
            return name if alias.asname is None else full
        if isinstance(node, cst.ImportFrom) and name == called:
            return "" if node.relative or node.module is None else f"{dotted(node.module)}.{full}"
    return ""


def _object_of(value: Value) -> Values:
    """An object of the class that a value is."""
    match value:
        case Thing(thing):
            return described(thing)
        case Local(node=cst.ClassDef() as node):
            return frozenset([Made(node)])
        case Foreign(name):
            return frozenset([Foreign(f"{name}()")])
        case Unknown(name) if name:
            return frozenset([Unknown(f"{name}()")])
    return frozenset([value])


def _given_to_callback(method: Method, call: cst.Call, argument: cst.Arg) -> Values:
    """What a method of ours gives to a function that is its argument."""
    types = {name: hint for name, hint in hints(method.function).items() if name != "return"}
    name = list(types)[call.args.index(argument)] if argument.keyword is None else argument.keyword.value
    for callback in (types.get(name), *get_args(types.get(name))):
        parameters = get_args(callback)
        if parameters and isinstance(parameters[0], list) and parameters[0]:
            return described(parameters[0][0], method.of)
    return UNKNOWN
