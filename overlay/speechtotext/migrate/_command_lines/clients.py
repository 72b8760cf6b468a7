"""Command lines of HTTP clients: curl, wget, HTTPie, xh, az rest."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from .shell_words import Word

CLIENT_NAME: Final = re.compile(
    r"\b(?:curl(?:\.exe)?|wget|https?|xhs?|httpie|curlie|az\s+rest|Invoke-RestMethod|Invoke-WebRequest|irm|iwr)\b",
    re.IGNORECASE,
)

_METHODS: Final = {"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"}

_PREFIXES: Final = {
    "sudo",
    "time",
    "command",
    "exec",
    "env",
    "nohup",
    "RUN",
    "echo",
    "then",
    "do",
    "else",
    "if",
    "while",
    "until",
    "!",
    "{",
    "-",
    "@",
    "sh",
    "bash",
    "run",
    "timeout",
    "retry",
    "xargs",
    "CMD",
    "ENTRYPOINT",
}


@dataclass
class ClientCall:
    """A request of a command line.

    Args:
        method: HTTP method; `?` if it is not known.
        urls: the URLs.
        headers: its headers.
        body: its body, or the name of the file that holds it after `@`.
        words: the words that its URLs are in.
        body_words: the words that its body is in.
        query: query parameters that are given one by one.
        in_shell: whether a shell reads its words.
    """

    method: str
    urls: list[str] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    body: str | None = None
    words: list[Word] = field(default_factory=list)
    body_words: list[Word] = field(default_factory=list)
    method_word: Word | None = None
    query: dict[str, str] = field(default_factory=dict)
    in_shell: bool = True


# Short options of curl and wget that take a value.
_CURL_VALUES: Final = "AbcCdDeEFhHKmoPQrtTuUwxXyYz"

_CURL_LONG_FLAGS: Final = frozenset(
    [
        "anyauth",
        "append",
        "basic",
        "compressed",
        "create-dirs",
        "crlf",
        "fail",
        "fail-early",
        "fail-with-body",
        "get",
        "globoff",
        "head",
        "http0.9",
        "http1.0",
        "http1.1",
        "http2",
        "http3",
        "include",
        "insecure",
        "ipv4",
        "ipv6",
        "junk-session-cookies",
        "location",
        "location-trusted",
        "next",
        "no-buffer",
        "no-keepalive",
        "no-progress-meter",
        "no-sessionid",
        "parallel",
        "path-as-is",
        "post301",
        "post302",
        "progress-bar",
        "raw",
        "remote-header-name",
        "remote-name",
        "remote-name-all",
        "remote-time",
        "remove-on-error",
        "retry-all-errors",
        "retry-connrefused",
        "show-error",
        "silent",
        "ssl-reqd",
        "styled-output",
        "tlsv1.2",
        "tlsv1.3",
        "verbose",
    ]
)

_WGET_FLAGS: Final = re.compile(
    r"-(?:q|nv|v|c|N|S|nc|x|p|k|r|O-|qO-)+$|--(?:quiet|no-\w[\w-]*|continue|server-response|content-on-error"
    r"|trust-server-names|content-disposition|verbose|spider)$"
)


def parse_client(words: list[Word]) -> ClientCall | None:
    """Return the request of a command; None if it is not a call of an HTTP client."""
    words = _without_prefixes(words)
    if not words:
        return None
    name = re.split(r"[/\\]", words[0].text.lstrip("@-"))[-1].lower()
    rest = words[1:]
    if name in ("curl", "curl.exe", "curlie"):
        return _curl(rest)
    if name == "wget":
        return _wget(rest)
    if name in ("http", "https", "xh", "xhs", "httpie"):
        return _httpie(rest, name)
    if name == "az" and rest and rest[0].text == "rest":
        return _az_rest(rest[1:])
    return None


def _without_prefixes(words: list[Word]) -> list[Word]:
    place = 0
    while place < len(words):
        word = words[place].text
        is_prefix = (
            word in _PREFIXES or re.match(r"[A-Za-z_]\w*=", word) or (place and re.fullmatch(r"-\w+|\d+[smh]?", word))
        )
        if not is_prefix or word == "echo":
            break
        place += 1
    return words[place:]


def _curl(words: list[Word]) -> ClientCall | None:
    call = ClientCall("")
    implied = "GET"
    place = 0
    while place < len(words):
        word = words[place]
        text = word.text
        place += 1
        if text == "--next":
            break
        if not text.startswith("-") or text == "-":
            if text.strip():
                call.urls.append(text)
                call.words.append(word)
            continue
        option, value, joined = _option(text)
        if value is None and _takes_value(option):
            value = words[place].text if place < len(words) else ""
            joined = words[place] if place < len(words) else None
            place += 1
        holder = joined if isinstance(joined, Word) else word
        implied = implied if implied == "GET!" else _curl_option(call, option, value, holder) or implied
        if implied == "GET!":
            _curl_option(call, option, value, holder)
    call.method = call.method or implied
    if implied == "GET!":
        call.method = "GET"
        for part in (call.body or "").split("&"):
            name, _, given = part.partition("=")
            call.query[name] = given
        call.body = None
    return call if call.urls else None


def _option(text: str) -> tuple[str, str | None, Word | None]:
    """Return the name of an option, and the value written in the same word."""
    if text.startswith("--"):
        name, equals, value = text[2:].partition("=")
        return name, value if equals else None, None
    for place, letter in enumerate(text[1:], 1):
        if letter in _CURL_VALUES:
            return letter, text[place + 1 :] or None, None
        if letter in "GI":
            rest = text[place + 1 :]
            return letter if not rest else letter + rest, None, None
    return text[1:], None, None


def _takes_value(option: str) -> bool:
    if len(option) > 1 and option not in _CURL_LONG_FLAGS:
        return not re.fullmatch(r"[a-zA-Z#0-9:]{1,6}", option) or option in (
            "data",
            "header",
            "json",
            "url",
            "form",
            "output",
            "retry",
            "user",
            "proxy",
            "cert",
            "key",
            "range",
            "oauth2",
        )
    return len(option) == 1 and option in _CURL_VALUES


def _curl_option(call: ClientCall, option: str, value: str | None, word: Word) -> str | None:
    match option:
        case "X" | "request" if value:
            call.method = _method(value)
            call.method_word = word
        case "url" if value:
            call.urls.append(value)
            call.words.append(word)
        case "H" | "header" if value:
            name, _, given = value.partition(":")
            call.headers[name.strip()] = given.strip()
        case (
            "json"
            | "d"
            | "data"
            | "data-raw"
            | "data-binary"
            | "data-ascii"
            | "data-urlencode"
            | "F"
            | "form"
            | "form-string"
        ):
            call.body = value if call.body is None else f"{call.body}&{value}"
            call.body_words.append(word)
            return "POST"
        case "T" | "upload-file":
            return "PUT"
        case "get":
            return "GET!"
        case "head":
            return "HEAD"
    if option[:1] == "G":
        return "GET!"
    if option[:1] == "I" and len(option) <= 3:
        return "HEAD"
    return None


def _wget(words: list[Word]) -> ClientCall | None:
    call = ClientCall("GET")
    place = 0
    while place < len(words):
        word, text = words[place], words[place].text
        place += 1
        if not text.startswith("-"):
            call.urls.append(text)
            call.words.append(word)
            continue
        name, equals, value = text.partition("=")
        if not equals and name.startswith("--") and not _WGET_FLAGS.match(text) and place < len(words):
            value = words[place].text
            word = words[place]
            place += 1
        elif not equals and re.fullmatch(r"-\w*[OPoaTt]", text) and place < len(words):
            place += 1
        match name:
            case "--method":
                call.method, call.method_word = _method(value), word
            case "--header":
                header, _, given = value.partition(":")
                call.headers[header.strip()] = given.strip()
            case "--post-data" | "--post-file":
                call.method, call.body = "POST", f"@{value}" if name == "--post-file" else value
                call.body_words.append(word)
            case "--body-data" | "--body-file":
                call.body = f"@{value}" if name == "--body-file" else value
                call.body_words.append(word)
    return call if call.urls else None


def _httpie(words: list[Word], name: str) -> ClientCall | None:
    call = ClientCall("")
    items: list[Word] = []
    place = 0
    while place < len(words):
        word = words[place]
        place += 1
        if word.text.startswith("-"):
            if re.fullmatch(
                r"-[aoA]|--(?:auth|output|auth-type|verify|timeout|session|proxy|style|pretty|print|cert|raw)|-p|-s",
                word.text,
            ) and place < len(words):
                if word.text == "--raw":
                    call.body = words[place].text
                place += 1
            continue
        if not call.urls and not call.method and word.text.upper() in _METHODS:
            call.method, call.method_word = word.text.upper(), word
        elif not call.urls:
            scheme = (
                ""
                if "://" in word.text or word.text.startswith("\0")
                else "https://"
                if name in ("https", "xhs")
                else "http://"
            )
            call.urls.append(scheme + word.text)
            call.words.append(word)
        else:
            items.append(word)
    for word in items:
        header = re.match(r"([\w-]+):(?!=)(.*)$", word.text, re.S)
        query = re.match(r"([\w.-]+)==(.*)$", word.text, re.S)
        if query:
            call.query[query[1]] = query[2]
        elif header:
            call.headers[header[1]] = header[2]
        elif re.match(r"[\w\[\].-]+(?::?=@?|@)", word.text):
            call.body = f"{call.body or ''}\n{word.text}"
            call.body_words.append(word)
    call.method = call.method or ("POST" if call.body is not None else "GET")
    looks_like_url = call.urls and re.search(r"[./\0:]", call.urls[0].removeprefix("http://").removeprefix("https://"))
    return call if looks_like_url else None


def _az_rest(words: list[Word]) -> ClientCall | None:
    call = ClientCall("GET")
    place = 0
    while place < len(words):
        option, equals, value = words[place].text.partition("=")
        word = words[place]
        place += 1
        if not equals and option.startswith("-") and place < len(words) and not words[place].text.startswith("-"):
            value, word = words[place].text, words[place]
            place += 1
        match option:
            case "--method" | "-m":
                call.method, call.method_word = _method(value), word
            case "--url" | "--uri" | "-u":
                call.urls.append(value)
                call.words.append(word)
            case "--body" | "-b":
                call.body = value
                call.body_words.append(word)
            case "--headers":
                while value:
                    name, _, given = value.partition("=")
                    call.headers[name] = given
                    if place >= len(words) or words[place].text.startswith("-"):
                        break
                    value = words[place].text
                    place += 1
    return call if call.urls else None


def _method(value: str) -> str:
    return value.upper() if value.upper() in _METHODS else "?"
