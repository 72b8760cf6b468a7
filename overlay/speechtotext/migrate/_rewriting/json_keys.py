"""Keys of JSON objects that programs write as dicts."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from speechtotext.migrate._analysis.constants import constant
from speechtotext.migrate._analysis.program import nodes
from speechtotext.migrate._versions.json_names import Key, key_change
from speechtotext.migrate._versions.plan import Plan


def changed_keys(body: cst.CSTNode, plan: Plan) -> Iterator[tuple[cst.CSTNode, Key]]:
    """The keys of a dict, and of those in it, that the target does not understand any more."""
    for element in nodes(body, cst.DictElement):
        key = constant(element.key)
        found = key_change(str(key[0]), plan) if key is not None else None
        if found is not None:
            yield element, found
