"""The table of changes says all that the packages do not, and nothing else; its steps put together are the way."""

from __future__ import annotations

import inspect
import re
import typing
from collections.abc import Iterator
from fnmatch import fnmatchcase
from itertools import combinations, pairwise

import pytest

from speechtotext.migrate import migrate_text
from speechtotext.migrate._versions.api_surface import Version, methods, versions
from speechtotext.migrate._versions.change_table import CHANGES
from speechtotext.migrate._versions.changes import (
    Change,
    Flattened,
    Nested,
    Removed,
    Renamed,
    Required,
    Retyped,
    Split,
)
from speechtotext.migrate._versions.plan import MigrationPlan, Resolution, change_of, join_name, owner_name, split_name
from speechtotext.migrate._versions.type_hints import type_hints
from unit.specification import METHODS, document

NEIGHBOURS = list(pairwise(versions()))
PAIRS = list(combinations(versions(), 2))
each_step = pytest.mark.parametrize(("older", "newer"), NEIGHBOURS, ids=lambda version: version.module)
each_pair = pytest.mark.parametrize(("source", "target"), PAIRS, ids=lambda version: version.module)


def vanished(older: Version, newer: Version) -> list[str]:
    """The names that are gone in the newer version; of a class, a group or a method that is gone, only its own."""
    gone = older.names - newer.names
    return sorted(name for name in gone if owner_name(name) not in gone)


@each_step
def test_every_name_that_vanishes_is_in_the_table(older: Version, newer: Version) -> None:
    kinds = (Renamed, Removed, Split, Nested, Flattened)

    assert [name for name in vanished(older, newer) if not isinstance(change_of(name, newer), kinds)] == []


@each_step
def test_every_name_that_must_be_given_anew_is_in_the_table(older: Version, newer: Version) -> None:
    anew = [name for name in sorted(newer.required - older.required) if owner_name(name) in older.names]

    assert [name for name in anew if not isinstance(change_of(name, newer), Required)] == []


@each_step
def test_every_name_whose_type_is_another_is_in_the_table(older: Version, newer: Version) -> None:
    before, after = types(older), types(newer)
    kept = sorted(before.keys() & after.keys())
    # What became optional is given as before.
    other = [
        name
        for name in kept
        if not any(
            moved(before[name], older, newer).fullmatch(one)
            for one in (after[name], after[name].replace(", NoneType]", "]"))
        )
    ]

    assert [name for name in other if not isinstance(change_of(name, newer), Retyped | Required)] == []


def types(version: Version) -> dict[str, str]:
    """The types of members, parameters and results, as texts without the version in them."""
    found = {}
    for name, model in version.models.items():
        found[name] = "class" if inspect.isclass(model) else text(model, version)
        found |= {f"{name}.{member}": text(hint, version) for member, hint in type_hints(model).items()}
    for group, kind in version.groups.items():
        for verb, function in methods(kind):
            for name, hint in type_hints(function).items():
                found[f"{group}.{verb}" if name == "return" else f"{group}.{verb}({name})"] = text(hint, version)
    return found


def text(hint: object, version: Version) -> str:
    written = hint.__name__ if inspect.isclass(hint) and not typing.get_args(hint) else str(hint)
    written = re.sub(rf"speechtotext_api\.{version.module}\.models\.\w+\.", "", written)
    # What a method of waiting is for is filled in by the class that it is in.
    return re.sub(r"~\w+", "T", written)


def moved(written: str, older: Version, newer: Version) -> re.Pattern[str]:
    """A type with the classes that the table puts in the place of those that are gone; any of them, if several."""
    pattern = re.escape(written)
    for name in older.models.keys() - newer.models.keys():
        resolution = MigrationPlan(newer).resolve(name, older)
        names = resolution.obstacle.into if isinstance(resolution.obstacle, Split) else [resolution.name]
        pattern = re.sub(rf"\b{name}\b", f"(?:{'|'.join(names)})", pattern)
    return re.compile(pattern)


def entries() -> Iterator[tuple[str, str, Change]]:
    for version, changes in CHANGES.items():
        for pattern, change in changes.items():
            yield version, pattern, change


