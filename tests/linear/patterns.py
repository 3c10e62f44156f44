"""Every regular expression of this project, found in the syntax trees of all product files; none can be left out.

A pattern that is built is evaluated in place, with the names of the module, of loops and of assignments around it.
One that depends on a parameter must be listed in `parameter_values`, else `patterns()` fails and says so.
"""

import ast
import builtins
import importlib
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from governance.documents.schemas import NAMES, schema
from secrel import api
from secrel.core.api.describing.page import description
from secrel.core.changes.targets import Target
from secrel.core.search.matching import pattern_of

ROOT = Path(__file__).parents[2]
APPS = ("secrel", "modifications", "releases", "costs", "governance")
WAYS = ("match", "search", "sub", "subn", "findall", "finditer", "fullmatch", "split")
ALL_WAYS = frozenset(("findall", "fullmatch"))
"""For a pattern that is passed on, so that its use cannot be found."""
TAKES_REGEX = {"RegexValidator", "RegexField", "re_path"}


@dataclass(frozen=True)
class Pattern:
    """A pattern, its flags, the methods it is used by, and the places where it is written."""

    text: str
    flags: int
    ways: frozenset[str]
    where: str


@cache
def read_by_name() -> dict[str, list[tuple[str, ast.AST]]]:
    """Where each name is read, also as an attribute: file and node."""
    found = defaultdict(list)
    for file, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute):
                found[node.attr].append((file, node))
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                found[node.id].append((file, node))
    return found


def parameter_values() -> dict[tuple[str, str], list[Any]]:
    """The values of parameters that are used in a pattern, by file and name."""
    return {
        ("governance/documents/engine/validator.py", "pattern"): sorted(
            {text for text, _ in json_patterns()}
        ),
        ("secrel/core/search/matching.py", "pattern"): search_patterns(),
        ("modifications/queries.py", "pattern"): search_patterns(),
        ("secrel/core/changes/targets.py", "form"): [kind.form({}) for kind in Target],
        ("secrel/core/api/views.py", "resources"): [api.RESOURCES],
        ("secrel/core/api/views.py", "twins"): [api.TWINS],
        ("secrel/core/api/describing/schema.py", "schema"): [
            {"pattern": text} for text in sorted(set(_in_json(description())))
        ],
    }


def search_patterns() -> list[str]:
    """The PostgreSQL patterns that a search builds from terms of each kind, in the syntax of `re`."""
    terms = [
        ("cost",),
        ("go",),
        ("golive",),
        ("go", "live"),
        ("smets", "1"),
        ("mp", "104", "a"),
        ("1.2",),
        ("a" * 40,),
    ]
    dialect = {r"\m": r"\b", r"\M": r"\b", "[:alnum:]": r"\w", "[:digit:]": r"\d", "[:space:]": r"\s"}
    found = []
    for term in terms:
        pattern = pattern_of(term)
        for theirs, ours in dialect.items():
            pattern = pattern.replace(theirs, ours)
        found.append(pattern)
    return found


@cache
def trees() -> dict[str, ast.Module]:
    """The syntax tree of each product file, by its path; each node knows its parent."""
    found = {}
    for path in [ROOT / "manage.py", *(file for app in APPS for file in sorted((ROOT / app).rglob("*.py")))]:
        tree = ast.parse(path.read_text())
        for node in ast.walk(tree):
            for child in ast.iter_child_nodes(node):
                child.parent = node
        found[str(path.relative_to(ROOT))] = tree
    return found


def patterns() -> list[Pattern]:
    """All of them, one for each text and flags."""
    merged: dict[tuple[str, int], tuple[set[str], list[str]]] = {}
    for file, tree in trees().items():
        for node in ast.walk(tree):
            for text, flags, ways in _of_node(file, node):
                methods, places = merged.setdefault((text, flags), (set(), []))
                methods |= ways
                places.append(f"{file}:{node.lineno}")
    for text, place in [*json_patterns(), *script_patterns()]:
        methods, places = merged.setdefault((text, 0), (set(), []))
        methods.add("search")
        places.append(place)
    return [
        Pattern(text, flags, frozenset(ways), ", ".join(dict.fromkeys(places)))
        for (text, flags), (ways, places) in sorted(merged.items())
    ]


