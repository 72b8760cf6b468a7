"""The arguments of a call, changed without disturbing how they are laid out."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

_TIGHT = cst.AssignEqual(cst.SimpleWhitespace(""), cst.SimpleWhitespace(""))


def keyword(call: cst.Call, name: str) -> cst.Arg | None:
    """The argument with this keyword."""
    return next((one for one in call.args if one.keyword is not None and one.keyword.value == name), None)


def is_open(call: cst.Call) -> bool:
    """Whether arguments are unpacked from a mapping, so that it cannot be told which are given."""
    return any(one.star == "**" for one in call.args)


def made(name: str, value: cst.BaseExpression) -> cst.Arg:
    """An argument."""
    return cst.Arg(keyword=cst.Name(name), value=value, equal=_TIGHT)


def replaced(call: cst.Call, argument: cst.Arg, by: Sequence[cst.Arg]) -> cst.Call:
    """A call with other arguments in the place of one."""
    place = call.args.index(argument)
    if not by:
        return _without(call, place)
    return call.with_changes(args=[*call.args[:place], *_laid_out(argument, by), *call.args[place + 1 :]])


def prepended(call: cst.Call, name: str, value: cst.BaseExpression) -> cst.Call:
    """A call with one more argument at its beginning."""
    if not call.args:
        return call.with_changes(args=[made(name, value)])
    between = call.args[0].comma if len(call.args) > 1 else _comma(call)
    return call.with_changes(args=[made(name, value).with_changes(comma=between), *call.args])


def appended(call: cst.Call, name: str, value: cst.BaseExpression) -> cst.Call:
    """A call with one more argument at its end."""
    if not call.args:
        return call.with_changes(args=[made(name, value)])
    *others, last = call.args
    between = others[-1].comma if others else _comma(call)
    ended = last.with_changes(comma=between, whitespace_after_arg=cst.SimpleWhitespace(""))
    return call.with_changes(args=[*others, ended, _ending_like(made(name, value), last)])


def _without(call: cst.Call, place: int) -> cst.Call:
    """A call without one of its arguments. The comment behind that stays, above what came after it."""
    gone = call.args[place]
    before, after = list(call.args[:place]), call.args[place + 1 :]
    if before and not after:
        before[-1] = _ending_like(before[-1], gone)
    space = gone.comma.whitespace_after if isinstance(gone.comma, cst.Comma) else None
    if not after or not isinstance(space, cst.ParenthesizedWhitespace):
        return call.with_changes(args=[*before, *after])
    lines = [*_as_line(space), *space.empty_lines]
    if not before:
        return call.with_changes(whitespace_before_args=_with_lines(call.whitespace_before_args, lines), args=after)
    comma = cst.ensure_type(before[-1].comma, cst.Comma)
    before[-1] = before[-1].with_deep_changes(comma, whitespace_after=_with_lines(comma.whitespace_after, lines))
    return call.with_changes(args=[*before, *after])


def _as_line(space: cst.ParenthesizedWhitespace) -> list[cst.EmptyLine]:
    """The comment at the end of a line, on a line of its own."""
    comment = space.first_line.comment
    return [] if comment is None else [cst.EmptyLine(space.indent, space.last_line, comment)]


def _with_lines(
    space: cst.BaseParenthesizableWhitespace, lines: Sequence[cst.EmptyLine]
) -> cst.BaseParenthesizableWhitespace:
    if not lines or not isinstance(space, cst.ParenthesizedWhitespace):
        return space
    return space.with_changes(empty_lines=[*space.empty_lines, *lines])


def _laid_out(argument: cst.Arg, by: Sequence[cst.Arg]) -> list[cst.Arg]:
    """Arguments in a line, the last of them followed by what followed the one in whose place they are."""
    separated = [one.with_changes(comma=cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))) for one in by[:-1]]
    return [*separated, *(_ending_like(one, argument) for one in by[-1:])]


def _ending_like(argument: cst.Arg, other: cst.Arg) -> cst.Arg:
    return argument.with_changes(comma=other.comma, whitespace_after_arg=other.whitespace_after_arg)


def _comma(call: cst.Call) -> cst.Comma:
    """The comma after a single argument: the next one stands below it if it stands on a line of its own."""
    lines = isinstance(call.whitespace_before_args, cst.ParenthesizedWhitespace)
    return cst.Comma(whitespace_after=call.whitespace_before_args if lines else cst.SimpleWhitespace(" "))
