"""Call functions, classes and methods of the program, and what it imports."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Final

from speechtotext.migrate._tracking.requests.libraries import Libraries

from .library_values import add_option, url_joined
from .machine import Machine
from .methods import call_method
from .sent import Call
from .subscripts import merge
from .texts import join_path, known_text
from .values import (
    NONE,
    UNKNOWN,
    Answer,
    Choice,
    Class,
    External,
    Foreign,
    Function,
    Instance,
    Items,
    Made,
    Mapping,
    Method,
    Scope,
    Text,
    Unknown,
    Value,
    items,
    join,
    options,
)

_MAX_DEPTH: Final = 8

_MAX_STEPS: Final = 60_000

# They return their first argument, or something made of it.
_PASSED_ON: Final = re.compile(
    r"(?:builtins\.(?:str|dict|list|tuple|iter|reversed|sorted|set|bytes|repr|vars|memoryview|bytearray)|json\.(?:loads|load|dumps)"
    r"|(?:ujson|orjson|simplejson|rapidjson|demjson)\.\w+|copy\.(?:copy|deepcopy)|io\.(?:BytesIO|StringIO)"
    r"|asyncio\.(?:run|wait_for|shield|create_task|ensure_future|gather)|tqdm(?:\.\w+)*|contextlib\.(?:closing|aclosing)"
    r"|yarl\.URL|furl(?:\.furl)?|httpx\.URL|urllib\.parse\.(?:urlparse|urlsplit|unquote)|urlparse\.\w+|pathlib\.\w*Path"
    r"|types\.(?:SimpleNamespace|MappingProxyType)|pydantic\.\w+|itertools\.chain|textwrap\.dedent|bunch\.Bunch|box\.Box"
    r"|munch\.munchify|attrdict\.AttrDict|collections\.\w+|aiohttp\.JsonPayload|codecs\.\w+|str)"
)

_FIRST_ITEM: Final = {"builtins.next", "builtins.max", "builtins.min", "builtins.anext"}

_DEFAULTED: Final = re.compile(
    r"(?:.*\.)?(?:Option|Argument|Field|field|Query|Header|attrib|ib|config|Setting|getenv|environ\.get|env(?:\.\w+)?|get_env\w*)"
)

# They call their first argument with the others.
_CALLS_FIRST: Final = re.compile(
    r".*(?:to_thread|partial|submit|Thread|apply_async|run_sync|map|starmap|call_soon|retry_call)"
)


class Calls(Libraries, Machine):
    """Evaluates calls."""

    def call(self, function: Value, call: Call) -> Value:
        """Return what a call returns."""
        match function:
            case Choice(alternatives):
                return join(self.call(one, call) for one in alternatives)
            case Function():
                return self._run_called(function, call)
            case Class():
                instance = Instance(function)
                self.stack.append((call.node, self.module or function.scope.module))
                self.initialize(instance, call)
                self.stack.pop()
                return instance
            case Instance():
                method = self.attribute(function, "__call__")
                return self.call(method, call) if isinstance(method, Function) else UNKNOWN
            case External(name="builtins.getattr"):
                name = known_text(call.arguments[1]) if len(call.arguments) > 1 else None
                return self.attribute(call.arguments[0], name or "?") if call.arguments else UNKNOWN
        sent = self.requested(function, call)
        if sent is not None:
            return sent
        match function:
            case External():
                return self._external(function.name, call)
            case Method(of=Made() as made, name=name):
                return self._made_method(made, name, call)
            case Method():
                self._callbacks(call, items(function.of))
                return call_method(function.of, function.name, call, self)
            case Answer() | Foreign():
                return function
            case Unknown(path) if path:
                self._callbacks(call)
                return Unknown((*path, "()"))
        self._callbacks(call)
        return UNKNOWN

    def _callbacks(self, call: Call, item: Value = UNKNOWN) -> None:
        """Call the functions that a call is given with the arguments after them, or with an item."""
        for place, one in enumerate(call.arguments):
            if isinstance(one, Function | Method):
                given = call.arguments[place + 1 :] or ([] if item is UNKNOWN else [item])
                self.call(one, Call(call.node, given, call.keywords))
            elif isinstance(one, External) and re.match(r"requests\.|httpx\.|urllib", one.name):
                self.call(one, Call(call.node, call.arguments[place + 1 :], call.keywords))

    # Functions and classes of the program.

    def _run_called(self, function: Function, call: Call) -> Value:
        self.stack.append((call.node, self.module or function.scope.module))
        result = self.enter(function, self._bind(function, call))
        self.stack.pop()
        return result

    def enter(self, function: Function, arguments: dict[str, Value]) -> Value:
        """Run a function, and return what it returns."""
        node = function.node
        key = (node, None if function.owner is None else function.owner.node)
        too_deep = len(self.running) >= _MAX_DEPTH or (self.steps > _MAX_STEPS and len(self.running) > 1)
        if too_deep or any(one[0] is node for one in self.running if isinstance(one, tuple)):
            return UNKNOWN
        scope = Scope(function.scope.module, dict(arguments), function.scope)
        before = self.module
        self.running.append(key)
        self.module = function.scope.module
        if isinstance(node, ast.Lambda):
            scope.returned.append(self.value(node.body, scope))
        else:
            self.block(node.body, scope)
        self.running.pop()
        self.module = before
        return join(scope.returned) if scope.returned else NONE

    def unknown_arguments(self, function: Function, bound: Value) -> dict[str, Value]:
        """Return arguments for a function that is run by itself."""
        call = Call(ast.Call(func=ast.Name("?"), args=[], keywords=[], lineno=0), [])
        own = Function(function.node, function.scope, bound, function.owner, function.defaults)
        return self._bind(own, call, alone=True)

    def _bind(self, function: Function, call: Call, *, alone: bool = False) -> dict[str, Value]:
        parameters = function.node.args
        names = [one.arg for one in (*parameters.posonlyargs, *parameters.args)]
        given = (
            [function.bound, *call.arguments]
            if function.bound is not None and function.bound is not UNKNOWN
            else call.arguments
        )
        bound: dict[str, Value] = {}
        defaults = dict(zip(reversed(names), reversed(parameters.defaults), strict=False))
        defaults |= {
            one.arg: default
            for one, default in zip(parameters.kwonlyargs, parameters.kw_defaults, strict=True)
            if default
        }
        annotations = {
            one.arg: one.annotation for one in (*parameters.posonlyargs, *parameters.args, *parameters.kwonlyargs)
        }
        for place, name in enumerate([*names, *(one.arg for one in parameters.kwonlyargs)]):
            if name in call.keywords:
                bound[name] = call.keywords[name]
            elif place < len(given) and name in names:
                bound[name] = given[place]
            else:
                bound[name] = self._default(function, name, defaults.get(name), annotations.get(name), alone=alone)
        if parameters.vararg is not None:
            bound[parameters.vararg.arg] = Items(given[len(names) :], UNKNOWN if alone else None)
        if parameters.kwarg is not None:
            rest = {name: value for name, value in call.keywords.items() if name not in bound}
            bound[parameters.kwarg.arg] = Mapping(rest)
        return bound

    def _default(
        self, function: Function, name: str, node: ast.expr | None, annotation: ast.expr | None, *, alone: bool
    ) -> Value:
        found: list[Value] = []
        if node is not None:
            found.append(self.value(node, function.scope))
        if function.defaults is not None and name in function.defaults.entries:
            found.append(function.defaults.entries[name])
        if not found or (alone and found == [NONE]):
            instance = self._annotated(annotation, function.scope)
            return Unknown((name,)) if instance is None else instance
        return join(found)

    def _annotated(self, annotation: ast.expr | None, scope: Scope) -> Value | None:
        """Return an instance of the class that an annotation names."""
        if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
            try:
                annotation = ast.parse(annotation.value, mode="eval").body
            except SyntaxError:
                return None
        if isinstance(annotation, ast.BinOp):
            annotation = annotation.left
        if not isinstance(annotation, ast.Name | ast.Attribute):
            return None
        match self.value(annotation, scope):
            case Class() as kind:
                return kind.made[0] if kind.made else None
            case External(name) if not name.startswith("builtins."):
                return Made(name)
            case Unknown(path) if re.search(r"Api$", path[-1] if path else ""):
                return Made(".".join(path))
        return None

    def initialize(self, instance: Instance, call: Call | None) -> None:
        """Give a new instance its attributes."""
        instance.of.made.append(instance)
        init = self.attribute(instance, "__init__")
        if isinstance(init, Function):
            self.enter(init, self.unknown_arguments(init, instance) if call is None else self._bind(init, call))
            return
        fields = [
            name
            for of in reversed([instance.of, *(base for base in instance.of.bases if isinstance(base, Class))])
            for name in (
                one.target.id
                for one in of.node.body
                if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)
            )
        ]
        if call is not None:
            instance.attributes |= dict(zip(fields, call.arguments, strict=False))
            instance.attributes |= call.keywords
            if isinstance(init, Method) and isinstance(init.of, Made):
                init.of.arguments, init.of.keywords = call.arguments, call.keywords
        post = self.attribute(instance, "__post_init__")
        if isinstance(post, Function):
            self.enter(post, self._bind(post, Call(ast.Call(func=ast.Name("?"), args=[], keywords=[], lineno=0), [])))

    def decorate(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, scope: Scope) -> Mapping | None:
        """Evaluate decorators, and return the defaults that they give to parameters."""
        defaults = Mapping()
        for one in node.decorator_list:
            if not isinstance(one, ast.Call):
                continue
            self.route_depth += 1
            self.value(one, scope)
            self.route_depth -= 1
            default = next((keyword.value for keyword in one.keywords if keyword.arg == "default"), None)
            flags = [part.value for part in one.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]
            if default is not None and flags:
                name = max(flags, key=len).lstrip("-").replace("-", "_")
                defaults.put(name, self.value(default, scope))
        return defaults if defaults.entries else None

    # What the program imports.

    def _external(self, name: str, call: Call) -> Value:
        first = call.arguments[0] if call.arguments else None
        match name:
            case "os.environ.get" | "os.getenv" | "os.environ.setdefault":
                variable = known_text(first) if first is not None else None
                found = self.modules.environment(variable, self._path()) if variable and self.module else None
                return join([*([found] if found else []), Unknown((variable or "",)), *call.arguments[1:]])
            case (
                "urllib.parse.urljoin"
                | "urlparse.urljoin"
                | "six.moves.urllib.parse.urljoin"
                | "requests.compat.urljoin"
            ):
                return url_joined(*call.arguments) if len(call.arguments) == 2 else UNKNOWN
            case "posixpath.join" | "os.path.join":
                return join_path(*call.arguments) if call.arguments else UNKNOWN
            case "builtins.zip" | "itertools.product":
                return Items(others=Items([items(one) for one in call.arguments]))
            case "builtins.enumerate" if first is not None:
                return Items(others=Items([UNKNOWN, items(first)]))
            case "builtins.dict":
                made = Mapping(dict(call.keywords))
                if first is not None:
                    merge(made, first)
                return made if not isinstance(first, Answer | Foreign) else first
            case "builtins.open" | "io.open" | "codecs.open":
                return Made("open", call.arguments)
            case "typing.cast":
                return call.arguments[1] if len(call.arguments) > 1 else UNKNOWN
            case "string.Template" if first is not None:
                return first
            case "builtins.isinstance" | "builtins.print" | "builtins.len":
                return UNKNOWN
        settings = self._settings(name, first)
        if settings is not None:
            return settings
        if name in _FIRST_ITEM and first is not None:
            return items(first)
        if name == "builtins.filter" and len(call.arguments) == 2:
            return call.arguments[1]
        if first is not None and _PASSED_ON.fullmatch(name) and name != "asyncio.gather":
            return first
        if name == "asyncio.gather":
            return Items(call.arguments)
        if _DEFAULTED.fullmatch(name):
            default = call.keywords.get("default") or (
                first if not isinstance(first, Text) or "/" in first.pattern else None
            )
            return UNKNOWN if default is None else join([default, UNKNOWN])
        if _CALLS_FIRST.fullmatch(name) and first is not None:
            return self._called_with(name, call)
        self._callbacks(call)
        return Made(name, call.arguments, call.keywords)

    def _called_with(self, name: str, call: Call) -> Value:
        first, others = call.arguments[0], call.arguments[1:]
        if name.endswith("partial"):
            return Made("partial", call.arguments, call.keywords)
        if "target" in call.keywords:
            first = call.keywords["target"]
        if name.endswith(("map", "starmap")):
            others = [items(one) for one in others]
            return Items(others=self.call(first, Call(call.node, others)))
        given = next((one.values for one in options(call.keywords.get("args", UNKNOWN)) if isinstance(one, Items)), [])
        keywords = {key: value for key, value in call.keywords.items() if key not in ("target", "args")}
        return self.call(first, Call(call.node, [*others, *given], keywords))

    def _settings(self, name: str, first: Value | None) -> Value | None:
        """Return what a call that reads a settings file returns."""
        if not re.fullmatch(
            r"(?:json|tomllib|tomli|toml|yaml|ruamel\.yaml)\.\w*load\w*|dotenv\.dotenv_values|omegaconf.*load", name
        ):
            return None
        for one in options(first) if first is not None else ():
            opened = one.arguments[0] if isinstance(one, Made) and one.name == "open" and one.arguments else one
            path = opened if isinstance(opened, Text) else None
            if path is not None and path.pattern.strip() and not path.pattern.lstrip().startswith(("{", "[")):
                return self.modules.settings(path.pattern, self._path())
        return first if isinstance(first, Answer | Foreign | Mapping) else None

    def _made_method(self, made: Made, name: str, call: Call) -> Value:
        """Call a method of something external."""
        if made.name == "partial" and name == "__call__":
            return UNKNOWN
        if made.name == "open" and name in ("read", "read_text", "__enter__"):
            return made
        if name == "__init__":
            made.arguments, made.keywords = call.arguments, call.keywords
            return NONE
        if name == "update" and call.arguments:
            made.state.setdefault("headers", Mapping())
        if name.startswith("add_argument") or name == "add_option":
            add_option(made, call)
            return UNKNOWN
        if name in ("parse_args", "parse_known_args"):
            return made
        if name in ("read", "read_file") and made.name.startswith("configparser."):
            found = (
                self.modules.settings(known_text(call.arguments[0]) or "", self._path()) if call.arguments else UNKNOWN
            )
            if isinstance(found, Mapping):
                made.state |= found.entries
            return made
        if name == "get" and made.name.startswith("configparser.") and len(call.arguments) > 1:
            section = made.state.get(known_text(call.arguments[0]) or "")
            value = section.get((known_text(call.arguments[1]) or "").lower()) if isinstance(section, Mapping) else None
            return UNKNOWN if value is None else value
        if name in ("submit", "apply_async", "map", "run_in_executor", "apply", "starmap") and call.arguments:
            return self._called_with(name, Call(call.node, call.arguments[name == "run_in_executor" :], call.keywords))
        if name in ("getvalue", "getresponse", "read", "result", "communicate", "stdout") and "answer" in made.state:
            return made.state["answer"]
        self._callbacks(call)
        return Made(f"{made.name}().{name}", call.arguments, call.keywords, made.state if name in ("mount",) else {})

    def entered(self, value: Value, node: ast.expr) -> Value:
        """Return what a context manager gives."""
        match value:
            case Choice(alternatives):
                return join(self.entered(one, node) for one in alternatives)
            case Instance():
                enter = self.attribute(value, "__enter__")
                if not isinstance(enter, Function):
                    enter = self.attribute(value, "__aenter__")
                if isinstance(enter, Function):
                    call = ast.Call(func=node, args=[], keywords=[], lineno=node.lineno)
                    entered = self.call(enter, Call(call, []))
                    return value if entered is UNKNOWN or entered is NONE else entered
        return items(value) if isinstance(value, Items) else value

    def _path(self) -> Path:
        assert self.module is not None
        return self.module.path
