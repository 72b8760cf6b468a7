"""Python code for the operations of a group: arguments, how they go into the request, how answers are decoded."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties.file import FileProperty
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.model_property import ModelProperty
from openapi_python_client.parser.properties.protocol import PropertyProtocol
from openapi_python_client.parser.properties.uuid import UuidProperty
from openapi_python_client.strings import snake_case

from build_error import BuildError
from upstream.swagger import Json

from .python_code import (
    MODELS,
    annotation,
    argument_name,
    as_text,
    decoder,
    docstring,
    encode,
    given_annotation,
    is_map,
)

# Operations whose names the overlay gives to methods that do the same in a better way.
_METHODS = {"Datasets_Upload": "upload_form", "Models_CopyTo": "copy_to_subscription"}
# Operations that other versions have by another name: a program keeps that name in every version.
_ALIASES = {"Transcriptions_Submit": "create"}

# The media type of updates in which null deletes a property (RFC 7396).
_MERGE_PATCH = "application/merge-patch+json"
# What a success without a body can be, and the headers that tell where the new entity is.
CREATED = (HTTPStatus.CREATED, HTTPStatus.ACCEPTED)
_LOCATIONS = frozenset(("location", "operation-location"))
ID_FORMS = "an id, a UUID, the entity itself, a reference to it, or its URL"


@dataclass(frozen=True)
class Argument:
    """One argument of a method."""

    name: str
    annotation: str
    default: str | None
    positional: bool
    words: str

    @property
    def declaration(self) -> str:
        return f"{self.name}: {self.annotation}" + (f" = {self.default}" if self.default else "")


@dataclass(eq=False)
class OperationCode:
    """What the template of a group needs to know of one operation."""

    endpoint: Endpoint
    document: Json
    models: dict[str, ModelProperty]
    path: str
    operation: Json
    version: str
    arguments: list[Argument] = field(default_factory=list)
    query: list[tuple[Argument, str, str]] = field(default_factory=list)
    headers: list[tuple[Argument, str, str]] = field(default_factory=list)
    fixed_query: dict[str, str] = field(default_factory=dict)
    url: str = ""
    entities: list[tuple[str, str]] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    body_json: str = ""
    form: list[tuple[Argument, str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._take_path()
        self._take_body()
        self._take_parameters()
        names = [argument.name for argument in self.arguments]
        if len(set(names)) < len(names):
            raise BuildError(
                f"{self.version}: two arguments of {self.id} would have the same name ({', '.join(names)})."
            )

    def require_supported(self) -> None:
        """Make sure that all of it can be generated.

        Raises:
            BuildError: it cannot; says why.
        """
        self.answers  # noqa: B018
        if self.pageable:
            self.page  # noqa: B018

    @property
    def id(self) -> str:
        return str(self.operation["operationId"])

    @property
    def method(self) -> str:
        """Name of the Python method: the verb of the operation in snake_case."""
        return _METHODS.get(self.id) or argument_name(self.id.partition("_")[2])

    @property
    def alias(self) -> str | None:
        """A second name of the method."""
        return _ALIASES.get(self.id)

    @property
    def constant(self) -> str:
        return f"_{self.method.upper()}"

    @property
    def builder(self) -> str:
        return f"{self.method.rstrip('_')}_request"

    @property
    def pageable(self) -> Json | None:
        return self.operation.get("x-ms-pageable")

    @property
    def signature(self) -> str:
        """Arguments as declared, required ones first; the keyword-only ones last."""
        positional = [argument.declaration for argument in self.arguments if argument.positional]
        named = [argument for argument in self.arguments if not argument.positional]
        keywords = [
            argument.declaration for argument in sorted(named, key=lambda argument: argument.default is not None)
        ]
        return ", ".join([*positional, *(["*", *keywords] if keywords else [])])

    @property
    def method_signature(self) -> str:
        if not self.pageable:
            return ", ".join(filter(None, ["self", self.signature]))
        limit = "limit: int | None = None"
        star = "" if "*" in self.signature.split(", ") else "*"
        return ", ".join(filter(None, ["self", self.signature, star, limit]))

    @property
    def passed(self) -> str:
        return ", ".join(a.name if a.positional else f"{a.name}={a.name}" for a in self.arguments)

    @property
    def answers(self) -> list[tuple[int, str]]:
        """By status code of success, the function that decodes the body."""
        found = []
        for response in self.endpoint.responses.patterns:
            first, last = response.status_code.range or (0, 0)
            has_body = bool(response.source["attribute"] != "None")
            if isinstance(response.prop, FileProperty):
                raise BuildError(f"{self.version}: {self.id} returns a file, which the clients do not support.")
            if 200 <= first <= last < 300:
                empty = "created" if first in CREATED and creates(self.endpoint.method, self.operation) else "nothing"
                found.append((first, decoder(response.prop, self.id, MODELS) if has_body else empty))
        if not found and creates(self.endpoint.method, self.operation):
            return [(int(HTTPStatus.ACCEPTED), "created")]
        if not found:
            raise BuildError(f"{self.version}: {self.id} has no success response.")
        return found

    @property
    def result(self) -> str:
        kinds = []
        names = {"nothing": "None", "created": "Created"}
        patterns = self.endpoint.responses.patterns
        by_status = {(response.status_code.range or (0, 0))[0]: response for response in patterns}
        for status, decode in self.answers:
            kinds.append(names.get(decode) or annotation(by_status[status].prop, MODELS))
        return " | ".join(sorted(dict.fromkeys(kinds), key=lambda kind: kind == "None"))

    @property
    def page(self) -> tuple[str, str, str]:
        """Of a listing: the type of its items, and the properties of a page that hold them and the link to the next."""
        paging = self.pageable or {}
        prop = self.endpoint.responses.patterns[0].prop
        properties = (
            (prop.optional_properties or []) + (prop.required_properties or [])
            if isinstance(prop, ModelProperty)
            else []
        )
        by_name = {entry.name.get_untrusted_value(): entry for entry in properties}
        items, link = by_name.get(paging.get("itemName", "value")), by_name.get(paging.get("nextLinkName", ""))
        if not isinstance(items, ListProperty) or link is None:
            raise BuildError(f"{self.version}: {self.id} is marked as paged, but its response has no {paging}.")
        return annotation(items.inner_property, MODELS), str(items.python_name), str(link.python_name)

    def doc(self, indent: int) -> str:
        operation = self.operation
        arguments = [f"{argument.name}: {argument.words}" for argument in self.arguments if argument.words]
        if self.pageable:
            arguments.append("limit: Maximum number of items to return, over all pages. Default: all.")
        published = operation.get("x-published-operation-id")
        note = f"Published as {published}." if published else ""
        deprecated = "Deprecated by the service." if operation.get("deprecated") else ""
        return docstring(
            [
                operation.get("summary") or f"{self.endpoint.method.upper()} {self.path}.",
                " ".join(filter(None, [operation.get("description"), deprecated])),
                "\n".join(["Args:", *arguments]) if arguments else "",
                f"{self.endpoint.method.upper()} {self.path}. {note}".strip(),
            ],
            indent,
        )

    def _take_path(self) -> None:
        url = self.path
        for prop in self.endpoint.path_parameters:
            published = prop.name.get_untrusted_value()
            before, after = self.path.split(f"{{{published}}}")
            entity = self._entity_at(f"{before}{{{published}}}")
            identifies = entity is not None or isinstance(prop, UuidProperty)
            kind = "UUID | str" if identifies else "str"
            if entity:
                kind += f" | {MODELS}{entity.class_info.name}"
                kind += f" | {MODELS}EntityReference" if "EntityReference" in self.models else ""
            elif identifies and creates("post", self.document["paths"].get(before.rstrip("/"), {}).get("post")):
                kind += " | Created"
            words = self._parameter_words("path", published)
            words = (
                f"{words.rstrip('.').replace('Id (UUID) of the', 'The')}: {ID_FORMS}." if entity and words else words
            )
            name = argument_name(published)
            self.arguments.append(Argument(name, kind, None, True, words))
            segment = f'path_text("{name}", {name})'
            if identifies:
                self._take_entity(name, before, after)
                segment = f"of_{name}.segment"
            url = url.replace(f"{{{published}}}", f"{{{segment}}}")
        self.url = f"f'{url}'" if "{" in url else f'"{url}"'

    def _take_entity(self, name: str, before: str, after: str) -> None:
        if before.count("{") > len(self.entities):
            # A log that is listed by its locale tells the URL that it has by its endpoint.
            before = before.rpartition("}")[2]
        before, after = (re.sub(r"\{\w+\}", "{}", part) for part in (before, after))
        given = [
            f'"{name}"',
            name,
            f'"{before}"',
            f'"{after}"',
            f"({''.join(f'{each}, ' for each, _ in self.entities)})",
        ]
        while given[-1] in ("()", '""'):
            given.pop()
        self.entities.append((f"of_{name}", f"given_entity({', '.join(given)})"))

    def _entity_at(self, path: str) -> ModelProperty | None:
        """The model that `GET path` gives, if it tells its own URL: what an id at the end of that path stands for."""
        response = self.document["paths"].get(path, {}).get("get", {}).get("responses", {}).get("200", {})
        schema = response.get("content", {}).get("application/json", {}).get("schema", {})
        model = self.models.get(schema.get("$ref", "").rpartition("/")[2])
        properties = (model.optional_properties or []) + (model.required_properties or []) if model else []
        return model if any(prop.name == "self" for prop in properties) else None

    def _take_body(self) -> None:
        for body in self.endpoint.bodies:
            media_type = body.content_type.get_untrusted_value()
            if media_type in ("multipart/form-data", "application/x-www-form-urlencoded"):
                self._take_form(body.prop)
                continue
            binary = isinstance(body.prop, FileProperty)
            kind = "bytes | IO[bytes]" if binary else given_annotation(body.prop, MODELS)
            required = bool(self.operation["requestBody"].get("required"))
            words = str(self.operation["requestBody"].get("description", ""))
            default = None if required else "None"
            self.arguments.append(Argument("body", kind if required else f"{kind} | None", default, True, words))
            if binary:
                self.body = ["content=body", f'content_type="{media_type}"']
                continue
            encoded = encode(body.prop, "body")
            self.body_json = encoded if required else f"None if body is None else {encoded}"
            merges = _MERGE_PATCH in self.operation["requestBody"].get("x-published-consumes", ())
            sent_as = "patch_type(json)" if merges else f'"{media_type}"'
            self.body = ["json=json", f"content_type={sent_as}"]

    def _take_form(self, prop: PropertyProtocol) -> None:
        if not isinstance(prop, ModelProperty) or is_map(prop):
            raise BuildError(f"{self.version}: {self.id} has a form without fields.")
        schema = next(iter(self.operation["requestBody"]["content"].values()))["schema"]
        fields = [*(prop.required_properties or []), *(prop.optional_properties or [])]
        for entry in sorted(fields, key=lambda entry: not isinstance(entry, FileProperty)):
            published = entry.name.get_untrusted_value()
            words = schema["properties"][published].get("description", "")
            is_file = isinstance(entry, FileProperty)
            argument = self._argument(entry, words, positional=is_file)
            value = f"as_file({argument.name})" if is_file else as_text(entry, argument.name)
            self.form.append((argument, published, value))

    def _take_parameters(self) -> None:
        for place, props, target in (
            ("query", self.endpoint.query_parameters, self.query),
            ("header", self.endpoint.header_parameters, self.headers),
        ):
            for prop in props:
                published = prop.name.get_untrusted_value()
                if published == "api-version":
                    self.fixed_query[published] = "API_VERSION"
                    continue
                argument = self._argument(prop, self._parameter_words(place, published), positional=False)
                target.append((argument, published, as_text(prop, argument.name)))

    def _argument(self, prop: PropertyProtocol, words: str, *, positional: bool) -> Argument:
        kind = given_annotation(prop, MODELS) + ("" if prop.required else " | None")
        name = argument_name(prop.name.get_untrusted_value())
        argument = Argument(name, kind, None if prop.required else "None", positional, words)
        self.arguments.append(argument)
        return argument

    def _parameter_words(self, place: str, name: str) -> str:
        item: dict[str, Any] = self.document["paths"][self.path]
        for entry in [*self.operation.get("parameters", ()), *item.get("parameters", ())]:
            parameter = self._resolved(entry)
            if (parameter["in"], parameter["name"]) == (place, name):
                return str(parameter.get("description", ""))
        return ""

    def _resolved(self, entry: Json) -> Json:
        name = entry.get("$ref", "").rpartition("/")[2]
        found: Json = self.document["components"]["parameters"][name] if name else entry
        return found


def creates(method: str, operation: Json | None) -> bool:
    """Whether an operation makes something and has no body to say so: a header tells where it is.

    Where no success is documented at all, a POST is taken for one.
    """
    if method != "post" or operation is None:
        return False
    successes = {status: response for status, response in operation["responses"].items() if status.startswith("2")}
    return not successes or any(
        int(status) in CREATED
        and "content" not in response
        and not _LOCATIONS.isdisjoint(map(str.lower, response.get("headers", ())))
        for status, response in successes.items()
        if status.isdecimal()
    )


def group_module(group: str) -> str:
    """Name of the Python module, and of the client's attribute, of a group."""
    return snake_case(group)
