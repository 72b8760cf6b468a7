"""The calls of this package that replace requests, as code that can be typed as it stands."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable
from functools import cache
from typing import Any, Final, NamedTuple

from speechtotext.migrate._analysis.values import ApiInstance, values_of_type
from speechtotext.migrate._tracking.values import UNKNOWN, Value
from speechtotext.migrate._versions.api_surface import Route, Version, methods
from speechtotext.migrate._versions.changes import Change, Removed
from speechtotext.migrate._versions.plan import MigrationPlan
from speechtotext.migrate._versions.service_urls import migrate_url
from speechtotext.migrate._versions.type_hints import owner_of, type_hints

from .bodies import BodyWriter, since_v2

_VALUES: Final = {
    "sas_lifetime_minutes": "720",
    "blockid": '"MDAx"',
    "body": "body",
    "file_id": "file_id",
    "log_id": "log_id",
}


_LASTING_TEXTS: Final = re.compile(
    r"\b(display_name|description|content_urls)=(\"(?:[^\"\\]|\\.)*\"|\[(?:\"(?:[^\"\\]|\\.)*\"(?:, )?)+\])"
)


class Advice(NamedTuple):
    """What replaces a request.

    Attributes:
        call: the call.
        notes: what a person should know about it, as sentences.
        unknown: names in the body that the service does not know, with their lines.
    """

    call: str
    notes: tuple[str, ...] = ()
    unknown: tuple[tuple[str, int], ...] = ()


class Moved(NamedTuple):
    """A call of an older version, as the target has it.

    Attributes:
        call: the call.
        notes: what a person should know of it.
        obstacles: names of properties that the target cannot be given.
    """

    call: str
    notes: tuple[str, ...] = ()
    obstacles: frozenset[str] = frozenset()


Rewrite = Callable[[str, str], Moved]
"""Moves a call of a version's module to the target."""


class Adviser:
    """Finds the calls that replace requests.

    Args:
        plan: how names change on the way to the target.
        rewrite: moves a program of this package to the target.
    """

    def __init__(self, plan: MigrationPlan, rewrite: Rewrite) -> None:
        self.plan = plan
        self._rewrite = cache(rewrite)

    def obstacle(self, route: Route, source: Version) -> Change | None:
        """Return the change that removed an operation; None if the target has it."""
        resolution = self.plan.resolve(f"{route.group}.{route.verb}", source)
        if resolution.obstacle is not None:
            return resolution.obstacle
        if resolution.name not in self.plan.target.names:
            return Removed(
                why=f"Version {self.plan.target.api_version} does not have it yet.", remedy="Move to a newer version."
            )
        return None

    def name(self, route: Route, source: Version) -> str:
        """Return the name of an operation in the target."""
        return self.plan.resolve(f"{route.group}.{route.verb}", source).name

    def call(
        self, route: Route, source: Version, body: Value = UNKNOWN, *, entity: str = "id", of_v2: bool = False
    ) -> Advice:
        """Return the call that replaces an operation which the target has.

        Args:
            route: the operation.
            source: its version.
            body: body of the request.
            entity: what the entity is called.
            of_v2: whether the body is one of v2.0.
        """
        function = self._function(f"{route.group}.{route.verb}", source)
        target_name = self.name(route, source)
        target_function = self._function(target_name, self.plan.target)
        has_body = function is not None and "body" in type_hints(function)
        model = _model_of(type_hints(function).get("body")) if has_body else None
        if model is None or target_function is None or "body" not in type_hints(target_function):
            return Advice(f"stt.{target_name}({', '.join(self._arguments(target_name, entity))})")
        if target_name == "models.copy":
            return Advice(f"stt.models.copy({entity}, authorization)")
        first = [entity] if "id" in type_hints(function) else []
        without: frozenset[str] = frozenset()
        while True:
            writer = BodyWriter(source, without)
            constructor = writer.constructor(model, since_v2(body) if of_v2 else body)
            shape, texts = _without_texts(constructor)
            moved = self._rewrite(f"stt.{route.group}.{route.verb}({', '.join([*first, shape])})", source.module)
            if moved.obstacles <= without:
                return Advice(_with_texts(moved.call, texts), moved.notes, tuple(writer.unknown))
            without |= moved.obstacles

    def request(self, route: Route, source: Version) -> str:
        """Return the HTTP request of the target that replaces an operation."""
        name = self.name(route, source)
        new = next(one for one in self.plan.target.routes if f"{one.group}.{one.verb}" == name)
        return f"{new.method} {migrate_url(f'/speechtotext/v0.0{new.path}', self.plan.target)}"

    @staticmethod
    def _function(name: str, version: Version) -> Any:
        group, _, verb = name.partition(".")
        return _functions(version, group).get(verb)

    def _arguments(self, name: str, entity: str) -> list[str]:
        function = self._function(name, self.plan.target)
        given: list[str] = []
        for parameter in list(inspect.signature(function).parameters.values())[1:] if function is not None else ():
            if parameter.default is not parameter.empty and parameter.name not in ("audio", "definition"):
                continue
            value = entity if parameter.name == "id" else _VALUES.get(parameter.name, parameter.name)
            if parameter.name == "body":
                model = _model_of(type_hints(function)["body"])
                value = _body_example(name, model, self.plan.target)
            elif parameter.name == "definition":
                value = 'models.TranscribeDefinition(locales=["en-US"])'
            elif parameter.name == "audio":
                value = '"audio.wav"'
            given.append(f"{parameter.name}={value}" if parameter.kind is parameter.KEYWORD_ONLY else value)
        return given


@cache
def _functions(version: Version, group: str) -> dict[str, Any]:
    return dict(methods(version.groups[group])) if group in version.groups else {}


def _without_texts(code: str) -> tuple[str, list[str]]:
    """Return code with marks for its names and URLs, which no version changes, and these texts.

    Bodies that differ in them alone are moved once.
    """
    texts: list[str] = []

    def mark(match: re.Match[str]) -> str:
        texts.append(match[2])
        return f'{match[1]}="@{len(texts) - 1}@"' if match[2][0] == '"' else f'{match[1]}=["@{len(texts) - 1}@"]'

    return _LASTING_TEXTS.sub(mark, code), texts


def _with_texts(code: str, texts: list[str]) -> str:
    for number, text in enumerate(texts):
        code = code.replace(f'"@{number}@"' if text[0] == '"' else f'["@{number}@"]', text)
    return code


def _body_example(name: str, model: Any, version: Version) -> str:
    if name == "datasets.commit_blocks":
        return '[models.CommitBlocksEntry(kind="Latest", id="MDAx")]'
    if name == "models.copy":
        return "authorization"
    return "data" if model is None else BodyWriter(version).constructor(model, UNKNOWN)


def _model_of(hint: object) -> Any:
    """Return the model that a parameter takes; None if it takes none, or several."""
    kinds = [value.kind for value in values_of_type(hint) if isinstance(value, ApiInstance)]
    named = [kind for kind in kinds if isinstance(kind, type) and owner_of(kind) is not None]
    return named[0] if len(named) == 1 else None


def snippet(call: str, module: str) -> str:
    """Return a program of a version's module that makes a call."""
    return f"from speechtotext.{module} import Client, models\nstt = Client()\n{call}\n"


def last_statement(program: str) -> str:
    """Return the last statement of a program."""
    return ast.unparse(ast.parse(program).body[-1]) if program.strip() else ""


def with_double_quotes(code: str) -> str:
    """Return code with its simple texts in double quotes."""
    return re.sub(r"'([^'\"\\]*)'", r'"\1"', code)
