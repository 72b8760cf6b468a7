"""The rules for documents, operations, parameters, bodies and answers."""

from __future__ import annotations

from .rule import BREAKING, COMPATIBLE, NO_ACTION, RISKY, Rule, both_directions

OPERATION_RULES: dict[str, Rule] = {
    # The document
    "base-path-changed": both_directions(
        "The base path is {after} in place of {before}.",
        BREAKING,
        "Every URL that a program makes or has stored leads elsewhere.",
        "Send all requests below the new base path.",
    ),
    "servers-changed": both_directions(
        "The hosts are {after} in place of {before}.",
        BREAKING,
        "A host that a program calls is no longer named.",
        "Send requests to the hosts that are named now.",
    ),
    "servers-added": both_directions("There are more hosts: {after}.", COMPATIBLE, "The known ones stay.", NO_ACTION),
    "security-relaxed": both_directions(
        "Calls are let in with {after} in place of {before}.",
        COMPATIBLE,
        "Whoever was let in still is.",
        NO_ACTION,
    ),
    "security-narrowed": both_directions(
        "Calls are let in with {after} in place of {before}.",
        BREAKING,
        "A way of being let in is gone.",
        "Use one of the ways that are left.",
    ),
    "security-changed": both_directions(
        "Calls are let in with {after} in place of {before}.",
        BREAKING,
        "No way of being let in stayed as it was.",
        "Authenticate in the new way.",
    ),
    "unused-schema-removed": both_directions(
        "The schema {name}, which no operation leads to, is gone.", COMPATIBLE, "No operation leads to it.", NO_ACTION
    ),
    "unused-schema-added": both_directions(
        "There is a schema {name}, which no operation leads to.", COMPATIBLE, "No operation leads to it.", NO_ACTION
    ),
    # Operations
    "operation-removed": both_directions(
        "{name} is gone.",
        BREAKING,
        "A call of it fails.",
        "Do without it, or use what the service offers in its place.",
    ),
    "operation-added": both_directions("{name} is new.", COMPATIBLE, "No program calls it yet.", NO_ACTION),
    "operation-moved": both_directions(
        "{before} is {after} now.",
        BREAKING,
        "A call of the old path fails.",
        "Call the new path.",
    ),
    "operation-id-changed": both_directions(
        "Operations have other ids.",
        COMPATIBLE,
        "An operation id is a name for tools and not on the wire.",
        NO_ACTION,
        gathers=True,
    ),
    "operation-deprecated": both_directions(
        "Deprecated: {place}.",
        RISKY,
        "It works, but will go.",
        "Plan to do without it.",
    ),
    "operation-no-longer-deprecated": both_directions(
        "No longer deprecated: {place}.", COMPATIBLE, "It stays.", NO_ACTION
    ),
    "paging-added": both_directions(
        "Answers come in pages ({after}): {place}.",
        RISKY,
        "The first answer may hold a part only.",
        "Follow the links to further pages.",
    ),
    "paging-removed": both_directions(
        "Answers no longer come in pages ({before}): {place}.",
        RISKY,
        "A program that asks for further pages finds none.",
        "Take the one answer for all.",
    ),
    "paging-changed": both_directions(
        "Pages are of another kind, {after} in place of {before}: {place}.",
        BREAKING,
        "A program looks for items or the next page where they no longer are.",
        "Read items and the link to the next page under their new names.",
    ),
    "long-running-added": both_directions(
        "Work goes on after the answer: {place}.",
        RISKY,
        "The answer no longer means that the work is done.",
        "Wait until the work has ended.",
    ),
    "long-running-removed": both_directions(
        "Work no longer goes on after the answer: {place}.",
        RISKY,
        "A program that looks again may find nothing to look at.",
        "Take the answer for the result.",
    ),
    "long-running-changed": both_directions(
        "Work is waited for in another way, {after} in place of {before}: {place}.",
        RISKY,
        "A program may look in the wrong place for the state of the work.",
        "Look where the new document says.",
    ),
    # Parameters and bodies
    "parameter-removed": both_directions(
        "The parameter {name} ({before}) is gone.",
        BREAKING,
        "What a program asks for with it is ignored or refused.",
        "Do not send it.",
    ),
    "parameter-added": both_directions(
        "There is an optional parameter {name} ({after}).", COMPATIBLE, "It can be left out.", NO_ACTION
    ),
    "required-parameter-added": both_directions(
        "There is a required parameter {name} ({after}).",
        BREAKING,
        "A call without it is refused.",
        "Send it with every call.",
    ),
    "parameter-became-required": both_directions(
        "The parameter {name} is required now.", BREAKING, "A call without it is refused.", "Send it with every call."
    ),
    "parameter-became-optional": both_directions(
        "The parameter {name} is optional now.", COMPATIBLE, "Calls that send it stay right.", NO_ACTION
    ),
    "serialisation-changed": both_directions(
        "{name} is {after} in place of {before}.",
        BREAKING,
        "What a program sends is read as something else.",
        "Write the value in the new way.",
    ),
    "body-removed": both_directions(
        "{name} takes no body ({before}) any more.",
        BREAKING,
        "What a program sends is ignored or refused.",
        "Send none.",
    ),
    "body-added": both_directions("{name} takes a body ({after}).", COMPATIBLE, "It can be left out.", NO_ACTION),
    "required-body-added": both_directions(
        "{name} needs a body ({after}).", BREAKING, "A call without it is refused.", "Send the body."
    ),
    "body-became-required": both_directions(
        "{name} needs its body now.", BREAKING, "A call without it is refused.", "Send it."
    ),
    "body-became-optional": both_directions(
        "{name} can do without its body.", COMPATIBLE, "Calls with it stay right.", NO_ACTION
    ),
    "request-content-type-removed": both_directions(
        "Bodies are no longer taken as {before}: {place}.",
        BREAKING,
        "A body of that content type is refused.",
        "Send another content type.",
    ),
    "request-content-type-added": both_directions(
        "Bodies are also taken as {after}: {place}.", COMPATIBLE, "The known ones stay.", NO_ACTION
    ),
    "encoding-changed": both_directions(
        "{name} is {after} in place of {before}.",
        BREAKING,
        "The part of the form is read as something else.",
        "Send the part in the new encoding.",
    ),
    # Answers
    "response-content-type-removed": both_directions(
        "Answers no longer come as {before}: {place}.",
        BREAKING,
        "A program that asks for it gets none.",
        "Read another one.",
    ),
    "response-content-type-added": both_directions(
        "Answers also come as {after}: {place}.",
        COMPATIBLE,
        "A program that says what it accepts gets that.",
        NO_ACTION,
    ),
    "response-body-removed": both_directions(
        "{name} comes without a body ({before}).", BREAKING, "What a program reads is not there.", "Do not read one."
    ),
    "response-body-added": both_directions(
        "{name} comes with a body ({after}).", COMPATIBLE, "It can be left unread.", NO_ACTION
    ),
    "success-status-changed": both_directions(
        "Success is {after} in place of {before}: {place}.",
        BREAKING,
        "A program that looks for the old status takes success for failure.",
        "Take the new status for success.",
    ),
    "success-status-removed": both_directions(
        "Success is no longer {before}: {place}.",
        BREAKING,
        "A program that waits for that status waits in vain.",
        "Do not count on it.",
    ),
    "success-status-added": both_directions(
        "Success can also be {after}: {place}.", RISKY, "A program may not know that status.", "Be ready for it."
    ),
    "error-status-removed": both_directions(
        "The error {before} is no longer named: {place}.",
        COMPATIBLE,
        "A program that is ready for it just meets it no more.",
        NO_ACTION,
    ),
    "error-status-added": both_directions(
        "The error {after} is named: {place}.",
        COMPATIBLE,
        "Errors that are not named can come all the same.",
        NO_ACTION,
    ),
    "error-status-unnamed": both_directions(
        "The errors {before} are no longer named; default stands for them.",
        COMPATIBLE,
        "They can come all the same.",
        NO_ACTION,
        gathers=True,
    ),
    "error-status-named": both_directions(
        "The errors {after} are named, for which default stood.",
        COMPATIBLE,
        "They could come before.",
        NO_ACTION,
        gathers=True,
    ),
    "header-removed": both_directions(
        "The {name} ({before}) is gone {where}.",
        BREAKING,
        "A program that reads it no longer finds it.",
        "Do without it.",
    ),
    "link-removed": both_directions(
        "The {name} was removed {where}.",
        RISKY,
        "A program that follows it no longer finds out which operation comes next.",
        "Call the operation by its own path.",
    ),
    "link-added": both_directions("The {name} is new {where}.", COMPATIBLE, "It can be left unread.", NO_ACTION),
    "link-changed": both_directions(
        "The {name} is {after} in place of {before}.",
        RISKY,
        "A program that follows it calls something else.",
        "Read both documents at that place.",
    ),
    "header-added": both_directions(
        "There is a {name} ({after}) {where}.", COMPATIBLE, "It can be left unread.", NO_ACTION
    ),
}
