"""Small projects for the regeneration to work on: a folder with sources, wording and published files."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from generating.owned_files import METHODS_FOLDER
from regenerate import regenerate
from upstream.sources import ROOT, load_sources

Json = dict[str, Any]

_REPOSITORY = "owner/specs"
_COMMIT = "a" * 40
_PATH = "stable/speechtotext.json"

# Properties, shapes and names that published files have or could have, and that trip generators.
AWKWARD: Json = {
    "swagger": "2.0",
    "info": {"title": "Awkward", "version": "9"},
    "x-ms-parameterized-host": {
        "hostTemplate": "{endpoint}/speechtotext",
        "useSchemePrefix": False,
        "parameters": [{"$ref": "#/parameters/endpoint"}],
    },
    "parameters": {
        "endpoint": {"in": "path", "name": "endpoint", "required": True, "type": "string"},
        "version": {
            "in": "query",
            "name": "api-version",
            "required": True,
            "type": "string",
            "x-ms-parameter-location": "client",
        },
    },
    "securityDefinitions": {"api_key": {"type": "apiKey", "name": "Ocp-Apim-Subscription-Key", "in": "header"}},
    "security": [{"api_key": []}],
    "paths": {
        "/things": {
            "get": {
                "operationId": "Things_List",
                "parameters": [
                    {"$ref": "#/parameters/version"},
                    {"in": "query", "name": "filter", "type": "string"},
                    {"in": "query", "name": "kinds", "type": "array", "items": {"type": "string"}},
                    {"in": "query", "name": "since", "type": "string", "format": "date-time"},
                    {"in": "query", "name": "deep", "type": "boolean"},
                    {"in": "header", "name": "If-Match", "type": "string"},
                ],
                "responses": {"200": {"description": "ok", "schema": {"$ref": "#/definitions/ThingPage"}}},
                "x-ms-pageable": {"itemName": "value", "nextLinkName": "nextLink"},
            },
            "post": {
                "operationId": "createThing",
                "consumes": ["application/json"],
                "parameters": [
                    {"$ref": "#/parameters/version"},
                    {"in": "body", "name": "thing", "schema": {"$ref": "#/definitions/BaseModel"}},
                ],
                "responses": {"201": {"description": "made", "schema": {"$ref": "#/definitions/BaseModel"}}},
            },
        },
        "/things/{thing-id}": {
            "parameters": [{"in": "path", "name": "thing-id", "required": True, "type": "string", "format": "uuid"}],
            "get": {
                "operationId": "Things_Get",
                "parameters": [
                    {"in": "path", "name": "thing-id", "required": True, "type": "string", "format": "uuid"}
                ],
                "responses": {"200": {"description": "ok", "schema": {"$ref": "#/definitions/BaseModel"}}},
            },
        },
    },
    "definitions": {
        "ThingPage": {
            "type": "object",
            "properties": {
                "value": {"type": "array", "items": {"$ref": "#/definitions/BaseModel"}},
                "nextLink": {"type": "string"},
            },
        },
        "Root": {
            "type": "object",
            "required": ["self"],
            "properties": {"self": {"type": "string", "description": 'Line one.\r\nLine two """ \\N{x}.'}},
        },
        "BaseModel": {
            "allOf": [{"$ref": "#/definitions/Root"}],
            "type": "object",
            "required": ["class", "born"],
            "properties": {
                "class": {"type": "string", "enum": ["a-b", "a_b", "1st", "None"], "x-ms-enum": {"name": "Grade"}},
                "born": {"type": "string", "format": "date", "x-nullable": True},
                "level": {"type": "integer", "enum": [1, 2]},
                "list": {"type": "array", "items": {"type": "array", "items": {"type": "number"}}},
                "anything": {},
                "untyped map": {"type": "object", "additionalProperties": {}},
                "maps": {"type": "object", "additionalProperties": {"$ref": "#/definitions/BaseModel"}},
                "parent": {"$ref": "#/definitions/BaseModel", "readOnly": True, "description": "CR LF\r\n."},
                "inline": {"type": "object", "properties": {"from": {"type": "string"}, "@id": {"type": "string"}}},
                "sealed": {"type": "object", "additionalProperties": False, "properties": {"x": {"type": "string"}}},
            },
        },
        "Unreferenced": {"type": "object", "properties": {"note": {"type": "string"}}},
    },
}


class Project:
    """A folder that the regeneration can work on."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "spec" / "wording").mkdir(parents=True)
        for name in ("operations.toml", "models.toml"):
            (root / "spec" / "wording" / name).write_text("", encoding="utf-8")
        (root / "spec" / "amendments.toml").write_text("", encoding="utf-8")
        (root / "spec" / "sources.toml").write_text("", encoding="utf-8")
        shutil.copytree(ROOT / METHODS_FOLDER, root / METHODS_FOLDER)

    @property
    def cache(self) -> Path:
        return self.root / ".spec-cache"

    def publish(self, version: str, swagger: Json | str) -> None:
        """Add a version whose published file is in the cache already."""
        body = (swagger if isinstance(swagger, str) else json.dumps(swagger)).encode()
        folder = self.cache / _REPOSITORY / _COMMIT / version / _PATH
        folder.parent.mkdir(parents=True)
        folder.write_bytes(body)
        with (self.root / "spec" / "sources.toml").open("a", encoding="utf-8") as sources:
            sources.write(
                f'[versions."{version}"]\nrepository = "{_REPOSITORY}"\ncommit = "{_COMMIT}"\n'
                f'path = "{version}/{_PATH}"\nsha256 = "{hashlib.sha256(body).hexdigest()}"\n'
            )

    def regenerate(
        self,
        *,
        offline: bool = False,
        check: bool = False,
        without_wording: bool = True,
        skip_unsupported: bool = False,
    ) -> str:
        versions = load_sources(self.root / "spec" / "sources.toml")
        published = None if offline else self.cache
        return regenerate(
            versions,
            self.root,
            published=published,
            check=check,
            without_wording=without_wording,
            skip_unsupported=skip_unsupported,
        )

    def run(self, program: str) -> str:
        """What a program prints that uses the generated clients, below the overlay of the real project."""
        overlay = self.root / "overlay" / "speechtotext"
        handwritten = ROOT / "overlay" / "speechtotext"
        for file in [*handwritten.glob("_*/**/*.py"), *handwritten.glob("storage/*.py")]:
            if "_generated" not in file.parts:
                copy = overlay / file.relative_to(handwritten)
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(file.read_bytes())
        for file in handwritten.glob("_*.py"):
            (overlay / file.name).write_bytes(file.read_bytes())
        path = f"import sys\nsys.path[:0] = [{str(self.root / 'overlay')!r}, {str(self.root / 'generated')!r}]\n"
        command = [sys.executable, "-W", "error", "-c", path + program]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout


def command_line(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """`python scripts/regenerate.py ARGUMENTS`."""
    command = [sys.executable, str(ROOT / "scripts" / "regenerate.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd)
