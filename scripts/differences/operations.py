"""Operations of two documents side by side: parameters, bodies, answers, security, marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from differences.reading.schema_views import Location, Node, SchemaReader
from differences.schemas.comparison import SchemaPairs
from upstream.swagger import Json

from .difference import AffectedOperations, Difference, as_optional_text, as_text
from .http_surface import Content, Operation, Parameter, Response
from .operation_pairs import OperationPair
from .prose import LocationPair

# No way of being let in is asked for: one that takes nothing.
_NO_CREDENTIALS = "no authentication"
_NO_AUTHENTICATION: frozenset[frozenset[str]] = frozenset([frozenset()])


@dataclass(frozen=True, slots=True)
class OperationDifferences:
    """Walks one pair of operations, whose bit is `bit`; what it meets of schemas goes to `schemas`.

    Args:
        servers: those of the two documents, for operations that have none of their own.
    """

    pair: OperationPair
    bit: int
    schemas: SchemaPairs
    servers: tuple[str, str] = ("/", "/")

    def __iter__(self) -> Iterator[Difference]:
        old, new = self.pair.old, self.pair.new
        if old is None or new is None:
            yield self._only_in_one_document(self.pair.either, new is None)
        else:
            if self.pair.moved:
                yield self._found("operation-moved", old.location, new.location, old.label, new.label)
            elif old.is_inbound and old.path != new.path:
                yield self._found("callback-moved", old.location, new.location, old.path, new.path)
            yield from self._servers(old, new)
            yield from self._marks(old, new)
            yield from self._security(old, new)
            yield from self._parameters(old.parameters, new.parameters)
            yield from self._body(old, new)
            yield from self._responses(old, new)

    def locations(self) -> Iterator[LocationPair]:
        """The places of the parts that stand for each other, those of schemas apart."""
        old, new = self.pair.old, self.pair.new
        if old is None or new is None:
            return
        yield LocationPair(old.location, new.location, self._sent)
        for key in sorted(old.parameters.keys() & new.parameters.keys()):
            yield LocationPair(old.parameters[key].location, new.parameters[key].location, self._sent)
        if old.body is not None and new.body is not None:
            yield LocationPair(old.body.location, new.body.location, self._sent)
        for status in sorted(old.responses.keys() & new.responses.keys()):
            was, now = old.responses[status], new.responses[status]
            yield LocationPair(was.content.location, now.content.location, self._got)
            for name in sorted(was.headers.keys() & now.headers.keys()):
                yield LocationPair(was.headers[name].location, now.headers[name].location, self._got)

    @property
    def _sent(self) -> AffectedOperations:
        return AffectedOperations(*self._bits(is_request=True))

    @property
    def _got(self) -> AffectedOperations:
        return AffectedOperations(*self._bits(is_request=False))

    def _bits(self, *, is_request: bool) -> tuple[int, int]:
        """The operation as one that a program sends to, or receives from: it receives the requests of webhooks."""
        return (self.bit, 0) if is_request != self.pair.either.is_inbound else (0, self.bit)

    def _only_in_one_document(self, operation: Operation, is_gone: bool) -> Difference:
        kind = "webhook" if operation.is_inbound else "operation"
        rule, topic = f"{kind}-{'removed' if is_gone else 'added'}", self.pair.group or ""
        if is_gone:
            return Difference(rule, operation.location, None, operation.id, None, self._sent, topic=topic)
        return Difference(rule, None, operation.location, None, operation.id, self._sent, topic=topic)

    def _servers(self, old: Operation, new: Operation) -> Iterator[Difference]:
        """Servers of its own; those of the document are compared once for all."""
        if old.servers != new.servers:
            was, now = old.servers or self.servers[0], new.servers or self.servers[1]
            if was != now:
                yield Difference(
                    "operation-servers-changed", old.location, new.location, was, now, self._sent, topic="servers"
                )

    def _found(
        self, rule: str, old: Location | None, new: Location | None, before: str | None = None, after: str | None = None
    ) -> Difference:
        return Difference(rule, old, new, before, after, self._sent)

    def _marks(self, old: Operation, new: Operation) -> Iterator[Difference]:
        if old.published_id != new.published_id:
            ids = old.published_id, new.published_id
            yield Difference(
                "operation-id-changed", old.location, new.location, *ids, self._sent, topic="operation ids"
            )
        yield from _mark_differences(_OPERATION_MARKS, old.location, new.location, old.marks, new.marks, self._sent)

    def _security(self, old: Operation, new: Operation) -> Iterator[Difference]:
        if old.security == new.security:
            return
        was, now = old.security or _NO_AUTHENTICATION, new.security or _NO_AUTHENTICATION
        kept = [way for way in was if any(needed <= way for needed in now)]
        rule = "security-relaxed" if len(kept) == len(was) else "security-narrowed" if kept else "security-changed"
        ways = _describe_requirements(old.security), _describe_requirements(new.security)
        yield Difference(rule, old.security_spot, new.security_spot, *ways, self._sent, topic="security")

    def _parameters(self, old: dict[str, Parameter], new: dict[str, Parameter]) -> Iterator[Difference]:
        for key in dict.fromkeys((*old, *new)):
            was, now = old.get(key), new.get(key)
            if was is not None and now is not None:
                yield from self._parameter(was, now)
            elif was is not None:
                yield self._found("parameter-removed", was.location, None, self._type(was, self.pair.old), None)
            elif now is not None:
                rule = "required-parameter-added" if now.required else "parameter-added"
                yield self._found(rule, None, now.location, None, self._type(now, self.pair.new))

    def _type(self, parameter: Parameter, side: Operation | None) -> str:
        schemas = self.schemas.old if side is self.pair.old else self.schemas.new
        return schemas.told(parameter.node)

    def _parameter(self, was: Parameter, now: Parameter) -> Iterator[Difference]:
        self.schemas.use(was.node, now.node, *self._bits(is_request=True))
        if was.required != now.required:
            rule = "parameter-became-required" if now.required else "parameter-became-optional"
            yield self._found(rule, was.location, now.location, _need(was.required), _need(now.required))
        yield from _mark_differences(_PARAMETER_MARKS, was.location, now.location, was.marks, now.marks, self._sent)

    def _body(self, old: Operation, new: Operation) -> Iterator[Difference]:
        was, now = old.body, new.body
        if was is None and now is not None:
            rule = "required-body-added" if now.required else "body-added"
            yield self._found(rule, None, now.location, None, ", ".join(sorted(now.media)))
        elif now is None and was is not None:
            yield self._found("body-removed", was.location, None, ", ".join(sorted(was.media)), None)
        elif was is not None and now is not None:
            if was.required != now.required:
                rule = "body-became-required" if now.required else "body-became-optional"
                yield self._found(rule, was.location, now.location, _need(was.required), _need(now.required))
            yield from self._content(was, now, self._sent, "request")

    def _content(self, was: Content, now: Content, affected: AffectedOperations, side: str) -> Iterator[Difference]:
        for kind in was.media:
            if kind not in now.media and now.media:
                yield Difference(
                    f"{side}-content-type-removed",
                    was.location,
                    now.location,
                    kind,
                    None,
                    affected,
                    topic="content types",
                )
        for kind in now.media:
            if kind not in was.media and was.media:
                yield Difference(
                    f"{side}-content-type-added",
                    was.location,
                    now.location,
                    None,
                    kind,
                    affected,
                    topic="content types",
                )
        for old, new in _media_pairs(was.media, now.media):
            if old is None and new is None:
                continue
            self.schemas.use(
                old or Node({}, was.location), new or Node({}, now.location), affected.requests, affected.responses
            )
        for name in sorted(was.encodings.keys() | now.encodings.keys()):
            before, after = was.encodings.get(name), now.encodings.get(name)
            # A property that came or went takes its encoding along: one cause.
            members = self._members(self.schemas.old, was), self._members(self.schemas.new, now)
            if before != after and (name in members[0]) == (name in members[1]):
                topic = f"encoding of {name}"
                yield Difference(
                    "encoding-changed",
                    was.location,
                    now.location,
                    as_optional_text(before),
                    as_optional_text(after),
                    affected,
                    topic=topic,
                )
        yield from _mark_differences({}, was.location, now.location, was.marks, now.marks, affected)

    def _members(self, schemas: SchemaReader, content: Content) -> set[str]:
        """The names of the properties of a body, whatever its content type."""
        return {name for node in content.media.values() if node for name in schemas.view(node).properties}

    def _responses(self, old: Operation, new: Operation) -> Iterator[Difference]:
        gone = [status for status in old.responses if status not in new.responses]
        come = [status for status in new.responses if status not in old.responses]
        for status in old.responses:
            if status in new.responses:
                yield from self._response(old.responses[status], new.responses[status])
        gone_well, come_well = [s for s in gone if _is_success(s)], [s for s in come if _is_success(s)]
        if len(gone_well) == len(come_well) == 1:
            was, now = old.responses[gone_well[0]], new.responses[come_well[0]]
            yield Difference(
                "success-status-changed",
                was.content.location,
                now.content.location,
                gone_well[0],
                come_well[0],
                self._got,
            )
            yield from self._response(was, now)
            gone.remove(gone_well[0])
            come.remove(come_well[0])
        yield from self._only_in_one(gone, come, old, new)

    def _only_in_one(self, gone: list[str], come: list[str], old: Operation, new: Operation) -> Iterator[Difference]:
        fallback, former = new.responses.get("default"), old.responses.get("default")
        for status in gone:
            was = old.responses[status]
            if not _is_success(status) and fallback is not None and status != "default":
                yield Difference(
                    "error-status-unnamed",
                    was.content.location,
                    fallback.content.location,
                    status,
                    "default",
                    self._got,
                    topic="error statuses",
                )
                yield from self._response(was, fallback)
            else:
                rule = "success-status-removed" if _is_success(status) else "error-status-removed"
                yield Difference(rule, was.content.location, None, status, None, self._got)
        for status in come:
            now = new.responses[status]
            if not _is_success(status) and former is not None and status != "default":
                yield Difference(
                    "error-status-named",
                    former.content.location,
                    now.content.location,
                    "default",
                    status,
                    self._got,
                    topic="error statuses",
                )
                yield from self._response(former, now)
            elif status != "default" or not any(not _is_success(other) for other in gone):
                rule = "success-status-added" if _is_success(status) else "error-status-added"
                yield Difference(rule, None, now.content.location, None, status, self._got)

    def _response(self, was: Response, now: Response) -> Iterator[Difference]:
        affected = self._got
        if bool(was.content.media) != bool(now.content.media):
            rule = "response-body-removed" if was.content.media else "response-body-added"
            kinds = [", ".join(sorted(content.media)) or None for content in (was.content, now.content)]
            yield Difference(rule, was.content.location, now.content.location, kinds[0], kinds[1], affected)
        else:
            yield from self._content(was.content, now.content, affected, "response")
        for name in dict.fromkeys((*was.headers, *now.headers)):
            before, after = was.headers.get(name), now.headers.get(name)
            if before is not None and after is not None:
                self.schemas.use(before.node, after.node, *self._bits(is_request=False))
                if before.required != after.required:
                    rule = "header-became-required" if after.required else "header-became-optional"
                    needs = _need(before.required), _need(after.required)
                    yield Difference(rule, before.location, after.location, *needs, affected)
                yield from _mark_differences(
                    _PARAMETER_MARKS, before.location, after.location, before.marks, after.marks, affected
                )
            elif before is not None:
                kind = self._type(before, self.pair.old)
                yield Difference("header-removed", before.location, None, kind, None, affected, note=_status(was))
            elif after is not None:
                kind = self._type(after, self.pair.new)
                yield Difference("header-added", None, after.location, None, kind, affected, note=_status(now))
        yield from self._links(was, now)

    def _links(self, was: Response, now: Response) -> Iterator[Difference]:
        for name in dict.fromkeys((*was.links, *now.links)):
            before, after = was.links.get(name), now.links.get(name)
            if before is not None and after is not None:
                if before[0] != after[0]:
                    told = as_text(before[0]), as_text(after[0])
                    yield Difference("link-changed", before[1], after[1], *told, self._got)
            elif before is not None:
                yield Difference(
                    "link-removed", before[1], None, as_text(before[0]), None, self._got, note=_status(was)
                )
            elif after is not None:
                yield Difference("link-added", None, after[1], None, as_text(after[0]), self._got, note=_status(now))


# Rule where a mark was added, dropped and changed.
_OPERATION_MARKS = {
    "deprecated": ("operation-deprecated", "operation-no-longer-deprecated", "operation-deprecated"),
    "x-ms-pageable": ("paging-added", "paging-removed", "paging-changed"),
    "x-ms-long-running-operation": ("long-running-added", "long-running-removed", "long-running-added"),
    "x-ms-long-running-operation-options": ("long-running-changed", "long-running-changed", "long-running-changed"),
}
_SERIALISATION = ("style", "explode", "allowReserved", "allowEmptyValue", "content type")
_PARAMETER_MARKS = {
    "deprecated": ("deprecated", "no-longer-deprecated", "deprecated"),
    **dict.fromkeys(_SERIALISATION, ("serialisation-changed",) * 3),
}


def _change_of(rules: tuple[str, str, str], was: object, now: object) -> str:
    added, removed, changed = rules
    return added if was is None else removed if now is None else changed


def _other_rule(key: str) -> str:
    return "extension-changed" if key.startswith("x-") else "keyword-changed"


def _mark_differences(
    rules: dict[str, tuple[str, str, str]],
    old: Location,
    new: Location,
    was: Json,
    now: Json,
    affected: AffectedOperations,
) -> Iterator[Difference]:
    """What is said of an operation, a parameter, a header or a body beside its schema."""
    for key in sorted(was.keys() | now.keys()):
        before, after = was.get(key), now.get(key)
        if before != after:
            rule = _change_of(rules[key], before, after) if key in rules else _other_rule(key)
            yield Difference(rule, old, new, as_optional_text(before), as_optional_text(after), affected, topic=key)


def _describe_requirements(ways: frozenset[frozenset[str]]) -> str:
    return " or ".join(sorted(" with ".join(sorted(way)) or _NO_CREDENTIALS for way in ways)) or _NO_CREDENTIALS


def _status(response: Response) -> str:
    return response.content.location.label.removeprefix("response ")


def _need(required: bool) -> str:
    return "required" if required else "optional"


def _is_success(status: str) -> bool:
    return status[:1] in "123"


def _media_pairs(old: dict[str, Node | None], new: dict[str, Node | None]) -> Iterator[tuple[Node | None, Node | None]]:
    """The schemas of one media type; where none is in both, the first of each."""
    common = [kind for kind in old if kind in new]
    for kind in common:
        yield old[kind], new[kind]
    if not common and old and new:
        yield old[min(old)], new[min(new)]
