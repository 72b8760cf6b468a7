"""Python code for the properties of a model and the values of a request: types, decoding, encoding."""

from __future__ import annotations

import keyword
import re
import textwrap
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


@dataclass(frozen=True)
class _Scalar:
    annotation: str
    decoder: str


# JSON types that Python has under another name; FloatProperty stands for `number`.
_SCALARS: dict[type, _Scalar] = {
    StringProperty: _Scalar("str", "text"),
    BooleanProperty: _Scalar("bool", "boolean"),
    IntProperty: _Scalar("int", "integer"),
    FloatProperty: _Scalar("float", "number"),
}


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
    raise BuildError(f"{prop.name.get_untrusted_value()}: a {type(prop).__name__} has no counterpart in the clients.")


def decode(prop: PropertyProtocol, source: str, where: str, scope: str = "") -> str:
    """An expression that makes the Python value of the JSON value `source`."""
    if isinstance(prop, ListProperty):
        item = decode(prop.inner_property, "item", where, scope)
        return f'[{item} for item in items("{where}", {source})]'
    if isinstance(prop, ModelProperty) and is_map(prop):
        value = decode(_map_values(prop), "item", where, scope)
        return f'{{name: {value} for name, item in members("{where}", {source}).items()}}'
    if isinstance(prop, ModelProperty):
        checked = f'{source} if type({source}) is dict else members("{where}", {source})'
        return f"{scope}{prop.class_info.name}.from_dict({checked})"
    if isinstance(prop, EnumProperty):
        return f'{scope}{prop.class_info.name}(text("{where}", {source}))'
    if type(prop) in _SCALARS:
        return f'{_SCALARS[type(prop)].decoder}("{where}", {source})'
    if isinstance(prop, DateTimeProperty):
        return f'date_time("{where}", {source})'
    if isinstance(prop, UuidProperty):
        return f'uuid("{where}", {source})'
    return source


def decoder(prop: PropertyProtocol, where: str, scope: str) -> str:
    """An expression for a function of one argument that decodes a whole answer."""
    if isinstance(prop, ModelProperty) and not is_map(prop):
        return f"{scope}{prop.class_info.name}.from_dict"
    return f"lambda body: {decode(prop, 'body', where, scope)}"


def encode(prop: PropertyProtocol, source: str) -> str:
    """An expression that makes the JSON value of the Python value `source`."""
    if isinstance(prop, ListProperty):
        item = encode(prop.inner_property, "item")
        return f"list({source})" if item == "item" else f"[{item} for item in {source}]"
    if isinstance(prop, ModelProperty) and is_map(prop):
        value = encode(_map_values(prop), "item")
        return f"dict({source})" if value == "item" else f"{{name: {value} for name, item in {source}.items()}}"
    if isinstance(prop, ModelProperty):
        return f"{source}.to_dict()"
    if isinstance(prop, EnumProperty | UuidProperty):
        return f"str({source})"
    if isinstance(prop, DateTimeProperty):
        return f"format_date_time({source})"
    return source


def as_text(prop: PropertyProtocol, source: str) -> str:
    """An expression that makes the text of a query parameter, header or form field."""
    if isinstance(prop, StringProperty):
        return source
    if isinstance(prop, BooleanProperty):
        return f"str({source}).lower()"
    if isinstance(prop, DateTimeProperty):
        return f"format_date_time({source})"
    if isinstance(prop, ListProperty):
        return f'",".join({as_text(prop.inner_property, "item")} for item in {source})'
    if isinstance(prop, ModelProperty):
        return f"dumps({encode(prop, source)})"
    return f"str({source})"


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


@dataclass(frozen=True)
class PropertyCode:
    """What the template of a model needs to know of one property."""

    prop: PropertyProtocol
    model: str
    patch: bool
    description: str

    @property
    def name(self) -> str:
        return str(self.prop.python_name)

    @property
    def key(self) -> str:
        return in_double_quote_literal(self.prop.name)

    @property
    def where(self) -> str:
        return f"{self.model}.{self.key}"

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
    def conversion(self) -> list[str]:
        """Statements that turn the JSON `value`, which is there, into the Python one."""
        where, lines = self.where, []
        scalar = _SCALARS.get(type(self.prop)) or (_Scalar("str", "text") if self._is_enum else None)
        if scalar is None:
            if isinstance(self.prop, AnyProperty):
                return []
            if isinstance(self.prop, ModelProperty) and not is_map(self.prop):
                lines = ["if type(value) is not dict:", f'    value = members("{where}", value)']
                return [*lines, f"value = {self.prop.class_info.name}.from_dict(value)"]
            if self.required:
                lines = ["if value is None:", f'    raise mismatch("{where}", "a value", value)']
            return [*lines, f"value = {decode(self.prop, 'value', where)}"]
        lines = [f"if type(value) is not {scalar.annotation}:", f'    value = {scalar.decoder}("{where}", value)']
        if isinstance(self.prop, EnumProperty):
            enum = self.prop.class_info.name
            lines.append(f"value = {values_name(str(enum))}.get(value) or {enum}(value)")
        return lines

    @property
    def encoded(self) -> str:
        return encode(self.prop, f"self.{self.name}")

    @property
    def _is_enum(self) -> bool:
        return isinstance(self.prop, EnumProperty)


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


def _map_values(prop: ModelProperty) -> PropertyProtocol:
    if prop.additional_properties is None:
        raise BuildError(f"{prop.class_info.name}: a map without a type for its values.")
    return prop.additional_properties
