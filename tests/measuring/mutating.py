"""Small faults in Python code, one at a time, for `tests/measuring/mutants.py`."""

import ast
import copy
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FLIPPED = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
LEFT_ALONE = ast.stmt | ast.arguments | ast.JoinedStr


@dataclass(frozen=True)
class Mutant:
    """A change of the bytes `start` to `end` of a file; a test that runs a line from `first` to `last` runs it."""

    file: str
    kind: str
    first: int
    last: int
    start: int
    end: int
    old: str
    new: str

    def put_into(self, text: bytes) -> bytes:
        return text[: self.start] + self.new.encode() + text[self.end :]


def chosen(root: Path, folders: list[str], count: int, seed: int) -> list[Mutant]:
    """Of each kind in turn, drawn at random; the same for the same code and seed."""
    inside = [path for folder in folders for path in (root / folder).rglob("*.py")]
    kinds: dict[str, list[Mutant]] = {}
    for path in sorted({*inside, *(root / file for file in folders if file.endswith(".py"))}):
        for mutant in mutants(str(path.relative_to(root)), path.read_text()):
            kinds.setdefault(mutant.kind, []).append(mutant)
    for found in kinds.values():
        random.Random(seed).shuffle(found)
    found = [(place, mutant) for of_kind in kinds.values() for place, mutant in enumerate(of_kind)]
    return [mutant for _, mutant in sorted(found, key=lambda one: one[0])[:count]]


def mutants(file: str, text: str) -> Iterator[Mutant]:
    """Every possible one of a file."""
    tree, starts = ast.parse(text), [0]
    for line in text.encode().split(b"\n"):
        starts.append(starts[-1] + len(line) + 1)
    for statement in (node for node in ast.walk(tree) if isinstance(node, ast.stmt)):
        for node in _own(statement):
            for kind, new in _changed(node):
                start = starts[node.lineno - 1] + node.col_offset
                end = starts[node.end_lineno - 1] + node.end_col_offset
                old = text.encode()[start:end].decode()
                yield Mutant(file, kind, statement.lineno, node.end_lineno, start, end, old, new)


def _own(node: ast.AST) -> Iterator[ast.AST]:
    """The node and its parts, without statements inside it, docstrings and annotations."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    yield node
    for name, part in ast.iter_fields(node):
        for inner in part if isinstance(part, list) else [part]:
            is_code = isinstance(inner, ast.AST) and not isinstance(inner, LEFT_ALONE)
            if is_code and name not in ("annotation", "returns"):
                yield from _own(inner)


def _changed(node: ast.AST) -> Iterator[tuple[str, str]]:
    """Kind and source of each change of this very node."""
    new = copy.deepcopy(node)
    match node:
        case ast.Compare(ops=[op, *_]):
            new.ops[0] = FLIPPED[type(op)]()
            yield "comparison flipped", f"({ast.unparse(new)})"
        case ast.BoolOp(op=op):
            new.op = ast.And() if isinstance(op, ast.Or) else ast.Or()
            yield "and/or swapped", f"({ast.unparse(new)})"
        case ast.UnaryOp(op=ast.Not()):
            yield "boolean negated", f"({ast.unparse(node.operand)})"
        case ast.Constant(value=bool(value)):
            yield "boolean negated", str(not value)
        case ast.Constant(value=int(value)):
            yield "constant changed", str(value + 1)
        case ast.Constant(value=str(value)):
            yield "constant changed", repr(f"{value}x")
        case ast.Raise() | ast.Expr(value=ast.Call()):
            yield "statement removed", "pass"
        case ast.Return(value=ast.expr() as value) if ast.unparse(value) != "None":
            yield "return value changed", "return None"
