"""Schemas of two documents side by side, as far as operations use them, each pair once however often it is met."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from differences.difference import AffectedOperations, Difference
from differences.prose import LocationPair
from differences.reading.schema_views import Node, SchemaReader, SchemaView

from .keywords import keyword_differences
from .variants import alike_variants, counterpart, told_variants, variant_lists, variants_by_key, without_null

# Rule where a member is marked so from now on, and where it is no longer.
_ACCESS = {
    "readOnly": ("property-became-read-only", "property-no-longer-read-only"),
    "writeOnly": ("property-became-write-only", "property-no-longer-write-only"),
}


@dataclass(slots=True, eq=False)
class SchemaPair:
    """Two schemas that stand for each other, and what is known of them.

    Args:
        affected: the operations that lead to them.
        below: the pairs that they consist of.
        ref_siblings: members that have keywords of their own beside `$ref`.
        described_in: the document that describes the schema at its place, where the other one refers to a named schema.
    """

    old: SchemaView
    new: SchemaView
    affected: AffectedOperations = field(default_factory=AffectedOperations)
    below: list[Link] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    ref_siblings: list[LocationPair] = field(default_factory=list)
    described_in: Literal["both", "old", "new"] = "both"

    def note(self, rule: str, before: str | None = None, after: str | None = None) -> None:
        """What is to be said of the two as a whole."""
        cause = (before or after or "") if rule.startswith("variant-") else ""
        places = self.old.location, self.new.location
        self.differences.append(Difference(rule, *places, before, after, self.affected, cause=cause))

    def named(self, difference: Difference) -> Difference:
        """The difference with the name of the place that is described there and not elsewhere."""
        old, new = difference.old, difference.new
        if old is not None and new is not None and self.described_in != "both":
            right = new if self.described_in == "new" else old
            old, new = (replace(each, owner=right.owner, label=right.label) for each in (old, new))
        return replace(difference, old=old, new=new)

    @property
    def siblings(self) -> frozenset[str]:
        """The members that both have, where neither has a name: copies of one schema have the same."""
        if self.old.is_named or self.new.is_named:
            return frozenset()
        return frozenset(self.old.properties.keys() & self.new.properties.keys())

    @property
    def became(self) -> str:
        """That it has another name: its members could be taken for those of a schema that stayed."""
        old, new = self.old.location, self.new.location
        return (
            f"where `{old.name}` became `{new.name}`" if old.name != new.name and not (old.label or new.label) else ""
        )


@dataclass(frozen=True, slots=True)
class Link:
    """From a pair to one below it; what is read-only is not sent, what is write-only not answered."""

    pair: SchemaPair
    in_requests: bool = True
    in_responses: bool = True


class SchemaPairs:
    """The pairs that are met from where operations use schemas."""

    def __init__(self, old: SchemaReader, new: SchemaReader) -> None:
        self.old = old
        self.new = new
        self._pairs: dict[tuple[str, str], SchemaPair] = {}
        self._open: deque[SchemaPair] = deque()

    def use(self, old: Node, new: Node, requests: int, responses: int) -> None:
        """The operations of these bits send, or are answered with, such a pair."""
        pair = self._pair(old, new)
        pair.affected.add(requests, responses)
        self._open.append(pair)

    def unused(self) -> Iterator[Difference]:
        """Schemas of one document to which no operation leads; those in both become pairs like all others."""
        old, new = self.old.unused(), self.new.unused()
        for name in sorted(old | new):
            if name in old and name in new:
                self.use(self.old.component(name), self.new.component(name), 0, 0)
            elif name in old and name not in self.new.named:
                yield Difference("unused-schema-removed", self.old.component(name).location, None)
            elif name in new and name not in self.old.named:
                yield Difference("unused-schema-added", None, self.new.component(name).location)

    def spread(self) -> None:
        """Let every pair know the operations that lead to it."""
        # Each pair waits once, however many operations lead to it: what it has got meanwhile goes on together.
        waiting = set(map(id, self._open))
        self._open = deque({id(pair): pair for pair in self._open}.values())
        while self._open:
            pair = self._open.popleft()
            waiting.discard(id(pair))
            for link in pair.below:
                requests = pair.affected.requests if link.in_requests else 0
                responses = pair.affected.responses if link.in_responses else 0
                if link.pair.affected.add(requests, responses) and id(link.pair) not in waiting:
                    waiting.add(id(link.pair))
                    self._open.append(link.pair)

    def differences(self) -> Iterator[Difference]:
        for pair in self._pairs.values():
            yield from map(pair.named, pair.differences)

    def affected_by_schema(self) -> dict[str, AffectedOperations]:
        """Named schemas of both documents and the operations that lead to them, as far as they have counterparts."""
        affected: dict[str, AffectedOperations] = {}
        for pair in self._pairs.values():
            for location in (pair.old.location, pair.new.location):
                if not location.label:
                    affected.setdefault(location.owner, AffectedOperations()).add(
                        pair.affected.requests, pair.affected.responses
                    )
        return affected

    def new_names(self) -> dict[str, set[str]]:
        """Named schemas of the old document, and what they are called in the new one where the name is another."""
        names: dict[str, set[str]] = {}
        for pair in self._pairs.values():
            old, new = pair.old.location, pair.new.location
            if not (old.label or new.label) and old.owner != new.owner:
                names.setdefault(old.owner, set()).add(new.owner)
        return names

    def locations(self) -> Iterator[LocationPair]:
        """Every two places that stand for each other, and whom they matter to."""
        for pair in self._pairs.values():
            # What is said of a named schema as a whole is said of another one where it has another name.
            if pair.old.location.label or pair.new.location.label or pair.old.location.owner == pair.new.location.owner:
                yield LocationPair(
                    pair.old.location, pair.new.location, pair.affected, _values(pair.old) & _values(pair.new)
                )
            yield from pair.ref_siblings

    def _pair(self, old: Node, new: Node) -> SchemaPair:
        """The pair of two schemas; those below it are made with it."""
        made: list[SchemaPair] = []
        first = self._known(old, new, made)
        while made:
            self._compare(made.pop(), made)
        return first

    def _known(self, old: Node, new: Node, made: list[SchemaPair], above: SchemaPair | None = None) -> SchemaPair:
        views = self.old.view(old), self.new.view(new)
        key = views[0].location.pointer, views[1].location.pointer
        pair = self._pairs.get(key)
        if pair is None:
            pair = self._pairs[key] = SchemaPair(*views)
            if views[0].is_named != views[1].is_named:
                pair.described_in = "new" if views[0].is_named else "old"
            elif above is not None and not views[0].is_named:
                pair.described_in = above.described_in
            made.append(pair)
        return pair

    def _compare(self, pair: SchemaPair, made: list[SchemaPair]) -> None:
        old, new = pair.old, pair.new
        if _has_replaced(old, new):
            pair.note("schema-replaced", str(old), str(new))
            return
        if self._compare_one_with_variants(pair, made):
            return
        comparable = True
        for difference in keyword_differences(old, new, pair.affected):
            pair.differences.append(difference)
            comparable = comparable and difference.rule != "type-changed"
        if not comparable:
            return
        self._compare_properties(pair, made)
        if old.items is not None and new.items is not None:
            pair.below.append(Link(self._known(old.items, new.items, made, pair)))
        self._compare_values(pair, made)
        self._compare_variants(pair, made)
        self._compare_subtypes(pair, made)

    def _compare_properties(self, pair: SchemaPair, made: list[SchemaPair]) -> None:
        old, new = pair.old, pair.new
        for name in dict.fromkeys((*old.properties, *new.properties)):
            was, now = old.properties.get(name), new.properties.get(name)
            if was is not None and now is not None:
                self._compare_property(pair, name, was, now, made)
            elif was is not None:
                kind, directions = self.old.told(was), _directions(self.old.view(was))
                place = was.location
                if pair.described_in == "new":
                    place = replace(new.location.member(name), pointer=place.pointer)
                pair.differences.append(
                    Difference(
                        "property-removed",
                        place,
                        None,
                        kind,
                        None,
                        pair.affected,
                        *directions,
                        siblings=pair.siblings,
                        note=pair.became,
                    )
                )
            elif now is not None:
                kind, directions = self.new.told(now), _directions(self.new.view(now))
                rule = "required-property-added" if name in new.required else "property-added"
                place = now.location
                if pair.described_in == "old":
                    place = replace(old.location.member(name), pointer=place.pointer)
                pair.differences.append(
                    Difference(
                        rule,
                        None,
                        place,
                        None,
                        kind,
                        pair.affected,
                        *directions,
                        siblings=pair.siblings,
                        note=pair.became,
                    )
                )

        for name in sorted(old.required.keys() ^ new.required.keys()):
            if name not in old.properties and name not in new.properties:
                rule = "property-became-required" if name in new.required else "property-became-optional"
                before, after = (
                    view.required.get(name, replace(view.location.member(name), pointer=view.location.pointer))
                    for view in (old, new)
                )
                pair.differences.append(Difference(rule, before, after, affected=pair.affected))

    def _compare_property(self, pair: SchemaPair, name: str, was: Node, now: Node, made: list[SchemaPair]) -> None:
        below = self._known(was, now, made, pair)
        if was.location != below.old.location or now.location != below.new.location:
            pair.ref_siblings.append(LocationPair(was.location, now.location, pair.affected))
        sent, answered = _directions(below.old)
        sends, answers = _directions(below.new)
        pair.below.append(Link(below, sent and sends, answered and answers))
        was_required, is_required = name in pair.old.required, name in pair.new.required
        if was_required != is_required:
            rule = "property-became-required" if is_required else "property-became-optional"
            old, new = pair.old.required.get(name, was.location), pair.new.required.get(name, now.location)
            pair.differences.append(
                Difference(
                    rule, old, new, affected=pair.affected, in_requests=sent or sends, in_responses=answered or answers
                )
            )
        for keyword, (narrower, wider) in _ACCESS.items():
            had, has = below.old.keywords.get(keyword), below.new.keywords.get(keyword)
            if (had is None) == (has is None):
                continue
            # Where it is stated, under the name of the member that it is about.
            places = ((was, had), (now, has))
            old, new = (replace(node.location, pointer=(keyword or node).location.pointer) for node, keyword in places)
            if wider == "property-no-longer-read-only" and has is None and was_required and is_required:
                # What was answered only has to be sent from now on.
                difference = Difference(
                    "property-became-required", old, new, affected=pair.affected, in_responses=False
                )
            else:
                difference = Difference(narrower if has else wider, old, new, affected=pair.affected)
            pair.differences.append(difference)

    def _compare_values(self, pair: SchemaPair, made: list[SchemaPair]) -> None:
        old, new = pair.old.values, pair.new.values
        if old and new:
            pair.below.append(Link(self._known(old, new, made, pair)))
        elif old is False or new is False:
            if old is not new:
                rule = "further-properties-forbidden" if new is False else "further-properties-allowed"
                pair.note(rule)
        elif old and _is_told(old):
            pair.note("map-values-removed", self.old.told(old), None)
        elif new and _is_told(new):
            pair.note("map-values-added", None, self.new.told(new))

    def _compare_variants(self, pair: SchemaPair, made: list[SchemaPair]) -> None:
        for was_there, is_there in variant_lists(pair.old.variants, pair.new.variants):
            if not was_there or not is_there:
                pair.differences.append(_list_of_variants(pair, was_there, is_there))
                continue
            old, new = variants_by_key(self.old, was_there), variants_by_key(self.new, is_there)
            for name, was in old.items():
                if name in new:
                    pair.below.append(Link(self._known(was, new[name], made)))
            gone = [node for name, node in old.items() if name not in new]
            come = [node for name, node in new.items() if name not in old]
            for was, now in alike_variants(self.old, gone, self.new, come):
                pair.below.append(Link(self._known(was, now, made)))
                gone.remove(was)
                come.remove(now)
            if len(gone) == len(come) == 1:
                pair.below.append(Link(self._known(gone[0], come[0], made)))
                continue
            for node in gone:
                pair.note("variant-removed", self.old.variant_told(node), None)
            for node in come:
                pair.note("variant-added", None, self.new.variant_told(node))

    def _compare_one_with_variants(self, pair: SchemaPair, made: list[SchemaPair]) -> bool:
        """Compare one schema with variants that it is among; the other variants came or went."""
        old, new = pair.old, pair.new
        if bool(old.variants) == bool(new.variants):
            return False
        is_wider = bool(new.variants)
        one, many = (old, new) if is_wider else (new, old)
        readers = (self.old, self.new) if is_wider else (self.new, self.old)
        variants = [node for nodes in many.variants.values() for node in nodes]
        same = counterpart(one, variants, readers[1])
        if many.type is not None:
            return False
        if same is None:
            # Two objects with variants on one side have nothing more to compare.
            if one.properties:
                pair.note("type-changed", str(old), str(new))
            return bool(one.properties)
        itself = one.sole or without_null(one)
        pair.below.append(Link(self._known(*((itself, same) if is_wider else (same, itself)), made)))
        for node in variants:
            if node is not same:
                told = readers[1].variant_told(node)
                pair.note(*(("variant-added", None, told) if is_wider else ("variant-removed", told, None)))
        if old.value("nullable") != new.value("nullable"):
            pair.note("became-nullable" if new.value("nullable") else "no-longer-nullable")
        return True

    def _compare_subtypes(self, pair: SchemaPair, made: list[SchemaPair]) -> None:
        """Schemas that inherit from one which tells its kinds apart stand wherever that one does."""
        if "discriminator" not in pair.old.keywords or "discriminator" not in pair.new.keywords:
            return
        old, new = (
            side.subtypes.get(view.location.owner, []) for side, view in ((self.old, pair.old), (self.new, pair.new))
        )
        for name in sorted({*old, *new}):
            if name in old and name in new:
                pair.below.append(Link(self._known(self.old.component(name), self.new.component(name), made)))
            elif name in old:
                pair.note("variant-removed", name, None)
            else:
                pair.note("subtype-added", None, name)


def _list_of_variants(pair: SchemaPair, was: list[Node], now: list[Node]) -> Difference:
    """That a list of variants came or went: beside what a schema says itself, it rules values out and adds none."""
    view = pair.old if was else pair.new
    keyword = next(key for key, nodes in view.variants.items() if nodes is (was or now))
    told = told_variants(was), told_variants(now)
    return Difference("keyword-changed", pair.old.location, pair.new.location, *told, pair.affected, topic=keyword)


def _directions(view: SchemaView) -> tuple[bool, bool]:
    """Whether a member is sent, and whether it is answered."""
    return view.value("readOnly") is not True, view.value("writeOnly") is not True


def _values(view: SchemaView) -> frozenset[str]:
    """The values that it names as an enum."""
    return frozenset(map(str, view.value("enum") or ()))


def _is_told(node: Node) -> bool:
    """Whether the schema of properties that are not named says more than that there may be some."""
    return node.schema is not True and node.schema != {}


def _has_replaced(old: SchemaView, new: SchemaView) -> bool:
    """Whether another object with nothing in common took the place of one."""
    return (
        bool(old.properties and new.properties)
        and old.location.owner != new.location.owner
        and not old.properties.keys() & new.properties.keys()
    )
