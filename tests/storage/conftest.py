"""Storages for all tests of this folder."""

from __future__ import annotations

from storage.azurite import azurite as azurite
from storage.azurite import blob_storage as blob_storage
from storage.azurite import secure_azurite as secure_azurite
from storage.s3 import s3 as s3
from storage.s3 import s3_storage as s3_storage
