"""What difference reports cost: between the real versions, and between made-up documents of growing size."""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

from differences.compare import compare_documents
from differences.documents import LoadedDocument, load_document, parse_document
from upstream.sources import load_sources

Json = dict[str, Any]
SIZES = (625, 1250, 2500, 5000)
# Schemas that every operation leads to, beside its own.
SHARED = 40


def main() -> None:
    print(f"Python {sys.version.split()[0]}")
    print(f"{'pair':<34} {'load, s':>8} {'compare, s':>11} {'entries':>8}   target 1 s")
    for old, new in [*pairwise(load_sources()), ("v3.0", "2025-10-15")]:
        loading, (before, after) = timed(partial(both, load_document, old, new), 5)
        comparing, report = timed(partial(compare_documents, before, after), 5)
        verdict = told(loading + comparing < 1)
        print(f"{old + ' → ' + new:<34} {loading:>8.3f} {comparing:>11.3f} {len(report.entries):>8}   {verdict}")
    print(f"{'operations, made up':<34} {'load, s':>8} {'compare, s':>11} {'entries':>8}   ms an operation")
    costs: dict[int, float] = {}
    for size in SIZES:
        files = [json.dumps(made_up(size, changed=changed), indent=1).encode() for changed in (False, True)]
        loading, (before, after) = timed(partial(both, partial(parse_document, name="made up"), *files), 3)
        comparing, report = timed(partial(compare_documents, before, after), 3)
        each = costs[size] = (loading + comparing) / size * 1000
        print(f"{size:<34} {loading:>8.3f} {comparing:>11.3f} {len(report.entries):>8}   {each:.3f}")
    total, growth = costs[SIZES[-1]] * SIZES[-1] / 1000, costs[SIZES[-1]] / costs[SIZES[0]]
    print(f"{SIZES[-1]} operations: {total:.2f} s, target 2 s: {told(total <= 2)}")
    print(f"an operation at {SIZES[-1]} beside one at {SIZES[0]}: {growth:.2f}, target 1.15: {told(growth <= 1.15)}")


def told(is_met: bool) -> str:
    return "ok" if is_met else "OVER"


def both(load: Callable[[Any], LoadedDocument], old: Any, new: Any) -> tuple[LoadedDocument, LoadedDocument]:
    return load(old), load(new)


def timed(work: Callable[[], Any], times: int) -> tuple[float, Any]:
    """Median time of the processor in seconds, and the last result."""
    spans = []
    result = None
    for _ in range(times):
        started = time.process_time()
        result = work()
        spans.append(time.process_time() - started)
    return statistics.median(spans), result


def made_up(size: int, *, changed: bool) -> Json:
    """An OpenAPI 3 document of `size` operations, a schema for each, and shared ones that refer to one another.

    Changed, every tenth schema of an operation lacks a member, and one that all share has one more.
    """
    schemas: Json = {f"Shared{number}": shared(number, changed) for number in range(SHARED)}
    paths: Json = {}
    for number in range(size):
        name = f"Thing{number}"
        members = {
            "id": {"type": "string"},
            "size": {"type": "integer"},
            "shared": reference(f"Shared{number % SHARED}"),
        }
        if changed and number % 10 == 0:
            members[f"more{number}"] = {"type": "boolean"}
            del members["size"]
        schemas[name] = {"type": "object", "description": "A thing.", "properties": members}
        body = {"application/json": {"schema": reference(name)}}
        paths[f"/things{number}"] = {
            "put": {
                "operationId": f"Things{number}_Put",
                "parameters": [{"name": "top", "in": "query", "schema": {"type": "integer"}}],
                "requestBody": {"content": body},
                "responses": {"200": {"description": "", "content": body}},
            }
        }
    info = {"title": "Made up", "version": "2" if changed else "1"}
    return {"openapi": "3.0.3", "info": info, "paths": paths, "components": {"schemas": schemas}}


def shared(number: int, changed: bool) -> Json:
    """One of a ring of schemas."""
    members = {"next": reference(f"Shared{(number + 1) % SHARED}"), "name": {"type": "string"}}
    if changed and number == 0:
        members["added"] = {"type": "string"}
    return {"type": "object", "properties": members}


def reference(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


if __name__ == "__main__":
    main()