def _of_node(file: str, node: ast.AST) -> Iterator[tuple[str, int, frozenset[str]]]:
    """The patterns written in this node itself."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
        aliased = any(alias.asname for alias in node.names if alias.name == "re")
        if (
            (isinstance(node, ast.ImportFrom) and node.module == "re")
            or aliased
            or {"regex", "re2"} & {*names}
        ):
            raise AssertionError(f"{file}:{node.lineno}: write `import re`, so that each pattern is found.")
    elif _is_re(node):
        call = node.parent
        if not isinstance(call, ast.Call) or call.func is not node:
            raise AssertionError(
                f"{file}:{node.lineno}: call re.{node.attr} where it is used, without another name."
            )
        flags = _flags(file, call, node.attr)
        ways = _ways(file, call) if node.attr == "compile" else frozenset([node.attr])
        yield from ((text, flags, ways) for text in _values(file, _argument(call, "pattern")))
    elif isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in TAKES_REGEX:
            way = frozenset(["search"])
            yield from ((text, 0, way) for text in _values(file, _argument(node, "regex")))
        for word in node.keywords:
            if word.arg and word.arg.endswith("regex") and name not in TAKES_REGEX:
                yield from ((text, 0, frozenset(["search"])) for text in _values(file, word.value))
    elif isinstance(node, ast.Assign) and isinstance(node.parent, ast.ClassDef):
        if any(isinstance(target, ast.Name) and target.id.endswith("regex") for target in node.targets):
            yield from ((f"^(?:{text})$", 0, frozenset(["search"])) for text in _values(file, node.value))
    elif isinstance(node, ast.Dict):
        keys = [_says(key) if key is not None else "" for key in node.keys]
        for key, value in zip(keys, node.values, strict=True):
            if key.endswith(("__regex", "__iregex")) or (
                key == "pattern" and "type" in keys
            ):  # a constraint; a JSON schema
                yield from ((text, 0, frozenset(["search"])) for text in _values(file, value))
    elif isinstance(node, ast.Tuple) and len(node.elts) == 2 and _says(node.elts[0]).endswith("regex"):
        yield from ((text, 0, frozenset(["search"])) for text in _values(file, node.elts[1]))
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        found = re.findall(r" ~\*? '([^']+)'", node.value)  # in SQL
        yield from ((text, 0, frozenset(["search"])) for text in found)


def _is_re(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "re"
        and node.attr in (*WAYS, "compile")
    )


def _says(node: ast.AST) -> str:
    """The end of a text, also where it is put together."""
    last = node.values[-1] if isinstance(node, ast.JoinedStr) and node.values else node
    return last.value if isinstance(last, ast.Constant) and isinstance(last.value, str) else ""


def _argument(call: ast.Call, name: str) -> ast.expr:
    return call.args[0] if call.args else next(word.value for word in call.keywords if word.arg == name)


def _flags(file: str, call: ast.Call, way: str) -> int:
    place = {"compile": 1, "sub": 4, "subn": 4, "split": 3}.get(way, 2)
    named = [word.value for word in call.keywords if word.arg == "flags"] + call.args[place : place + 1]
    return int(_values(file, named[0])[0]) if named else 0


def _ways(file: str, call: ast.Call) -> frozenset[str]:
    """The methods of a compiled pattern that are called by its name, in all files."""
    if not isinstance(call.parent, ast.Assign) or not isinstance(call.parent.targets[0], ast.Name):
        return ALL_WAYS
    name, found = call.parent.targets[0].id, set()
    for where, node in read_by_name().get(name, ()):
        if where == file or not name.startswith("_"):
            method = node.parent.attr if isinstance(node.parent, ast.Attribute) else ""
            found.add(method if method in WAYS else "?")
    return frozenset(found) if found and "?" not in found else ALL_WAYS


def _values(file: str, expression: ast.expr) -> list[Any]:
    """All values that an expression can have in its place."""
    module = vars(
        importlib.import_module(file.removesuffix(".py").removesuffix("/__init__").replace("/", "."))
    )
    free = {
        name.id: name
        for name in ast.walk(expression)
        if isinstance(name, ast.Name) and not hasattr(builtins, name.id)
    }
    own = {
        node.id
        for node in ast.walk(expression)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    bound = {name: _bound(file, node) for name, node in free.items() if name not in own}
    bound = {name: values for name, values in bound.items() if values is not None}
    code = compile(ast.Expression(expression), file, "eval")
    return [
        eval(code, {**module, **dict(zip(bound, chosen, strict=True))}) for chosen in product(*bound.values())
    ]


def _bound(file: str, name: ast.Name) -> list[Any] | None:
    """What a name is bound to around its place: by a loop, an assignment, or a parameter; None: by the module."""
    node: ast.AST = name
    while not isinstance(node, ast.Module):
        node = node.parent
        loops = getattr(node, "generators", [node] if isinstance(node, ast.For) else [])
        for loop in loops:
            if name.id in _names(loop.target):
                return [_part(loop.target, name.id, item) for one in _values(file, loop.iter) for item in one]
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            for inner in ast.walk(node):
                if isinstance(inner, ast.Assign) and name.id in _names(inner.targets[0]):
                    if name in ast.walk(inner):
                        continue
                    return [_part(inner.targets[0], name.id, one) for one in _values(file, inner.value)]
        if isinstance(node, ast.FunctionDef) and name.id in [
            argument.arg for argument in ast.walk(node.args) if isinstance(argument, ast.arg)
        ]:
            values = parameter_values()
            if (file, name.id) not in values:
                raise AssertionError(
                    f"{file}:{name.lineno}: list in tests/linear/patterns.py what `{name.id}` can be."
                )
            return values[file, name.id]
    return None


def _names(target: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(target) if isinstance(node, ast.Name)}


def _part(target: ast.AST, name: str, value: Any) -> Any:
    """The part of a value that an unpacking gives to a name."""
    if isinstance(target, ast.Name):
        return value
    return next(
        _part(one, name, item) for one, item in zip(target.elts, value, strict=True) if name in _names(one)
    )


def json_patterns() -> Iterator[tuple[str, str]]:
    """Those of our JSON schemas, each with the schema's name."""
    for name in NAMES:
        yield from ((text, f"schema {name}") for text in _in_json(schema(name)))


def _in_json(value: Any) -> Iterator[str]:
    for name, inner in (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    ):
        if name == "pattern" and isinstance(inner, str):
            yield inner
        if name == "patternProperties":
            yield from inner
        yield from _in_json(inner)


_LITERAL = re.compile(r"(?:[=(,:!&|?;{}]|return)\s*/((?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)/[a-z]*")


def script_patterns() -> Iterator[tuple[str, str]]:
    """Those of our scripts and of inputs in templates; the dialects differ in nothing that we use."""
    for path in [
        *sorted((ROOT / "static" / "js").glob("*.js")),
        *sorted((ROOT / "templates").rglob("*.html")),
    ]:
        text, place = path.read_text(), str(path.relative_to(ROOT))
        assert "RegExp" not in text, f"{place}: write a pattern as a literal, so that it is found."
        if path.suffix == ".js":
            text = re.sub(r"(?m)^\s*(?://|\*|/\*).*$", "", text)
            yield from ((found, place) for found in _LITERAL.findall(text))
        yield from ((found, place) for found in re.findall(r'\spattern="([^"]+)"', text))
