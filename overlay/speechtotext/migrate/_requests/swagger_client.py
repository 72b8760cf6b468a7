"""Python programs that use a client which was generated with the Swagger editor, as Microsoft's sample has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

import libcst as cst

from speechtotext.migrate._analysis.dataflow import Flow
from speechtotext.migrate._analysis.program import Program, dotted
from speechtotext.migrate._analysis.values import Foreign, Unknown
from speechtotext.migrate._findings import Finding
from speechtotext.migrate._versions.api_surface import Route, Version, methods, versions
from speechtotext.migrate._versions.changes import Change, Gone, Split
from speechtotext.migrate._versions.plan import Plan, joined

from .routes import call

_API: Final = re.compile(r"\b(?:CustomSpeech\w*|Default)Api\b")
# Clients of any other service have a DefaultApi, too.
_OF_THIS_SERVICE: Final = re.compile(r"CustomSpeech\w*Api|speechtotext/|Ocp-Apim-Subscription-Key|\bcris\.ai\b")
_SINCE_V2: Final = {"TranscriptionDefinition": "Transcription", "ModelIdentity": "EntityReference"}


class SwaggerClient:
    """What a program does with a generated client.

    Args:
        program: the program.
        flow: what its expressions stand for.
        plan: the way to the target.
    """

    def __init__(self, program: Program, flow: Flow, plan: Plan) -> None:
        self._program = program
        self._flow = flow
        self._plan = plan
        self._packages: set[str] = set()

    def findings(self) -> Iterator[Finding]:
        """Each import, object and call, and what takes its place."""
        if _OF_THIS_SERVICE.search(self._program.module.code) is None:
            return
        self._packages.update(self._found_packages())
        for node in self._program.all(cst.Import, cst.ImportFrom, cst.Attribute, cst.Call):
            match node:
                case cst.Import(names=names) if self._packages & {dotted(one.name).partition(".")[0] for one in names}:
                    yield self._finding(node, "A client of the Swagger editor is imported.", self._import())
                case cst.ImportFrom(module=module) if module and dotted(module).partition(".")[0] in self._packages:
                    yield self._finding(node, "A client of the Swagger editor is imported.", self._import())
                case cst.Attribute():
                    yield from self._attribute(node)
                case cst.Call():
                    yield from self._call(node)

    def _finding(self, node: cst.CSTNode, sentence: str, remedy: str) -> Finding:
        return Finding(self._program.line(node), sentence, remedy)

    def _import(self) -> str:
        return f"Import Client and models from speechtotext.{self._plan.target.module}."

    def _found_packages(self) -> Iterator[str]:
        """The names of the packages that the program has API classes of the service from."""
        for node in self._program.all(cst.Attribute, cst.ImportAlias):
            if isinstance(node, cst.Attribute) and _API.fullmatch(node.attr.value):
                yield from (name.partition(".")[0] for name in self._names(node.value))
            elif isinstance(node, cst.ImportAlias) and _API.fullmatch(dotted(node.name)):
                statement = self._program.enclosing(node, cst.ImportFrom)
                if statement is not None and statement.module is not None:
                    yield dotted(statement.module).partition(".")[0]

    def _names(self, node: cst.BaseExpression) -> list[str]:
        """What of the generated packages an expression is."""
        return sorted(value.name for value in self._flow.of(node) if isinstance(value, Foreign | Unknown))

    def _parts(self, node: cst.BaseExpression) -> list[str]:
        """What of the generated packages an expression is, without the modules that it is in."""
        names = (name for name in self._names(node) if name.partition(".")[0] in self._packages)
        return [re.sub(r"^(?:[a-z_]\w*\.)+(?=[A-Z])", "", name) for name in names]

    def _call(self, node: cst.Call) -> Iterator[Finding]:
        for part in self._parts(node.func):
            if part in ("Configuration", "ApiClient"):
                yield self._finding(node, _used(part), "Client(region=…, key=…) is all that is needed.")
            elif _API.fullmatch(part):
                yield self._finding(node, _used(part), f"Client has its operations in {_group(part)}.")
            elif match := re.fullmatch(rf"{_API.pattern}\(\)\.(\w+)", part):
                yield self._operation(node, match[1])
            elif re.fullmatch(rf"{_API.pattern}\(\)\.api_client\.call_api", part):
                yield self._finding(node, "A further page is requested.", "A listing goes over all pages by itself.")
            elif (model := _model(part)) is not None:
                yield from self._made(node, part, *model)

    def _attribute(self, node: cst.Attribute) -> Iterator[Finding]:
        member = node.attr.value
        for part in self._parts(node.value):
            model = _model(part.removesuffix("()"))
            if part == "Configuration()" and member in ("api_key", "host"):
                given = "key=…" if member == "api_key" else "region=… or endpoint=…"
                yield self._finding(
                    node, f"The {member} of a generated Configuration is set.", f"Give {given} to Client."
                )
            elif member == "_self":
                yield self._finding(node, "_self is the URL of an entity.", "It is called self_.")
            elif model is not None:
                yield from self._member(node, *model, member)
        if "ApiException" in self._parts(node):
            yield self._finding(node, _used("ApiException"), "The error is speechtotext.ApiError.")

    def _operation(self, node: cst.Call, name: str) -> Finding:
        sentence = f"The operation {name} is called."
        found = _operations().get(name.removesuffix("_with_http_info"))
        if found is None:
            return self._finding(node, sentence, "No operation has this name; look at the methods of Client.")
        version, route = found
        instead = call(route, version, self._plan)
        text = f"{instead.why} {instead.remedy}" if isinstance(instead, Change) else f"Call {instead}."
        return self._finding(node, sentence, text)

    def _made(self, node: cst.Call, name: str, version: Version, model: str) -> Iterator[Finding]:
        """An object of a model that is made, and what is given to it."""
        fate = self._plan.fate(model, version)
        if isinstance(fate.end, Gone):
            yield self._finding(node, f"{name}: {fate.end.why}", fate.end.remedy)
            return
        made = fate.end.made if isinstance(fate.end, Split) else None
        yield self._finding(node, _used(name), f"Make a models.{made or fate.name}.")
        for argument in node.args:
            if argument.keyword is not None:
                yield from self._member(argument, version, model, argument.keyword.value)

    def _member(self, node: cst.CSTNode, version: Version, model: str, member: str) -> Iterator[Finding]:
        """A property of a model, if it becomes something else."""
        name = joined(model, member)
        fate = self._plan.fate(name, version)
        change = fate.change
        if change is not None:
            yield self._finding(node, f"{name}: {change.why}", change.remedy or f"Write {fate.name}.")


@cache
def _operations() -> dict[str, tuple[Version, Route]]:
    """The operations by the names that their methods have in a generated client."""
    return {_generated_name(version, route): (version, route) for version in versions() for route in version.routes}


def _generated_name(version: Version, route: Route) -> str:
    # v3.0 published other names for its operations than the later versions did.
    doc = dict(methods(version.groups[route.group]))[route.verb].__doc__ or ""
    published = re.search(r"Published as (\w+)\.", doc)
    name = route.id if published is None else published[1]
    return re.sub(r"(?<=[a-z])_?(?=[A-Z])", "_", name).lower()


def _used(name: str) -> str:
    return f"The generated {name} is used."


def _group(api: str) -> str:
    """Where the operations of a generated API class are."""
    names = [name for version in versions() for name in version.groups]
    found = [name for name in dict.fromkeys(names) if name.title().replace("_", "") in api]
    return f"stt.{found[0]}" if found else "its groups, such as stt.transcriptions"


def _model(name: str) -> tuple[Version, str] | None:
    """The newest version with a model, and what that calls it."""
    name = _SINCE_V2.get(name, name)
    return next(((version, name) for version in reversed(versions()) if name in version.models), None)
