"""Backpropagation in matrix form: the right products and their shapes."""

from typing import Literal

from ..draw import Draw
from ..exercise.closed_form import Line, exact_choice, exact_exercise
from ..exercise.exercise import Exercise
from ._base import template

Choice = tuple[str, str, str]  # text, remark, name; the right one has no name

UPSTREAM = r"$G = \partial E / \partial Z$"
OF_ITSELF = "A gradient has the shape of what it is the gradient of."


@template(warm_up={"asked": "parameters"}, hard={"asked": "both"}, by_hand=True)
def gradient_shapes(
    draw: Draw, asked: Literal["parameters", "shapes", "products", "both"] = "shapes"
) -> Exercise:
    """Shapes of a layer's gradients in matrix form, or the products that give them."""
    sizes: list[int] = []
    while len(sizes) < 3:
        size = draw.integer(2, 64)
        if size not in sizes:
            sizes.append(size)
    n, d, m = sizes
    lines = _shapes(draw, n, d, m, "Wb" if asked == "parameters" else "ZWbX")
    question = "What is the shape of each gradient?"
    if asked == "products":
        lines, question = _products(draw), f"With {UPSTREAM}, what is each gradient?"
    elif asked == "both":
        lines += _products(draw)
        question += f" And, with {UPSTREAM}, what is each gradient of $W$, $b$ and $X$?"
    statement = (
        rf"A layer computes $Z = XW + b$ for a batch of {n} examples, one per row: $X$ is "
        rf"${n} \times {d}$, $W$ is ${d} \times {m}$, $b$ has {m} entries and is added to every "
        f"row. The error $E$ is one number for the whole batch. {question}"
    )
    return exact_exercise(statement, lines)


def _shapes(draw: Draw, n: int, d: int, m: int, names: str) -> list[Line]:
    def times(rows: int, columns: int) -> str:
        return rf"${rows} \times {columns}$"

    per_example = "The error sums over the batch, and so do the gradients of what it shares."
    turned = "Transposed: subtracting it from the weights would not fit."
    rows: dict[str, list[Choice]] = {
        "Z": [(times(n, m), OF_ITSELF, ""), (times(m, n), turned, "transposed"),
              (times(1, m), "Every example has its own row.", "batch_summed"),
              (times(d, m), "That is the shape of W.", "weights_instead")],
        "W": [(times(d, m), OF_ITSELF, ""), (times(m, d), turned, "transposed"),
              (times(n, m), "That is the shape of Z.", "output_instead"),
              (rf"${n} \times {d} \times {m}$", per_example, "batch_kept")],
        "b": [(f"${m}$ entries", OF_ITSELF, ""), (times(n, m), per_example, "batch_kept"),
              (f"${d}$ entries", "b belongs to the outputs.", "inputs_instead"),
              (f"${n}$ entries", "b has an entry for each output, not for each example.",
               "examples_instead")],
        "X": [(times(n, d), OF_ITSELF, ""), (times(d, n), turned, "transposed"),
              (times(n, m), "That is the shape of Z.", "output_instead"),
              (times(1, d), "Every example has its own row.", "batch_summed")],
    }  # fmt: skip
    return [
        _line(draw, f"shape.{name}", name, rows[name], rf"\text{{shape of }} {_gradient(name)}")
        for name in names
    ]


def _products(draw: Draw) -> list[Line]:
    misfit = "The inner sizes do not agree."
    turned = "That is the transpose of the gradient."
    rows: dict[str, list[Choice]] = {
        "W": [("$X^T G$", "Inner size: the batch, which is summed over.", ""),
              ("$G^T X$", turned, "transposed"), ("$X G$", misfit, "transpose_left_out"),
              ("$G X^T$", misfit, "order_swapped")],
        "b": [("the sum of $G$ over its rows", "Every example uses the same b, with factor 1.", ""),
              ("$G$", "b is shared by all examples: add up.", "sum_left_out"),
              ("the sum of $G$ over its columns", "That gives an entry for each example.",
               "wrong_axis"),
              ("the mean of $G$ over its rows", "Any mean over the batch is in E, and so in G, "
               "already.", "averaged_again")],
        "X": [("$G W^T$", "Inner size: the outputs, over which the paths add up.", ""),
              ("$W^T G$", misfit, "order_swapped"), ("$G W$", misfit, "transpose_left_out"),
              ("$W G^T$", turned, "transposed")],
    }  # fmt: skip
    return [
        _line(draw, f"product.{name}", name, choices, _gradient(name))
        for name, choices in rows.items()
    ]


def _gradient(name: str) -> str:
    return rf"\frac{{\partial E}}{{\partial {name}}}"


def _line(draw: Draw, part: str, name: str, choices: list[Choice], label: str) -> Line:
    """One blank, with its options in random order."""
    (right, why, _), *others = choices
    wrong = [(name, text, remark) for text, remark, name in others]
    explained = f"${_gradient(name)}$: {right}. {why}"
    return Line(part, label, exact_choice(draw, (right, why), wrong), "", explained)
