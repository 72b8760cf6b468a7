"""All kinds of differences by their ids, which never change."""

from __future__ import annotations

from rule import Rule
from rules_operations import OPERATION_RULES
from rules_python import PYTHON_RULES, WORD_RULES
from rules_schemas import SCHEMA_RULES

RULES: dict[str, Rule] = {**OPERATION_RULES, **SCHEMA_RULES, **PYTHON_RULES, **WORD_RULES}
