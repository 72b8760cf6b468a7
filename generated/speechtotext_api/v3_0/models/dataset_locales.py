from __future__ import annotations

from typing import TypeAlias

from .dataset_kind import DatasetKind

DatasetLocales: TypeAlias = dict[str, list[DatasetKind]]
"""Supported locales for each kind of dataset. A map from locale to the kinds of dataset it supports."""
