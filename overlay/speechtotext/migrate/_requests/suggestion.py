"""A program that does with this package what the requests of a file do."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from speechtotext.migrate._tracking.values import HOLE
from speechtotext.migrate._versions.api_surface import Version

from .advice import Adviser
from .service_requests import ServiceRequest

_REGION: Final = re.compile(r"https?://([a-z0-9-]+)\.(?:api\.cognitive\.microsoft\.com|cris\.ai)", re.IGNORECASE)

_ENDPOINT: Final = re.compile(
    r"(https://[\w.-]+\.cognitiveservices\.azure\.(?:com|us|cn)|https?://(?:localhost|127\.0\.0\.1)(?::\d+)?)",
    re.IGNORECASE,
)

_WIDTH: Final = 100

_AUDIO: Final = "https://example.com/audio.wav"


class Step(NamedTuple):
    """A request, and what its URL looks like."""

    request: ServiceRequest
    url: str


def suggested_program(steps: Iterable[Step], adviser: Adviser) -> str:
    """Return a program for the target; empty if the requests do not transcribe."""
    listed = list(steps)
    target = adviser.plan.target
    operations = [_operation(one.request) for one in listed]
    fast = next(
        (one for one, name in zip(listed, operations, strict=True) if name == "transcriptions.transcribe"), None
    )
    created = [
        one
        for one, name in zip(listed, operations, strict=True)
        if name in ("transcriptions.create", "transcriptions.submit")
    ]
    follows = any(
        one.request.link or name in ("transcriptions.get", "transcriptions.list_files")
        for one, name in zip(listed, operations, strict=True)
    )
    if created and follows:
        best = max(created, key=lambda one: len(adviser_call(one.request, adviser)))
        lines = _batch(adviser_call(best.request, adviser), deletes=_deletes(listed))
        urls = [best.url, *(one.url for one in listed)]
    elif fast is not None and "transcriptions.transcribe_file" in target.names:
        call = (
            'stt.transcriptions.transcribe_file("audio.wav", definition=models.TranscribeDefinition(locales=["en-US"]))'
        )
        lines = [*_laid_out(f"result = {call}", 1), "    print(result.text)"]
        urls = [fast.url]
    else:
        return ""
    return "\n".join([*_head(urls, target, "\n".join(lines)), *lines]) + "\n"


def adviser_call(request: ServiceRequest, adviser: Adviser) -> str:
    """Return the call that replaces a request."""
    version, route = request.routes[0]
    is_v2 = request.version is not None and request.version.startswith(("v2", "v1"))
    return adviser.call(route, version, request.body, of_v2=is_v2).call


def _operation(request: ServiceRequest) -> str:
    return f"{request.routes[0][1].group}.{request.routes[0][1].verb}" if request.routes and request.method else ""


def _deletes(steps: list[Step]) -> bool:
    return any(one.request.method == "DELETE" and one.request.path.startswith("/transcriptions") for one in steps)


def _batch(call: str, *, deletes: bool) -> list[str]:
    lines = [
        *_laid_out(f"job = {call}", 1),
        "    job = stt.transcriptions.wait(job)",
        "    for result in stt.transcriptions.results(job):",
        "        print(result.text)",
    ]
    return [*lines, "    stt.transcriptions.delete(job)"] if deletes else lines


def _head(urls: list[str], target: Version, body: str) -> list[str]:
    region = next((match[1] for url in urls if (match := _REGION.search(url)) and HOLE not in match[0]), None)
    endpoint = next((match[1] for url in urls if (match := _ENDPOINT.search(url))), None)
    where = f'region="{region}"' if region else f'endpoint="{endpoint}"' if endpoint else ""
    names = ["Client", *(["models"] if "models." in body else [])]
    read = "key is read from SPEECH_KEY" if where else "key and the region are read from SPEECH_KEY and SPEECH_REGION"
    comments = [f"# The {read}."]
    if _AUDIO in body:
        comments.append("# Give the URLs of your recordings as content_urls.")
    if any("{}" in text for text in _texts(body)):
        comments.append("# Replace {}: your program fills in a value there.")
    return [
        f"from speechtotext.{target.module} import {', '.join(names)}",
        "",
        *comments,
        f"with Client({where}) as stt:",
    ]


def _texts(body: str) -> list[str]:
    """Return the texts in the statements of a block."""
    nodes = ast.walk(ast.parse(f"if True:\n{body}"))
    return [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]


def _laid_out(code: str, depth: int) -> list[str]:
    """Return a statement on several lines if it is long."""
    pad = "    " * depth
    if len(pad) + len(code) <= _WIDTH:
        return [pad + code]
    tree = ast.parse(code).body[0]
    value = tree.value if isinstance(tree, ast.Assign) else None
    if not isinstance(value, ast.Call):
        return [pad + code]
    target = code.partition(" = ")[0]
    return _call_lines(f"{target} = ", code.partition(" = ")[2], depth, "")


def _call_lines(before: str, code: str, depth: int, after: str) -> list[str]:
    pad = "    " * depth
    if len(pad) + len(before) + len(code) + len(after) <= _WIDTH:
        return [f"{pad}{before}{code}{after}"]
    node = ast.parse(code, mode="eval").body
    if not isinstance(node, ast.Call) or not (node.args or node.keywords):
        return [f"{pad}{before}{code}{after}"]
    lines = [f"{pad}{before}{_source(code, node.func)}("]
    for one in node.args:
        lines += _call_lines("", _source(code, one), depth + 1, ",")
    for keyword in node.keywords:
        lines += _call_lines(f"{keyword.arg}=", _source(code, keyword.value), depth + 1, ",")
    return [*lines, f"{pad}){after}"]


def _source(code: str, node: ast.expr) -> str:
    return ast.get_source_segment(code, node) or ast.unparse(node)
