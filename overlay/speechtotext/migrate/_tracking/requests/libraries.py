"""Calls of HTTP libraries that send requests, and of servers and mocks that answer them."""

from __future__ import annotations

import ast
import re
from typing import Final

from speechtotext.migrate._tracking.answers import answer_to, is_of_service, may_be_path
from speechtotext.migrate._tracking.machine import Machine
from speechtotext.migrate._tracking.sent import Call, Sent
from speechtotext.migrate._tracking.texts import join_path, known_text, texts
from speechtotext.migrate._tracking.values import (
    HOLE,
    NONE,
    UNKNOWN,
    Choice,
    External,
    Foreign,
    Function,
    Instance,
    Items,
    Made,
    Mapping,
    Method,
    Text,
    Unknown,
    Value,
    join,
    options,
    text,
)

from .arguments import VERBS, base_url_of, default_headers, is_link, method_and_url, state_of, with_placeholders
from .commands import commands_of

_GENERIC: Final = {
    "request",
    "stream",
    "urlopen",
    "send",
    "fetch",
    "api_request",
    "send_request",
    "request_encode_body",
}

_REQUEST_CLASSES: Final = re.compile(
    r"(?:urllib\.request|urllib2|requests|httpx|tornado\.httpclient|six\.moves\.urllib\.request|scrapy(?:\.http)?)"
    r"\.(?:HTTP)?Request|.*\.build_request|.*\.prepare_request"
)

_MOCKS: Final = re.compile(
    r"(?:responses|requests_mock|respx|aioresponses|httpretty|pook|pytest_httpx|httpserver|wiremock|nock|vcr|unittest\.mock)\b"
)

_MOCK_NAMES: Final = re.compile(
    r"(?:requests_mock|httpx_mock|respx_mock|rsps|mock_\w+|\w+_mock|m_req|mocker|aioresponses?|httpserver|responses)"
)

_ADDS_ROUTE: Final = {
    "add",
    "add_get",
    "add_post",
    "add_put",
    "add_patch",
    "add_delete",
    "add_route",
    "add_api_route",
    "add_url_rule",
    "add_response",
    "add_callback",
    "register_uri",
    "expect_request",
    "expect_oneshot_request",
    "route",
    "Route",
    "websocket",
}

_DECORATES_ROUTE: Final = {"all", "any", "api_route", "mock", "route", "urlmatch", "websocket"}

_PROCESSES: Final = re.compile(
    r"(?:subprocess|commands|sh|plumbum|invoke|pexpect|asyncio)\.(?:\w+\.)*"
    r"(?:run|call|check_call|check_output|Popen|getoutput|getstatusoutput|create_subprocess_\w+|spawn)|os\.(?:system|popen|exec\w+|spawn\w+)"
)

_CURL_OPTIONS: Final = {
    "URL": "url",
    "CUSTOMREQUEST": "method",
    "HTTPHEADER": "headers",
    "POSTFIELDS": "body",
    "POST": "POST",
    "UPLOAD": "PUT",
    "HTTPGET": "GET",
    "NOBODY": "HEAD",
    "HTTPPOST": "form",
    "WRITEDATA": "buffer",
    "WRITEFUNCTION": "buffer",
    "READDATA": "upload",
    "READFUNCTION": "upload",
}


