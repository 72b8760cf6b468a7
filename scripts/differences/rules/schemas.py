"""The rules for schemas: their members, and what they say of values."""

from __future__ import annotations

from .rule import BREAKING, COMPATIBLE, NO_ACTION, RISKY, Rule, both_directions, by_direction, with_title_of_any

_NARROWED_SENT = (BREAKING, "The service can reject a value that a program sends today.")
_NARROWED_ANSWERED = (COMPATIBLE, "Every value that can be received was possible before.")
_WIDENED_SENT = (COMPATIBLE, "The service still accepts what a program sends today.")
_WIDENED_ANSWERED = (RISKY, "Responses can hold values that the old document ruled out.")


def _narrowed(title: str) -> Rule:
    return by_direction(title, _NARROWED_SENT, _NARROWED_ANSWERED, "Check the values that you send.")


def _widened(title: str) -> Rule:
    return by_direction(title, _WIDENED_SENT, _WIDENED_ANSWERED, "Handle the new values.")


def _limits(name: str, told: str) -> dict[str, Rule]:
    change = f"The {told} of {{name}} is {{adjective}} in {{sides}}: {{after}} instead of {{before}}."
    return {
        f"{name}-narrowed": _narrowed(change.replace("{adjective}", "narrower")),
        f"{name}-widened": _widened(change.replace("{adjective}", "wider")),
    }


