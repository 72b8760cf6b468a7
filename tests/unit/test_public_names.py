"""The names that people import: exactly these, each of them described and annotated."""

from __future__ import annotations

import enum
import inspect
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

import pytest

import speechtotext
from speechtotext import v3_0, v3_1, v3_2, v2024_11_15, v2025_10_15, webhooks
from unit.flavours import KEY

VERSIONS: list[Any] = [v3_0, v3_1, v3_2, v2024_11_15, v2025_10_15]
NAMES = [
    "UNSET",
    "AccessToken",
    "Alternative",
    "ApiError",
    "AsyncPages",
    "AsyncTokenCredential",
    "AuthenticationError",
    "BatchInput",
    "BatchSummary",
    "ChannelText",
    "ConfigurationError",
    "Conflict",
    "CredentialError",
    "DatasetReport",
    "DeadlineExceeded",
    "DisplayWord",
    "DownloadProgress",
    "DownloadedFile",
    "ExpiringModel",
    "File",
    "FileError",
    "FileInput",
    "InvalidArgument",
    "InvalidRequest",
    "IssuedToken",
    "JobFailed",
    "KeyCredential",
    "Migration",
    "MigrationWarning",
    "NotExpressible",
    "NotFound",
    "Page",
    "Pages",
    "PermissionDenied",
    "Phrase",
    "RateLimit",
    "RateLimited",
    "RawResponse",
    "RejectedLine",
    "ReportedInput",
    "ResultsIncomplete",
    "RetryPolicy",
    "SearchMatch",
    "Sentence",
    "ServerError",
    "SpeechError",
    "StorageError",
    "TokenCredential",
    "TranscribedInput",
    "TranscriptOptions",
    "TranscriptionProgress",
    "TranscriptionReport",
    "TranscriptionResult",
    "TransportError",
    "UnexpectedResponse",
    "Unset",
    "UploadProgress",
    "WaitTimeout",
    "WebHookRefused",
    "Word",
    "id_of",
]
WEB_HOOK_NAMES = [
    "Answer",
    "Deliveries",
    "EventKind",
    "MemoryDeliveries",
    "WebHookApp",
    "WebHookEvent",
    "parse",
    "receive",
    "sign",
    "verify",
]
each_version = pytest.mark.parametrize("version", VERSIONS, ids=lambda version: version.API_VERSION)


def public_things() -> Iterator[tuple[str, Any]]:
    """By their full names, the classes and functions that are exported, and the public members of the classes."""
    for module in (speechtotext, webhooks, *VERSIONS):
        for name in module.__all__:
            thing = getattr(module, name)
            full = f"{module.__name__}.{name}"
            if inspect.isfunction(thing):
                yield full, thing
            elif inspect.isclass(thing):
                yield full, thing
                yield from public_members(full, thing)
    stt, later = v3_2.Client(region="westeurope", key=KEY), v3_2.AsyncClient(region="westeurope", key=KEY)
    for listing in (stt.transcriptions.list(), later.transcriptions.list()):
        yield from public_members(type(listing).__name__, type(listing))


def public_members(full: str, owner: type) -> Iterator[tuple[str, Any]]:
    """The methods and properties that a class of this package, and no class outside it, gives to its instances."""
    own = [kind for kind in owner.__mro__ if kind.__module__.startswith("speechtotext")]
    names = {name for kind in own for name in vars(kind) if not name.startswith("_")}
    for name in sorted(names):
        member = inspect.getattr_static(owner, name)
        if inspect.isroutine(member) or isinstance(member, (property, cached_property)):
            yield f"{full}.{name}", member


def function_of(member: Any) -> Callable[..., object] | None:
    """The function behind a method, a property or the making of an instance; None if Python writes it."""
    if inspect.isclass(member):
        made = member.__dict__.get("__init__") or member.__dict__.get("__new__")
        by_python = issubclass(member, enum.Enum) or getattr(member, "_is_protocol", False)
        return made if inspect.isfunction(made) and not by_python else None
    if isinstance(member, property):
        return member.fget
    if isinstance(member, cached_property):
        return member.func
    function: Callable[..., object] = inspect.unwrap(getattr(member, "__func__", member))
    return function


THINGS = dict(public_things())
FUNCTIONS = {name: function for name, thing in THINGS.items() if (function := function_of(thing)) is not None}
each_thing = pytest.mark.parametrize("name", THINGS)
each_function = pytest.mark.parametrize("name", FUNCTIONS)


