"""A report made by hand: each layer and severity, each kind of detail, and text that every output has to escape."""

from __future__ import annotations

from differences.report import Document, Entry, Layer, Rename, Report, Severity, SourceLocation

REPOSITORY, PATH = "owner/specs", "stable/speech to text.json"

OLD = Document("v1", "v1", "a" * 40, 2, REPOSITORY, PATH)
NEW = Document("v2", "v2", "b" * 40, 3, REPOSITORY, PATH)

REQUIRED = Entry(
    rule="parameter-required-added",
    subject="api-version",
    layer=Layer.WIRE,
    severity=Severity.BREAKING,
    title="The query parameter `api-version` was added and is required.",
    reason="A request without it is refused.",
    groups=("Things", "Web hooks"),
    operations=("Things_List", "Things_Copy", "Hooks_Ping"),
    new=SourceLocation("/parameters/version", 12),
    after='{"name": "api-version", "required": true}',
    change="api_version_in_query",
    remedy="Send it: v2.",
    alike=("GET /things query api-version", "POST /things/{id}:copy query api-version"),
)
RENAMED = Entry(
    rule="response-property-removed",
    subject="Thing.duration",
    layer=Layer.WIRE,
    severity=Severity.BREAKING,
    title="`Thing.duration` was removed from responses.",
    reason="A program that reads it finds nothing.",
    groups=("Things",),
    operations=("Things_List",),
    old=SourceLocation("/definitions/Thing/properties/duration", 40),
    before='"string"',
    rename=Rename("durationMilliseconds", "Same place, and the name goes on with a unit."),
    remedy="Read durationMilliseconds.",
    alike=("Thing.duration", "Part.duration"),
)
ATTRIBUTE = Entry(
    rule="python-attribute-removed",
    subject="models.Thing.duration",
    layer=Layer.PYTHON,
    severity=Severity.BREAKING,
    title="`models.Thing.duration` was removed.",
    reason="A program that reads it meets an AttributeError.",
    groups=("Things",),
    old=SourceLocation("speechtotext.v1.models.Thing.duration"),
)
AWKWARD = Entry(
    rule="pattern-changed",
    subject="Thing.a|b`c`",
    layer=Layer.WIRE,
    severity=Severity.RISKY,
    title='A <b>"title"</b> with *stars*, [brackets](x), _lines_, a | bar, `ticks`, 100%, a::b & &lt;.\nTwo lines.',
    reason="<script>alert(1)</script>",
    groups=("Things",),
    old=SourceLocation("/definitions/Thing/properties/a|b`c`", 50),
    new=SourceLocation("/definitions/Thing/properties/a|b`c`", 60),
    before="``[a|b]``",
    after="</code>",
    remedy="Look at both, then choose: one, or the other.",
)
ADDED = Entry(
    rule="operation-added",
    subject="POST /things/{id}:copy",
    layer=Layer.WIRE,
    severity=Severity.COMPATIBLE,
    title="`POST /things/{id}:copy` was added.",
    reason="Nobody calls it yet.",
    groups=("Things",),
    operations=("Things_Copy",),
    new=SourceLocation("/paths/~1things~1{id}:copy/post", 70),
)
WORDED = Entry(
    rule="description-changed",
    subject="Thing.name",
    layer=Layer.WORDS,
    severity=Severity.COMPATIBLE,
    title="The description of Thing.name differs.",
    reason="It is for readers only.",
    groups=("Things",),
    old=SourceLocation("/definitions/Thing/properties/name/description", 42),
    new=SourceLocation("/definitions/Thing/properties/name/description", 43),
)

REPORT = Report(OLD, NEW, (REQUIRED, RENAMED, ATTRIBUTE, AWKWARD, ADDED, WORDED))
EMPTY = Report(OLD, OLD, ())
