"""The rules for documents, operations, parameters, bodies and answers."""

from __future__ import annotations

from .rule import BREAKING, COMPATIBLE, NOTHING, RISKY, Rule, either_way

OPERATION_RULES: dict[str, Rule] = {
    # The document
    "base-path-changed": either_way(
        "The base path is {after} in place of {before}.",
        BREAKING,
        "Every URL that a program makes or has stored leads elsewhere.",
        "Send all requests below the new base path.",
    ),
    "servers-changed": either_way(
        "The hosts are {after} in place of {before}.",
        BREAKING,
        "A host that a program calls is no longer named.",
        "Send requests to the hosts that are named now.",
    ),
    "servers-added": either_way("There are more hosts: {after}.", COMPATIBLE, "The known ones stay.", NOTHING),
    "security-relaxed": either_way(
        "Calls are let in with {after} in place of {before}.",
        COMPATIBLE,
        "Whoever was let in still is.",
        NOTHING,
    ),
    "security-narrowed": either_way(
        "Calls are let in with {after} in place of {before}.",
        BREAKING,
        "A way of being let in is gone.",
        "Use one of the ways that are left.",
    ),
    "security-changed": either_way(
        "Calls are let in with {after} in place of {before}.",
        BREAKING,
        "No way of being let in stayed as it was.",
        "Authenticate in the new way.",
    ),
    "unused-schema-removed": either_way(
        "The schema {name}, which no operation leads to, is gone.", COMPATIBLE, "No operation leads to it.", NOTHING
    ),
    "unused-schema-added": either_way(
        "There is a schema {name}, which no operation leads to.", COMPATIBLE, "No operation leads to it.", NOTHING
    ),
    # Operations
    "operation-removed": either_way(
        "{name} is gone.",
        BREAKING,
        "A call of it fails.",
        "Do without it, or use what the service offers in its place.",
    ),
    "operation-added": either_way("{name} is new.", COMPATIBLE, "No program calls it yet.", NOTHING),
    "operation-moved": either_way(
        "{before} is {after} now.",
        BREAKING,
        "A call of the old path fails.",
        "Call the new path.",
    ),
    "operation-id-changed": either_way(
        "Operations have other ids.",
        COMPATIBLE,
        "An operation id is a name for tools and not on the wire.",
        NOTHING,
        gathers=True,
    ),
    "operation-deprecated": either_way(
        "Deprecated: {place}.",
        RISKY,
        "It works, but will go.",
        "Plan to do without it.",
    ),
    "operation-no-longer-deprecated": either_way("No longer deprecated: {place}.", COMPATIBLE, "It stays.", NOTHING),
    "paging-added": either_way(
        "Answers come in pages ({after}): {place}.",
        RISKY,
        "The first answer may hold a part only.",
        "Follow the links to further pages.",
    ),
    "paging-removed": either_way(
        "Answers no longer come in pages ({before}): {place}.",
        RISKY,
        "A program that asks for further pages finds none.",
        "Take the one answer for all.",
    ),
    "paging-changed": either_way(
        "Pages are of another kind, {after} in place of {before}: {place}.",
        BREAKING,
        "A program looks for items or the next page where they no longer are.",
        "Read items and the link to the next page under their new names.",
    ),
    "long-running-added": either_way(
        "Work goes on after the answer: {place}.",
        RISKY,
        "The answer no longer means that the work is done.",
        "Wait until the work has ended.",
    ),
    "long-running-removed": either_way(
        "Work no longer goes on after the answer: {place}.",
        RISKY,
        "A program that looks again may find nothing to look at.",
        "Take the answer for the result.",
    ),
    "long-running-changed": either_way(
        "Work is waited for in another way, {after} in place of {before}: {place}.",
        RISKY,
        "A program may look in the wrong place for the state of the work.",
        "Look where the new document says.",
    ),
    # Parameters and bodies
    "parameter-removed": either_way(
        "The parameter {name} ({before}) is gone.",
        BREAKING,
        "What a program asks for with it is ignored or refused.",
        "Do not send it.",
    ),
    "parameter-added": either_way(
        "There is an optional parameter {name} ({after}).", COMPATIBLE, "It can be left out.", NOTHING
    ),
    "required-parameter-added": either_way(
        "There is a required parameter {name} ({after}).",
        BREAKING,
        "A call without it is refused.",
        "Send it with every call.",
    ),
    "parameter-became-required": either_way(
        "The parameter {name} is required now.", BREAKING, "A call without it is refused.", "Send it with every call."
    ),
    "parameter-became-optional": either_way(
        "The parameter {name} is optional now.", COMPATIBLE, "Calls that send it stay right.", NOTHING
    ),
    "serialisation-changed": either_way(
        "{name} is {after} in place of {before}.",
        BREAKING,
        "What a program sends is read as something else.",
        "Write the value in the new way.",
    ),
    "body-removed": either_way(
        "{name} takes no body ({before}) any more.",
        BREAKING,
        "What a program sends is ignored or refused.",
        "Send none.",
    ),
    "body-added": either_way("{name} takes a body ({after}).", COMPATIBLE, "It can be left out.", NOTHING),
    "required-body-added": either_way(
        "{name} needs a body ({after}).", BREAKING, "A call without it is refused.", "Send the body."
    ),
    "body-became-required": either_way(
        "{name} needs its body now.", BREAKING, "A call without it is refused.", "Send it."
    ),
    "body-became-optional": either_way(
        "{name} can do without its body.", COMPATIBLE, "Calls with it stay right.", NOTHING
    ),
    "request-content-type-removed": either_way(
        "Bodies are no longer taken as {before}: {place}.",
        BREAKING,
        "A body of that content type is refused.",
        "Send another content type.",
    ),
    "request-content-type-added": either_way(
        "Bodies are also taken as {after}: {place}.", COMPATIBLE, "The known ones stay.", NOTHING
    ),
    "encoding-changed": either_way(
        "{name} is {after} in place of {before}.",
        BREAKING,
        "The part of the form is read as something else.",
        "Send the part in the new encoding.",
    ),
    # Answers
    "response-content-type-removed": either_way(
        "Answers no longer come as {before}: {place}.",
        BREAKING,
        "A program that asks for it gets none.",
        "Read another one.",
    ),
    "response-content-type-added": either_way(
        "Answers also come as {after}: {place}.", COMPATIBLE, "A program that says what it accepts gets that.", NOTHING
    ),
    "response-body-removed": either_way(
        "{name} comes without a body ({before}).", BREAKING, "What a program reads is not there.", "Do not read one."
    ),
    "response-body-added": either_way(
        "{name} comes with a body ({after}).", COMPATIBLE, "It can be left unread.", NOTHING
    ),
    "success-status-changed": either_way(
        "Success is {after} in place of {before}: {place}.",
        BREAKING,
        "A program that looks for the old status takes success for failure.",
        "Take the new status for success.",
    ),
    "success-status-removed": either_way(
        "Success is no longer {before}: {place}.",
        BREAKING,
        "A program that waits for that status waits in vain.",
        "Do not count on it.",
    ),
    "success-status-added": either_way(
        "Success can also be {after}: {place}.", RISKY, "A program may not know that status.", "Be ready for it."
    ),
    "error-status-removed": either_way(
        "The error {before} is no longer named: {place}.",
        COMPATIBLE,
        "A program that is ready for it just meets it no more.",
        NOTHING,
    ),
    "error-status-added": either_way(
        "The error {after} is named: {place}.", COMPATIBLE, "Errors that are not named can come all the same.", NOTHING
    ),
    "error-status-unnamed": either_way(
        "The errors {before} are no longer named; default stands for them.",
        COMPATIBLE,
        "They can come all the same.",
        NOTHING,
        gathers=True,
    ),
    "error-status-named": either_way(
        "The errors {after} are named, for which default stood.",
        COMPATIBLE,
        "They could come before.",
        NOTHING,
        gathers=True,
    ),
    "header-removed": either_way(
        "The {name} ({before}) is gone {where}.",
        BREAKING,
        "A program that reads it no longer finds it.",
        "Do without it.",
    ),
    "header-added": either_way("There is a {name} ({after}) {where}.", COMPATIBLE, "It can be left unread.", NOTHING),
}
