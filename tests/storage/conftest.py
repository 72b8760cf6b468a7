"""Storages for all tests of this folder."""

from __future__ import annotations

from storage.azurite import azurite as azurite
from storage.azurite import blob_storage as blob_storage
from storage.azurite import secure_azurite as secure_azurite
