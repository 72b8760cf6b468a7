"""HTTP requests in Python programs, sent with requests, httpx, aiohttp or urllib."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import libcst as cst

from speechtotext.migrate._analysis.inference import Inference
from speechtotext.migrate._analysis.program import Program, dotted_name, find_nodes, keyword_argument
from speechtotext.migrate._analysis.usages import Usages
from speechtotext.migrate._findings import Finding
from speechtotext.migrate._versions.json_names import changed_json_name
from speechtotext.migrate._versions.plan import MigrationPlan
from speechtotext.migrate._versions.service_urls import ServiceUrl, find_url

from .replacements import describe_replacement, find_routes
from .string_values import PLACEHOLDER, ParameterStrings, StringEvaluator, literal_text

_METHODS: Final = {"delete", "get", "head", "patch", "post", "put"}

_KEY_HEADER: Final = "ocp-apim-subscription-key"


class HttpRequest(NamedTuple):
    """A call that sends an HTTP request.

    Attributes:
        call: the call.
        url: expression of the URL.
        method: HTTP method, or its expression.
    """

    call: cst.Call
    url: cst.BaseExpression
    method: cst.BaseExpression | str


class PythonRequests:
    """Finds requests to the service in a program.

    Args:
        program: the program.
        inference: the inferred values of its expressions.
        plan: how names change on the way to the target.
    """

    def __init__(self, program: Program, inference: Inference, plan: MigrationPlan) -> None:
        self._program = program
        self._plan = plan
        self._inference = inference
        self._strings = StringEvaluator(program, inference)
        self._usages = Usages(inference, plan)

    def findings(self) -> Iterator[Finding]:
        """Yield findings for requests, composed URLs and changed JSON names."""
        inline: set[cst.CSTNode] = set()
        for request in self._requests():
            sent = list(self._resolve_request(request))
            for call, url, method in sent:
                yield Finding(self._program.line(call), *describe_replacement(url, method, self._plan))
            if sent:
                inline.update(find_nodes(request.url, cst.SimpleString, cst.FormattedString))
            elif self._sends_subscription_key(request.call):
                yield Finding(
                    self._program.line(request.call),
                    "A link is followed that the service gave.",
                    "The methods of Client take an entity, or its URL, where they want an id.",
                )
        texts: list[cst.SimpleString | cst.FormattedString] = [
            *self._program.find_all(cst.SimpleString),
            *self._program.find_all(cst.FormattedString),
        ]
        for text in texts:
            if text not in inline and not self._is_excluded(text):
                yield from self._text_findings(text)

    def _requests(self) -> Iterator[HttpRequest]:
        for call in self._program.find_all(cst.Call):
            name = dotted_name(call.func).rpartition(".")[2]
            method: cst.BaseExpression | str | None = None
            if name in _METHODS:
                url, method = _argument(call, 0, "url"), name.upper()
            elif name in ("request", "stream"):
                url, method = _argument(call, 1, "url"), _argument(call, 0, "method")
            elif name in ("Request", "urlopen"):
                url, data = _argument(call, 0, "url"), _argument(call, 1, "data")
                method = _argument(call, 5, "method") or ("GET" if data is None else "POST")
            else:
                continue
            if url is not None and method is not None and self._usages.callee(call) is None:
                yield HttpRequest(call, url, method)

    def _resolve_request(self, request: HttpRequest) -> list[tuple[cst.Call, ServiceUrl, str | None]]:
        """Return what a call sends to the service, where it stands or where the function around it is called."""
        here = self._url_and_method(request, {})
        if here is not None and find_routes(*here):
            return [(request.call, *here)]
        function = self._program.enclosing(request.call, cst.FunctionDef)
        calls = [] if function is None else self._inference.calls_of(function)
        there = [
            (call, self._url_and_method(request, self._strings.parameter_strings(call, function)))
            for call in calls
            if function is not None
        ]
        told = [(call, *sent) for call, sent in there if sent is not None and sent[0].path]
        return told or ([] if here is None else [(request.call, *here)])

    def _url_and_method(self, request: HttpRequest, given: ParameterStrings) -> tuple[ServiceUrl, str | None] | None:
        """Return the URL and method of a request; None if it does not go to the service."""
        text = self._strings.evaluate(request.url, given)
        url = find_url(text if "://" in text else f"{self._base_url(request.call)}/{text.lstrip('/')}") or find_url(
            text
        )
        if url is None:
            return None
        method = request.method if isinstance(request.method, str) else self._strings.evaluate(request.method, given)
        return url, None if method == PLACEHOLDER else method.upper()

    def _base_url(self, call: cst.Call) -> str:
        """Return the base URL of the session that sends a request."""
        session = call.func.value if isinstance(call.func, cst.Attribute) else None
        made = (
            []
            if session is None
            else [one for one in self._inference.assigned_expressions(session) if isinstance(one, cst.Call)]
        )
        bases = (_argument(one, 0, "base_url") for one in made)
        return next((self._strings.evaluate(base).rstrip("/") for base in bases if base is not None), PLACEHOLDER)

    def _sends_subscription_key(self, call: cst.Call) -> bool:
        """Return whether a request sends the subscription key in a header."""
        headers = _argument(call, -1, "headers")
        written = [] if headers is None else [headers, *self._inference.assigned_expressions(headers)]
        entries = (entry for one in written if isinstance(one, cst.Dict) for entry in find_nodes(one, cst.DictElement))
        return any(self._strings.evaluate(entry.key).lower() == _KEY_HEADER for entry in entries)

    def _is_excluded(self, text: cst.CSTNode) -> bool:
        """Return whether a string is a docstring, or an argument of this package."""
        call = self._program.enclosing(text, cst.Call)
        return isinstance(self._program.parent(text), cst.Expr) or (
            call is not None and self._usages.callee(call) is not None
        )

    def _text_findings(self, text: cst.SimpleString | cst.FormattedString) -> Iterator[Finding]:
        known = literal_text(text)
        url = find_url(self._strings.evaluate(text)) if "speechtotext" in known.lower() else None
        if url is not None:
            yield Finding(
                self._program.line(text), *describe_replacement(ServiceUrl(url.version, ""), None, self._plan)
            )
        elif key := changed_json_name(known, self._plan):
            yield Finding(self._program.line(text), *key)


def _argument(call: cst.Call, place: int, name: str) -> cst.BaseExpression | None:
    """Return the argument at a position, or with a keyword."""
    named = keyword_argument(call, name)
    if named is not None:
        return named.value
    given = [one.value for one in call.args if one.keyword is None and not one.star]
    return given[place] if 0 <= place < len(given) else None
