"""Python code for the properties of a model and the values of a request: types, decoding, encoding."""

from __future__ import annotations

import keyword
import re
import textwrap
from collections.abc import Collection
from dataclasses import dataclass

from openapi_python_client.parser.properties.any import AnyProperty
from openapi_python_client.parser.properties.boolean import BooleanProperty
from openapi_python_client.parser.properties.datetime import DateTimeProperty
from openapi_python_client.parser.properties.enum_property import EnumProperty
from openapi_python_client.parser.properties.file import FileProperty
from openapi_python_client.parser.properties.float import FloatProperty
from openapi_python_client.parser.properties.int import IntProperty
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.model_property import ModelProperty
from openapi_python_client.parser.properties.protocol import PropertyProtocol
from openapi_python_client.parser.properties.string import StringProperty
from openapi_python_client.parser.properties.uuid import UuidProperty
from openapi_python_client.schema import Reference, Schema
from openapi_python_client.strings import in_double_quote_literal, safe_for_docstring, snake_case

from build_error import BuildError

_SECRET = re.compile(r"(?i)^(secret|password|.*subscriptionKey|accessToken)$")
_WIDTH = 120

MODELS = "models."
"""What stands before the names of models in the modules of operations."""


@dataclass(frozen=True)
class _Scalar:
    annotation: str
    kind: str


# JSON types that Python has under another name; FloatProperty stands for `number`.
_SCALARS: dict[type, _Scalar] = {
    StringProperty: _Scalar("str", "TEXT"),
    BooleanProperty: _Scalar("bool", "BOOLEAN"),
    IntProperty: _Scalar("int", "INTEGER"),
    FloatProperty: _Scalar("float", "NUMBER"),
}

# Integers that count a unit of time, by the end of their names.
_UNITS = {"Hours": "HOURS", "Minutes": "MINUTES", "Milliseconds": "MILLISECONDS", "Seconds": "SECONDS"}
_DURATIONS = ("duration", "timeToLive")
_REFERENCE = "EntityReference"


def is_map(prop: PropertyProtocol) -> bool:
    """Whether an object is only a map from names to values of one type, with no properties of its own."""
    return (
        isinstance(prop, ModelProperty)
        and not prop.required_properties
        and not prop.optional_properties
        and prop.data.additionalProperties not in (None, False)
    )


def annotation(prop: PropertyProtocol, scope: str = "") -> str:
    """The Python type of a value that is there; `scope` is what stands before the names of models."""
    if isinstance(prop, ModelProperty) and is_map(prop):
        return f"dict[str, {annotation(_map_values(prop), scope)}]"
    if isinstance(prop, ModelProperty | EnumProperty):
        return f"{scope}{prop.class_info.name}"
    if isinstance(prop, ListProperty):
        return f"list[{annotation(prop.inner_property, scope)}]"
    if type(prop) in _SCALARS:
        return _SCALARS[type(prop)].annotation
    names: dict[type, str] = {DateTimeProperty: "datetime", UuidProperty: "UUID", FileProperty: "FileInput"}
    if type(prop) in names:
        return names[type(prop)]
    if isinstance(prop, AnyProperty):
        return "Any"
    raise BuildError(f"{prop.name.get_untrusted_value()}: a {type(prop).__name__} is not supported by the clients.")


def given_annotation(prop: PropertyProtocol, scope: str = "") -> str:
    """The Python type of an argument whose meaning is certain; the kinds of `kinds.py` and `object_kinds.py` take it.

    A list of strings is never a sequence: a string would be one, too.
    """
    plain = annotation(prop, scope)
    if isinstance(prop, ModelProperty) and is_map(prop):
        return f"Mapping[str, {given_annotation(_map_values(prop), scope)}]"
    if isinstance(prop, ModelProperty):
        other = "HasSelf | UUID | str" if prop.class_info.name == _REFERENCE else "Mapping[str, object]"
        return f"{plain} | {other}"
    if isinstance(prop, ListProperty):
        item = given_annotation(prop.inner_property, scope)
        return f"list[{item}] | tuple[{item}, ...]" if item == "str" else f"Sequence[{item}]"
    if isinstance(prop, EnumProperty | DateTimeProperty | UuidProperty):
        return f"{plain} | str"
    counted = kind(prop) == "DURATION" or kind(prop) in _UNITS.values()
    return f"{plain} | timedelta" if counted else plain


