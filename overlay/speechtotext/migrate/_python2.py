"""Python 2 programs, as Python 3 can parse them, line by line the same."""

from __future__ import annotations

import re
from typing import Final

_PRINT: Final = re.compile(
    r"^(?P<before>[ \t]*(?:.*?:[ \t]+)?)print"
    r"(?:[ \t]+(?:>>[ \t]*[\w.]+[ \t]*,?[ \t]*)?(?P<what>(?![=(.\[]|\w+\s*=[^=])[^\n]*)|[ \t]*)$"
)

_PRINT_PARENTHESIS: Final = re.compile(r"^(?P<before>[ \t]*)print[ \t]*(?P<what>\(.*\)[ \t]*%.*|\(.*\)[ \t]*,.*)$")

_EXCEPT: Final = re.compile(r"^(?P<before>[ \t]*except[ \t]+[^:\n]+?)[ \t]*,[ \t]*(?P<name>\w+)[ \t]*:")

_RAISE: Final = re.compile(r"^(?P<before>[ \t]*raise[ \t]+[\w.]+)[ \t]*,[ \t]*(?P<what>[^\n]+)$")

_EXEC: Final = re.compile(r"^(?P<before>[ \t]*)exec[ \t]+(?P<what>[^(\n][^\n]*)$")


def as_python3(text: str) -> str:
    """Return a Python 2 program with its statements written for Python 3; its lines stay where they are."""
    return "\n".join(map(_line, text.split("\n")))


def _line(line: str) -> str:
    end = "\r" if line.endswith("\r") else ""
    bare = line.rstrip("\r")
    code, comment = _without_comment(bare)
    if match := _PRINT.match(code):
        what = (match["what"] or "").strip().rstrip(",;")
        code = f"{match['before']}print({what})"
    elif match := _PRINT_PARENTHESIS.match(code):
        code = f"{match['before']}print({match['what'].rstrip(',')})"
    elif match := _EXEC.match(code):
        code = f"{match['before']}exec({match['what']})"
    elif match := _RAISE.match(code):
        code = f"{match['before']}({match['what']})"
    code = _EXCEPT.sub(r"\g<before> as \g<name>:", code)
    code = code.replace("<>", "!=")
    code = re.sub(r"(?<![\w.])0([0-7]+)\b(?![.\w])", r"0o\1", code)
    code = re.sub(r"\b([uU][rR])(?=[\"'])", "r", code)
    code = re.sub(r"\b(\d+)L\b", r"\1", code)
    return code + comment + end


def _without_comment(line: str) -> tuple[str, str]:
    match = re.search(r"[ \t]+#[^\"']*$", line)
    return (line[: match.start()], match[0]) if match else (line, "")
