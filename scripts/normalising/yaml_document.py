"""Documents that are written in YAML: as JSON values, and the lines of their parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any

import yaml

from build_error import BuildError

# Aliases can make a small file an endless one.
_MOST_NODES = 10_000_000
_SAYS_WHAT_IT_IS = re.compile(rb"^[\"']?(openapi|swagger)[\"']?\s*:", re.MULTILINE)


class _Loader(yaml.CSafeLoader):
    """Leaves dates as the texts that they are in JSON."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def is_yaml(body: bytes) -> bool:
    """Whether the bytes of a file look like a Swagger or OpenAPI document in YAML; JSON is no YAML here."""
    return not body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and _SAYS_WHAT_IT_IS.search(body) is not None


def parse_yaml(text: str, name: str) -> Any:
    """The JSON value of a YAML text, which problems call `name`.

    Raises:
        BuildError: it is not YAML, or holds more than one document.
    """
    try:
        return _json(yaml.load(text, _Loader), name, count())  # The loader is a safe one.
    except yaml.YAMLError as error:
        raise BuildError(f"{name}: not valid YAML: {' '.join(str(error).split())}.") from error


def yaml_line_numbers(text: str, pointers: Iterable[str]) -> dict[str, int]:
    """Pointer: the line, counted from 1, where the value or its key begins; those on the way to it likewise."""
    root = yaml.compose(text, _Loader)
    found = {"": 1}
    for pointer in pointers:
        at, node = "", root
        for step in pointer.split("/")[1:]:
            at = f"{at}/{step}"
            line, node = _below(node, step.replace("~1", "/").replace("~0", "~"))
            if node is None:
                break
            found[at] = line
    return found


def _json(value: Any, name: str, nodes: Iterator[int]) -> Any:
    if next(nodes) > _MOST_NODES:
        raise BuildError(f"{name}: more than {_MOST_NODES} values when its aliases are expanded.")
    if isinstance(value, dict):
        # A status can be written as a number, which is no key in JSON.
        return {str(key): _json(below, name, nodes) for key, below in value.items()}
    return [_json(below, name, nodes) for below in value] if isinstance(value, list) else value


def _below(node: Any, step: str) -> tuple[int, Any]:
    """The line of a key or item, and its value; None as its value if there is none."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return key.start_mark.line + 1, value
    elif isinstance(node, yaml.SequenceNode) and step.isdecimal() and int(step) < len(node.value):
        return node.value[int(step)].start_mark.line + 1, node.value[int(step)]
    return 0, None
