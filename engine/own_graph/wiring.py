"""From nodes as data to a graph whose shapes fit, with advice where they do not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any, get_type_hints

import numpy as np

from ..errors import BadQuestion
from ..exercise.schema import Where, convert
from ..graph.graph import Graph
from ..graph.program import execute
from ..ops._base import OPS
from ..registry import did_you_mean
from .graph_data import GraphData, NodeData
from .own_activation import activation
from .short_form import NONE
from .update_step import rule_of

MOST_NODES, MOST_ENTRIES, MOST_IN_ALL = 60, 64, 600  # what a sheet of paper bears
LARGEST = 128  # parameter of an op that is a whole number
NAME = re.compile(r"[A-Za-z]+(_[a-z]+)?\d*")
_NUMBER = {float, int, bool}


def wired(data: GraphData, nodes: tuple[NodeData, ...], leaves: Mapping[str, np.ndarray]) -> Graph:
    """The graph of these nodes, run once with these leaves; `BadQuestion` where one is wrong."""
    if not nodes:
        advice = 'Write layers = "2-2-1", or a [[graph.nodes]] for each operation.'
        raise BadQuestion(f"The graph is empty. {advice}", ("graph",))
    if len(nodes) > MOST_NODES:
        raise BadQuestion(f"A graph has at most {MOST_NODES} nodes.", ("graph", "nodes"))
    graph, arrays = Graph(), dict(leaves)
    for node, where in zip(nodes, _places(data, nodes), strict=True):
        own = data.formulas.get(node.op)
        op = activation(own) if own else _op(node, where)
        try:
            graph = graph.then(named(node.name, where), op, *node.inputs)
        except ValueError as error:
            raise BadQuestion(str(error), where) from None
        for at, name in enumerate(node.inputs):
            if name not in arrays:
                raise BadQuestion(
                    f"Nothing before it is called {name!r}.{did_you_mean(name, arrays)} Add a "
                    f"table [graph.leaves.{name}] with its shape, or the node that computes it.",
                    (*where, "inputs", at))  # fmt: skip
        arrays[node.name] = _computed(node, op, arrays, where)
    graph = _updated(data, graph)
    if unused := [name for name in leaves if name not in graph.leaves]:
        what = f"No node reads {unused[0]}.{did_you_mean(unused[0], graph.leaves)}"
        raise BadQuestion(what, ("graph", "leaves", unused[0]))
    backward = any("." in name for names in vars(data.asked).values() for name in names)
    if backward and np.size(arrays[nodes[-1].name]) != 1:
        shape = " × ".join(map(str, np.shape(arrays[nodes[-1].name])))
        raise BadQuestion(
            f"The last node, {nodes[-1].name}, is {shape} numbers, but a gradient is that of one "
            'number. Add a loss, such as loss = "half_squared_error".', ("graph",))  # fmt: skip
    return _with_backward(graph, arrays)


def named(name: str, where: Where) -> str:
    """The name, if it can be written as a symbol."""
    if not NAME.fullmatch(name) or len(name) > 20:
        advice = "Use letters, then digits for the layer: z1, h, W2, m_hat."
        raise BadQuestion(f"{name!r} can't be shown as a symbol. {advice}", where)
    return name


def _places(data: GraphData, nodes: tuple[NodeData, ...]) -> Iterator[Where]:
    """Where each node is written in the file."""
    given = {id(node): at for at, node in enumerate(data.nodes)}
    for node in nodes:
        at = given.get(id(node))
        loss = node is nodes[-1] and data.loss not in ("", NONE)
        key = "loss" if loss else "layers"
        yield ("graph", key) if at is None else ("graph", "nodes", at)


def _op(node: NodeData, where: Where) -> Any:
    if node.op not in OPS:
        what = f"There is no op {node.op!r}.{did_you_mean(node.op, OPS)}"
        raise BadQuestion(what, (*where, "op"))
    cls, inner = OPS[node.op], "loss_params" if where[-1] == "loss" else "params"
    at = ("graph", inner) if where[-1] == "loss" else (*where, inner)
    hints = get_type_hints(cls)
    offered = [one.name for one in fields(cls) if hints[one.name] in _NUMBER | {tuple[int, ...]}]
    params = {}
    for key, value in node.params.items():
        if key not in offered:
            has = f"It has {', '.join(offered)}." if offered else "It has none."
            what = f"{node.op} has no parameter {key!r}.{did_you_mean(key, offered)} {has}"
            raise BadQuestion(what, (*at, key))
        params[key] = convert(hints[key], value, (*at, key))
        whole = params[key] if isinstance(params[key], tuple) else (params[key],)
        if len(whole) > MOST_ENTRIES or any(abs(number) > LARGEST for number in whole):
            raise BadQuestion(f"{key} is too large: use at most {LARGEST}.", (*at, key))
    return cls(**params)


def _computed(node: NodeData, op: Any, arrays: Mapping[str, Any], where: Where) -> Any:
    """The value of a node, if its inputs fit together."""
    try:
        with np.errstate(all="ignore"):
            value = op.forward(*(arrays[name] for name in node.inputs))
            np.broadcast_shapes(np.shape(value))
    except (ValueError, TypeError, IndexError, ArithmeticError) as error:
        shapes = ", ".join(f"{name} is {_shape(arrays[name])}" for name in node.inputs)
        raise BadQuestion(
            f"{node.op} can't read these: {shapes}. Change a shape or an input of {node.name}.",
            where) from error  # fmt: skip
    if np.size(value) > MOST_ENTRIES or np.asarray(value).dtype == object:
        what = f"{node.name} would have {np.size(value)} numbers; {MOST_ENTRIES} is the most."
        raise BadQuestion(what, where)
    return value


def _shape(array: Any) -> str:
    return " × ".join(map(str, np.shape(array))) or "a number"


def _updated(data: GraphData, graph: Graph) -> Graph:
    if data.update is None:
        return graph
    for at, name in enumerate(data.update.leaves):
        if name not in graph.leaves:
            hint = did_you_mean(name, graph.leaves)
            has = f"It has {', '.join(graph.leaves)}."
            raise BadQuestion(f"The graph has no leaf {name!r} to update.{hint} {has}",
                              ("graph", "update", "leaves", at))  # fmt: skip
    return graph.descend(rule_of(data.update), *dict.fromkeys(data.update.leaves))


def _with_backward(graph: Graph, arrays: Mapping[str, Any]) -> Graph:
    """The graph, if it can also be run backward."""
    if sum(np.size(array) for array in arrays.values()) > MOST_IN_ALL:
        raise BadQuestion(f"All arrays together have at most {MOST_IN_ALL} numbers.", ("graph",))
    try:
        with np.errstate(all="ignore"):
            execute(graph.program, {name: arrays[name] for name in graph.leaves})
    except (ValueError, TypeError, IndexError, ArithmeticError, NotImplementedError) as error:
        what = "The error can't be sent back through this graph: the shapes of two arrays differ."
        raise BadQuestion(what, ("graph",)) from error
    return graph
