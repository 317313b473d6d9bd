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
            ("squared", "The first unit has k places, the next k − 1, …: multiply.", units**2),
            ("counted", "That is how many units there are, not how many orders.", units),
            ("layers_mixed", "A unit cannot change layers: k₁! · k₂!.", factorial(units)),
            ("orders_added", "Each order of one layer combines with each of the other.",
             sum(map(factorial, sizes))),
            ("itself_left_out", "The point itself counts as one of them.", orders - 1),
        ]), " \\cdot ".join(f"{size}!" for size in sizes) + f" = {orders}",
             "Renaming the units of a layer along with their weights changes nothing."),
        Line("signs", r"\text{signs}", exact_number(signs, [
            ("two_per_network", "Each unit can flip on its own, not just all together.", 2),
            ("doubled", "The choices multiply: 2 for each unit, so a power of 2.", 2 * units),
            ("flipped_though_not_odd", "Flipping signs needs f(−z) = −f(z), which holds for tanh.",
             2**units),
            ("no_flips", "tanh(−z) = −tanh(z): flip a unit's weights before and after it.", 1),
            ("signs_itself_left_out", "The point itself counts as one of them.", signs - 1),
        ]), rf"2^{{{units}}} = {signs}" if odd else "1",
             "tanh is odd, so flipping all weights into and out of a unit changes nothing."
             if odd else "ReLU isn't odd, so flipped weights give a different function."),
        Line("copies", r"\text{copies}", exact_number(orders * signs, [
            ("factors_added", "Each order combines with each choice of signs: multiply.",
             orders + signs),
            ("orders_only", "The choices of signs multiply the number.", orders),
            ("signs_only", "The orders multiply the number.", signs),
            ("flips_of_relu", "A flipped ReLU unit computes something else.",
             orders * 2**units),
        ]), rf"{orders} \cdot {signs} = {orders * signs}",
             "Every order combines with every choice of signs.",
             lambda own: own["orders"] * own["signs"]),
    ]  # fmt: skip
    hidden = " and ".join(map(str, sizes))
    statement = (
        f"A fully connected network has {'a hidden layer' if layers == 1 else 'hidden layers'} of "
        f"{hidden} {'tanh' if odd else 'ReLU'} units with biases. At a minimum where all "
        "units differ, in how many **orders** can the hidden units be put without changing what "
        "the network computes, how many choices of **signs** are there (of all weights into and "
        "out of a unit), and how many **copies** of the minimum do both together give, including "
        "itself?"
    )
    return exact_exercise(statement, lines)
