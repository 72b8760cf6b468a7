"""The rules for documents, operations, parameters, bodies and responses."""

from __future__ import annotations

from .rule import BREAKING, COMPATIBLE, NO_ACTION, RISKY, Rule, both_directions, by_direction

_DOCUMENT: dict[str, Rule] = {
    "base-path-changed": both_directions(
        "The base path changed from {was} to {now}.",
        BREAKING,
        "Every URL that a program builds or has stored points elsewhere.",
        "Send all requests to the new base path.",
    ),
    "servers-changed": both_directions(
        "The hosts changed from {was} to {now}.",
        BREAKING,
        "A host that a program calls is no longer listed.",
        "Send requests to the hosts that are listed now.",
    ),
    "servers-added": both_directions(
        "More hosts are listed: {now}.", COMPATIBLE, "The existing hosts remain.", NO_ACTION
    ),
    "operation-servers-changed": both_directions(
        "The server of {place} changed from {was} to {now}.",
        BREAKING,
        "A request to the old server fails.",
        "Send these requests to the new server.",
    ),
    "security-relaxed": both_directions(
        "Authentication changed: {after} is accepted instead of {before}.",
        COMPATIBLE,
        "Existing credentials are still accepted.",
        NO_ACTION,
    ),
    "security-narrowed": both_directions(
        "Authentication changed: only {after} is accepted; {before} were accepted before.",
        BREAKING,
        "One way to authenticate was removed.",
        "Authenticate in one of the ways that remain.",
    ),
    "security-changed": both_directions(
        "Authentication changed from {before} to {after}.",
        BREAKING,
        "No existing way to authenticate remains.",
        "Authenticate in the new way.",
    ),
    "scopes-removed": both_directions(
        "Scopes of {name} are no longer listed: {before}.",
        RISKY,
        "A program that asks for such a scope may be refused.",
        "Ask for the scopes that the operations take.",
    ),
    "scopes-added": both_directions(
        "Further scopes of {name} are listed: {after}.", COMPATIBLE, "The existing scopes remain.", NO_ACTION
    ),
    "unused-schema-removed": both_directions(
        "The unused schema {name} was removed.", COMPATIBLE, "No operation uses it.", NO_ACTION
    ),
    "unused-schema-added": both_directions(
        "The unused schema {name} was added.", COMPATIBLE, "No operation uses it.", NO_ACTION
    ),
}
_OPERATIONS: dict[str, Rule] = {
    "operation-removed": both_directions(
        "{name} was removed.",
        BREAKING,
        "A call fails.",
        "Stop calling it, or use a replacement that the service offers.",
        many="All {count} operations of {topic} were removed.",
    ),
    "operation-added": both_directions(
        "{name} was added.",
        COMPATIBLE,
        "No existing program calls it.",
        NO_ACTION,
        many="{count} operations of {topic} were added.",
    ),
    "operation-moved": both_directions(
        "{was} moved to {now}.",
        BREAKING,
        "A call to the old path fails.",
        "Call the new path.",
    ),
    "webhook-removed": both_directions(
        "{name} was removed.",
        BREAKING,
        "A program that waits for it never receives it.",
        "Stop waiting for it.",
        many="All {count} webhooks of {topic} were removed.",
    ),
    "webhook-added": both_directions(
        "{name} was added.",
        COMPATIBLE,
        "Existing programs have not subscribed to it.",
        NO_ACTION,
        many="{count} webhooks of {topic} were added.",
    ),
    "callback-moved": both_directions(
        "{name} is sent to {now} instead of {was}.",
        BREAKING,
        "The callback arrives elsewhere, or never.",
        "Give the address where the new document expects it.",
    ),
    "operation-id-changed": both_directions(
        "The operation id of {place} changed.",
        COMPATIBLE,
        "Tools use operation ids as names; requests do not carry them.",
        NO_ACTION,
        gathers=True,
    ),
    "operation-deprecated": both_directions(
        "{place} {are} deprecated now.",
        RISKY,
        "Calls work today, but a later version may drop them.",
        "Plan to replace these calls.",
    ),
    "operation-no-longer-deprecated": both_directions(
        "{place} {are} no longer deprecated.", COMPATIBLE, "The operation stays.", NO_ACTION
    ),
    "paging-added": both_directions(
        "Responses of {place} are paged now ({after}).",
        RISKY,
        "The first response may hold only some of the items.",
        "Follow the links to the next pages.",
    ),
    "paging-removed": both_directions(
        "Responses of {place} are no longer paged ({before}).",
        RISKY,
        "A program that asks for the next page finds none.",
        "Read all items from the one response.",
    ),
    "paging-changed": both_directions(
        "Responses of {place} are paged differently: {now} instead of {was}.",
        BREAKING,
        "A program looks for the items or the next page in the wrong place.",
        "Read the items and the link to the next page by their new names.",
    ),
    "long-running-added": both_directions(
        "{place} {are} long-running now.",
        RISKY,
        "The response no longer means that the work is complete.",
        "Poll until the work is complete.",
    ),
    "long-running-removed": both_directions(
        "{place} {are} no longer long-running.",
        RISKY,
        "A program that polls may find nothing to poll.",
        "Take the response as the result.",
    ),
    "long-running-changed": both_directions(
        "The way to poll {place} changed from {was} to {now}.",
        RISKY,
        "A program may poll the wrong place.",
        "Poll where the new document says.",
    ),
}
_REQUESTS: dict[str, Rule] = {
    "parameter-removed": both_directions(
        "{name} ({before}) was removed.",
        BREAKING,
        "The service ignores or rejects it.",
        "Stop sending it.",
    ),
    "parameter-added": both_directions(
        "{name} ({after}) was added; it is optional.", COMPATIBLE, "Existing requests stay valid.", NO_ACTION
    ),
    "required-parameter-added": both_directions(
        "{name} ({after}) was added and is required.",
        BREAKING,
        "A request without it is rejected.",
        "Send it with every request.",
    ),
    "parameter-became-required": both_directions(
        "{name} is required now.", BREAKING, "A request without it is rejected.", "Send it with every request."
    ),
    "parameter-became-optional": both_directions(
        "{name} is optional now.", COMPATIBLE, "Existing requests stay valid.", NO_ACTION
    ),
    "serialisation-changed": both_directions(
        "{topic} of {name} changed from {was} to {now}.",
        BREAKING,
        "The service reads the value differently.",
        "Serialise the value in the new way.",
    ),
    "body-removed": both_directions(
        "{name} ({before}) was removed.",
        BREAKING,
        "The service ignores or rejects the body.",
        "Send no body.",
    ),
    "body-added": both_directions(
        "{name} ({after}) was added; it is optional.", COMPATIBLE, "Existing requests stay valid.", NO_ACTION
    ),
    "required-body-added": both_directions(
        "{name} ({after}) was added and is required.", BREAKING, "A request without it is rejected.", "Send the body."
    ),
    "body-became-required": both_directions(
        "{name} is required now.", BREAKING, "A request without it is rejected.", "Send the body."
    ),
    "body-became-optional": both_directions(
        "{name} is optional now.", COMPATIBLE, "Existing requests stay valid.", NO_ACTION
    ),
    "request-content-type-removed": both_directions(
        "{place} no longer {accept} bodies of type {was}.",
        BREAKING,
        "A body of that content type is rejected.",
        "Send another content type.",
    ),
    "request-content-type-added": both_directions(
        "{place} also {accept} bodies of type {now}.", COMPATIBLE, "The existing content types remain.", NO_ACTION
    ),
    "encoding-changed": both_directions(
        "The {topic} in {name} changed from {was} to {now}.",
        BREAKING,
        "The service reads that part of the form differently.",
        "Send the part in the new encoding.",
    ),
}
_RESPONSES: dict[str, Rule] = {
    "response-content-type-removed": both_directions(
        "Responses of {place} no longer come as {was}.",
        BREAKING,
        "A program that asks for that content type receives none.",
        "Accept another content type.",
    ),
    "response-content-type-added": both_directions(
        "Responses of {place} also come as {now}.",
        COMPATIBLE,
        "A program that names the content types it accepts receives those.",
        NO_ACTION,
    ),
    "response-body-removed": both_directions(
        "{name} no longer has a body ({before}).",
        BREAKING,
        "A program that reads it finds none.",
        "Do not read a body.",
    ),
    "response-body-added": both_directions(
        "{name} has a body now ({after}).", COMPATIBLE, "Programs can ignore it.", NO_ACTION
    ),
    "success-status-changed": both_directions(
        "The success status code of {place} changed from {before} to {after}.",
        BREAKING,
        "A program that checks for the old status code takes success for failure.",
        "Accept the new status code.",
    ),
    "success-status-removed": both_directions(
        "The success status code {before} of {place} was removed.",
        BREAKING,
        "A program that waits for that status code never receives it.",
        "Do not rely on it.",
    ),
    "success-status-added": both_directions(
        "The success status code {after} of {place} was added.",
        RISKY,
        "A program may not handle that status code.",
        "Handle it.",
    ),
    "error-status-removed": both_directions(
        "The error status code {before} of {place} is no longer documented.",
        COMPATIBLE,
        "A program that handles it no longer receives it.",
        NO_ACTION,
    ),
    "error-status-added": both_directions(
        "The error status code {after} of {place} is documented now.",
        COMPATIBLE,
        "Undocumented errors were possible before.",
        NO_ACTION,
    ),
    "error-status-unnamed": both_directions(
        "The error status codes {before} are no longer listed; the default response covers them.",
        COMPATIBLE,
        "They can occur as before.",
        NO_ACTION,
        gathers=True,
    ),
    "error-status-named": both_directions(
        "The error status codes {after} are listed now; the default response covered them.",
        COMPATIBLE,
        "They could occur before.",
        NO_ACTION,
        gathers=True,
    ),
    "header-removed": both_directions(
        "{name} ({before}) was removed{statuses}.",
        BREAKING,
        "A program that reads it no longer finds it.",
        "Do not rely on it.",
    ),
    "header-added": both_directions(
        "{name} ({after}) was added{statuses}.", COMPATIBLE, "Programs can ignore it.", NO_ACTION
    ),
    "header-became-optional": by_direction(
        "{name} is optional now.",
        (COMPATIBLE, "Existing programs can go on sending it."),
        (BREAKING, "A program that reads it may not find it."),
        "Handle its absence.",
    ),
    "header-became-required": by_direction(
        "{name} is required now.",
        (BREAKING, "A program that does not send it is at fault."),
        (COMPATIBLE, "It was possible before."),
        "Send it.",
    ),
    "link-removed": both_directions(
        "{name} was removed{statuses}.",
        RISKY,
        "A program that follows it no longer learns which operation comes next.",
        "Call the operation by its own path.",
    ),
    "link-added": both_directions("{name} was added{statuses}.", COMPATIBLE, "Programs can ignore it.", NO_ACTION),
    "link-changed": both_directions(
        "{name} changed from {was} to {now}.",
        RISKY,
        "A program that follows it calls something else.",
        "Read both documents at that place.",
    ),
}
OPERATION_RULES = _DOCUMENT | _OPERATIONS | _REQUESTS | _RESPONSES
