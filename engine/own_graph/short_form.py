"""A network in a line (`2-3-2-1`, an activation for each layer, skips) as nodes and leaves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from itertools import pairwise

from ..errors import BadQuestion
from ..ops._base import OPS
from ..registry import did_you_mean
from .graph_data import HALF_SQUARED, GraphData, LeafData, NodeData

NONE = "none"
MOST_LAYERS, MOST_UNITS = 8, 8
SIGNS = frozenset({"hinge_loss"})  # losses whose targets are −1 or 1
ROWS = frozenset({"categorical_cross_entropy", "cross_entropy"})  # and a one-hot row
_LAYERS = re.compile(r"\d+(\s*[-–]\s*\d+)+")
_SKIP = re.compile(r"\s*(\w+)\s*(?:->|→)\s*(\w+)\s*")

INPUT = LeafData(low=-2.0, high=2.0, decimals=1)
WEIGHT = LeafData(low=-0.95, high=0.95)
BIAS = LeafData(low=-0.6, high=0.6)
TARGET = LeafData(low=0.05, high=0.95)


def sizes_of(layers: str) -> tuple[int, ...]:
    """The sizes in `2-3-2-1`; `BadQuestion` where there are none."""
    where = ("graph", "layers")
    if not _LAYERS.fullmatch(layers.strip()):
        raise BadQuestion("Write the sizes of the layers like 2-3-2-1, inputs first.", where)
    sizes = tuple(map(int, re.findall(r"\d{1,4}", layers)))
    if len(sizes) > MOST_LAYERS + 1 or not all(1 <= size <= MOST_UNITS for size in sizes):
        raise BadQuestion(
            f"Nobody computes that by hand. Use at most {MOST_LAYERS} layers of 1 to {MOST_UNITS} "
            "units.", where)  # fmt: skip
    return sizes


def spelled_out(data: GraphData) -> tuple[tuple[NodeData, ...], dict[str, LeafData]]:
    """All nodes, and all leaves of the layers and the loss as far as they are not said."""
    nodes: list[NodeData] = []
    leaves: dict[str, LeafData] = {}
    width = 0
    if data.layers.strip():
        sizes = sizes_of(data.layers)
        nodes, leaves, width = list(_layers(data, sizes)), _leaves(sizes), sizes[-1]
    else:
        for key in ("activations", "skips"):
            if getattr(data, key):
                raise BadQuestion(f"{key} belong to layers: add them.", ("graph", key))
    nodes += data.nodes
    loss = data.loss or (HALF_SQUARED if data.layers.strip() and not data.nodes else "")
    if loss and loss != NONE:
        if loss not in OPS:
            advice = did_you_mean(loss, OPS) or " Use one like mse_loss or cross_entropy."
            raise BadQuestion(f"There is no loss {loss!r}.{advice}", ("graph", "loss"))
        if not nodes:
            raise BadQuestion("Add layers or nodes, whose output the loss reads.", ("graph",))
        nodes.append(NodeData("E", loss, (nodes[-1].name, "t"), data.loss_params))
        if width:
            leaves["t"] = replace(_target(loss), shape=(1, width))
    for name, said in data.leaves.items():
        leaves[name] = _over(leaves.get(name, LeafData()), said)
    return tuple(nodes), leaves


def _target(loss: str) -> LeafData:
    if loss in ROWS:
        return LeafData(one_hot=True)
    return LeafData(choices=(-1.0, 1.0)) if loss in SIGNS else TARGET


def _over(usual: LeafData, said: LeafData) -> LeafData:
    """A leaf as its author said, and the rest as usual."""
    if said.choices or said.one_hot or said.values is not None:
        usual = LeafData(usual.shape)
    if said.low is not None or said.high is not None:
        usual = replace(usual, choices=(), one_hot=False)
    pairs = ((field.name, getattr(said, field.name)) for field in fields(said))
    return replace(usual, **{name: value for name, value in pairs if value not in (None, (), "")})


def _layers(data: GraphData, sizes: tuple[int, ...]) -> Iterator[NodeData]:
    count, sources = len(sizes) - 1, _skips(data)
    activations = data.activations or ("sigmoid",) * count
    if len(activations) != count:
        raise BadQuestion(
            f"{data.layers} has {count} layers, so list {count} activations; none is one too.",
            ("graph", "activations"),
        )
    widths, inputs = {"x": sizes[0]}, "x"
    for index, (activation, width) in enumerate(zip(activations, sizes[1:], strict=True)):
        layer = str(index + 1) if count > 1 else ""
        output = "y" if index == count - 1 else "h" if count == 2 else f"h{layer}"
        skipped = sources.pop(output, None)
        made = f"f{layer}" if skipped else output
        z = made if activation == NONE else f"z{layer}"
        yield NodeData(z, "affine", (inputs, f"W{layer}", f"b{layer}"))
        if activation != NONE:
            if activation not in data.formulas:
                _known(activation, index)
            yield NodeData(made, activation, (z,))
        if skipped:
            at, source = skipped
            if widths.get(source) != width:
                has = f"it has {widths[source]} units, {output} has {width}."
                raise BadQuestion(
                    f"{source} can't be added to {output}: "
                    + (has if source in widths else "it doesn't come before it."),
                    ("graph", "skips", at))  # fmt: skip
            yield NodeData(output, "add", (source, made))
        widths[output], inputs = width, output
    if sources:
        output, (at, _) = next(iter(sources.items()))
        raise BadQuestion(f"No layer has the output {output!r}. There are "
                          f"{', '.join(widths)}.", ("graph", "skips", at))  # fmt: skip


def _skips(data: GraphData) -> dict[str, tuple[int, str]]:
    """The source of each skip by the output that it is added to, with its place in the list."""
    found: dict[str, tuple[int, str]] = {}
    for at, text in enumerate(data.skips):
        match = _SKIP.fullmatch(text)
        if not match or match[2] in found:
            what = "Only one skip may lead to an output." if match else "Write a skip as h1 -> h2."
            raise BadQuestion(what, ("graph", "skips", at))
        found[match[2]] = (at, match[1])
    return found


def _known(activation: str, index: int) -> None:
    if activation not in OPS or not (OPS[activation].pointwise or activation == "softmax"):
        some = [name for name, op in OPS.items() if op.pointwise]
        raise BadQuestion(
            f"There is no activation {activation!r}.{did_you_mean(activation, some)} There are "
            f"{', '.join(some)}, softmax and none.",
            ("graph", "activations", index),
        )


def _leaves(sizes: tuple[int, ...]) -> dict[str, LeafData]:
    found = {"x": replace(INPUT, shape=(1, sizes[0]))}
    for index, (fan_in, fan_out) in enumerate(pairwise(sizes), 1):
        layer = str(index) if len(sizes) > 2 else ""
        found[f"W{layer}"] = replace(WEIGHT, shape=(fan_in, fan_out))
        found[f"b{layer}"] = replace(BIAS, shape=(fan_out,))
    return found