def test_the_package_exports_these_names_and_no_other() -> None:
    assert speechtotext.__all__ == NAMES


def test_the_module_for_web_hooks_exports_these_names_and_no_other() -> None:
    assert webhooks.__all__ == WEB_HOOK_NAMES


@each_version
def test_a_version_exports_these_names_and_no_other(version: Any) -> None:
    assert version.__all__ == ["API_VERSION", "AsyncClient", "Client", "models"]


@each_version
def test_every_exported_name_is_there(version: Any) -> None:
    assert all(hasattr(speechtotext, name) for name in speechtotext.__all__)
    assert all(hasattr(version, name) for name in version.__all__)


def test_a_star_import_gives_the_exported_names() -> None:
    space: dict[str, object] = {}
    exec("from speechtotext import *", space)
    assert sorted(space.keys() - {"__builtins__"}) == sorted(NAMES)


def test_the_modules_are_named_by_their_versions() -> None:
    assert [version.API_VERSION for version in VERSIONS] == ["v3.0", "v3.1", "v3.2", "2024-11-15", "2025-10-15"]


def test_the_walk_finds_what_there_is() -> None:
    assert {
        "speechtotext.id_of",
        "speechtotext.IssuedToken.get_token",
        "speechtotext.Page",
        "speechtotext.RetryPolicy.wait",
        "speechtotext.webhooks.WebHookApp.on",
        "speechtotext.TranscriptionResult.save",
        "speechtotext.Word.offset",
        "speechtotext.v3_2.Client.with_options",
        "speechtotext.v2025_10_15.AsyncClient.transcriptions",
        "PageIterator.page",
        "AsyncPageIterator.all",
    } <= THINGS.keys()


@each_thing
def test_a_public_thing_is_described_in_a_sentence(name: str) -> None:
    thing = THINGS[name]
    doc = inspect.getdoc(thing) if not isinstance(thing, cached_property) else thing.__doc__
    first = (doc or "").partition("\n\n")[0]
    assert first.rstrip().endswith((".", ":"))


@each_thing
def test_an_exported_class_has_a_description_of_its_own(name: str) -> None:
    thing = THINGS[name]
    if inspect.isclass(thing):
        inherited = [kind.__doc__ for kind in thing.__mro__[1:] if not kind.__module__.startswith("speechtotext")]
        assert inspect.getdoc(thing) not in inherited


@each_function
def test_a_public_callable_is_fully_annotated(name: str) -> None:
    function = FUNCTIONS[name]
    signature = inspect.signature(function)
    parameters = [each for each in signature.parameters if each not in ("self", "cls", "_cls")]
    assert [each for each in parameters if each not in function.__annotations__] == []
    assert "return" in function.__annotations__


@each_function
def test_a_public_callable_takes_no_nameless_arguments(name: str) -> None:
    # The keys of a typed dict have names.
    nameless = [
        each
        for each in inspect.signature(FUNCTIONS[name]).parameters.values()
        if each.kind is inspect.Parameter.VAR_KEYWORD and not str(each.annotation).startswith("Unpack[")
    ]
    assert nameless == []


@each_version
def test_the_clients_take_the_same_arguments(version: Any) -> None:
    first, second = (list(inspect.signature(kind).parameters) for kind in (version.Client, version.AsyncClient))
    assert first == second
    assert all(
        each.kind is inspect.Parameter.KEYWORD_ONLY for each in inspect.signature(version.Client).parameters.values()
    )


@each_version
def test_transcriptions_are_created_by_the_same_name_in_every_version(version: Any) -> None:
    group = version.Client(region="westeurope", key="none").transcriptions

    assert group.create == getattr(group, "submit", group.create)


@each_version
def test_every_argument_of_a_client_is_described(version: Any) -> None:
    for kind in (version.Client, version.AsyncClient):
        doc = inspect.getdoc(kind) or ""
        assert [name for name in inspect.signature(kind).parameters if f"\n    {name}: " not in doc] == []


@pytest.mark.parametrize("name", ["JobFailed", "WaitTimeout"])
def test_what_a_job_ends_in_is_a_speech_error(name: str) -> None:
    assert issubclass(getattr(speechtotext, name), speechtotext.SpeechError)
