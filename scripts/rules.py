"""What every kind of difference means, as a table: whom it hurts when it is about what is sent or what is answered."""

from __future__ import annotations

from dataclasses import dataclass

from report import Severity

BREAKING, RISKY, COMPATIBLE = Severity.BREAKING, Severity.RISKY, Severity.COMPATIBLE


@dataclass(frozen=True, slots=True)
class Verdict:
    severity: Severity
    reason: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of difference.

    Args:
        title: the difference as a sentence; {name}, {before}, {after} and {where} are filled in.
        request: what it means in what a program sends.
        response: what it means in what a program is answered with.
        remedy: what to do where nothing else covers it.
        gathers: whether differences are one cause whatever they had before: all their values are told in one.
    """

    title: str
    request: Verdict
    response: Verdict
    remedy: str
    gathers: bool = False


def _both(title: str, severity: Severity, reason: str, remedy: str, *, gathers: bool = False) -> Rule:
    verdict = Verdict(severity, reason)
    return Rule(title, verdict, verdict, remedy, gathers)


def _rule(title: str, request: tuple[Severity, str], response: tuple[Severity, str], remedy: str) -> Rule:
    return Rule(title, Verdict(*request), Verdict(*response), remedy)


NOTHING = "Nothing has to be done."

_NARROWED_SENT = (BREAKING, "What a program sends today can be refused.")
_NARROWED_ANSWERED = (COMPATIBLE, "What is answered is among what could be answered before.")
_WIDENED_SENT = (COMPATIBLE, "What a program sends today is still taken.")
_WIDENED_ANSWERED = (RISKY, "Answers can hold what the old document ruled out.")
_MARK = (COMPATIBLE, "It is a mark for tools and not on the wire.")


def _narrowed(title: str) -> Rule:
    return _rule(title, _NARROWED_SENT, _NARROWED_ANSWERED, "Check what the program sends against the new limit.")


def _widened(title: str) -> Rule:
    return _rule(title, _WIDENED_SENT, _WIDENED_ANSWERED, "Be ready for what can come now.")


def _limits(name: str, told: str) -> dict[str, Rule]:
    return {
        f"{name}-narrowed": _narrowed(f"The {told} of {{name}} is narrower {{where}}."),
        f"{name}-widened": _widened(f"The {told} of {{name}} is wider {{where}}."),
    }


RULES: dict[str, Rule] = {
    # The document
    "base-path-changed": _both(
        "The base path is {after} in place of {before}.",
        BREAKING,
        "Every URL that a program makes or has stored leads elsewhere.",
        "Send all requests below the new base path.",
    ),
    "servers-changed": _both(
        "The hosts are {after} in place of {before}.",
        BREAKING,
        "A host that a program calls is no longer named.",
        "Send requests to the hosts that are named now.",
    ),
    "servers-added": _both("There are more hosts: {after}.", COMPATIBLE, "The known ones stay.", NOTHING),
    "server-variables-changed": _both(
        "The variables of the server's URL are others.",
        RISKY,
        "The URL that a program puts together may be another.",
        "Compare the server URL that the program uses.",
    ),
    "security-relaxed": _both(
        "Calls are let in with {after} in place of {before}.",
        COMPATIBLE,
        "Whoever was let in still is.",
        NOTHING,
    ),
    "security-narrowed": _both(
        "Calls are let in with {after} only, no longer with {before}.",
        BREAKING,
        "A way of being let in is gone.",
        "Use one of the ways that are left.",
    ),
    "security-changed": _both(
        "Calls are let in with {after} in place of {before}.",
        BREAKING,
        "No way of being let in stayed as it was.",
        "Authenticate in the new way.",
    ),
    "security-scheme-removed": _both(
        "The security scheme {name} ({before}), which no operation uses, is gone.",
        COMPATIBLE,
        "No operation uses it.",
        NOTHING,
    ),
    "security-scheme-added": _both(
        "There is a security scheme {name} ({after}), which no operation uses.",
        COMPATIBLE,
        "No operation uses it.",
        NOTHING,
    ),
    "unused-schema-removed": _both(
        "The schema {name}, which no operation leads to, is gone.", COMPATIBLE, "No operation leads to it.", NOTHING
    ),
    "unused-schema-added": _both(
        "There is a schema {name}, which no operation leads to.", COMPATIBLE, "No operation leads to it.", NOTHING
    ),
    # Operations
    "operation-removed": _both(
        "{name} is gone.",
        BREAKING,
        "A call of it fails.",
        "Do without it, or use what the service offers in its place.",
    ),
    "operation-added": _both("{name} is new.", COMPATIBLE, "No program calls it yet.", NOTHING),
    "operation-moved": _both(
        "{before} is {after} now.",
        BREAKING,
        "A call of the old path fails.",
        "Call the new path.",
    ),
    "operation-id-changed": _both(
        "The operation ids are others.",
        COMPATIBLE,
        "An operation id is a name for tools and not on the wire.",
        NOTHING,
        gathers=True,
    ),
    "operation-deprecated": _both(
        "{name} is deprecated.",
        RISKY,
        "It works, but will go.",
        "Plan to do without it.",
    ),
    "operation-no-longer-deprecated": _both("{name} is no longer deprecated.", COMPATIBLE, "It stays.", NOTHING),
    "paging-added": _both(
        "{name} answers in pages ({after}).",
        RISKY,
        "The first answer may hold a part only.",
        "Follow the links to further pages.",
    ),
    "paging-removed": _both(
        "{name} no longer answers in pages ({before}).",
        RISKY,
        "A program that asks for further pages finds none.",
        "Take the one answer for all.",
    ),
    "paging-changed": _both(
        "{name} comes in pages of another kind: {after} in place of {before}.",
        BREAKING,
        "A program looks for items or the next page where they no longer are.",
        "Read items and the link to the next page under their new names.",
    ),
    "long-running-added": _both(
        "{name} starts work that goes on after the answer ({after}).",
        RISKY,
        "The answer no longer means that the work is done.",
        "Wait until the work has ended.",
    ),
    "long-running-removed": _both(
        "{name} is no longer work that goes on after the answer.",
        RISKY,
        "A program that looks again may find nothing to look at.",
        "Take the answer for the result.",
    ),
    "long-running-changed": _both(
        "{name} is waited for in another way: {after} in place of {before}.",
        RISKY,
        "A program may look in the wrong place for the state of the work.",
        "Look where the new document says.",
    ),
    # Parameters and bodies
    "parameter-removed": _both(
        "The parameter {name} ({before}) is gone.",
        BREAKING,
        "What a program asks for with it is ignored or refused.",
        "Do not send it.",
    ),
    "parameter-added": _both(
        "There is an optional parameter {name} ({after}).", COMPATIBLE, "It can be left out.", NOTHING
    ),
    "required-parameter-added": _both(
        "The parameter {name} ({after}) is required.",
        BREAKING,
        "A call without it is refused.",
        "Send it with every call.",
    ),
    "parameter-became-required": _both(
        "The parameter {name} is required now.", BREAKING, "A call without it is refused.", "Send it with every call."
    ),
    "parameter-became-optional": _both(
        "The parameter {name} is optional now.", COMPATIBLE, "Calls that send it stay right.", NOTHING
    ),
    "serialisation-changed": _both(
        "{name} is written in another way: {after} in place of {before}.",
        BREAKING,
        "What a program sends is read as something else.",
        "Write the value in the new way.",
    ),
    "body-removed": _both(
        "{name} takes no body ({before}) any more.",
        BREAKING,
        "What a program sends is ignored or refused.",
        "Send none.",
    ),
    "body-added": _both("{name} takes a body ({after}).", COMPATIBLE, "It can be left out.", NOTHING),
    "required-body-added": _both(
        "{name} needs a body ({after}).", BREAKING, "A call without it is refused.", "Send the body."
    ),
    "body-became-required": _both("{name} needs its body now.", BREAKING, "A call without it is refused.", "Send it."),
    "body-became-optional": _both("{name} can do without its body.", COMPATIBLE, "Calls with it stay right.", NOTHING),
    "request-content-type-removed": _both(
        "{name} is no longer taken as {before}.",
        BREAKING,
        "A body of that content type is refused.",
        "Send another content type.",
    ),
    "request-content-type-added": _both(
        "{name} is also taken as {after}.", COMPATIBLE, "The known ones stay.", NOTHING
    ),
    "encoding-changed": _both(
        "The {name} is {after} in place of {before}.",
        BREAKING,
        "The part of the form is read as something else.",
        "Send the part in the new encoding.",
    ),
    # Answers
    "response-content-type-removed": _both(
        "{name} no longer comes as {before}.", BREAKING, "A program that asks for it gets none.", "Read another one."
    ),
    "response-content-type-added": _both(
        "{name} also comes as {after}.", COMPATIBLE, "A program that says what it accepts gets that.", NOTHING
    ),
    "response-body-removed": _both(
        "{name} comes without a body ({before}).", BREAKING, "What a program reads is not there.", "Do not read one."
    ),
    "response-body-added": _both("{name} comes with a body ({after}).", COMPATIBLE, "It can be left unread.", NOTHING),
    "success-status-changed": _both(
        "Success is {after} in place of {before}.",
        BREAKING,
        "A program that looks for the old status takes success for failure.",
        "Take the new status for success.",
    ),
    "success-status-removed": _both(
        "Success is no longer {before}.",
        BREAKING,
        "A program that waits for that status waits in vain.",
        "Do not count on it.",
    ),
    "success-status-added": _both(
        "Success can also be {after}.", RISKY, "A program may not know that status.", "Be ready for it."
    ),
    "error-status-removed": _both(
        "The error {before} is no longer named.",
        COMPATIBLE,
        "A program that is ready for it just meets it no more.",
        NOTHING,
    ),
    "error-status-added": _both(
        "The error {after} is named.", COMPATIBLE, "Errors that are not named can come all the same.", NOTHING
    ),
    "error-status-unnamed": _both(
        "The errors {before} are no longer named; default stands for them.",
        COMPATIBLE,
        "They can come all the same.",
        NOTHING,
        gathers=True,
    ),
    "error-status-named": _both(
        "The errors {after} are named, for which default stood.",
        COMPATIBLE,
        "They could come before.",
        NOTHING,
        gathers=True,
    ),
    "header-removed": _both(
        "The {name} ({before}) is gone {where}.",
        BREAKING,
        "A program that reads it no longer finds it.",
        "Do without it.",
    ),
    "header-added": _both("There is a {name} ({after}) {where}.", COMPATIBLE, "It can be left unread.", NOTHING),
    # Members of schemas
    "property-removed": _rule(
        "{name} ({before}) is gone {where}.",
        (BREAKING, "What a program asks for with it is ignored or refused."),
        (BREAKING, "A program that reads it no longer finds it."),
        "Neither send nor read it.",
    ),
    "property-added": _rule(
        "{name} ({after}) is new {where}.",
        (COMPATIBLE, "It can be left out."),
        (COMPATIBLE, "It can be left unread."),
        NOTHING,
    ),
    "required-property-added": _rule(
        "{name} ({after}) is new and required {where}.",
        (BREAKING, "A request without it is refused."),
        (COMPATIBLE, "It can be left unread."),
        "Send it.",
    ),
    "property-became-required": _rule(
        "{name} is required {where}.",
        (BREAKING, "A request without it is refused."),
        (COMPATIBLE, "It comes more often than before."),
        "Send it.",
    ),
    "property-became-optional": _rule(
        "{name} is optional {where}.",
        (COMPATIBLE, "Requests that send it stay right."),
        (BREAKING, "A program that counts on it may not find it."),
        "Be ready for answers without it.",
    ),
    "property-became-read-only": _rule(
        "{name} is read-only {where}.",
        (RISKY, "What a program sends there is ignored or refused."),
        (COMPATIBLE, "Answers stay as they were."),
        "Do not send it.",
    ),
    "property-no-longer-read-only": _both(
        "{name} is no longer read-only {where}.", COMPATIBLE, "It need not be.", NOTHING
    ),
    "property-became-write-only": _rule(
        "{name} is write-only {where}.",
        (COMPATIBLE, "Requests stay as they were."),
        (BREAKING, "A program that reads it no longer finds it."),
        "Do not read it.",
    ),
    "property-no-longer-write-only": _both(
        "{name} is no longer write-only {where}.", COMPATIBLE, "It can be left unread.", NOTHING
    ),
    "schema-replaced": _both(
        "{after} took the place of {before} {where}; they have nothing in common.",
        BREAKING,
        "What a program sends or reads there has another shape.",
        "Send and read the new schema.",
    ),
    "map-values-removed": _both(
        "{name} no longer holds {before}.",
        BREAKING,
        "Names that a program chose or looped over are no longer taken or given.",
        "Use the properties that are named now.",
    ),
    "map-values-added": _both("{name} also holds {after}.", COMPATIBLE, "Known names stay.", NOTHING),
    "further-properties-forbidden": _rule(
        "{name} takes no properties that are not named {where}.",
        _NARROWED_SENT,
        _NARROWED_ANSWERED,
        "Send named properties only.",
    ),
    "further-properties-allowed": _rule(
        "{name} takes properties that are not named {where}.",
        _WIDENED_SENT,
        (COMPATIBLE, "They can be left unread."),
        NOTHING,
    ),
    "variant-removed": _rule(
        "{name} can no longer be {before} {where}.", _NARROWED_SENT, _NARROWED_ANSWERED, "Send another of its kinds."
    ),
    "variant-added": _rule(
        "{name} can also be {after} {where}.", _WIDENED_SENT, _WIDENED_ANSWERED, "Be ready for the new kind."
    ),
    # What a schema says
    "type-changed": _both(
        "{name} is {after} in place of {before} {where}.",
        BREAKING,
        "What a program sends or reads there has another type.",
        "Send and read the new type.",
    ),
    "type-narrowed": _narrowed("{name} is {after} in place of {before} {where}."),
    "type-widened": _rule(
        "{name} is {after} in place of {before} {where}.",
        _WIDENED_SENT,
        (BREAKING, "A program may read a value of a type that could not come before."),
        "Be ready for the wider type.",
    ),
    "format-changed": _both(
        "The format of {name} is {after} in place of {before} {where}.",
        BREAKING,
        "What a program sends or reads there is written otherwise.",
        "Send and read the new format.",
    ),
    "format-narrowed": _narrowed("The format of {name} is {after} in place of {before} {where}."),
    "format-widened": _widened("The format of {name} is {after} in place of {before} {where}."),
    "enum-values-added": _rule(
        "{name} has more values {where}: {after}.",
        (COMPATIBLE, "Known values stay."),
        (BREAKING, "The old document promised that no other values come."),
        "Be ready for the new values.",
    ),
    "open-enum-values-added": _both(
        "{name}, an open enum, names more values {where}: {after}.",
        COMPATIBLE,
        "Other values than those that are named could come before.",
        NOTHING,
    ),
    "enum-values-removed": _rule(
        "{name} has fewer values {where}: no {before}.",
        (BREAKING, "A request with such a value is refused."),
        (COMPATIBLE, "Such a value just comes no more."),
        "Send another value.",
    ),
    "open-enum-values-removed": _rule(
        "{name}, an open enum, names fewer values {where}: no {before}.",
        (RISKY, "Any value may be sent, but the service no longer says that it knows this one."),
        (COMPATIBLE, "Such a value just comes no more."),
        "Send another value.",
    ),
    "enum-opened": _rule(
        "{name} is an open enum {where}: values that it does not name can come.",
        (COMPATIBLE, "Known values stay."),
        (RISKY, "A program may not be ready for unknown values."),
        "Be ready for unknown values.",
    ),
    "enum-closed": _rule(
        "{name} is a closed enum {where}: no other values than those it names.",
        (RISKY, "A value that is not named is refused."),
        (COMPATIBLE, "Fewer values can come."),
        "Send named values only.",
    ),
    "enum-introduced": _rule(
        "{name} takes only these values {where}: {after}.",
        _NARROWED_SENT,
        _NARROWED_ANSWERED,
        "Send one of the values.",
    ),
    "open-enum-introduced": _both(
        "{name} names known values {where}: {after}.", COMPATIBLE, "Other values are possible as before.", NOTHING
    ),
    "enum-dropped": _rule(
        "{name} no longer names its values {where}.", _WIDENED_SENT, _WIDENED_ANSWERED, "Be ready for any value."
    ),
    **_limits("range", "range"),
    **_limits("length", "length"),
    **_limits("item-count", "number of items"),
    **_limits("property-count", "number of properties"),
    "pattern-added": _narrowed("{name} has to fit a pattern {where}: {after}."),
    "pattern-removed": _widened("{name} no longer has to fit a pattern {where}."),
    "pattern-changed": _rule(
        "{name} has to fit another pattern {where}: {after} in place of {before}.",
        _NARROWED_SENT,
        _WIDENED_ANSWERED,
        "Check values against the new pattern.",
    ),
    "multiple-of-added": _narrowed("{name} has to be a multiple {where}: {after}."),
    "multiple-of-removed": _widened("{name} no longer has to be a multiple {where}."),
    "multiple-of-changed": _rule(
        "{name} has to be another multiple {where}: {after} in place of {before}.",
        _NARROWED_SENT,
        _WIDENED_ANSWERED,
        "Check values against the new multiple.",
    ),
    "unique-items-added": _narrowed("The items of {name} have to be different {where}."),
    "unique-items-removed": _widened("The items of {name} need not be different {where}."),
    "became-nullable": _rule(
        "{name} can be null {where}.",
        _WIDENED_SENT,
        (BREAKING, "A program may meet null where it could not come before."),
        "Be ready for null.",
    ),
    "no-longer-nullable": _rule(
        "{name} cannot be null {where}.", _NARROWED_SENT, _NARROWED_ANSWERED, "Do not send null."
    ),
    "default-changed": _rule(
        "The default of {name} is another {where}: {after} in place of {before}.",
        (RISKY, "A program that leaves it out asks for something else."),
        (COMPATIBLE, "Answers say what holds."),
        "Send the value that the program means.",
    ),
    "deprecated": _both("{name} is deprecated.", RISKY, "It works, but will go.", "Plan to do without it."),
    "no-longer-deprecated": _both("{name} is no longer deprecated.", COMPATIBLE, "It stays.", NOTHING),
    "discriminator-changed": _both(
        "What tells the kinds of {name} apart is another: {after} in place of {before}.",
        BREAKING,
        "A program takes one kind for another.",
        "Tell the kinds apart by the new property.",
    ),
    "keyword-changed": _both(
        "{name} says something else under a keyword that is not judged: {after} in place of {before}.",
        RISKY,
        "What it means for a program has to be looked at.",
        "Read both documents at that place.",
    ),
    "extension-changed": Rule(
        "{name} is {after} in place of {before} {where}.", Verdict(*_MARK), Verdict(*_MARK), NOTHING
    ),
}