_MEMBERS: dict[str, Rule] = {
    "property-removed": by_direction(
        "{name} was removed from {sides}{note}.",
        (BREAKING, "The service ignores or rejects it."),
        (BREAKING, "A program that reads it no longer finds it."),
        "Stop sending and reading it.",
    ),
    "property-added": by_direction(
        "{name} ({after}) was added to {sides}{note}.",
        (COMPATIBLE, "It is optional."),
        (COMPATIBLE, "Programs can ignore it."),
        NO_ACTION,
    ),
    "required-property-added": by_direction(
        "{name} ({after}) was added to {sides}{note} and is required.",
        (BREAKING, "A request without it is rejected."),
        (COMPATIBLE, "Programs can ignore it."),
        "Send it.",
    ),
    "property-became-required": by_direction(
        "{name} is required in {sides} now.",
        (BREAKING, "A request without it is rejected."),
        (COMPATIBLE, "It is present more often than before."),
        "Send it.",
    ),
    "property-became-optional": by_direction(
        "{name} is optional in {sides} now.",
        (COMPATIBLE, "Existing requests stay valid."),
        (BREAKING, "A program that relies on it may not find it."),
        "Handle responses without it.",
    ),
    "property-became-read-only": by_direction(
        "{name} is read-only now.",
        (RISKY, "The service ignores or rejects it in requests."),
        (COMPATIBLE, "Responses stay the same."),
        "Stop sending it.",
    ),
    "property-no-longer-read-only": both_directions(
        "{name} is no longer read-only.", COMPATIBLE, "Requests can hold it, but need not.", NO_ACTION
    ),
    "property-became-write-only": by_direction(
        "{name} is write-only now.",
        (COMPATIBLE, "Requests stay the same."),
        (BREAKING, "A program that reads it no longer finds it."),
        "Stop reading it.",
    ),
    "property-no-longer-write-only": both_directions(
        "{name} is no longer write-only.", COMPATIBLE, "Programs can ignore it in responses.", NO_ACTION
    ),
    "schema-replaced": both_directions(
        "{now} replaced {was} in {sides}; they share no properties.",
        BREAKING,
        "What a program sends or reads there has another shape.",
        "Send and read the new schema.",
    ),
    "map-values-removed": both_directions(
        "{name} is no longer a map with values of type {was}.",
        BREAKING,
        "Keys that a program chose or looped over are no longer accepted or returned.",
        "Use the named properties.",
    ),
    "map-values-added": both_directions(
        "{name} is also a map with values of type {now}.", COMPATIBLE, "The named properties remain.", NO_ACTION
    ),
    "further-properties-forbidden": by_direction(
        "{name} no longer allows additional properties in {sides}.",
        _NARROWED_SENT,
        _NARROWED_ANSWERED,
        "Send named properties only.",
    ),
    "further-properties-allowed": by_direction(
        "{name} allows additional properties in {sides} now.",
        _WIDENED_SENT,
        (COMPATIBLE, "Programs can ignore them."),
        NO_ACTION,
    ),
    "variant-removed": by_direction(
        "{name} can no longer be {was} in {sides}.",
        _NARROWED_SENT,
        _NARROWED_ANSWERED,
        "Send one of the remaining variants.",
    ),
    "variant-added": by_direction(
        "{name} can also be {now} in {sides}.",
        _WIDENED_SENT,
        (BREAKING, "The old document promised that no other variant occurs."),
        "Handle the new variant.",
    ),
    "subtype-added": by_direction(
        "{now} is a new subtype of {name} in {sides}.", _WIDENED_SENT, _WIDENED_ANSWERED, "Handle the new subtype."
    ),
}
_TYPES: dict[str, Rule] = {
    "type-changed": both_directions(
        "The type of {name} changed from {was} to {now} in {sides}.",
        BREAKING,
        "What a program sends or reads there has another type.",
        "Send and read the new type.",
    ),
    "type-narrowed": with_title_of_any(
        "{name} is {now} in {sides} now; it was unconstrained.",
        _narrowed("The type of {name} changed from {was} to {now} in {sides}."),
    ),
    "type-widened": with_title_of_any(
        "{name} is unconstrained in {sides} now; it was {was}.",
        by_direction(
            "The type of {name} changed from {was} to {now} in {sides}.",
            _WIDENED_SENT,
            (BREAKING, "A program may read a value of a type that was not possible before."),
            "Handle the wider type.",
        ),
    ),
    "format-changed": both_directions(
        "The format of {name} changed from {was} to {now} in {sides}.",
        BREAKING,
        "What a program sends or reads there is written differently.",
        "Send and read the new format.",
    ),
    "format-narrowed": _narrowed("The format of {name} changed from {was} to {now} in {sides}."),
    "format-widened": _widened("The format of {name} changed from {was} to {now} in {sides}."),
}
_ENUMS: dict[str, Rule] = {
    "enum-values-added": by_direction(
        "{name} {have} new values in {sides}: {after}.",
        (COMPATIBLE, "The existing values remain."),
        (BREAKING, "The old document promised that no other values occur."),
        "Handle the new values.",
    ),
    "open-enum-values-added": both_directions(
        "{name}, open to unknown values, {list} new values in {sides}: {after}.",
        COMPATIBLE,
        "Values that are not listed were possible before.",
        NO_ACTION,
    ),
    "enum-values-removed": by_direction(
        "{name} no longer {have} the values {before} in {sides}.",
        (BREAKING, "A request with such a value is rejected."),
        (COMPATIBLE, "Such a value no longer occurs."),
        "Send another value.",
    ),
    "open-enum-values-removed": by_direction(
        "{name}, open to unknown values, no longer {list} {before} in {sides}.",
        (RISKY, "Any value may be sent, but the service no longer documents this one."),
        (COMPATIBLE, "Such a value no longer occurs."),
        "Send another value.",
    ),
    "enum-opened": by_direction(
        "{name} is open to unknown values in {sides} now.",
        (COMPATIBLE, "The existing values remain."),
        (RISKY, "A program may not handle unknown values."),
        "Handle unknown values.",
    ),
    "enum-closed": by_direction(
        "{name} is restricted to its listed values in {sides} now.",
        (RISKY, "A value that is not listed is rejected."),
        (COMPATIBLE, "Fewer values can occur."),
        "Send listed values only.",
    ),
    "enum-introduced": by_direction(
        "{name} is restricted to these values in {sides} now: {after}.",
        _NARROWED_SENT,
        _NARROWED_ANSWERED,
        "Send one of the values.",
    ),
    "open-enum-introduced": both_directions(
        "{name} lists known values in {sides} now: {after}.",
        COMPATIBLE,
        "Other values are possible as before.",
        NO_ACTION,
    ),
    "enum-dropped": by_direction(
        "{name} no longer lists its values ({before}) in {sides}.",
        _WIDENED_SENT,
        _WIDENED_ANSWERED,
        "Handle any value.",
    ),
}
_CONSTRAINTS: dict[str, Rule] = {
    **_limits("range", "range"),
    **_limits("length", "length"),
    **_limits("item-count", "number of items"),
    **_limits("property-count", "number of properties"),
    "pattern-added": _narrowed("{name} must match a pattern in {sides} now: {now}."),
    "pattern-removed": _widened("{name} no longer has to match the pattern {was} in {sides}."),
    "pattern-changed": by_direction(
        "The pattern of {name} changed from {was} to {now} in {sides}.",
        _NARROWED_SENT,
        _WIDENED_ANSWERED,
        "Check values against the new pattern.",
    ),
    "multiple-of-added": _narrowed("{name} must be a multiple of {after} in {sides} now."),
    "multiple-of-removed": _widened("{name} no longer has to be a multiple of {before} in {sides}."),
    "multiple-of-changed": by_direction(
        "{name} must be a multiple of {after} instead of {before} in {sides}.",
        _NARROWED_SENT,
        _WIDENED_ANSWERED,
        "Check values against the new multiple.",
    ),
    "unique-items-added": _narrowed("The items of {name} must be unique in {sides} now."),
    "unique-items-removed": _widened("The items of {name} no longer have to be unique in {sides}."),
    "became-nullable": by_direction(
        "{name} can be null in {sides} now.",
        _WIDENED_SENT,
        (BREAKING, "A program may receive null where it was not possible before."),
        "Handle null.",
    ),
    "no-longer-nullable": by_direction(
        "{name} can no longer be null in {sides}.", _NARROWED_SENT, _NARROWED_ANSWERED, "Do not send null."
    ),
    "default-changed": by_direction(
        "The default of {name} changed from {was} to {now} in {sides}.",
        (RISKY, "A program that omits the value asks for something else."),
        (COMPATIBLE, "Responses hold the value that applies."),
        "Send the value that you mean.",
    ),
}
_MARKS: dict[str, Rule] = {
    "deprecated": both_directions(
        "{name} is deprecated now.", RISKY, "It works today, but a later version may drop it.", "Plan to replace it."
    ),
    "no-longer-deprecated": both_directions("{name} is no longer deprecated.", COMPATIBLE, "It stays.", NO_ACTION),
    "discriminator-added": both_directions(
        "The discriminator {now} was added to {name}.",
        COMPATIBLE,
        "It tells apart subtypes that were possible before.",
        NO_ACTION,
    ),
    "discriminator-removed": both_directions(
        "The discriminator {was} of {name} was removed.",
        RISKY,
        "A program can no longer rely on the property to distinguish the subtypes.",
        "Distinguish the subtypes by their properties.",
    ),
    "discriminator-changed": both_directions(
        "The discriminator of {name} changed from {was} to {now}.",
        BREAKING,
        "A program takes one subtype for another.",
        "Use the new property to distinguish the subtypes.",
    ),
    "keyword-changed": both_directions(
        "{topic} of {name} changed from {was} to {now}; this report does not assess it.",
        RISKY,
        "The effect on a program is unknown.",
        "Read both documents at that place.",
    ),
    "extension-changed": both_directions(
        "{topic} of {name} changed from {was} to {now}.",
        COMPATIBLE,
        "Extensions are for tools; requests and responses do not carry them.",
        NO_ACTION,
        many="{topic} changed in {count} places.",
    ),
}
SCHEMA_RULES = _MEMBERS | _TYPES | _ENUMS | _CONSTRAINTS | _MARKS