def kind(prop: PropertyProtocol, collections: Collection[str] = (), scope: str = "", name: str | None = None) -> str:
    """An expression for the kind of a value.

    Args:
        collections: the collections of entities that references may lead to.
        scope: what stands before the names of models.
        name: the published name of the property that holds the value, if that is not its own.
    """
    name = prop.name.get_untrusted_value() if name is None else name
    if isinstance(prop, ListProperty):
        return f"ListOf({kind(prop.inner_property, collections, scope, name)})"
    if isinstance(prop, ModelProperty) and is_map(prop):
        return f"MapOf({kind(_map_values(prop), collections, scope, name)})"
    if isinstance(prop, ModelProperty):
        model = f"{scope}{prop.class_info.name}"
        if prop.class_info.name == _REFERENCE:
            return f'ReferenceTo({model}, "{_collection(name, collections)}")'
        return f"ObjectOf({model})"
    if isinstance(prop, EnumProperty):
        return f"Choice({scope}{prop.class_info.name})"
    if isinstance(prop, DateTimeProperty):
        return "DATE_TIME"
    if isinstance(prop, UuidProperty):
        return "UUID_TEXT"
    if isinstance(prop, StringProperty) and name in _DURATIONS:
        return "DURATION"
    if isinstance(prop, IntProperty):
        return next((unit for ending, unit in _UNITS.items() if name.endswith(ending)), "INTEGER")
    return _SCALARS[type(prop)].kind if type(prop) in _SCALARS else "ANYTHING"


def decoder(prop: PropertyProtocol, where: str, scope: str) -> str:
    """An expression for a function of one argument that decodes a whole answer."""
    if isinstance(prop, ModelProperty) and not is_map(prop):
        return f"lambda body: read({scope}{prop.class_info.name}, body)"
    return f'lambda body: {kind(prop, scope=scope)}.decode("{where}", body)'


def encode(prop: PropertyProtocol, name: str) -> str:
    """An expression that makes the JSON value of the argument `name`."""
    return f'{kind(prop, scope=MODELS, name=name)}.encode("{name}", {name})'


def as_text(prop: PropertyProtocol, name: str) -> str:
    """An expression that makes the text of a query parameter, header or form field of the argument `name`."""
    return f'{kind(prop, scope=MODELS)}.to_text("{name}", {name})'


def models_of(prop: PropertyProtocol) -> set[tuple[str, str]]:
    """Module and class of every model and enum that the annotation of `prop` names."""
    if isinstance(prop, ListProperty):
        return models_of(prop.inner_property)
    if isinstance(prop, ModelProperty) and is_map(prop):
        return models_of(_map_values(prop))
    if isinstance(prop, ModelProperty | EnumProperty):
        return {(str(prop.class_info.module_name), str(prop.class_info.name))}
    return set()


def argument_name(name: str) -> str:
    """The name of a method's argument: snake_case; `filter`, `id` and their like stay as they are."""
    python = snake_case(name)
    return f"{python}_" if keyword.iskeyword(python) or python in ("self", "cls", "body", "limit") else python


# Not marked as read-only in the published files.
_SET_BY_SERVICE = frozenset(("links", "status"))


