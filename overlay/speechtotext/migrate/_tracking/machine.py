"""What the parts of the interpreter know of each other."""

from __future__ import annotations

import ast
from abc import ABC, abstractmethod

from .modules import Modules
from .sent import Call, Sent
from .values import Class, Function, Instance, Mapping, Module, Scope, Value


class Machine(ABC):
    """State of the interpreter, and the operations that its parts call.

    Attributes:
        modules: the modules of the run.
        sent: requests so far.
        stack: calls that led to the function that runs, the outermost first.
        running: definitions of the functions that run.
        loops: loops around the statement that runs.
        steps: statements run so far.
        module: the module of the function that runs.
        classes: classes of the run.
        stored: items and attributes that programs set on what they import, by name.
    """

    modules: Modules
    sent: list[Sent]
    stack: list[tuple[ast.Call, Module]]
    running: list[object]
    loops: list[ast.stmt]
    steps: int
    module: Module | None
    classes: list[Class]
    stored: dict[str, Value]

    @abstractmethod
    def block(self, statements: list[ast.stmt], scope: Scope) -> None:
        """Run statements."""

    @abstractmethod
    def value(self, node: ast.expr, scope: Scope) -> Value:
        """Return the value of an expression."""

    @abstractmethod
    def attribute(self, of: Value, name: str, node: ast.expr | None = None) -> Value:
        """Return an attribute of a value."""

    @abstractmethod
    def find(self, name: str, scope: Scope) -> Value:
        """Return the value of a name."""

    @abstractmethod
    def assign(self, target: ast.expr, value: Value, scope: Scope) -> None:
        """Bind a target to a value."""

    @abstractmethod
    def call(self, function: Value, call: Call) -> Value:
        """Return what a call returns."""

    @abstractmethod
    def enter(self, function: Function, arguments: dict[str, Value]) -> Value:
        """Run a function, and return what it returns."""

    @abstractmethod
    def initialize(self, instance: Instance, call: Call | None) -> None:
        """Give a new instance its attributes."""

    @abstractmethod
    def decorate(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, scope: Scope) -> Mapping | None:
        """Evaluate decorators, and return the defaults that they give to parameters."""
