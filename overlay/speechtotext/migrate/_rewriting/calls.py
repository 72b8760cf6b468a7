"""Rewrite calls of methods and of model classes, with the arguments that the target expects."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple, Protocol

import libcst as cst

from speechtotext.migrate._analysis.constants import constant
from speechtotext.migrate._analysis.program import find_nodes, keyword_argument
from speechtotext.migrate._analysis.usages import Callee
from speechtotext.migrate._versions.api_surface import Version, older_than
from speechtotext.migrate._versions.changes import Change, Flattened, Nested, Removed, Renamed, Required
from speechtotext.migrate._versions.plan import MigrationPlan, Resolution, join_name, split_name
from speechtotext.migrate._versions.service_urls import migrate_url

from .arguments import append_argument, has_unpacked_mapping, make_argument, prepend_argument, replace_argument


def migrate_url_literal(node: cst.BaseExpression, target: Version) -> cst.BaseExpression:
    """Return a string literal with its service URL written for the target version."""
    match node:
        case cst.SimpleString():
            value = f"{node.prefix}{node.quote}{migrate_url(node.raw_value, target)}{node.quote}"
            return node.with_changes(value=value)
        case cst.FormattedString():
            inner = "".join(cst.Module([]).code_for_node(part) for part in node.parts)
            return cst.parse_expression(f"{node.start}{migrate_url(inner, target)}{node.end}")
    return node


class Report(Protocol):
    """Callback for findings: the node, a sentence, a remedy, and whether manual work is left."""

    def __call__(self, node: cst.CSTNode, sentence: str, remedy: str = "", *, left: bool = True) -> None: ...


class CallSite(NamedTuple):
    """A call and its callee.

    Attributes:
        call: the original call.
        callee: the callee.
        callee_of: returns the callee of another call in the program.
        unpacked: keys of the mappings unpacked into the call, with their nodes; None if unknown.
    """

    call: cst.Call
    callee: Callee
    callee_of: Callable[[cst.Call], Callee | None]
    unpacked: Mapping[str, cst.CSTNode] | None

    @property
    def models(self) -> str | None:
        """Return the expression of the models module in this call; None without one."""
        function = self.call.func
        return cst.Module([]).code_for_node(function.value) if isinstance(function, cst.Attribute) else None

    def argument(self, name: str) -> cst.BaseExpression | None:
        """Return the original expression of an argument."""
        found = keyword_argument(self.call, name)
        return None if found is None else found.value


class CallRewriter:
    """Rewrites the arguments of calls.

    Args:
        plan: how names change on the way to the target.
        report: receives findings.
    """

    def __init__(self, plan: MigrationPlan, report: Report) -> None:
        self._plan = plan
        self._report = report

    def rewrite(self, site: CallSite, call: cst.Call) -> cst.Call:
        """Return a call with the arguments that the target expects.

        Args:
            site: the original call.
            call: the call with its descendants already rewritten.
        """
        if site.callee.name == "Client":
            return self._rewrite_client(call)
        if isinstance(self._plan.resolve(site.callee.name, site.callee.version).obstacle, Removed):
            return call
        for name, node in (site.unpacked or {}).items():
            change = self._resolution(site, name).change
            if change is not None:
                self._report(node, f"{name}: {change.why}", change.remedy)
        for before in site.call.args:
            now = None if before.keyword is None else keyword_argument(call, before.keyword.value)
            if now is not None:
                call = self._rewrite_argument(site, call, before, now)
        return self._add_required(site, call)

    def flattened_classes(self, site: CallSite) -> list[cst.CSTNode]:
        """Return the class names in arguments that the rewritten call no longer constructs."""
        return [
            argument.value.func
            for argument in site.call.args
            if argument.keyword is not None
            and isinstance(argument.value, cst.Call)
            and not has_unpacked_mapping(argument.value)
            if isinstance(self._resolution(site, argument.keyword.value).obstacle, Flattened)
        ]

    def _resolution(self, site: CallSite, name: str) -> Resolution:
        return self._plan.resolve(join_name(site.callee.name, name), site.callee.version)

    def _rewrite_argument(self, site: CallSite, call: cst.Call, before: cst.Arg, now: cst.Arg) -> cst.Call:
        assert now.keyword is not None
        name = join_name(site.callee.name, now.keyword.value)
        resolution = self._resolution(site, now.keyword.value)
        match resolution.obstacle:
            case Nested() as change:
                return self._nest(site, call, now, change) or self._leave(call, before, name, change)
            case Flattened() as change:
                return self._flatten(call, now, change) or self._leave(call, before, name, change)
            case None if resolution.renamings:
                return self._rename(site, call, before, now, resolution.renamings)
            case None if name == "EntityReference.self_":
                return replace_argument(
                    call, now, [now.with_changes(value=migrate_url_literal(now.value, self._plan.target))]
                )
            case None:
                return call
        return self._leave(call, before, resolution.name, resolution.obstacle)

    def _leave(self, call: cst.Call, argument: cst.Arg, name: str, change: Change) -> cst.Call:
        self._report(argument, f"{name}: {change.why}", change.remedy)
        return call

    def _rename(
        self, site: CallSite, call: cst.Call, before: cst.Arg, now: cst.Arg, changes: tuple[Renamed, ...]
    ) -> cst.Call:
        assert before.keyword is not None
        value = convert_value(now.value, changes)
        if isinstance(value, Renamed):
            return self._leave(call, before, join_name(site.callee.name, before.keyword.value), value)
        return replace_argument(call, now, [now.with_changes(keyword=cst.Name(changes[-1].to), value=value)])

    def _nest(self, site: CallSite, call: cst.Call, now: cst.Arg, change: Nested) -> cst.Call | None:
        """Return the call with an argument moved into a nested model; None if that is not constructed here."""
        part = keyword_argument(call, change.part)
        if part is None:
            if constant(now.value) in ((None,), (False,)):
                return replace_argument(call, now, [])
            if site.models is None:
                return None
            given = {change.to: now.value, **{name: _parse(value) for name, value in change.defaults.items()}}
            value = cst.Call(_parse(f"{site.models}.{change.model}"), [])
            for name, one in given.items():
                value = append_argument(value, name, one)
            return replace_argument(call, now, [now.with_changes(keyword=cst.Name(change.part), value=value)])
        made_here = site.argument(change.part)
        callee = site.callee_of(made_here) if isinstance(made_here, cst.Call) else None
        if callee is None or callee.name != change.model or not isinstance(part.value, cst.Call):
            return None
        if any(one.keyword is None and one.star != "**" for one in part.value.args):
            return None
        with_part = part.with_changes(value=prepend_argument(part.value, change.to, now.value))
        return replace_argument(replace_argument(call, part, [with_part]), now, [])

    def _flatten(self, call: cst.Call, now: cst.Arg, change: Flattened) -> cst.Call | None:
        """Return the call with a model replaced by its own arguments; None if the model is not constructed here."""
        if (
            not isinstance(now.value, cst.Call)
            or has_unpacked_mapping(now.value)
            or list(find_nodes(now.value, cst.Comment))
        ):
            return None
        inner = [
            make_argument(change.members[one.keyword.value], one.value)
            for one in now.value.args
            if one.keyword is not None and one.keyword.value in change.members
        ]
        return replace_argument(call, now, inner)

    def _required(self, site: CallSite) -> dict[str, Required]:
        return self._plan.required(self._plan.resolve(site.callee.name, site.callee.version).name, site.callee.version)

    def _add_required(self, site: CallSite, call: cst.Call) -> cst.Call:
        for name, change in self._required(site).items():
            given = keyword_argument(call, name)
            if self._is_given(site, name) or (given is not None and constant(given.value) != (None,)):
                continue
            value = change.value.format(models=site.models)
            if site.unpacked is None or ("{models}" in change.value and site.models is None):
                self._report(site.call, f"{site.callee.name}: {change.why}", f"Give {name}={value}, or another value.")
                continue
            new = _parse(value)
            if given is None:
                call = append_argument(call, name, new)
            else:
                call = replace_argument(call, given, [given.with_changes(value=new)])
            self._report(site.call, change.why, left=False)
        return call

    def _is_given(self, site: CallSite, name: str) -> bool:
        """Return whether the program passes a required argument, also by an old name or in a dict."""
        keywords = [one.keyword.value for one in site.call.args if one.keyword and constant(one.value) != (None,)]
        return any(
            split_name(self._resolution(site, one).name)[1] == name for one in [*keywords, *(site.unpacked or {})]
        )

    def _rewrite_client(self, call: cst.Call) -> cst.Call:
        """Return a client without `api_version`, if that is the target's or an older one."""
        version = keyword_argument(call, "api_version")
        spoken = [(one.api_version,) for one in (*older_than(self._plan.target), self._plan.target)]
        return call if version is None or constant(version.value) not in spoken else replace_argument(call, version, [])


def convert_value(value: cst.BaseExpression, changes: tuple[Renamed, ...]) -> cst.BaseExpression | Renamed:
    """Return a value after all conversions, or the change that cannot convert it."""
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


def _parse(code: str) -> cst.BaseExpression:
    return cst.parse_expression(code)
