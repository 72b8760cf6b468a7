"""All kinds of differences by their ids, which never change."""

from __future__ import annotations

from .operations import OPERATION_RULES
from .python_clients import PYTHON_RULES, WORD_RULES
from .rule import Rule
from .schemas import SCHEMA_RULES

RULES: dict[str, Rule] = {**OPERATION_RULES, **SCHEMA_RULES, **PYTHON_RULES, **WORD_RULES}
