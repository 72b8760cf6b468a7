"""Add, replace and remove arguments of a call; keep its layout and comments."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

_Gap = cst.BaseParenthesizableWhitespace

_TIGHT = cst.AssignEqual(cst.SimpleWhitespace(""), cst.SimpleWhitespace(""))

_NOTHING = cst.SimpleWhitespace("")

_SPACE = cst.SimpleWhitespace(" ")


def has_unpacked_mapping(call: cst.Call) -> bool:
    """Return whether a call unpacks a mapping, which hides its keywords."""
    return any(one.star == "**" for one in call.args)


def make_argument(name: str, value: cst.BaseExpression) -> cst.Arg:
    """Return a keyword argument."""
    return cst.Arg(keyword=cst.Name(name), value=value, equal=_TIGHT)


def replace_argument(call: cst.Call, argument: cst.Arg, by: Sequence[cst.Arg]) -> cst.Call:
    """Return a call with one argument replaced by others."""
    place = call.args.index(argument)
    gaps = _gaps(call)
    if by:
        gaps[place + 1 : place + 1] = [_SPACE] * (len(by) - 1)
    else:
        gaps[place : place + 2] = [_join_gaps(gaps[place], gaps[place + 1], at_end=place == len(call.args) - 1)]
    return _lay_out(call, [*call.args[:place], *by, *call.args[place + 1 :]], gaps)


def prepend_argument(call: cst.Call, name: str, value: cst.BaseExpression) -> cst.Call:
    """Return a call with an argument added at the start."""
    first, *others = _gaps(call)
    between = _gap_between(call) if call.args else _NOTHING
    return _lay_out(call, [make_argument(name, value), *call.args], [first, between, *others])


def append_argument(call: cst.Call, name: str, value: cst.BaseExpression) -> cst.Call:
    """Return a call with an argument added at the end."""
    if not call.args:
        return prepend_argument(call, name, value)
    *gaps, end = _gaps(call)
    between = _gap_between(call)
    if isinstance(between, cst.ParenthesizedWhitespace) and isinstance(end, cst.ParenthesizedWhitespace):
        # Keep the comment after the argument that was last.
        between, end = between.with_changes(first_line=end.first_line), _without_comment(end)
    return _lay_out(call, [*call.args, make_argument(name, value)], [*gaps, between, end])


def _gaps(call: cst.Call) -> list[_Gap]:
    """Return the whitespace before, between and after the arguments."""
    return [call.whitespace_before_args, *(_gap_after(one) for one in call.args)]


def _gap_after(argument: cst.Arg) -> _Gap:
    comma = argument.comma
    return comma.whitespace_after if isinstance(comma, cst.Comma) else argument.whitespace_after_arg


def _lay_out(call: cst.Call, arguments: Sequence[cst.Arg], gaps: Sequence[_Gap]) -> cst.Call:
    """Return a call with these arguments and whitespace; a trailing comma is kept."""
    trailing = isinstance(call.args[-1].comma, cst.Comma) if call.args else False
    placed = [
        _followed_by(one, gap, comma=trailing or place < len(arguments) - 1)
        for place, (one, gap) in enumerate(zip(arguments, gaps[1:], strict=False))
    ]
    return call.with_changes(whitespace_before_args=gaps[0], args=placed)


def _followed_by(argument: cst.Arg, gap: _Gap, *, comma: bool) -> cst.Arg:
    if comma == isinstance(argument.comma, cst.Comma) and gap is _gap_after(argument):
        return argument
    if not comma:
        return argument.with_changes(comma=cst.MaybeSentinel.DEFAULT, whitespace_after_arg=gap)
    own = argument.comma if isinstance(argument.comma, cst.Comma) else cst.Comma()
    return argument.with_changes(comma=own.with_changes(whitespace_after=gap), whitespace_after_arg=_NOTHING)


def _gap_between(call: cst.Call) -> _Gap:
    """Return whitespace for a new argument, like that of its neighbours, without comments."""
    like = _gap_after(call.args[0]) if len(call.args) > 1 else call.whitespace_before_args
    if not isinstance(like, cst.ParenthesizedWhitespace):
        return _SPACE
    return _without_comment(like).with_changes(empty_lines=[])


def _join_gaps(before: _Gap, after: _Gap, *, at_end: bool) -> _Gap:
    """Return the whitespace around a removed argument as one."""
    if not isinstance(before, cst.ParenthesizedWhitespace):
        return after if at_end or isinstance(after, cst.ParenthesizedWhitespace) else before
    lines = [*before.empty_lines]
    if isinstance(after, cst.ParenthesizedWhitespace):
        comment = after.first_line.comment
        lines += [] if comment is None else [cst.EmptyLine(before.indent, before.last_line, comment)]
        lines += after.empty_lines
    if at_end and before.first_line.comment is None and not any(line.comment for line in lines):
        return after
    end = after if at_end and isinstance(after, cst.ParenthesizedWhitespace) else before
    return end.with_changes(first_line=before.first_line, empty_lines=lines)


def _without_comment(gap: cst.ParenthesizedWhitespace) -> cst.ParenthesizedWhitespace:
    line = gap.first_line.with_changes(comment=None, whitespace=cst.SimpleWhitespace(""))
    return gap.with_changes(first_line=line)
