"""What a program that imports a generated client can name: groups, methods, arguments, models, attributes, values."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Value:
    """An argument or attribute. `position` is that of an argument which need not be named."""

    type: str
    required: bool
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Method:
    arguments: dict[str, Value]
    returns: str


@dataclass(frozen=True, slots=True)
class Model:
    """A class with attributes, an enum with its values, or a name for a type (`alias`)."""

    alias: str | None = None
    attributes: dict[str, Value] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PythonSurface:
    """The groups of one package by module name, and its models."""

    package: str
    groups: dict[str, dict[str, Method]]
    models: dict[str, Model]

    def method_names(self) -> list[str]:
        """Such as `transcriptions.submit()`."""
        return [f"{group}.{name}()" for group, methods in self.groups.items() for name in methods]


def python_surface(package: Path) -> PythonSurface:
    """Read from the source of a generated package. The async classes have the same names and are passed over."""
    groups = {
        file.stem: _methods(node)
        for file in _modules(package / "api")
        for node in _parsed(file).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("Async")
    }
    models = {name: model for file in _modules(package / "models") for name, model in _models(_parsed(file))}
    return PythonSurface(f"{package.parent.name}.{package.name}", groups, models)


def _modules(folder: Path) -> list[Path]:
    return sorted(file for file in folder.glob("*.py") if file.stem != "__init__")


def _parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def _methods(group: ast.ClassDef) -> dict[str, Method]:
    methods = {
        node.name: Method(dict(_arguments(node.args)), _type(node.returns))
        for node in group.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    }
    return methods | {alias: methods[name] for alias, name in _aliases(group) if name in methods}


def _aliases(group: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for node in group.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Name):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    yield target.id, node.value.id


def _arguments(arguments: ast.arguments) -> Iterator[tuple[str, Value]]:
    placed = [*arguments.posonlyargs, *arguments.args][1:]
    optional = len(arguments.defaults)
    for position, argument in enumerate(placed):
        yield argument.arg, Value(_type(argument.annotation), position < len(placed) - optional, position)
    for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        yield argument.arg, Value(_type(argument.annotation), default is None)


def _models(module: ast.Module) -> Iterator[tuple[str, Model]]:
    for node in module.body:
        if isinstance(node, ast.ClassDef):
            yield node.name, _model(node)
        elif (
            isinstance(node, ast.AnnAssign)
            and isinstance(node.target, ast.Name)
            and _type(node.annotation) == "TypeAlias"
        ):
            yield node.target.id, Model(alias=_type(node.value))


def _model(node: ast.ClassDef) -> Model:
    model = Model()
    for entry in node.body:
        if isinstance(entry, ast.AnnAssign) and isinstance(entry.target, ast.Name) and not _of_class(entry):
            model.attributes[entry.target.id] = Value(_type(entry.annotation), not _has_default(entry.value))
        elif isinstance(entry, ast.Assign) and isinstance(entry.value, ast.Constant):
            for target in entry.targets:
                if isinstance(target, ast.Name):
                    model.values[target.id] = str(entry.value.value)
    return model


def _of_class(entry: ast.AnnAssign) -> bool:
    return _type(entry.annotation).startswith(("ClassVar", "Final"))


def _has_default(value: ast.expr | None) -> bool:
    """Whether an attribute of an attrs class can be left out."""
    if isinstance(value, ast.Call):
        return any(keyword.arg in ("default", "factory") for keyword in value.keywords)
    return value is not None


def _type(annotation: ast.expr | None) -> str:
    return "None" if annotation is None else ast.unparse(annotation).replace("builtins.", "").replace("models.", "")
