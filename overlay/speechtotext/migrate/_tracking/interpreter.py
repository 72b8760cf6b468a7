"""Run programs over values that may be unknown, and record the requests that they send."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable, Iterator
from typing import Final

from .calls import Calls
from .expressions import Expressions
from .modules import Modules
from .sent import Sent
from .subscripts import assign_item
from .texts import known_text
from .values import (
    UNKNOWN,
    Answer,
    Choice,
    Class,
    External,
    Foreign,
    Function,
    Instance,
    Items,
    Made,
    Module,
    ModuleValue,
    Scope,
    Unknown,
    Value,
    items,
    join,
    options,
)

_FUNCTIONS: Final = (ast.FunctionDef, ast.AsyncFunctionDef)

_LOOPS: Final = (ast.For, ast.AsyncFor, ast.While)

_BUILTINS: Final = frozenset(dir(builtins))


class Interpreter(Calls, Expressions):
    """Runs modules with unknown inputs.

    Every branch is taken, loops run twice, and every function runs once by itself, with unknown arguments, and once for
    each call.

    Args:
        modules: the modules of the run.
    """

    def __init__(self, modules: Modules) -> None:
        super().__init__()
        self.modules = modules
        self.sent: list[Sent] = []
        self.stack: list[tuple[ast.Call, Module]] = []
        self.running: list[object] = []
        self.loops: list[ast.stmt] = []
        self.steps = 0
        self.module: Module | None = None
        self.classes: list[Class] = []
        self.stored: dict[str, Value] = {}

    def run(self, module: Module) -> None:
        """Run a module, then each of its functions by itself."""
        self.execute_module(module)
        self.steps = 0
        for function in list(_functions(module.scope)):
            self._run_alone(function, UNKNOWN)
        for one in [one for one in self.classes if one.scope.module is module]:
            self._run_class(one)

    def execute_module(self, module: Module) -> None:
        """Run the statements of a module once."""
        if module.executed:
            return
        module.executed = True
        before = self.module, self.stack, self.loops, self.steps
        self.module, self.stack, self.loops = module, [], []
        self.block(module.tree.body, module.scope)
        self.module, self.stack, self.loops, self.steps = before

    def _run_alone(self, function: Function, bound: Value) -> None:
        before = self.module, self.stack, self.loops
        self.module, self.stack, self.loops = function.scope.module, [], []
        self.enter(function, self.unknown_arguments(function, bound))
        self.module, self.stack, self.loops = before

    def _run_class(self, one: Class) -> None:
        instance = Instance(one)
        for made in one.made[:4]:
            for name, value in made.attributes.items():
                instance.attributes[name] = join(
                    [*([instance.attributes[name]] if name in instance.attributes else []), value]
                )
        if not one.made:
            before = self.module, self.stack, self.loops
            self.module, self.stack, self.loops = one.scope.module, [], []
            self.initialize(instance, None)
            self.module, self.stack, self.loops = before
            one.made.remove(instance)
        for value in list(one.scope.names.values()):
            for function in options(value):
                if isinstance(function, Function):
                    static = _decorated(function, "staticmethod")
                    self._run_alone(
                        function, UNKNOWN if static else one if _decorated(function, "classmethod") else instance
                    )

    # Statements.

    def block(self, statements: list[ast.stmt], scope: Scope) -> None:
        """Run statements."""
        for statement in statements:
            self.steps += 1
            method: Callable[[ast.stmt, Scope], None] | None = getattr(self, f"do_{type(statement).__name__}", None)
            if method is not None:
                method(statement, scope)

    def _branches(self, blocks: list[list[ast.stmt]], scope: Scope) -> None:
        """Run alternatives, and join what they leave."""
        before = scope.names
        ends: list[dict[str, Value]] = []
        for block in blocks:
            scope.names = dict(before)
            self.block(block, scope)
            ends.append(scope.names)
        before.update(_joined(ends))
        scope.names = before

    def do_Expr(self, node: ast.Expr, scope: Scope) -> None:
        self.value(node.value, scope)

    def do_Assign(self, node: ast.Assign, scope: Scope) -> None:
        value = self.value(node.value, scope)
        for target in node.targets:
            self.assign(target, value, scope)

    def do_AnnAssign(self, node: ast.AnnAssign, scope: Scope) -> None:
        if node.value is not None:
            self.assign(node.target, self.value(node.value, scope), scope)
        elif scope.is_class and isinstance(node.target, ast.Name):
            scope.names.setdefault(node.target.id, Unknown((node.target.id,)))

    def do_AugAssign(self, node: ast.AugAssign, scope: Scope) -> None:
        self.assign(node.target, self.value(ast.BinOp(node.target, node.op, node.value), scope), scope)

    def do_Return(self, node: ast.Return, scope: Scope) -> None:
        if node.value is not None:
            scope.returned.append(self.value(node.value, scope))

    def do_If(self, node: ast.If, scope: Scope) -> None:
        self.value(node.test, scope)
        self._branches([node.body, node.orelse], scope)

    def _loop(self, node: ast.For | ast.AsyncFor | ast.While, scope: Scope, item: Callable[[], None]) -> None:
        self.loops.append(node)
        before = dict(scope.names)
        for _ in range(2):
            item()
            self.block(node.body, scope)
            if all(before.get(name) is value for name, value in scope.names.items()):
                break
        scope.names.update(_joined([before, scope.names]))
        self.loops.pop()
        self.block(node.orelse, scope)

    def do_For(self, node: ast.For | ast.AsyncFor, scope: Scope) -> None:
        iterated = self.value(node.iter, scope)
        self._loop(node, scope, lambda: self.assign(node.target, items(iterated), scope))

    do_AsyncFor = do_For

    def do_While(self, node: ast.While, scope: Scope) -> None:
        self._loop(node, scope, lambda: self._drop(self.value(node.test, scope)))

    def _drop(self, value: Value) -> None:
        """Evaluate for the requests alone."""

    def do_With(self, node: ast.With | ast.AsyncWith, scope: Scope) -> None:
        for one in node.items:
            value = self.entered(self.value(one.context_expr, scope), one.context_expr)
            if one.optional_vars is not None:
                self.assign(one.optional_vars, value, scope)
        self.block(node.body, scope)

    do_AsyncWith = do_With

    def do_Try(self, node: ast.Try | ast.TryStar, scope: Scope) -> None:
        self.block(node.body, scope)
        self._branches([node.orelse, *(handler.body for handler in node.handlers)], scope)
        self.block(node.finalbody, scope)

    do_TryStar = do_Try

    def do_Match(self, node: ast.Match, scope: Scope) -> None:
        self.value(node.subject, scope)
        self._branches([[], *(case.body for case in node.cases)], scope)

    def do_Assert(self, node: ast.Assert, scope: Scope) -> None:
        self.value(node.test, scope)

    def do_Global(self, node: ast.Global | ast.Nonlocal, scope: Scope) -> None:
        scope.shared.update(node.names)

    do_Nonlocal = do_Global

    def do_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef, scope: Scope) -> None:
        function = Function(node, scope, defaults=self.decorate(node, scope))
        scope.names[node.name] = function
        if scope.parent is not None and not scope.is_class and self.running:
            self._run_alone(function, UNKNOWN)

    do_AsyncFunctionDef = do_FunctionDef

    def do_ClassDef(self, node: ast.ClassDef, scope: Scope) -> None:
        self.decorate(node, scope)
        bases = [self.value(base, scope) for base in node.bases]
        inner = Scope(scope.module, parent=scope, is_class=True)
        self.block(node.body, inner)
        scope.names[node.name] = found = Class(node, inner, bases)
        self.classes.append(found)

    def do_Import(self, node: ast.Import, scope: Scope) -> None:
        for alias in node.names:
            name = alias.name if alias.asname else alias.name.partition(".")[0]
            scope.names[alias.asname or name] = self._imported(name)

    def do_ImportFrom(self, node: ast.ImportFrom, scope: Scope) -> None:
        name = node.module or ""
        for alias in node.names:
            module = None if self.module is None else self.modules.find(name, self.module.path)
            if module is not None and alias.name == "*":
                self.execute_module(module)
                scope.names.update(module.scope.names)
                continue
            inner = None if self.module is None else self.modules.find(f"{name}.{alias.name}", self.module.path)
            if module is not None:
                self.execute_module(module)
            if module is not None and alias.name in module.scope.names:
                value = module.scope.names[alias.name]
            elif inner is not None:
                self.execute_module(inner)
                value = ModuleValue(inner)
            elif node.level or module is not None:
                value = Unknown((alias.name,))
            else:
                value = External(f"{name}.{alias.name}")
            scope.names[alias.asname or alias.name] = value

    def _imported(self, name: str) -> Value:
        module = None if self.module is None else self.modules.find(name, self.module.path)
        if module is None:
            return External(name)
        self.execute_module(module)
        return ModuleValue(module)

    # Targets.

    def assign(self, target: ast.expr, value: Value, scope: Scope) -> None:
        """Bind a target to a value."""
        match target:
            case ast.Name(id=name):
                (scope.module.scope if name in scope.shared else scope).names[name] = value
            case ast.Attribute(value=of, attr=name):
                for one in options(self.value(of, scope)):
                    if isinstance(one, External):
                        self.stored[f"{one.name}.{name}"] = value
                    _assign_attribute(one, name, value)
            case ast.Subscript(value=of, slice=key):
                holder, index = self.value(of, scope), self.value(key, scope)
                if isinstance(holder, External):
                    self.stored[f"{holder.name}.{known_text(index)}"] = value
                assign_item(holder, index, value, target.lineno)
            case ast.Tuple(elts=elements) | ast.List(elts=elements):
                for place, element in enumerate(elements):
                    self.assign(element, _unpacked(value, place, len(elements)), scope)
            case ast.Starred(value=inner):
                self.assign(inner, Items(others=value), scope)

    def find(self, name: str, scope: Scope) -> Value:
        """Return the value of a name."""
        found = scope.find(name)
        if found is not None:
            return found
        return External(f"builtins.{name}") if name in _BUILTINS else Unknown((name,))


def _functions(scope: Scope) -> Iterator[Function]:
    for value in scope.names.values():
        for one in options(value):
            if isinstance(one, Function) and one.scope is scope:
                yield one


def _decorated(function: Function, name: str) -> bool:
    if isinstance(function.node, ast.Lambda):
        return False
    return any(isinstance(one, ast.Name) and one.id == name for one in function.node.decorator_list)


def _joined(ends: list[dict[str, Value]]) -> dict[str, Value]:
    names = dict.fromkeys(name for end in ends for name in end)
    return {name: join(end[name] for end in ends if name in end) for name in names}


def _assign_attribute(of: Value, name: str, value: Value) -> None:
    match of:
        case Instance(attributes=attributes):
            attributes[name] = value
        case Class(scope=scope):
            scope.names[name] = value
        case ModuleValue(module):
            module.scope.names[name] = value
        case Made(state=state):
            state[name] = value


def _unpacked(value: Value, place: int, count: int) -> Value:
    match value:
        case Items(values, None) if len(values) == count:
            return values[place]
        case Items():
            return items(value)
        case Answer() | Foreign():
            return value
        case Choice(alternatives):
            return join(_unpacked(one, place, count) for one in alternatives)
        case Unknown(path) if path:
            return Unknown((*path, "[]"))
    return UNKNOWN
