"""How many equivalent minima a network has because of its symmetries."""

from math import factorial
from typing import Literal

from ..draw import Draw
from ..exercise.closed_form import Line, exact_exercise, exact_number
from ..exercise.exercise import Exercise
from ._base import template


@template(warm_up={"activation": "relu"}, hard={"layers": 2})
def symmetric_minima(
    draw: Draw, activation: Literal["tanh", "relu"] = "tanh", layers: Literal[1, 2] = 1
) -> Exercise:
    """Permutations, sign flips and equivalent minima, for one or two hidden layers."""
    sizes = [draw.integer(3, 6) for _ in range(layers)]
    units, orders = sum(sizes), 1
    for size in sizes:
        orders *= factorial(size)
    odd = activation == "tanh"
    signs = 2**units if odd else 1
    lines = [
        Line("orders", r"\text{orders}", exact_number(orders, [
            ("squared", "A unit can take any place, but only one: k · (k − 1) · …", units**2),
            ("counted", "That is how many units there are, not how many orders.", units),
            ("layers_mixed", "A unit cannot move to another layer: k₁! · k₂!.", factorial(units)),
            ("orders_added", "Each order of one layer goes with each of the other: multiply.",
             sum(map(factorial, sizes))),
            ("itself_left_out", "The point itself counts as one of them.", orders - 1),
        ]), " \\cdot ".join(f"{size}!" for size in sizes) + f" = {orders}",
             "Renaming the units of a layer along with their weights changes nothing."),
        Line("signs", r"\text{signs}", exact_number(signs, [
            ("two_per_network", "Each unit can flip by itself, not all at once only.", 2),
            ("doubled", "The choices multiply: 2 for each unit, so a power of 2.", 2 * units),
            ("flipped_though_not_odd", "Flipping signs needs f(−z) = −f(z), as tanh has it.",
             2**units),
            ("no_flips", "tanh(−z) = −tanh(z): flip a unit's weights before and after it.", 1),
            ("signs_itself_left_out", "The point itself counts as one of them.", signs - 1),
        ]), rf"2^{{{units}}} = {signs}" if odd else "1",
             "tanh is odd: with all weights into and out of a unit flipped, nothing changes."
             if odd else "ReLU is not odd: flipped weights make another function."),
        Line("copies", r"\text{copies}", exact_number(orders * signs, [
            ("factors_added", "Each order goes with each choice of signs: multiply.",
             orders + signs),
            ("orders_only", "The signs multiply the number.", orders),
            ("signs_only", "The orders multiply the number.", signs),
            ("flips_of_relu", "A flipped unit of ReLU computes something else.",
             orders * 2**units),
        ]), rf"{orders} \cdot {signs} = {orders * signs}",
             "Every order goes with every choice of signs."),
    ]  # fmt: skip
    hidden = " and ".join(map(str, sizes))
    statement = (
        f"A fully connected network has {'a hidden layer' if layers == 1 else 'hidden layers'} of "
        f"{hidden} {'tanh' if odd else 'ReLU'} units with biases. At a minimum with different "
        "units, in how many **orders** can the hidden units be put without changing what the "
        "network computes, how many choices of **signs** are there (of all weights into and out "
        "of a unit), and how many **copies** of the minimum do both together make, itself "
        "included?"
    )
    return exact_exercise(statement, lines)
