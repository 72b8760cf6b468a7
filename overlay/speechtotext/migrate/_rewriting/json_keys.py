"""Keys of JSON objects that programs write as dicts."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from speechtotext.migrate._analysis.constants import constant
from speechtotext.migrate._analysis.program import find_nodes
from speechtotext.migrate._versions.json_names import JsonNameChange, json_name_change
from speechtotext.migrate._versions.plan import MigrationPlan


def changed_json_keys(body: cst.CSTNode, plan: MigrationPlan) -> Iterator[tuple[cst.CSTNode, JsonNameChange]]:
    """Yield the keys in a dict literal, nested ones included, that the target does not accept."""
    for element in find_nodes(body, cst.DictElement):
        key = constant(element.key)
        found = json_name_change(str(key[0]), plan) if key is not None else None
        if found is not None:
            yield element, found
