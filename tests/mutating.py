"""The mutants of a module: its text with one small thing wrong, each somewhere else."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

COMPARED = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
COMPUTED = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
            ast.FloorDiv: ast.Mult, ast.Pow: ast.Mult, ast.Mod: ast.Mult,
            ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd}  # fmt: skip
JOINED = {ast.And: ast.Or, ast.Or: ast.And}
LEFT_OUT = (ast.Expr, ast.Assign, ast.AugAssign, ast.Return, ast.Raise, ast.If, ast.For)


@dataclass(frozen=True)
class Mutant:
    """A module in which one node is another."""

    path: Path
    line: int
    was: str
    now: str
    source: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}  {self.was}  →  {self.now}"


def mutants(path: Path, root: Path) -> Iterator[Mutant]:
    """Every mutant of a module, in the order of its lines."""
    tree = ast.parse((root / path).read_text())
    skipped = _never_run(tree)
    for number, node in enumerate(ast.walk(tree)):
        if number not in skipped:
            for kind in range(len(_others(node))):
                yield _mutant(path, tree, number, kind)


def _mutant(path: Path, tree: ast.AST, number: int, kind: int) -> Mutant:
    changed = copy.deepcopy(tree)
    nodes = list(ast.walk(changed))
    node = nodes[number]
    was = _line(node)
    other = _others(node)[kind]
    for parent in nodes:
        for field, value in ast.iter_fields(parent):
            if value is node:
                setattr(parent, field, other)
            elif isinstance(value, list):
                value[:] = [other if each is node else each for each in value]
    source = ast.unparse(ast.fix_missing_locations(changed))
    return Mutant(path, getattr(node, "lineno", 0), was, _line(other), source)


def _others(node: ast.AST) -> list[ast.AST]:
    """What may stand in place of a node."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARED:
        first = COMPARED[type(node.ops[0])]()
        return [ast.Compare(node.left, [first, *node.ops[1:]], node.comparators)]
    if isinstance(node, ast.BinOp) and type(node.op) in COMPUTED:
        return [ast.BinOp(node.left, COMPUTED[type(node.op)](), node.right)]
    if isinstance(node, ast.BoolOp):
        return [ast.BoolOp(JOINED[type(node.op)](), node.values)]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        return [node.operand]
    if isinstance(node, ast.IfExp):
        return [ast.IfExp(node.test, node.orelse, node.body)]
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        return [ast.Constant(not node.value)]
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return [ast.Constant(node.value * 2 if node.value else 1)]
    docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    if isinstance(node, LEFT_OUT) and not docstring:
        return [ast.Pass()]
    return []


def _never_run(tree: ast.AST) -> set[int]:
    """The numbers of the nodes that only say types and names."""
    numbers = {id(node): number for number, node in enumerate(ast.walk(tree))}
    found = set()
    aliases = [node for node in getattr(tree, "body", []) if isinstance(node, ast.Assign)
               and isinstance(node.value, ast.Subscript)]  # fmt: skip
    for node in ast.walk(tree):
        hints = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        targets = getattr(node, "targets", [])
        if any(isinstance(each, ast.Name) and each.id.startswith("__") for each in targets):
            hints.append(node)
        hints += [node] if node in aliases else []
        for hint in filter(None, hints):
            found |= {numbers[id(each)] for each in ast.walk(hint)}
    return found


def _line(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())[:70]
