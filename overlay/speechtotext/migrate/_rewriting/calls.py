"""Rewrite calls of methods and of model classes, with the arguments that the target expects."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple, Protocol

import libcst as cst

from speechtotext.migrate._analysis.constants import constant
from speechtotext.migrate._analysis.program import keyword, nodes
from speechtotext.migrate._analysis.usages import Callee
from speechtotext.migrate._versions.api_surface import Version, older_than
from speechtotext.migrate._versions.changes import Change, Flattened, Gone, Nested, Renamed, Required
from speechtotext.migrate._versions.plan import Fate, Plan, joined, split
from speechtotext.migrate._versions.service_urls import moved

from .arguments import appended, is_open, made, prepended, replaced


def with_moved_url(node: cst.BaseExpression, target: Version) -> cst.BaseExpression:
    """A string in which a URL of the service is written as a version writes it."""
    match node:
        case cst.SimpleString():
            value = f"{node.prefix}{node.quote}{moved(node.raw_value, target)}{node.quote}"
            return node.with_changes(value=value)
        case cst.FormattedString():
            inner = "".join(cst.Module([]).code_for_node(part) for part in node.parts)
            return cst.parse_expression(f"{node.start}{moved(inner, target)}{node.end}")
    return node


class Tell(Protocol):
    """Takes what is found: about which node, and whether it is left for a person."""

    def __call__(self, node: cst.CSTNode, sentence: str, remedy: str = "", *, left: bool = True) -> None: ...


class Site(NamedTuple):
    """A call and what it calls.

    Attributes:
        call: the call as it stands in the program.
        callee: what it calls.
        callee_of: what another call in the program calls.
        unpacked: the keys of the dicts that are unpacked into it, with where they stand; None if that cannot be told.
    """

    call: cst.Call
    callee: Callee
    callee_of: Callable[[cst.Call], Callee | None]
    unpacked: Mapping[str, cst.CSTNode] | None

    @property
    def models(self) -> str | None:
        """How the module of the models is written here, if it is."""
        function = self.call.func
        return cst.Module([]).code_for_node(function.value) if isinstance(function, cst.Attribute) else None

    def argument(self, name: str) -> cst.BaseExpression | None:
        """What stands in the program for an argument."""
        found = keyword(self.call, name)
        return None if found is None else found.value


class Calls:
    """The calls of a program.

    Args:
        plan: the way to the target.
        tell: takes what is found.
    """

    def __init__(self, plan: Plan, tell: Tell) -> None:
        self._plan = plan
        self._tell = tell

    def rewritten(self, site: Site, call: cst.Call) -> cst.Call:
        """A call with its arguments as the target wants them.

        Args:
            site: the call as it stands in the program.
            call: the same, with what is inside it rewritten.
        """
        if site.callee.name == "Client":
            return self._client(call)
        if isinstance(self._plan.fate(site.callee.name, site.callee.version).end, Gone):
            return call
        for name, node in (site.unpacked or {}).items():
            change = self._fate(site, name).change
            if change is not None:
                self._tell(node, f"{name}: {change.why}", change.remedy)
        for before in site.call.args:
            now = None if before.keyword is None else keyword(call, before.keyword.value)
            if now is not None:
                call = self._argument(site, call, before, now)
        return self._with_required(site, call)

    def taken_apart(self, site: Site) -> list[cst.CSTNode]:
        """The classes whose objects are made in an argument and vanish in this call."""
        return [
            argument.value.func
            for argument in site.call.args
            if argument.keyword is not None and isinstance(argument.value, cst.Call) and not is_open(argument.value)
            if isinstance(self._fate(site, argument.keyword.value).end, Flattened)
        ]

    def _fate(self, site: Site, name: str) -> Fate:
        return self._plan.fate(joined(site.callee.name, name), site.callee.version)

    def _argument(self, site: Site, call: cst.Call, before: cst.Arg, now: cst.Arg) -> cst.Call:
        assert now.keyword is not None
        name = joined(site.callee.name, now.keyword.value)
        fate = self._fate(site, now.keyword.value)
        match fate.end:
            case Nested() as change:
                return self._nested(site, call, now, change) or self._left(call, before, name, change)
            case Flattened() as change:
                return self._flattened(call, now, change) or self._left(call, before, name, change)
            case None if fate.renamings:
                return self._renamed(site, call, before, now, fate.renamings)
            case None if name == "EntityReference.self_":
                return replaced(call, now, [now.with_changes(value=with_moved_url(now.value, self._plan.target))])
            case None:
                return call
        return self._left(call, before, fate.name, fate.end)

    def _left(self, call: cst.Call, argument: cst.Arg, name: str, change: Change) -> cst.Call:
        self._tell(argument, f"{name}: {change.why}", change.remedy)
        return call

    def _renamed(
        self, site: Site, call: cst.Call, before: cst.Arg, now: cst.Arg, changes: tuple[Renamed, ...]
    ) -> cst.Call:
        assert before.keyword is not None
        value = converted(now.value, changes)
        if isinstance(value, Renamed):
            return self._left(call, before, joined(site.callee.name, before.keyword.value), value)
        return replaced(call, now, [now.with_changes(keyword=cst.Name(changes[-1].to), value=value)])

    def _nested(self, site: Site, call: cst.Call, now: cst.Arg, change: Nested) -> cst.Call | None:
        """The call with an argument moved into the part where it is given now; None if that is not made here."""
        part = keyword(call, change.part)
        if part is None:
            if constant(now.value) in ((None,), (False,)):
                return replaced(call, now, [])
            if site.models is None:
                return None
            given = {change.to: now.value, **{name: _parsed(value) for name, value in change.alone.items()}}
            value = cst.Call(_parsed(f"{site.models}.{change.model}"), [])
            for name, one in given.items():
                value = appended(value, name, one)
            return replaced(call, now, [now.with_changes(keyword=cst.Name(change.part), value=value)])
        made_here = site.argument(change.part)
        callee = site.callee_of(made_here) if isinstance(made_here, cst.Call) else None
        if callee is None or callee.name != change.model or not isinstance(part.value, cst.Call):
            return None
        if any(one.keyword is None and one.star != "**" for one in part.value.args):
            return None
        with_part = part.with_changes(value=prepended(part.value, change.to, now.value))
        return replaced(replaced(call, part, [with_part]), now, [])

    def _flattened(self, call: cst.Call, now: cst.Arg, change: Flattened) -> cst.Call | None:
        """The call with what a part was given in place of the part; None if that is not made here."""
        if not isinstance(now.value, cst.Call) or is_open(now.value) or list(nodes(now.value, cst.Comment)):
            return None
        inner = [
            made(change.members[one.keyword.value], one.value)
            for one in now.value.args
            if one.keyword is not None and one.keyword.value in change.members
        ]
        return replaced(call, now, inner)

    def _required(self, site: Site) -> dict[str, Required]:
        return self._plan.required(self._plan.fate(site.callee.name, site.callee.version).name, site.callee.version)

    def _with_required(self, site: Site, call: cst.Call) -> cst.Call:
        for name, change in self._required(site).items():
            given = keyword(call, name)
            if self._is_given(site, name) or (given is not None and constant(given.value) != (None,)):
                continue
            value = change.value.format(models=site.models)
            if site.unpacked is None or ("{models}" in change.value and site.models is None):
                self._tell(site.call, f"{site.callee.name}: {change.why}", f"Give {name}={value}, or another value.")
                continue
            new = _parsed(value)
            if given is None:
                call = appended(call, name, new)
            else:
                call = replaced(call, given, [given.with_changes(value=new)])
            self._tell(site.call, change.why, left=False)
        return call

    def _is_given(self, site: Site, name: str) -> bool:
        """Whether the program gives a required argument, under an older name or in a dict; a person may be told."""
        keywords = [one.keyword.value for one in site.call.args if one.keyword and constant(one.value) != (None,)]
        return any(split(self._fate(site, one).name)[1] == name for one in [*keywords, *(site.unpacked or {})])

    def _client(self, call: cst.Call) -> cst.Call:
        """A client without the API version that it is to speak, if that is the target's, or older."""
        version = keyword(call, "api_version")
        spoken = [(one.api_version,) for one in (*older_than(self._plan.target), self._plan.target)]
        return call if version is None or constant(version.value) not in spoken else replaced(call, version, [])


def converted(value: cst.BaseExpression, changes: tuple[Renamed, ...]) -> cst.BaseExpression | Renamed:
    """A value after some changes, or the change that cannot be made to it."""
    for change in changes:
        if change.value is None:
            continue
        match constant(value):
            case (None,):
                continue
            case (known,) if (new := change.value(known)) is not None:
                value = cst.Integer(str(new))
            case _:
                return change
    return value


def _parsed(code: str) -> cst.BaseExpression:
    return cst.parse_expression(code)
