"""The rules for the Python clients, and for prose."""

from __future__ import annotations

from differences.report import Layer, Severity

from .rule import BREAKING, COMPATIBLE, NO_ACTION, RISKY, Rule, both_directions


def _python(
    title: str,
    severity: Severity,
    reason: str,
    remedy: str = NO_ACTION,
    *,
    gathers: bool = False,
    many: str | None = None,
) -> Rule:
    return both_directions(title, severity, reason, remedy, layer=Layer.PYTHON, gathers=gathers, many=many)


_NO_NAME = "A program that uses the name fails with AttributeError or TypeError."
_MORE = "Existing programs are not affected."
_TYPE_ERROR = "A call without it fails with TypeError."

PYTHON_RULES: dict[str, Rule] = {
    "python-group-removed": _python("The group {name} was removed.", BREAKING, _NO_NAME, "Stop using it."),
    "python-group-added": _python("The group {name} was added.", COMPATIBLE, _MORE),
    "python-method-removed": _python(
        "{name} was removed.",
        BREAKING,
        _NO_NAME,
        "Call another method.",
        many="The methods of {topic} were removed: {members}.",
    ),
    "python-method-added": _python(
        "{name} was added.", COMPATIBLE, _MORE, many="The methods of {topic} were added: {members}."
    ),
    "python-result-changed": _python(
        "{name} changed from {was} to {now}.",
        BREAKING,
        "A program uses attributes of the old type.",
        "Use the new type.",
    ),
    "python-argument-removed": _python(
        "{name} ({before}) was removed.", BREAKING, "A call that passes it fails with TypeError.", "Do not pass it."
    ),
    "python-argument-added": _python("{name} ({after}) was added; it is optional.", COMPATIBLE, _MORE),
    "required-python-argument-added": _python(
        "{name} ({after}) was added and is required.", BREAKING, _TYPE_ERROR, "Pass it in every call."
    ),
    "python-argument-became-required": _python(
        "{name} is required now.", BREAKING, _TYPE_ERROR, "Pass it in every call."
    ),
    "python-argument-became-optional": _python("{name} is optional now.", COMPATIBLE, "Existing calls stay valid."),
    "python-argument-moved": _python(
        "{name} is {after} instead of {before}.",
        BREAKING,
        "A call that passes it by position passes another argument.",
        "Pass arguments by name.",
    ),
    "python-class-removed": _python(
        "The model {name} was removed.",
        BREAKING,
        _NO_NAME,
        "Use the model that replaced it.",
        many="The models of {topic} were removed: {members}.",
    ),
    "python-class-added": _python(
        "The model {name} was added.", COMPATIBLE, _MORE, many="The models of {topic} were added: {members}."
    ),
    "python-attribute-removed": _python("{name} was removed.", BREAKING, _NO_NAME, "Stop setting and reading it."),
    "python-attribute-added": _python("{name} ({after}) was added.", COMPATIBLE, _MORE),
    "required-python-attribute-added": _python(
        "{name} ({after}) was added and is required.",
        BREAKING,
        "A constructor call without it fails with TypeError.",
        "Pass it.",
    ),
    "python-attribute-became-required": _python(
        "{name} is required now.", BREAKING, "A constructor call without it fails with TypeError.", "Pass it."
    ),
    "python-attribute-became-optional": _python(
        "{name} can be None now.", RISKY, "A program that relies on it may receive None.", "Handle None."
    ),
    "python-type-changed": _python(
        "The type of {name} changed from {was} to {now}.",
        BREAKING,
        "Type checkers reject the old type, and code written for it can fail.",
        "Use the new type.",
    ),
    "python-value-removed": _python(
        "{name} was removed.",
        BREAKING,
        _NO_NAME,
        "Use another value.",
        gathers=True,
        many="{topic} no longer has {count} of its values: {members}.",
    ),
    "python-value-added": _python(
        "{name} was added.",
        COMPATIBLE,
        "All enums are open: unknown values were possible before.",
        gathers=True,
        many="{topic} has {count} new values: {members}.",
    ),
    "python-value-changed": _python(
        "The value of {name} changed from {was} to {now}.",
        RISKY,
        "The name stands for another text in requests.",
        "Check that you mean the new text.",
    ),
}

WORD_RULES: dict[str, Rule] = {
    f"words-{change}": both_directions(
        f"The {{topic}} of {{name}} {told}.",
        COMPATIBLE,
        "Prose is not part of requests and responses.",
        NO_ACTION,
        layer=Layer.WORDS,
    )
    for change, told in (("changed", "changed"), ("added", "was added"), ("removed", "was removed"))
}
