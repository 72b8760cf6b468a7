"""The rules for schemas: their members, and what they say of values."""

from __future__ import annotations

from .rule import BREAKING, COMPATIBLE, NO_ACTION, RISKY, Rule, both_directions, by_direction

_NARROWED_SENT = (BREAKING, "What a program sends today can be refused.")
_NARROWED_ANSWERED = (COMPATIBLE, "What is answered is among what could be answered before.")
_WIDENED_SENT = (COMPATIBLE, "What a program sends today is still taken.")
_WIDENED_ANSWERED = (RISKY, "Answers can hold what the old document ruled out.")


def _narrowed(title: str) -> Rule:
    return by_direction(
        title, _NARROWED_SENT, _NARROWED_ANSWERED, "Check what the program sends against the new limit."
    )


def _widened(title: str) -> Rule:
    return by_direction(title, _WIDENED_SENT, _WIDENED_ANSWERED, "Be ready for what can come now.")


def _limits(name: str, told: str) -> dict[str, Rule]:
    return {
        f"{name}-narrowed": _narrowed(f"The {told} of {{name}} is narrower {{where}}."),
        f"{name}-widened": _widened(f"The {told} of {{name}} is wider {{where}}."),
    }


SCHEMA_RULES: dict[str, Rule] = {
    # Members of schemas
    "property-removed": by_direction(
        "{name} ({before}) is gone {where}.",
        (BREAKING, "What a program asks for with it is ignored or refused."),
        (BREAKING, "A program that reads it no longer finds it."),
        "Neither send nor read it.",
    ),
    "property-added": by_direction(
        "{name} ({after}) is new {where}.",
        (COMPATIBLE, "It can be left out."),
        (COMPATIBLE, "It can be left unread."),
        NO_ACTION,
    ),
    "required-property-added": by_direction(
        "{name} ({after}) is new and required {where}.",
        (BREAKING, "A request without it is refused."),
        (COMPATIBLE, "It can be left unread."),
        "Send it.",
    ),
    "property-became-required": by_direction(
        "{name} is required {where}.",
        (BREAKING, "A request without it is refused."),
        (COMPATIBLE, "It comes more often than before."),
        "Send it.",
    ),
    "property-became-optional": by_direction(
        "{name} is optional {where}.",
        (COMPATIBLE, "Requests that send it stay right."),
        (BREAKING, "A program that counts on it may not find it."),
        "Be ready for answers without it.",
    ),
    "property-became-read-only": by_direction(
        "{name} is read-only.",
        (RISKY, "What a program sends there is ignored or refused."),
        (COMPATIBLE, "Answers stay as they were."),
        "Do not send it.",
    ),
    "property-no-longer-read-only": both_directions(
        "{name} is no longer read-only.", COMPATIBLE, "It can be sent, but need not be.", NO_ACTION
    ),
    "property-became-write-only": by_direction(
        "{name} is write-only.",
        (COMPATIBLE, "Requests stay as they were."),
        (BREAKING, "A program that reads it no longer finds it."),
        "Do not read it.",
    ),
    "property-no-longer-write-only": both_directions(
        "{name} is no longer write-only.", COMPATIBLE, "It can be left unread.", NO_ACTION
    ),
    "schema-replaced": both_directions(
        "{after} took the place of {before} {where}; they have nothing in common.",
        BREAKING,
        "What a program sends or reads there has another shape.",
        "Send and read the new schema.",
    ),
    "map-values-removed": both_directions(
        "{name} is no longer a map from any name to {before}.",
        BREAKING,
        "Names that a program chose or looped over are no longer taken or given.",
        "Use the properties that are named now.",
    ),
    "map-values-added": both_directions(
        "{name} is also a map from any name to {after}.", COMPATIBLE, "Known names stay.", NO_ACTION
    ),
    "further-properties-forbidden": by_direction(
        "{name} takes no properties that are not named {where}.",
        _NARROWED_SENT,
        _NARROWED_ANSWERED,
        "Send named properties only.",
    ),
    "further-properties-allowed": by_direction(
        "{name} takes properties that are not named {where}.",
        _WIDENED_SENT,
        (COMPATIBLE, "They can be left unread."),
        NO_ACTION,
    ),
    "variant-removed": by_direction(
        "{name} can no longer be {before} {where}.", _NARROWED_SENT, _NARROWED_ANSWERED, "Send another of its kinds."
    ),
    "variant-added": by_direction(
        "{name} can also be {after} {where}.",
        _WIDENED_SENT,
        (BREAKING, "The old document promised that no other kinds come."),
        "Be ready for the new kind.",
    ),
    "subtype-added": by_direction(
        "{after} is a new kind of {name} {where}.", _WIDENED_SENT, _WIDENED_ANSWERED, "Be ready for the new kind."
    ),
    # What a schema says
    "type-changed": both_directions(
        "{name} is {after} in place of {before} {where}.",
        BREAKING,
        "What a program sends or reads there has another type.",
        "Send and read the new type.",
    ),
    "type-narrowed": _narrowed("{name} is {after} in place of {before} {where}."),
    "type-widened": by_direction(
        "{name} is {after} in place of {before} {where}.",
        _WIDENED_SENT,
        (BREAKING, "A program may read a value of a type that could not come before."),
        "Be ready for the wider type.",
    ),
    "format-changed": both_directions(
        "The format of {name} is {after} in place of {before} {where}.",
        BREAKING,
        "What a program sends or reads there is written otherwise.",
        "Send and read the new format.",
    ),
    "format-narrowed": _narrowed("The format of {name} is {after} in place of {before} {where}."),
    "format-widened": _widened("The format of {name} is {after} in place of {before} {where}."),
    "enum-values-added": by_direction(
        "{name} has more values {where}: {after}.",
        (COMPATIBLE, "Known values stay."),
        (BREAKING, "The old document promised that no other values come."),
        "Be ready for the new values.",
    ),
    "open-enum-values-added": both_directions(
        "{name}, an open enum, names more values {where}: {after}.",
        COMPATIBLE,
        "Other values than those that are named could come before.",
        NO_ACTION,
    ),
    "enum-values-removed": by_direction(
        "{name} has fewer values {where}: no {before}.",
        (BREAKING, "A request with such a value is refused."),
        (COMPATIBLE, "Such a value just comes no more."),
        "Send another value.",
    ),
    "open-enum-values-removed": by_direction(
        "{name}, an open enum, names fewer values {where}: no {before}.",
        (RISKY, "Any value may be sent, but the service no longer says that it knows this one."),
        (COMPATIBLE, "Such a value just comes no more."),
        "Send another value.",
    ),
    "enum-opened": by_direction(
        "{name} is an open enum {where}: values that it does not name can come.",
        (COMPATIBLE, "Known values stay."),
        (RISKY, "A program may not be ready for unknown values."),
        "Be ready for unknown values.",
    ),
    "enum-closed": by_direction(
        "{name} is a closed enum {where}: no other values than those it names.",
        (RISKY, "A value that is not named is refused."),
        (COMPATIBLE, "Fewer values can come."),
        "Send named values only.",
    ),
    "enum-introduced": by_direction(
        "{name} takes only these values {where}: {after}.",
        _NARROWED_SENT,
        _NARROWED_ANSWERED,
        "Send one of the values.",
    ),
    "open-enum-introduced": both_directions(
        "{name} names known values {where}: {after}.", COMPATIBLE, "Other values are possible as before.", NO_ACTION
    ),
    "enum-dropped": by_direction(
        "{name} no longer names its values {where}.", _WIDENED_SENT, _WIDENED_ANSWERED, "Be ready for any value."
    ),
    **_limits("range", "range"),
    **_limits("length", "length"),
    **_limits("item-count", "number of items"),
    **_limits("property-count", "number of properties"),
    "pattern-added": _narrowed("{name} has to fit a pattern {where}: {after}."),
    "pattern-removed": _widened("{name} no longer has to fit a pattern {where}."),
    "pattern-changed": by_direction(
        "{name} has to fit another pattern {where}: {after} in place of {before}.",
        _NARROWED_SENT,
        _WIDENED_ANSWERED,
        "Check values against the new pattern.",
    ),
    "multiple-of-added": _narrowed("{name} has to be a multiple {where}: {after}."),
    "multiple-of-removed": _widened("{name} no longer has to be a multiple {where}."),
    "multiple-of-changed": by_direction(
        "{name} has to be another multiple {where}: {after} in place of {before}.",
        _NARROWED_SENT,
        _WIDENED_ANSWERED,
        "Check values against the new multiple.",
    ),
    "unique-items-added": _narrowed("The items of {name} have to be different {where}."),
    "unique-items-removed": _widened("The items of {name} need not be different {where}."),
    "became-nullable": by_direction(
        "{name} can be null {where}.",
        _WIDENED_SENT,
        (BREAKING, "A program may meet null where it could not come before."),
        "Be ready for null.",
    ),
    "no-longer-nullable": by_direction(
        "{name} cannot be null {where}.", _NARROWED_SENT, _NARROWED_ANSWERED, "Do not send null."
    ),
    "default-changed": by_direction(
        "The default of {name} is another {where}: {after} in place of {before}.",
        (RISKY, "A program that leaves it out asks for something else."),
        (COMPATIBLE, "Answers say what holds."),
        "Send the value that the program means.",
    ),
    "deprecated": both_directions("{name} is deprecated.", RISKY, "It works, but will go.", "Plan to do without it."),
    "no-longer-deprecated": both_directions("{name} is no longer deprecated.", COMPATIBLE, "It stays.", NO_ACTION),
    "discriminator-changed": both_directions(
        "What tells the kinds of {name} apart is another: {after} in place of {before}.",
        BREAKING,
        "A program takes one kind for another.",
        "Tell the kinds apart by the new property.",
    ),
    "keyword-changed": both_directions(
        "{name} is {after} in place of {before}, which this report does not judge.",
        RISKY,
        "What it means for a program has to be looked at.",
        "Read both documents at that place.",
    ),
    "extension-changed": both_directions(
        "{name} is {after} in place of {before} {where}.",
        COMPATIBLE,
        "It is a mark for tools and not on the wire.",
        NO_ACTION,
    ),
}
