"""The rules for the Python clients, and for prose."""

from __future__ import annotations

from differences.report import Layer, Severity

from .rule import BREAKING, COMPATIBLE, NO_ACTION, RISKY, Rule, both_directions


def _python(title: str, severity: Severity, reason: str, remedy: str = NO_ACTION) -> Rule:
    return both_directions(title, severity, reason, remedy, layer=Layer.PYTHON)


_NO_NAME = "A program that uses the name fails with AttributeError or TypeError."
_MORE = "Programs that do not know it go on as before."

PYTHON_RULES: dict[str, Rule] = {
    "python-group-removed": _python("The group {name} is gone.", BREAKING, _NO_NAME, "Do without it."),
    "python-group-added": _python("There is a group {name}.", COMPATIBLE, _MORE),
    "python-method-removed": _python("{name} is gone.", BREAKING, _NO_NAME, "Do without it, or call another method."),
    "python-method-added": _python("There is {name}.", COMPATIBLE, _MORE),
    "python-result-changed": _python(
        "{name} is {after} in place of {before}.",
        BREAKING,
        "A program uses what the old type had.",
        "Use the new type.",
    ),
    "python-argument-removed": _python(
        "The {name} ({before}) is gone.", BREAKING, "A call that gives it fails with TypeError.", "Do not give it."
    ),
    "python-argument-added": _python("There is an optional {name} ({after}).", COMPATIBLE, _MORE),
    "required-python-argument-added": _python(
        "The {name} ({after}) is new and has to be given.",
        BREAKING,
        "A call without it fails with TypeError.",
        "Give it in every call.",
    ),
    "python-argument-became-required": _python(
        "The {name} has to be given.", BREAKING, "A call without it fails with TypeError.", "Give it in every call."
    ),
    "python-argument-became-optional": _python("The {name} can be left out.", COMPATIBLE, "Calls stay right."),
    "python-argument-moved": _python(
        "The {name} is {after} in place of {before}.",
        BREAKING,
        "A call that does not name it gives something else.",
        "Give arguments by their names.",
    ),
    "python-class-removed": _python(
        "The model {name} is gone.", BREAKING, _NO_NAME, "Use the model that took its place, or do without."
    ),
    "python-class-added": _python("There is a model {name}.", COMPATIBLE, _MORE),
    "python-attribute-removed": _python("{name} ({before}) is gone.", BREAKING, _NO_NAME, "Neither set nor read it."),
    "python-attribute-added": _python("{name} ({after}) is new.", COMPATIBLE, _MORE),
    "required-python-attribute-added": _python(
        "{name} ({after}) is new and has to be given.",
        BREAKING,
        "Making the model without it fails with TypeError.",
        "Give it.",
    ),
    "python-attribute-became-required": _python(
        "{name} has to be given.", BREAKING, "Making the model without it fails with TypeError.", "Give it."
    ),
    "python-attribute-became-optional": _python(
        "{name} can be None.", RISKY, "A program that counts on it may meet None.", "Be ready for None."
    ),
    "python-type-changed": _python(
        "{name} is {after} in place of {before}.",
        BREAKING,
        "A type checker refuses the old type, and code that is made for it can fail.",
        "Use the new type.",
    ),
    "python-value-removed": _python("{name} is gone.", BREAKING, _NO_NAME, "Use another value."),
    "python-value-added": _python(
        "{name} is new.", COMPATIBLE, "All enums are open: values come unknown before they are named."
    ),
    "python-value-changed": _python(
        "{name} is {after} in place of {before}.",
        RISKY,
        "What is sent by the name is another text.",
        "Check that the new text is meant.",
    ),
}

WORD_RULES: dict[str, Rule] = {
    f"words-{change}": both_directions(
        f"{{name}}: {told}.", COMPATIBLE, "It is prose and not on the wire.", NO_ACTION, layer=Layer.WORDS
    )
    for change, told in (
        ("changed", "the text is another"),
        ("added", "there is a text"),
        ("removed", "the text is gone"),
    )
}
