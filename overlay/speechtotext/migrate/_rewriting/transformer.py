"""Rewrite a Python program that uses this package, for a newer API version."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeVar, cast

import libcst as cst
from libcst.metadata import ImportAssignment

from speechtotext.migrate._analysis.constants import constant
from speechtotext.migrate._analysis.inference import Inference
from speechtotext.migrate._analysis.program import Program, dotted_name
from speechtotext.migrate._analysis.usages import Callee, Usage, Usages
from speechtotext.migrate._analysis.values import ApiObject, External, Unknown
from speechtotext.migrate._findings import Finding
from speechtotext.migrate._versions.api_surface import Version
from speechtotext.migrate._versions.changes import Change, Renamed, Split
from speechtotext.migrate._versions.module_names import MODULE_NAME, PACKAGES, migrate_module_name, version_of_models
from speechtotext.migrate._versions.plan import MigrationPlan, split_name
from speechtotext.migrate._versions.type_hints import owner_of

from .arguments import has_unpacked_mapping
from .calls import CallRewriter, CallSite, convert_value
from .imports import deduplicate, migrate_name, migrate_path
from .json_keys import changed_json_keys

_LOGGING: Final = {"critical", "debug", "error", "exception", "info", "log", "warning"}

_CONVERT_TO_TEXT: Final = {"builtins.format", "builtins.print", "builtins.repr", "builtins.str"}

_ATTRIBUTE_FUNCTIONS: Final = {"builtins.delattr", "builtins.getattr", "builtins.hasattr", "builtins.setattr"}


class MigrationTransformer(cst.CSTTransformer):
    """Rewrites what is certain, and reports what needs manual work.

    Args:
        program: the program.
        inference: the inferred values of its expressions.
        plan: how names change on the way to the target.
    """

    def __init__(self, program: Program, inference: Inference, plan: MigrationPlan) -> None:
        super().__init__()
        self.findings: list[Finding] = []
        self._program = program
        self._inference = inference
        self._plan = plan
        self._usages = Usages(inference, plan)
        self._call_rewriter = CallRewriter(plan, self._report)
        # Nodes that are already reported, or disappear with the call around them.
        self._handled: set[cst.CSTNode] = set()

    def _report(self, node: cst.CSTNode, sentence: str, remedy: str = "", *, left: bool = True) -> None:
        self.findings.append(Finding(self._program.line(node), sentence, remedy, left))

    def _report_change(self, node: cst.CSTNode, name: str, change: Change) -> None:
        self._report(node, f"{name}: {change.why}", change.remedy)

    def leave_Import(self, original_node: cst.Import, updated_node: cst.Import) -> cst.Import:
        names = [one.with_changes(name=migrate_path(one.name, self._plan.target)) for one in updated_node.names]
        return updated_node.with_changes(names=deduplicate(names))

    def leave_ImportFrom(self, original_node: cst.ImportFrom, updated_node: cst.ImportFrom) -> cst.ImportFrom:
        module, names = original_node.module, updated_node.names
        if module is None or original_node.relative or isinstance(names, cst.ImportStar):
            return updated_node
        models = version_of_models(dotted_name(module))
        if dotted_name(module) in PACKAGES:
            own = [cst.ensure_type(one.name, cst.Name) for one in names]
            moved = [migrate_name(name, self._plan.target) for name in own]
            names = deduplicate([one.with_changes(name=name) for one, name in zip(names, moved, strict=True)])
        elif models is not None:
            before = cast("Sequence[cst.ImportAlias]", original_node.names)
            names = [self._imported_model(one, now, models) for one, now in zip(before, names, strict=True)]
        return updated_node.with_changes(module=migrate_path(module, self._plan.target), names=names)

    def _imported_model(self, before: cst.ImportAlias, now: cst.ImportAlias, models: Version) -> cst.ImportAlias:
        name = dotted_name(before.name)
        resolution = self._plan.resolve(name, models)
        if resolution.obstacle is not None:
            self._report_change(before, name, resolution.obstacle)
            return now
        return now.with_changes(name=cst.Name(resolution.name))

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.Name:
        name = original_node.value
        bindings = self._program.bindings(original_node)
        imported = bindings and all(isinstance(one, ImportAssignment) for one in bindings)
        if not imported or self._is_label(original_node):
            return updated_node
        for value in self._inference.infer(original_node):
            thing = value.object if isinstance(value, ApiObject) else None
            whose = owner_of(thing)
            if whose is not None and whose.name == name:
                resolution = self._plan.resolve(name, whose.version)
                return (
                    updated_node
                    if resolution.obstacle is not None
                    else updated_node.with_changes(value=resolution.name)
                )
            if getattr(thing, "__name__", "") in [f"{package}.{name}" for package in PACKAGES]:
                return migrate_name(updated_node, self._plan.target)
        return updated_node

    def _is_label(self, name: cst.Name) -> bool:
        """Return whether a name is an attribute name or a keyword."""
        match self._program.parent(name):
            case cst.Attribute(attr=label) | cst.Arg(keyword=label):
                return label is name
        return False

    def leave_Attribute(self, original_node: cst.Attribute, updated_node: cst.Attribute) -> cst.BaseExpression:
        if MODULE_NAME.fullmatch(dotted_name(original_node)) and self._is_api_object(original_node):
            return migrate_path(updated_node, self._plan.target)
        if original_node in self._handled or original_node.value in self._handled:
            self._handled.add(original_node)
            return updated_node
        usage = self._usages.of_attribute(original_node)
        name = None if usage is None else self._new_name(original_node, usage)
        if usage is not None and name is None:
            self._handled.add(original_node)
        return updated_node if name is None else updated_node.with_changes(attr=cst.Name(name))

    def _is_api_object(self, node: cst.BaseExpression) -> bool:
        return all(isinstance(value, ApiObject) for value in self._inference.infer(node))

    def _new_name(self, node: cst.Attribute, usage: Usage) -> str | None:
        """Return the new name of a member; None if it was reported instead."""
        change: Change | None = usage.resolution.obstacle
        if not usage.certain:
            self._report_possible_usage(node, usage)
            return None
        called = isinstance(call := self._program.parent(node), cst.Call) and call.func is node
        if called and isinstance(change, Split) and change.constructed is not None:
            return change.constructed
        change = change or self._unconverted(node, usage)
        if change is not None:
            self._report_change(node, usage.resolution.name if usage.resolution.obstacle else usage.name, change)
            return None
        return split_name(usage.resolution.name)[1]

    def _report_possible_usage(self, node: cst.CSTNode, usage: Usage) -> None:
        remedy = usage.change.remedy or f"Use {split_name(usage.resolution.name)[1]}."
        remedy += " If it is something else, annotate its type."
        self._report(node, f"This may be {usage.name}: {usage.change.why}", remedy)

    def _unconverted(self, node: cst.Attribute, usage: Usage) -> Renamed | None:
        """Return the renaming that also changes the value, if the program's use of the value would break."""
        changes = [one for one in usage.resolution.renamings if one.value is not None]
        if not changes:
            return None
        result: cst.CSTNode = node
        while self._is_result_of(parent := self._program.parent(result), result):
            result = cast(cst.CSTNode, parent)
        match parent:
            case cst.AssignTarget() as target:
                assign = cst.ensure_type(self._program.parent(target), cst.Assign)
                value = convert_value(assign.value, usage.resolution.renamings)
                return changes[0] if isinstance(value, Renamed) or constant(value) == (None,) else None
            case cst.Comparison(comparisons=[cst.ComparisonTarget(operator=cst.Is() | cst.IsNot())]):
                return None
            case cst.FormattedStringExpression(format_spec=None):
                pass
            case cst.Arg() as argument if self._is_converted_to_text(argument):
                pass
            case _:
                return changes[0]
        self._report(node, f"{usage.name}: {changes[0].why}", left=False)
        return None

    @staticmethod
    def _is_result_of(parent: cst.CSTNode | None, node: cst.CSTNode) -> bool:
        """Return whether a larger expression may evaluate to a node unchanged."""
        match parent:
            case cst.IfExp(body=one, orelse=other):
                return node in (one, other)
            case cst.BooleanOperation(right=last):
                return node is last
        return False

    def _is_converted_to_text(self, argument: cst.Arg) -> bool:
        """Return whether an argument is only printed, logged or formatted."""
        call = self._program.parent(argument)
        if not isinstance(call, cst.Call):
            return False
        values = self._inference.infer(call.func)
        logged = isinstance(call.func, cst.Attribute) and call.func.attr.value in _LOGGING
        return all(isinstance(value, External) and (logged or value.name in _CONVERT_TO_TEXT) for value in values)

    def leave_Assign(self, original_node: cst.Assign, updated_node: cst.Assign) -> cst.Assign:
        for target in original_node.targets:
            node = target.target
            if isinstance(node, cst.Attribute) and node not in self._handled:
                usage = self._usages.of_attribute(node)
                value = None if usage is None else convert_value(updated_node.value, usage.resolution.renamings)
                if isinstance(value, cst.BaseExpression):
                    return updated_node.with_changes(value=value)
        return updated_node

    def visit_Call(self, node: cst.Call) -> None:
        callee = self._usages.callee(node)
        if callee is not None:
            self._handled.update(self._call_rewriter.flattened_classes(self._site(node, callee)))

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        self._report_attribute_name(original_node)
        callee = self._usages.callee(original_node)
        if callee is None:
            self._report_keywords(original_node)
            return updated_node
        self._report_json_keys(original_node, callee)
        call = self._call_rewriter.rewrite(self._site(original_node, callee), updated_node)
        return (
            call
            if isinstance(self._program.parent(original_node), cst.Await)
            else self._adapt_result(original_node, call)
        )

    def leave_Await(self, original_node: cst.Await, updated_node: cst.Await) -> cst.BaseExpression:
        call = original_node.expression
        return self._adapt_result(call, updated_node) if isinstance(call, cst.Call) else updated_node

    def _site(self, call: cst.Call, callee: Callee) -> CallSite:
        return CallSite(call, callee, self._usages.callee, self._unpacked(call))

    def _unpacked(self, call: cst.Call) -> dict[str, cst.CSTNode] | None:
        """Return the keys of the dicts unpacked into a call; None if a dict is not a literal."""
        found: dict[str, cst.CSTNode] = {}
        for argument in call.args if has_unpacked_mapping(call) else ():
            if argument.star == "**":
                written = [
                    one
                    for one in (argument.value, *self._inference.assigned_expressions(argument.value))
                    if isinstance(one, cst.Dict)
                ]
                if not written:
                    return None
                for element in (element for one in written for element in one.elements):
                    key = constant(element.key) if isinstance(element, cst.DictElement) else None
                    if key is None:
                        return None
                    found[str(key[0])] = element
        return found

    def _adapt_result(self, call: cst.Call, result: cst.Call | cst.Await) -> cst.BaseExpression:
        """Return an expression that yields the old result of a call whose result type changed."""
        callee = self._usages.callee(call)
        change = None if callee is None else self._plan.retyped(callee.name, callee.version)
        if callee is None or change is None:
            return result
        if change.attribute is None:
            self._report_change(call, callee.name, change)
            return result
        whole = result if isinstance(result, cst.Call) else _parenthesize(result)
        read = cst.BooleanOperation(cst.Attribute(whole, cst.Name(change.attribute)), cst.Or(), cst.List([]))
        whole_before = call if isinstance(result, cst.Call) else self._program.enclosing(call, cst.Await)
        outer = None if whole_before is None else self._program.parent(whole_before)
        return read if isinstance(outer, cst.Arg | cst.Assign | cst.For | cst.Return) else _parenthesize(read)

    def _report_keywords(self, call: cst.Call) -> None:
        """Report keywords that may belong to a method of this package."""
        if all(isinstance(value, Unknown) for value in self._inference.infer(call.func)):
            for argument in call.args:
                usage = self._usages.of_word(argument.keyword.value) if argument.keyword is not None else None
                if usage is not None:
                    self._report_possible_usage(argument, usage)

    def _report_attribute_name(self, call: cst.Call) -> None:
        """Report an attribute accessed by `getattr` or similar."""
        name = constant(call.args[1].value) if len(call.args) > 1 else None
        named = all(
            isinstance(value, External) and value.name in _ATTRIBUTE_FUNCTIONS
            for value in self._inference.infer(call.func)
        )
        if named and name is not None and isinstance(name[0], str):
            usage = self._usages.of_member(call.args[0].value, name[0])
            if usage is not None:
                self._report_change(call, usage.name, usage.change)

    def _report_json_keys(self, call: cst.Call, callee: Callee) -> None:
        """Report changed JSON names in the argument of `from_dict`."""
        if callee.name.endswith(".from_dict") and call.args:
            for node, key in changed_json_keys(call.args[0].value, self._plan):
                self._report(node, *key)

    def leave_SimpleString(self, original_node: cst.SimpleString, updated_node: cst.SimpleString) -> cst.SimpleString:
        text = original_node.evaluated_value
        if not isinstance(text, str):
            return updated_node
        if self._program.is_string_annotation(original_node):
            return self._string_annotation(original_node, updated_node, text)
        new = migrate_module_name(text, self._plan.target)
        if new is not None:
            self._report(original_node, f"A string names the module {text}.", f"Use {new}.")
        return updated_node

    def _string_annotation(self, node: cst.SimpleString, now: cst.SimpleString, text: str) -> cst.SimpleString:
        """Return a quoted annotation, rewritten."""
        try:
            inner = cst.parse_expression(text)
        except cst.ParserSyntaxError:
            return now
        self._program.adopt(inner, node)
        code = cst.Module([]).code_for_node(cast(cst.BaseExpression, inner.visit(self)))
        return now if code == text else now.with_changes(value=f"{now.prefix}{now.quote}{code}{now.quote}")


E = TypeVar("E", bound=cst.BaseExpression)


def _parenthesize(expression: E) -> E:
    return expression.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