@pytest.mark.parametrize(("version", "pattern", "change"), list(entries()))
def test_every_entry_is_about_something(version: str, pattern: str, change: Change) -> None:
    older, newer = next(pair for pair in NEIGHBOURS if pair[1].module == version)
    names = newer.required - older.required if isinstance(change, Required) else older.names
    names = names - newer.names if not isinstance(change, Required | Retyped) else names
    about = [name for name in names if fnmatchcase(name, pattern) and change_of(name, newer) is change]

    assert about != []


@pytest.mark.parametrize(("version", "pattern", "change"), list(entries()))
def test_what_an_entry_names_is_there(version: str, pattern: str, change: Change) -> None:
    older, newer = next(pair for pair in NEIGHBOURS if pair[1].module == version)
    owners = [split_name(name)[0] for name in vanished(older, newer) if fnmatchcase(name, pattern)]

    assert names_in(change, owners) - newer.names == set()


def names_in(change: Change, owners: list[str]) -> set[str]:
    """The names of the newer version that an entry puts in the place of those of some owners."""
    match change:
        case Renamed(to=to):
            return {join_name(owner, to) for owner in owners}
        case Split(into=into, constructed=constructed):
            return {*into, constructed or into[0]}
        case Nested(part=part, model=model, to=to, defaults=defaults):
            return {f"{model}.{name}" for name in (to, *defaults)} | {join_name(owner, part) for owner in owners}
        case Flattened(members=members):
            return {join_name(owner, name) for owner in owners for name in members.values()}
    return set()


@pytest.mark.parametrize(("version", "pattern", "change"), list(entries()))
def test_an_entry_is_told_in_sentences(version: str, pattern: str, change: Change) -> None:
    assert change.why[0].isupper()
    assert change.why.endswith(".")
    assert change.remedy == "" or (change.remedy[0].isupper() and change.remedy.endswith("."))
    if isinstance(change, Removed | Split | Nested | Flattened | Retyped) or (
        isinstance(change, Renamed) and change.value
    ):
        assert change.remedy


@each_pair
def test_every_name_of_every_version_has_a_fate_in_every_newer_one(source: Version, target: Version) -> None:
    resolutions = {name: MigrationPlan(target).resolve(name, source) for name in source.names}

    assert [
        name
        for name, resolution in resolutions.items()
        if resolution.obstacle is None and resolution.name not in target.names
    ] == []
    assert [
        name
        for name, resolution in resolutions.items()
        if resolution.obstacle is not None and resolution.name in target.names
    ] == []


@each_pair
def test_two_ways_put_together_are_the_whole_way(source: Version, target: Version) -> None:
    way = versions()
    for middle in way[way.index(source) + 1 : way.index(target)]:
        for name in source.names:
            whole, first = MigrationPlan(target).resolve(name, source), MigrationPlan(middle).resolve(name, source)
            if first.obstacle is None:
                assert MigrationPlan(target).resolve(first.name, middle).name == whole.name
            else:
                # What is gone on the way is left in the program, and looked at again on the way further on.
                assert MigrationPlan(target).resolve(name, middle) == whole


def test_what_is_gone_on_the_way_but_there_in_the_end_stays() -> None:
    older, newest = versions()[2], versions()[-1]

    assert MigrationPlan(newest).resolve("Client.projects", older) == Resolution("Client.projects")
    assert MigrationPlan(versions()[-2]).resolve("Client.projects", older).obstacle is not None


@pytest.mark.parametrize("version", versions(), ids=lambda version: version.module)
def test_every_operation_is_known_by_the_name_that_a_generated_client_gives_it(version: Version) -> None:
    for item in document(version.api_version)["paths"].values():
        for operation in (item[method] for method in METHODS if method in item):
            published = operation.get("x-published-operation-id", operation["operationId"])
            name = re.sub(r"(?<=[a-z])_?(?=[A-Z])", "_", published).lower()
            for target in ("v3_2", "v2025_10_15"):
                left = migrate_text(f"import cris\ncris.CustomSpeechModelsApi().{name}()\n", target).left
                remedy = {one.sentence: one.remedy for one in left}[f"The operation {name} is called."]
                assert "No operation has this name" not in remedy


def test_the_versions_are_in_their_order() -> None:
    assert [version.api_version for version in versions()] == ["v3.0", "v3.1", "v3.2", "2024-11-15", "2025-10-15"]