@dataclass(frozen=True)
class PropertyCode:
    """What the template of a model needs to know of one property."""

    prop: PropertyProtocol
    patch: bool
    description: str
    collections: Collection[str] = ()
    read_only: bool = False

    @property
    def name(self) -> str:
        return str(self.prop.python_name)

    @property
    def key(self) -> str:
        return in_double_quote_literal(self.prop.name)

    @property
    def required(self) -> bool:
        return self.prop.required and not self.patch

    @property
    def annotation(self) -> str:
        kind = annotation(self.prop)
        if self.required:
            return kind
        return f"{kind} | None | Unset" if self.patch else f"{kind} | None"

    @property
    def field(self) -> str:
        arguments = [] if self.required else [f"default={'UNSET' if self.patch else 'None'}"]
        if isinstance(self.prop, StringProperty) and _SECRET.match(self.prop.name.get_untrusted_value()):
            arguments.append("repr=hidden")
        elif "str" in re.findall(r"\w+", annotation(self.prop)):
            arguments.append("repr=redacted")
        return f" = field({', '.join(arguments)})" if arguments else ""

    @property
    def kind(self) -> str:
        return kind(self.prop, self.collections)

    @property
    def set_by_service(self) -> bool:
        return self.read_only or self.prop.name.get_untrusted_value() in _SET_BY_SERVICE

    @property
    def parameter(self) -> str:
        """The argument of the constructor."""
        default = "" if self.required else f" = {'UNSET' if self.patch else 'None'}"
        given = given_annotation(self.prop)
        optional = "" if self.required else " | None | Unset" if self.patch else " | None"
        return f"{self.name}: {given}{optional}{default}"

    @property
    def plain(self) -> tuple[str, ...]:
        """The types of values that are taken as they are; for an enum, of its text. Empty if there are none."""
        if isinstance(self.prop, FloatProperty):
            return ("float", "int")
        if isinstance(self.prop, EnumProperty):
            return ("str",)
        return (_SCALARS[type(self.prop)].annotation,) if type(self.prop) in _SCALARS else ()

    @property
    def loaded(self) -> list[str]:
        """Statements that set the attribute if its member is plainly right, or plainly left out."""
        left_out = [] if self.required else [f'if get("{self.key}") is None:', f"    self.{self.name} = None"]
        if not self.plain:
            return left_out
        fits = " or ".join(f"type(value) is {each}" for each in self.plain)
        if isinstance(self.prop, EnumProperty):
            enum = str(self.prop.class_info.name)
            known = [f"if {fits}:", f"    self.{self.name} = {values_name(enum)}.get(value) or {enum}(value)"]
            left_out = left_out and ["elif value is None:", left_out[1]]
            return [f'value = get("{self.key}")', *known, *left_out]
        fits = fits if self.required else f"value is None or {fits}"
        return [f'value = get("{self.key}")', f"if {fits}:", f"    self.{self.name} = value"]


def values_name(enum: str) -> str:
    """Name of the constant that holds the known values of an enum by their text."""
    return f"{snake_case(enum).upper()}_VALUES"


def described(schema: Schema | Reference | None) -> str:
    """Our words for a schema."""
    description = schema.description if isinstance(schema, Schema) else None
    return description.get_untrusted_value() if description else ""


def docstring(paragraphs: list[str], indent: int) -> str:
    """Text for the inside of a docstring that is indented by `indent` columns.

    A paragraph that begins with a word and a colon on a line of its own is a section: its further lines are entries.
    """
    blocks = []
    for paragraph in filter(None, paragraphs):
        lines = paragraph.split("\n")
        width = _WIDTH - indent
        if len(lines) == 1:
            blocks.append(textwrap.fill(lines[0], width))
        else:
            entries = [
                textwrap.fill(line, width, initial_indent="    ", subsequent_indent="        ") for line in lines[1:]
            ]
            blocks.append("\n".join([lines[0], *entries]))
    text = safe_for_docstring("\n\n".join(blocks))
    if text.endswith('"'):
        text += " "
    return textwrap.indent(text, " " * indent).lstrip()


def _collection(name: str, collections: Collection[str]) -> str:
    """The collection that a reference leads to, by the name of its property: baseModel leads to models/base."""
    words = [word.lower() for word in re.findall("[A-Za-z][a-z]*", name)]
    found = next((each for word in words for each in (word, f"{word}s") if each in collections), "")
    return f"{found}/base" if "base" in words and f"{found}/base" in collections else found


def _map_values(prop: ModelProperty) -> PropertyProtocol:
    if prop.additional_properties is None:
        raise BuildError(f"{prop.class_info.name}: a map without a type for its values.")
    return prop.additional_properties
