"""Evaluate expressions."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from typing import Final

from .machine import Machine
from .sent import Call
from .subscripts import answer_item, item, merge
from .texts import concatenate, join_path, known_text
from .values import (
    UNKNOWN,
    Answer,
    Choice,
    Class,
    Constant,
    External,
    Foreign,
    Function,
    Instance,
    Items,
    Made,
    Mapping,
    Method,
    ModuleValue,
    Scope,
    Text,
    Unknown,
    Value,
    items,
    join,
    options,
    text,
)

_PLACEHOLDERS: Final = re.compile(r"%(?:\((\w+)\))?[sdrif]")

_PROPERTIES: Final = {"cached_property", "property"}

_READ_AS_TEXT: Final = {"value", "url", "geturl", "human_repr"}


class Expressions(Machine):
    """Evaluates expressions; calls are left to `Calls`."""

    def value(self, node: ast.expr, scope: Scope) -> Value:
        """Return the value of an expression."""
        match node:
            case ast.Constant(value=str(constant)):
                return text(constant)
            case ast.Constant(value=constant):
                return Constant(constant)
            case ast.Name(id=name):
                return self.find(name, scope)
            case ast.Attribute(value=of, attr=name):
                return self.attribute(self.value(of, scope), name, node)
            case ast.Call():
                return self._called(node, scope)
            case ast.Await(value=inner) | ast.Starred(value=inner):
                return self.value(inner, scope)
        method: Callable[[ast.expr, Scope], Value] | None = getattr(self, f"of_{type(node).__name__}", None)
        return UNKNOWN if method is None else method(node, scope)

    def _called(self, node: ast.Call, scope: Scope) -> Value:
        if _is_super(node):
            return self._super(scope)
        function = self.value(node.func, scope)
        arguments: list[Value] = []
        for one in node.args:
            value = self.value(one, scope)
            if isinstance(one, ast.Starred):
                arguments += value.values if isinstance(value, Items) and value.others is None else [items(value)]
            else:
                arguments.append(value)
        keywords: dict[str, Value] = {}
        others: Mapping | None = None
        for keyword in node.keywords:
            value = self.value(keyword.value, scope)
            if keyword.arg is not None:
                keywords[keyword.arg] = value
                continue
            for given in options(value):
                if isinstance(given, Mapping):
                    keywords = {**given.entries, **keywords}
                    others = given
        return self.call(function, Call(node, arguments, keywords, others))

    def _super(self, scope: Scope) -> Value:
        """Return what `super` gives: the instance, with the bases of the class."""
        around: Scope | None = scope
        while around is not None and not around.is_class:
            around = around.parent
        this = scope.find("self") or scope.find("cls")
        return Made("builtins.super()", state={} if this is None else {"this": this}) if around else UNKNOWN

    def of_JoinedStr(self, node: ast.JoinedStr, scope: Scope) -> Value:
        return concatenate([self.value(part, scope) for part in node.values])

    def of_FormattedValue(self, node: ast.FormattedValue, scope: Scope) -> Value:
        return self.value(node.value, scope)

    def of_NamedExpr(self, node: ast.NamedExpr, scope: Scope) -> Value:
        value = self.value(node.value, scope)
        self.assign(node.target, value, scope)
        return value

    def of_BinOp(self, node: ast.BinOp, scope: Scope) -> Value:
        left, right = self.value(node.left, scope), self.value(node.right, scope)
        match node.op:
            case ast.Add():
                return _add(left, right)
            case ast.Mod() if any(isinstance(one, Text) for one in options(left)):
                return join(_interpolate(one, right) for one in options(left) if isinstance(one, Text))
            case ast.Div():
                return join_path(left, right)
            case ast.BitOr():
                merged = Mapping()
                merge(merged, left)
                merge(merged, right)
                return merged
            case ast.Mult():
                return UNKNOWN
        return UNKNOWN

    def of_BoolOp(self, node: ast.BoolOp, scope: Scope) -> Value:
        values = [self.value(one, scope) for one in node.values]
        return join(values) if isinstance(node.op, ast.Or) else values[-1]

    def of_IfExp(self, node: ast.IfExp, scope: Scope) -> Value:
        self.value(node.test, scope)
        return join([self.value(node.body, scope), self.value(node.orelse, scope)])

    def of_Compare(self, node: ast.Compare, scope: Scope) -> Value:
        for one in (node.left, *node.comparators):
            self.value(one, scope)
        return UNKNOWN

    def of_UnaryOp(self, node: ast.UnaryOp, scope: Scope) -> Value:
        value = self.value(node.operand, scope)
        negated = isinstance(node.op, ast.USub) and isinstance(value, Constant) and isinstance(value.value, int)
        return (
            Constant(-value.value)
            if negated and isinstance(value, Constant) and isinstance(value.value, int)
            else UNKNOWN
        )

    def of_Yield(self, node: ast.Yield, scope: Scope) -> Value:
        if node.value is not None:
            scope.returned.append(Items(others=self.value(node.value, scope)))
        return UNKNOWN

    def of_YieldFrom(self, node: ast.YieldFrom, scope: Scope) -> Value:
        scope.returned.append(self.value(node.value, scope))
        return UNKNOWN

    def of_Dict(self, node: ast.Dict, scope: Scope) -> Value:
        made = Mapping()
        for key, entry in zip(node.keys, node.values, strict=True):
            value = self.value(entry, scope)
            if key is None:
                merge(made, value)
            else:
                made.put(known_text(self.value(key, scope)), value, key.lineno)
        return made

    def of_List(self, node: ast.List | ast.Tuple | ast.Set, scope: Scope) -> Value:
        made = Items()
        for element in node.elts:
            value = self.value(element, scope)
            if not isinstance(element, ast.Starred):
                made.values.append(value)
            elif isinstance(value, Items) and value.others is None:
                made.values += value.values
            else:
                made.others = items(value)
        return made

    of_Tuple = of_List
    of_Set = of_List

    def of_ListComp(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp, scope: Scope) -> Value:
        inner = self._comprehended(node.generators, scope)
        return Items(others=self.value(node.elt, inner))

    of_SetComp = of_ListComp
    of_GeneratorExp = of_ListComp

    def of_DictComp(self, node: ast.DictComp, scope: Scope) -> Value:
        inner = self._comprehended(node.generators, scope)
        made = Mapping()
        made.put(known_text(self.value(node.key, inner)), self.value(node.value, inner))
        return made

    def _comprehended(self, generators: list[ast.comprehension], scope: Scope) -> Scope:
        inner = Scope(scope.module, parent=scope)
        for one in generators:
            self.assign(one.target, items(self.value(one.iter, inner)), inner)
            for test in one.ifs:
                self.value(test, inner)
        return inner

    def of_Subscript(self, node: ast.Subscript, scope: Scope) -> Value:
        of = self.value(node.value, scope)
        if isinstance(node.slice, ast.Slice):
            return of if isinstance(of, Items | Answer | Foreign) else UNKNOWN
        key = self.value(node.slice, scope)
        if isinstance(of, External) and of.name == "os.environ":
            name = known_text(key)
            found = self.modules.environment(name, scope.module.path) if name else None
            return Unknown((name or "",)) if found is None else found
        if isinstance(of, External) and (stored := self.stored.get(f"{of.name}.{known_text(key)}")) is not None:
            return stored
        return item(of, key)

    def of_Lambda(self, node: ast.Lambda, scope: Scope) -> Value:
        return Function(node, scope)

    # Attributes.

    def attribute(self, of: Value, name: str, node: ast.expr | None = None) -> Value:
        """Return an attribute of a value."""
        match of:
            case Choice(alternatives):
                return join(self.attribute(one, name, node) for one in alternatives)
            case Instance():
                return self._instance_attribute(of, name)
            case Class():
                return self._class_attribute(of, name, of)
            case ModuleValue(module):
                found = module.scope.names.get(name)
                inner = None if found is not None else self.modules.find(f"{module.path.stem}.{name}", module.path)
                return found if found is not None else Unknown((name,)) if inner is None else ModuleValue(inner)
            case External(name=external):
                return self.stored.get(f"{external}.{name}") or External(f"{external}.{name}")
            case Made(name="builtins.super()", state={"this": this}):
                return self._inherited(this, name)
            case Made(state=state) if name in state:
                return state[name]
            case Text() if name in _READ_AS_TEXT:
                return of
            case Answer() if name in ("values", "self_", "_self", "links", "next_link", "content_url"):
                found = answer_item(of, name)
                return found if not isinstance(found, Items) else Method(of, name)
            case Answer() if name in ("headers", "text", "content", "data", "body", "stdout"):
                return of
            case Answer() if "links" in of.inner or "resultsUrls" in of.inner:
                return answer_item(of, name)
            case Mapping() if name in of.entries:
                return of.entries[name]
            case Unknown(path):
                return Unknown((*path, name))
            case Foreign():
                return of
        return Method(of, name)

    def _instance_attribute(self, of: Instance, name: str) -> Value:
        if name in of.attributes:
            return of.attributes[name]
        return self._class_attribute(of.of, name, of)

    def _class_attribute(self, of: Class, name: str, bound: Value, *, own: bool = True) -> Value:
        if own and name in of.scope.names:
            return join(self._bound(one, bound, of) for one in options(of.scope.names[name]))
        for base in of.bases:
            for one in options(base):
                if isinstance(one, Class):
                    found = self._class_attribute(one, name, bound)
                    if not (isinstance(found, Unknown) and found.path == (of.node.name, name)):
                        return found
                elif isinstance(one, External) and one.name.rpartition(".")[2] not in _PLAIN_BASES:
                    return Method(_session_of(one, bound), name)
        return Unknown((of.node.name, name))

    def _inherited(self, this: Value, name: str) -> Value:
        """Return an attribute of the bases of the class of an instance."""
        of = this.of if isinstance(this, Instance) else this if isinstance(this, Class) else None
        if of is None:
            return UNKNOWN
        defining = next((one for one in _lineage(of) if one.node in [_class_of(run) for run in self.running]), of)
        return self._class_attribute(defining, name, this, own=False)

    def _bound(self, value: Value, bound: Value, of: Class) -> Value:
        if not isinstance(value, Function) or isinstance(value.node, ast.Lambda) or value.scope is not of.scope:
            return value
        names = {_last_name(one) for one in value.node.decorator_list}
        if "staticmethod" in names:
            return Function(value.node, value.scope, owner=of, defaults=value.defaults)
        if "classmethod" in names:
            bound = bound.of if isinstance(bound, Instance) else bound
        elif isinstance(bound, Class):
            return Function(value.node, value.scope, owner=of, defaults=value.defaults)
        function = Function(value.node, value.scope, bound, of, value.defaults)
        if names & _PROPERTIES and isinstance(bound, Instance):
            call = ast.Call(func=ast.Name(value.node.name), args=[], keywords=[], lineno=value.node.lineno)
            return self.call(function, Call(call, []))
        return function


_PLAIN_BASES: Final = {
    "ABC",
    "BaseModel",
    "BaseSettings",
    "Enum",
    "Exception",
    "Generic",
    "IntEnum",
    "NamedTuple",
    "Protocol",
    "StrEnum",
    "Thread",
    "TypedDict",
    "dict",
    "object",
    "str",
}


def _lineage(of: Class) -> list[Class]:
    return [of, *(one for base in of.bases if isinstance(base, Class) for one in _lineage(base))]


def _class_of(running: object) -> object:
    return running[1] if isinstance(running, tuple) else None


def _session_of(base: External, bound: Value) -> Value:
    """Return an instance as one of its external base class."""
    if isinstance(bound, Instance):
        return bound.attributes.setdefault("<base>", Made(base.name))
    return base


def _is_super(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Name) and node.func.id == "super"


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Call):
        node = node.func
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _add(left: Value, right: Value) -> Value:
    if isinstance(left, Items) and isinstance(right, Items):
        others = [one for one in (left.others, right.others) if one is not None]
        return Items([*left.values, *right.values], join(others) if others else None)
    numbers = [one.value for one in (left, right) if isinstance(one, Constant) and isinstance(one.value, int | float)]
    return UNKNOWN if len(numbers) == 2 else concatenate([left, right])


def _interpolate(template: Text, right: Value) -> Value:
    """Return a text with its printf-style placeholders filled."""
    given = iter(right.values if isinstance(right, Items) else [right])
    parts: list[Value] = []
    for part in template.parts:
        if not isinstance(part, str):
            parts.append(part)
            continue
        end = 0
        for match in _PLACEHOLDERS.finditer(part):
            parts.append(text(part[end : match.start()].replace("%%", "%")))
            parts.append(item(right, text(match[1])) if match[1] else next(given, UNKNOWN))
            end = match.end()
        parts.append(text(part[end:].replace("%%", "%")))
    return concatenate(parts)