class Libraries(Machine):
    """Recognises requests.

    Attributes:
        route_depth: how many decorators are being evaluated.
        prepared: requests that are made first and sent later, by the id of their response.
        kept: these responses, so that no id is used twice.
    """

    route_depth = 0

    def __init__(self) -> None:
        self.prepared: dict[int, Sent] = {}
        self.kept: list[Value] = []

    def requested(self, function: Value, call: Call) -> Value | None:
        """Return the response to a request that a call sends; None if it sends none."""
        match function:
            case External(name=name):
                return self._external_request(name, call)
            case Made(name="partial", arguments=[first, *others], keywords=keywords):
                return self.call(first, Call(call.node, [*others, *call.arguments], {**keywords, **call.keywords}))
            case Made(name=name):
                return self._request_of_made(function, name, call)
            case Method(of=Made() as made, name=name):
                return self._request_of_made(made, name, call)
            case Method(of=External(name=external), name=name):
                return self._external_request(f"{external}.{name}", call)
            case Unknown(path) if path and path[-1] != "()" and len(path) > 1:
                return self._request_of_unknown(path, call)
            case Unknown((name,)) if name in VERBS | _GENERIC or name == "Request":
                return self._request_of_unknown(("", name), call)
            case Method(of=Instance() | Unknown(), name=name):
                return self._request_of_unknown(("", name), call)
        return None

    def _external_request(self, name: str, call: Call) -> Value | None:
        if _PROCESSES.fullmatch(name):
            return self._process(call)
        if name.startswith(("os.", "builtins.", "dict.", "json.")):
            return None
        if _REQUEST_CLASSES.fullmatch(name):
            return self._prepared(name, call)
        last = name.rpartition(".")[2]
        is_mock = _MOCKS.match(name) is not None
        return self._by_name(last, None, call, is_route=is_mock)

    def _prepared(self, name: str, call: Call) -> Value | None:
        made = self._by_name("Request", None, call)
        if made is None:
            return None
        if self.sent and self.sent[-1].node is call.node:
            self.prepared[id(made)] = self.sent[-1]
        self.kept.append(made)
        return Made(name, call.arguments, call.keywords, {"answer": made})

    def _complete(self, state: dict[str, Value], call: Call) -> None:
        """Give a prepared request what it is given later: data, or another method."""
        sent = self.prepared.get(id(state["answer"]))
        data = call.argument(1, "data") or state.get("data")
        if sent is None:
            return
        if sent.method == "GET" and any(not isinstance(one, Unknown) and one != NONE for one in options(data or NONE)):
            sent.method, sent.body = "POST", data or NONE
        named = state.get("method") or state.get("get_method")
        if isinstance(named, Function):
            named = self.call(named, Call(call.node, []))
        if named is not None and (method := known_text(named)) is not None:
            sent.method = method.upper()

    def _request_of_made(self, made: Made, name: str, call: Call) -> Value | None:
        if name == "setopt" and len(call.arguments) > 1:
            return _set_option(made, call)
        if name == "perform":
            return self._perform(made, call)
        is_mock = _MOCKS.match(made.name) is not None
        if made.name == "pandas.DataFrame" or re.match(r"(?:configparser|sqlite3|redis|boto3|builtins)\.", made.name):
            return None
        answer = self._by_name(name, made, call, is_route=is_mock)
        if answer is not None and re.search(r"HTTPS?Connection(?:Pool)?$", made.name) and name == "request":
            made.state["answer"] = answer
        return answer

    def _request_of_unknown(self, path: tuple[str, ...], call: Call) -> Value | None:
        is_mock = any(_MOCK_NAMES.fullmatch(one) for one in path[:-1])
        return self._by_name(path[-1], None, call, is_route=is_mock)

    def _by_name(self, name: str, made: Made | None, call: Call, *, is_route: bool = False) -> Value | None:
        """Return the response if a function of this name, given these arguments, sends a request."""
        if is_route or name in _ADDS_ROUTE or name.startswith("add_"):
            return self._route(name, call)
        if self.route_depth:
            return self._route(name, call) if name.lower() in VERBS or name in _DECORATES_ROUTE else None
        if "answer" in (state := state_of(call)):
            # The request was recorded where it was prepared.
            self._complete(state, call)
            return state["answer"]
        if name == "?" or name.lower() in VERBS:
            method = None if name == "?" else name.upper()
            url = call.argument(0, "url", "uri", "endpoint", "path")
        elif name in _GENERIC or name == "Request" or name.endswith("_request"):
            method, url = method_and_url(name, call)
        else:
            return None
        if url is None:
            return None
        return self._record(url, method, made, call)

    def _record(self, url: Value, method: str | None, made: Made | None, call: Call) -> Value | None:
        urls = self._absolute(url, made)
        if not any(is_of_service(one) or may_be_path(one) or is_link(one) for one in urls):
            elsewhere = all(re.match(r"https?://[\w.-]+", one.pattern) for one in urls)
            if not elsewhere and not any(isinstance(part, Foreign) for one in urls for part in one.parts):
                return self._hollow(urls, method, made, call)
            if self.stack:
                # The function around it sends requests to other services, too.
                self._sent([Text((Foreign(),))], method, made, call)
            return Foreign()
        return self._sent(urls, method, made, call)

    def _hollow(self, urls: list[Text], method: str | None, made: Made | None, call: Call) -> Value | None:
        """Record a request whose URL begins with what is not known, for the calls of the function around it."""
        if any(one.pattern[:1] == HOLE for one in urls):
            self._sent(urls, method, made, call)
        return None

    def _sent(self, urls: list[Text], method: str | None, made: Made | None, call: Call) -> Value:
        assert self.module is not None
        places = [(self.module.path, call.node.lineno)]
        places += [(module.path, node.lineno) for node, module in reversed(self.stack)]
        headers = [one for one in (call.argument(-1, "headers"), default_headers(made)) if one is not None]
        body = [
            call.keywords[name]
            for name in ("json", "data", "content", "body", "json_data", "payload")
            if name in call.keywords
        ]
        if not body and method not in (None, "GET", "DELETE", "HEAD"):
            body = [one for one in call.arguments[1:] if any(isinstance(o, Mapping) for o in options(one))]
        query = call.keywords.get("params", UNKNOWN)
        form = call.keywords.get("files", UNKNOWN)
        sent = Sent(
            tuple(places),
            urls,
            method,
            join(headers) if headers else UNKNOWN,
            query,
            join(body) if body else UNKNOWN,
            any(_sleeps(loop) for loop in self.loops),
            node=call.node,
            form=form,
        )
        self.sent.append(sent)
        return join(answer_to(one, method, query) for one in urls)

    def _absolute(self, url: Value, made: Made | None) -> list[Text]:
        """Return what a URL may be, with the base URL of the session or connection."""
        found = [with_placeholders(one) for one in texts(url)]
        base = base_url_of(made)
        if base is None:
            return found
        absolute = [one for one in found if "://" in one.pattern or is_link(one)]
        relative = [one for one in found if one not in absolute]
        return [*absolute, *(other for one in relative for other in texts(join_path(base, one)))]

    def _route(self, name: str, call: Call) -> Value | None:
        """Record a path that a server or a mock answers."""
        given = [*call.arguments, *call.keywords.values()]
        urls = [
            one for value in given for one in texts(value) if isinstance(value, Text | Choice) and is_of_service(one)
        ]
        methods = [m.upper() for value in given if (m := known_text(value)) is not None and m.lower() in VERBS]
        for value in given:
            if isinstance(value, Items):
                methods += [
                    m.upper() for one in value.values if (m := known_text(one)) is not None and m.lower() in VERBS
                ]
            elif isinstance(value, External) and (last := value.name.rpartition(".")[2]).lower() in VERBS:
                methods.append(last.upper())
        verb = name.removeprefix("add_").lower()
        if not urls or self.module is None:
            return None
        method = verb.upper() if verb in VERBS else methods[0] if methods else None
        place = (self.module.path, call.node.lineno)
        self.sent.append(Sent((place,), urls[:1], method, is_route=True, node=call.node))
        return Made("route")

    # curl, in a process or as a library.

    def _process(self, call: Call) -> Value | None:
        given = call.arguments or list(call.keywords.values())[:1]
        result: Value | None = None
        for command in commands_of(given):
            sent = self._command(command, call)
            result = result or sent
        return result

    def _command(self, command: Sent, call: Call) -> Value:
        if not any(is_of_service(one) or may_be_path(one) or is_link(one) for one in command.urls):
            return Foreign()
        assert self.module is not None
        places = [
            (self.module.path, call.node.lineno),
            *((module.path, node.lineno) for node, module in reversed(self.stack)),
        ]
        command.places, command.node = tuple(places), call.node
        command.polled = any(_sleeps(loop) for loop in self.loops)
        self.sent.append(command)
        return join(answer_to(one, command.method, command.query) for one in command.urls)

    def _perform(self, made: Made, call: Call) -> Value | None:
        url = made.state.get("url")
        if url is None:
            return None
        method = known_text(made.state.get("method", UNKNOWN)) or known_text(made.state.get("implied", text("GET")))
        keywords = {name: value for name, value in made.state.items() if name in ("headers", "body")}
        answer = self._record(url, method, None, Call(call.node, [], keywords))
        buffer = made.state.get("buffer")
        holder = buffer.of if isinstance(buffer, Method) else buffer
        if isinstance(holder, Made) and answer is not None:
            holder.state["answer"] = answer
        return answer


def _set_option(made: Made, call: Call) -> Value:
    option = call.arguments[0]
    name = (
        option.name.rpartition(".")[2]
        if isinstance(option, External | Method)
        else option.path[-1]
        if isinstance(option, Unknown) and option.path
        else ""
    )
    kind = _CURL_OPTIONS.get(name)
    value = call.arguments[1]
    if kind in ("POST", "PUT", "GET", "HEAD"):
        made.state["implied"] = text(kind)
    elif kind is not None:
        made.state[kind] = value
        if kind == "body":
            made.state["implied"] = text("POST")
    return NONE


def _sleeps(loop: ast.stmt) -> bool:
    return any(
        isinstance(node, ast.Call)
        and (getattr(node.func, "attr", "") or getattr(node.func, "id", "")).endswith("sleep")
        for node in ast.walk(loop)
    ) or (isinstance(loop, ast.While) and "status" in ast.unparse(loop.test).lower())
