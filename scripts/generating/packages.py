"""Generate the clients: spec/<version>/openapi.json → generated/ and the generated modules of overlay/.

openapi-python-client reads the document and names things; the templates in scripts/templates/ write the code.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from openapi_python_client import Project
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.bodies import BodyType
from openapi_python_client.parser.errors import GeneratorError
from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties.enum_property import EnumProperty
from openapi_python_client.parser.properties.model_property import ModelProperty

from build_error import BuildError
from upstream.sources import Version
from upstream.swagger import METHODS, Json

from .async_twins import write_async_twins
from .documents import for_generator, reached_schemas, read_document
from .job_groups import OverlayGroup, job_code, mixins
from .operation_code import OperationCode, group_module
from .python_code import PropertyCode, annotation, described, docstring, is_map, models_of, values_name

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
_RUFF = TEMPLATES / "ruff.toml"

# The folder of the overlay that holds generated modules; only the versioned clients stand beside it.
GENERATED = "_generated"

_VERSIONS = '''"""API versions that have a client."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

PACKAGES: Final[Mapping[str, str]] = MappingProxyType(
    {{
{packages}    }}
)
"""Name of the Python package of each API version, oldest first."""
'''


def generate(
    versions: Iterable[Version], spec: Path, methods: Path, target: Path, *, skip_unsupported: bool = False
) -> list[str]:
    """Write the packages of these versions below `target`, in folders generated/ and overlay/.

    Returns the operations that were left out, each with its reason.

    Args:
        spec: the folder of the normalised documents.
        methods: the folder of the methods that groups have beside their operations.
        skip_unsupported: leave out operations that the clients cannot express.

    Raises:
        Problem: a document is missing or malformed, or has something that the clients cannot express.
    """
    api = target / "generated" / "speechtotext_api"
    overlay = target / "overlay" / "speechtotext"
    for folder in (api, overlay):
        folder.mkdir(parents=True, exist_ok=True)
    for file in sorted((TEMPLATES / "runtime").glob("*.py")):
        shutil.copyfile(file, api / file.name)
    (api / "py.typed").touch()
    versions = tuple(versions)
    left_out: list[str] = []
    _write_versions(versions, api / "versions.py")
    for version in versions:
        package = _VersionPackage(version, read_document(spec / version.name / "openapi.json", version), api)
        package.write(overlay, skip_unsupported=skip_unsupported)
        left_out += [f"{version.name}: {operation}" for operation in package.unsupported]
    write_async_twins(methods, overlay / GENERATED / "async_methods")
    _write_package_docstrings(overlay / GENERATED)
    _format(target)
    return left_out


def _write_versions(versions: Iterable[Version], file: Path) -> None:
    packages = "".join(f"        {version.name!r}: {version.package!r},\n" for version in versions)
    file.write_text(_VERSIONS.format(packages=packages), encoding="utf-8")


def _write_package_docstrings(generated: Path) -> None:
    for folder in (generated, *(path for path in generated.iterdir() if path.is_dir())):
        file = folder / "__init__.py"
        if not file.exists():
            file.write_text('"""Made by `nox -s generate`."""\n', encoding="utf-8")


class _VersionPackage(Project):
    """Everything that is generated of one version."""

    def __init__(self, version: Version, document: Json, api: Path) -> None:
        data = GeneratorData.from_dict(for_generator(document), config=_config(api / version.package))
        if isinstance(data, GeneratorError):
            raise BuildError(f"{version.name}: spec/{version.name}/openapi.json: {data.header}. {data.detail or ''}")
        super().__init__(openapi=data, config=_config(api / version.package), custom_template_path=TEMPLATES)
        self._version = version
        self._document = document
        self._spec_errors(data)
        self.env.globals.update(docstring=docstring, values_name=values_name)
        self.env.filters["builtin_types"] = lambda text: re.sub(r"\b(list|type)\[", r"builtins.\1[", text)
        self._models = {str(model.class_info.name): model for model in data.models}
        self._schemas: Json = document["components"]["schemas"]
        self.unsupported: list[str] = []

    def write(self, overlay: Path, *, skip_unsupported: bool) -> None:
        groups = self._supported()
        if self.unsupported and not skip_unsupported:
            listed = "; ".join(self.unsupported)
            count = len(self.unsupported)
            raise BuildError(
                f"{self._version.name}: {count} operation{'s' if count > 1 else ''} cannot be generated: {listed} "
                "(--skip-unsupported leaves such operations out)"
            )
        self._render("package_init", self.package_dir / "__init__.py", **self._about(), base_path=self._base_path())
        self._write_models()
        self._write_groups(groups, overlay)

    def _supported(self) -> list[list[OperationCode]]:
        """The operations by group; those that cannot be generated are noted in `unsupported`, with the reason."""
        by_operation = self._operations_by_name()
        groups = []
        for collection in self.openapi.endpoint_collections_by_tag.values():
            for error in collection.parse_errors:
                label = re.sub(r"^.*parsing (.+) within .*$", r"\1", " ".join((error.header or "").split()))
                self.unsupported.append(f"{label}: {' '.join((error.detail or 'not understood').split()).rstrip('.')}")
            operations = []
            for endpoint in collection.endpoints:
                path, operation = by_operation[str(endpoint.name)]
                try:
                    operations.append(self._operation_code(endpoint, path, operation))
                except BuildError as problem:
                    reason = str(problem).removeprefix(f"{self._version.name}: ").rstrip(".")
                    self.unsupported.append(f"{endpoint.method.upper()} {path}: {reason}")
            groups.append(operations)
        for path, item in self._document.get("x-ms-paths", {}).items():
            for method in METHODS:
                if method in item:
                    self.unsupported.append(f"{method.upper()} {path}: it differs from others in its query only")
        return [operations for operations in groups if operations]

    def _write_models(self) -> None:
        folder = self.package_dir / "models"
        patches, forms = self._patch_models(), self._forms()
        classes: list[tuple[str, str]] = []
        for model in self.openapi.models:
            info = model.class_info
            if str(info.name) in forms or (is_map(model) and str(info.name) not in self._schemas):
                continue
            classes.append((str(info.module_name), str(info.name)))
            file = folder / f"{info.module_name}.py"
            if is_map(model):
                self._render(
                    "alias",
                    file,
                    name=info.name,
                    annotation=annotation(model),
                    imports=sorted(models_of(model)),
                    doc=docstring([described(model.data)], 0),
                )
            else:
                self._render("model", file, model=self._model_code(model, patch=str(info.name) in patches))
        for enum in self._enums():
            classes.append((str(enum.class_info.module_name), str(enum.class_info.name)))
            self._write_enum(enum, folder / f"{enum.class_info.module_name}.py")
        self._require_distinct("models", [module for module, _ in classes])
        self._render("models_init", folder / "__init__.py", classes=sorted(classes), version=self._version.name)

    def _model_code(self, model: ModelProperty, *, patch: bool) -> Json:
        name = str(model.class_info.name)
        by_name = {
            prop.name.get_untrusted_value(): prop
            for prop in [*(model.required_properties or []), *(model.optional_properties or [])]
        }
        published = {key.get_untrusted_value(): schema for key, schema in (model.data.properties or {}).items()}
        collections = self._collections()
        properties = [
            PropertyCode(by_name[key], patch, described(schema), collections, bool(getattr(schema, "readOnly", False)))
            for key, schema in published.items()
        ]
        self._require_distinct(f"properties of {name}", ["additional_properties", *(prop.name for prop in properties)])
        imports = set().union(*(models_of(prop.prop) for prop in properties)) - models_of(model)
        doc = docstring([described(model.data) or f"{name}."], 4)
        enums = {str(enum.class_info.name) for enum in self._enums()}
        return {"name": name, "doc": doc, "properties": properties, "patch": patch, "enums": enums} | {
            "imports": sorted(imports)
        }

    def _collections(self) -> set[str]:
        """The paths that entities are found below: transcriptions, models/base and so on."""
        paths = (path.removeprefix("/") for path in self._document["paths"])
        return {path.removesuffix("/{id}") for path in paths if path.endswith("/{id}")}

    def _enums(self) -> list[EnumProperty]:
        return [enum for enum in self.openapi.enums if isinstance(enum, EnumProperty)]

    def _write_enum(self, enum: EnumProperty, file: Path) -> None:
        name = str(enum.class_info.name)
        schema: Json = self._schemas.get(name, {})
        words = dict(zip(schema.get("enum", ()), schema.get("x-enum-descriptions", ()), strict=False))
        values = [(key, value, words.get(json.loads(f'"{value}"'), "")) for key, value in enum.values.items()]
        self._render(
            "enum", file, name=name, values=values, doc=docstring([schema.get("description") or f"{name}."], 4)
        )

    def _write_groups(self, supported: list[list[OperationCode]], overlay: Path) -> None:
        groups = []
        for operations in supported:
            group = operations[0].operation["tags"][0]
            self._require_distinct(f"operations of {group}", [operation.method for operation in operations])
            words = self._group_words(group)
            file = self.package_dir / "api" / f"{group_module(group)}.py"
            self._render("group", file, group=group, words=words, operations=operations)
            groups.append(
                self._write_overlay_group(group, words, operations, overlay / GENERATED / self._version.package)
            )
        (self.package_dir / "api" / "__init__.py").write_text("", encoding="utf-8")
        file = overlay / f"{self._version.package}.py"
        groups.sort(key=lambda group: group.name)
        self._render("version", file, **self._about(), package=self._version.package, groups=groups)

    def _write_overlay_group(
        self, name: str, words: str, operations: list[OperationCode], folder: Path
    ) -> OverlayGroup:
        """What the client's attribute is: the generated class, or one of the overlay's that can wait, too."""
        package, module = self._version.package, group_module(name)
        jobs = job_code(operations)
        if jobs is None:
            return OverlayGroup(name, module, words, f"speechtotext_api.{package}.api.{module}")
        group = OverlayGroup(name, module, words, f".{GENERATED}.{package}.{module}")
        context = {
            "version": self._version.name,
            "package": package,
            "group": group,
            "jobs": jobs,
            "mixins": mixins(jobs, [operation.method for operation in operations]),
        }
        self._render("job_group", folder / f"{module}.py", **context)
        return group

    def _operation_code(self, endpoint: Endpoint, path: str, operation: Json) -> OperationCode:
        code = OperationCode(endpoint, self._document, self._models, path, operation, self._version.name)
        code.require_supported()
        return code

    def _operations_by_name(self) -> dict[str, tuple[str, Json]]:
        names = {}
        for path, item in self._document["paths"].items():
            for method in METHODS:
                if method in item:
                    name = item[method]["operationId"]
                    names[str(self.env.globals["python_identifier"](name))] = (path, item[method])  # type: ignore[operator]
        return names

    def _patch_models(self) -> set[str]:
        """Models that only updates are made of: a property left out stays as it is, one set to null is deleted."""
        patched: set[str] = set()
        elsewhere: set[str] = set()
        for item in self._document["paths"].values():
            for method, operation in item.items():
                if method not in METHODS:
                    continue
                body = operation.get("requestBody", {})
                (patched if method == "patch" else elsewhere).update(reached_schemas(body, self._schemas))
                elsewhere.update(reached_schemas(operation.get("responses", {}), self._schemas))
        return patched - elsewhere

    def _forms(self) -> set[str]:
        """Classes that stand for a form only: its fields are arguments of the method."""
        endpoints = [
            endpoint for group in self.openapi.endpoint_collections_by_tag.values() for endpoint in group.endpoints
        ]
        bodies = [body.prop for endpoint in endpoints for body in endpoint.bodies if body.body_type == BodyType.FILES]
        return {str(prop.class_info.name) for prop in bodies if isinstance(prop, ModelProperty)}

    def _group_words(self, group: str) -> str:
        words = {tag["name"]: tag.get("description") for tag in self._document.get("tags", ())}
        return words.get(group) or f"{group}."

    def _about(self) -> Json:
        state = docstring([self._version.state or "Not yet described."], 0)
        return {"version": self._version.name, "state": state}

    def _base_path(self) -> str:
        url: str = self._document["servers"][0]["url"]
        return re.sub(r"^(\{\w+\}|https?://[^/]*)", "", url)

    def _render(self, template: str, file: Path, **context: object) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(self.env.get_template(f"{template}.py.jinja").render(**context), encoding="utf-8")

    def _require_distinct(self, what: str, names: list[str]) -> None:
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise BuildError(f"{self._version.name}: two {what} would have the name {twice[0]!r} in Python.")

    def _spec_errors(self, data: GeneratorData) -> None:
        if data.errors:
            first = data.errors[0]
            detail = " ".join(f"{first.header or ''} {first.detail or ''}".split())
            raise BuildError(
                f"{self._version.name}: {len(data.errors)} part(s) cannot be generated; the first: {detail}"
            )


def _config(output: Path) -> Config:
    return Config.from_sources(
        ConfigFile(post_hooks=[]), MetaType.NONE, output, file_encoding="utf-8", overwrite=True, output_path=output
    )


def _format(target: Path) -> None:
    """Remove the imports that a module does not need and lay the code out."""
    for arguments in (["check", "--fix-only", "--quiet"], ["format", "--quiet"]):
        command = [sys.executable, "-m", "ruff", *arguments, "--no-cache", "--config", str(_RUFF), str(target)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise BuildError(f"ruff cannot format what was generated: {(done.stderr or done.stdout).strip()}")
