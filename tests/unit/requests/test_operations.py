"""Every operation of the documents is a method of its group, sync and async, and nothing else is."""

from __future__ import annotations

import inspect
import re
from collections import defaultdict
from functools import cache, cached_property
from typing import Any

import pytest

from unit.specification import MODULES, client_module, method_name, operations, snake_case

OPERATIONS = {"v3.0": 69, "v3.1": 74, "v3.2": 75, "2024-11-15": 56, "2025-10-15": 67}
CLIENTS = ("Client", "AsyncClient")

JOBS = {"wait", "wait_all"}
FILES = {"files", "download"}
MODELS = {"expiring", "download_manifest"}
TRANSCRIPTIONS = {"results", "report", "submit_all", "resume", "retry_failed", "summary", "transcribe_all"}
UPLOADS = {"upload", "resume_upload"}
BEYOND: dict[str, dict[str, set[str]]] = {
    "v3.0": {"models": {"copy_to"}, "endpoints": {"download_logs"}},
    "v3.1": {"datasets": UPLOADS, "models": FILES | {"copy_to"}, "endpoints": {"download_logs"}},
    "v3.2": {"datasets": UPLOADS, "models": FILES | {"copy_to"}, "endpoints": {"download_logs"}},
    "2024-11-15": {"datasets": UPLOADS, "models": FILES | {"copy_to"}, "transcriptions": {"create", "transcribe_file"}},
    "2025-10-15": {"datasets": UPLOADS, "models": FILES | {"copy_to"}, "transcriptions": {"create", "transcribe_file"}},
}

each_version = pytest.mark.parametrize("version", MODULES)
each_client = pytest.mark.parametrize("client", CLIENTS)


def expected(version: str) -> dict[str, set[str]]:
    """By the name of each group, the names of its methods."""
    groups = defaultdict(set)
    for group, verb in operations(version):
        groups[snake_case(group)].add(method_name(group, verb))
    return dict(groups)


def beyond(version: str) -> dict[str, set[str]]:
    """By the name of each group, the names of the methods that are no operations."""
    everywhere = {
        "datasets": JOBS | FILES | {"report"},
        "endpoints": JOBS,
        "evaluations": JOBS | FILES,
        "models": JOBS | MODELS,
        "operations": JOBS,
        "transcriptions": JOBS | FILES | TRANSCRIPTIONS,
        "web_hooks": JOBS,
    }
    return {group: everywhere.get(group, set()) | BEYOND[version].get(group, set()) for group in expected(version)}


@cache
def groups_of(version: str, client: str) -> dict[str, Any]:
    """The resource classes of a client by the names of its groups."""
    kind = getattr(client_module(version), client)
    made = kind(region="westeurope", key="key")
    names = [name for name, value in vars(kind).items() if isinstance(value, cached_property)]
    return {name: type(getattr(made, name)) for name in names}


def public_methods(resource: type) -> dict[str, Any]:
    """The methods of a class that are meant to be called."""
    return {name: value for name, value in inspect.getmembers(resource) if not name.startswith("_")}


METHODS = [
    pytest.param(version, client, group, method, id=f"{version}-{client}.{group}.{method}")
    for version in MODULES
    for client in CLIENTS
    for group, methods in expected(version).items()
    for method in sorted(methods | beyond(version)[group])
]
each_method = pytest.mark.parametrize(("version", "client", "group", "method"), METHODS)


@each_version
def test_no_operation_was_overlooked_here(version: str) -> None:
    assert len(operations(version)) == OPERATIONS[version]
    assert sum(len(methods) for methods in expected(version).values()) == OPERATIONS[version]


@each_version
@each_client
def test_a_client_has_the_groups_of_its_version_and_no_other(version: str, client: str) -> None:
    assert set(groups_of(version, client)) == set(expected(version))


@each_version
@each_client
def test_a_group_has_its_operations_what_goes_beyond_them_and_nothing_else(version: str, client: str) -> None:
    found = {group: set(public_methods(resource)) for group, resource in groups_of(version, client).items()}
    assert found == {group: methods | beyond(version)[group] for group, methods in expected(version).items()}


@each_version
@each_client
def test_every_group_is_described(version: str, client: str) -> None:
    kind = getattr(client_module(version), client)
    assert all((vars(kind)[group].__doc__ or "").endswith(".") for group in groups_of(version, client))


@each_version
@each_client
def test_every_client_describes_itself(version: str, client: str) -> None:
    assert inspect.getdoc(getattr(client_module(version), client))


@each_method
def test_a_method_is_described_and_fully_annotated(version: str, client: str, group: str, method: str) -> None:
    function = getattr(groups_of(version, client)[group], method)
    doc = inspect.getdoc(function) or ""
    assert doc.partition("\n")[0].endswith(".")
    parameters = inspect.signature(function).parameters.keys() - {"self"}
    assert function.__annotations__.keys() == parameters | {"return"}
    described = set(re.findall(r"^    (\w+): \S", doc.partition("Raises:")[0], re.MULTILINE))
    assert described == parameters


@each_method
def test_a_method_is_asynchronous_where_the_client_is(version: str, client: str, group: str, method: str) -> None:
    function = getattr(groups_of(version, client)[group], method)
    iterable = re.match(r"(Async)?(Items|Pages|Iterator)\[", function.__annotations__["return"])
    if iterable:
        assert bool(iterable[1]) is (client == "AsyncClient")
        assert not inspect.iscoroutinefunction(function)
    else:
        assert inspect.iscoroutinefunction(function) is (client == "AsyncClient")


@pytest.mark.parametrize(("version", "client", "group", "method"), [m for m in METHODS if m.values[1] == "Client"])
def test_sync_and_async_have_the_same_signature(version: str, client: str, group: str, method: str) -> None:
    functions = [getattr(groups_of(version, kind)[group], method) for kind in CLIENTS]
    first, second = ([str(entry) for entry in inspect.signature(f).parameters.values()] for f in functions)
    assert first == [entry.replace("AsyncVersionedClient", "VersionedClient") for entry in second]
