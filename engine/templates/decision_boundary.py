"""A neuron's decision boundary, and how the bias moves it."""

from typing import Literal

from ..draw import Draw, Redraw
from ..exercise.closed_form import Line, exact_choice, exact_exercise, exact_number, signed
from ..exercise.exercise import Exercise
from ..readings.paper import number
from ._base import template


@template(warm_up={"asked": "crossings"}, hard={"asked": "distance"})
def decision_boundary(
    draw: Draw, asked: Literal["crossings", "shift", "distance"] = "shift"
) -> Exercise:
    """Slope and axis crossings of w₁x₁ + w₂x₂ + b = 0, and what changing the bias does."""
    distance = asked == "distance"  # weights 3 and 4, whose norm is whole; biases divisible by 3
    sizes = [[3], [4]] if distance else [[1, 2, 4, 5]] * 2
    w1, w2 = (draw.choice([-1, 1]) * draw.choice(size) for size in sizes)
    b, change = ((3 if distance else 1) * draw.choice([-1, 1]) * draw.integer(1, 6) for _ in "12")
    if abs(w1) == abs(w2) or b + change == 0 or abs(change) == abs(b):
        raise Redraw
    up, across, slope = -b / w2, -b / w1, -w1 / w2
    moved = -(b + change) / w2
    lines = [
        Line("crossing.x2", r"x_2 \text{ at } x_1 = 0", exact_number(up, [
            ("sign_lost", "Moving b to the other side changes its sign.", -up),
            ("wrong_weight", "At x₁ = 0 only the weight w₂ is left.", across),
            ("bias_itself", "The boundary crosses at −b/w₂; b alone is the net input there.", b),
            ("minus_bias", "Divide by the weight of x₂.", -b),
        ], 2), rf"{w2} x_2 {signed(b)} = 0 \;\Rightarrow\; x_2 = {number(up, 4)}",
            "With x₁ = 0, w₂x₂ + b = 0 is left."),
        Line("crossing.x1", r"x_1 \text{ at } x_2 = 0", exact_number(across, [
            ("sign_lost", "Moving b to the other side changes its sign.", -across),
            ("wrong_weight", "At x₂ = 0 only the weight w₁ is left.", up),
        ], 2), rf"{w1} x_1 {signed(b)} = 0 \;\Rightarrow\; x_1 = {number(across, 4)}",
            "With x₂ = 0, w₁x₁ + b = 0 is left."),
        Line("slope", r"\frac{\Delta x_2}{\Delta x_1}", exact_number(slope, [
            ("sign_lost", "Solve for x₂: the line is x₂ = −(w₁/w₂) x₁ − b/w₂.", -slope),
            ("upside_down", "Divide by the weight of x₂: −w₁/w₂.", 1 / slope),
            ("slope_of_weights", "(w₁, w₂) is perpendicular to the boundary, not "
                                 "along it.", -1 / slope),
        ], 2), rf"-\frac{{w_1}}{{w_2}} = -\frac{{{w1}}}{{{w2}}} = {number(slope, 4)}",
            "The boundary is perpendicular to the weights, whatever the bias."),
        Line("moved.x2", rf"x_2 \text{{ at }} x_1 = 0,\; b = {b + change}", exact_number(moved, [
            ("moved_the_other_way", "The crossing is −b/w₂ with the new b.",
             -(b - change) / w2),
            ("moved_by_the_change", "The crossing moves by −Δb/w₂, not by Δb.", up + change),
            ("not_moved", "The bias moves the boundary.", up),
            ("sign_lost", "Moving b to the other side changes its sign.", -moved),
        ], 2), rf"-\frac{{{b + change}}}{{{w2}}} = {number(moved, 4)}",
            "The same formula with the new bias."),
        Line("effect", r"\text{a change of } b", exact_choice(draw, (
            "shifts the boundary parallel to itself",
            "The direction depends on the weights alone.",
        ), [
            ("turns", "turns the boundary about the origin",
             "Only the weights turn it, and with a bias it doesn't pass through the origin."),
            ("steeper", "makes the boundary steeper",
             "The slope −w₁/w₂ doesn't depend on the bias."),
            ("nothing_moves", "leaves the boundary in place and makes the neuron more certain",
             "Scaling all of w and b would do that; a bias alone moves the boundary."),
        ]), rf"x_2 = {number(slope, 4)}\,x_1 - \frac{{b}}{{{w2}}}",
            "The bias is only in the constant term: a parallel shift. Without a bias, the "
            "boundary would pass through the origin."),
    ]  # fmt: skip
    statement = (
        f"A neuron with two inputs has $w_1 = {w1}$, $w_2 = {w2}$ and $b = {b}$; its decision "
        "changes where $w_1 x_1 + w_2 x_2 + b = 0$. Where does this line cross the axes, and what "
        rf"is its slope (with $x_1$ to the right, $x_2$ up)? Then the bias becomes "
        rf"**{b + change}**: where does the line cross the $x_2$ axis now, and what does a bias do "
        "to the boundary? A calculator is fine. No answer needs more than two decimals."
    )
    if asked == "crossings":
        lines = lines[:3]
        statement = (
            f"A neuron with two inputs has $w_1 = {w1}$, $w_2 = {w2}$ and $b = {b}$; its decision "
            "changes where $w_1 x_1 + w_2 x_2 + b = 0$. Where does this line cross the axes, and "
            "what is its slope (with $x_1$ to the right, $x_2$ up)? A calculator is fine. No "
            "answer needs more than two decimals."
        )
    elif distance:
        said, more = _distance(draw, w1, w2, b)
        statement, lines = f"{statement} {said}", lines + more
    return exact_exercise(statement, lines)


def _distance(draw: Draw, w1: int, w2: int, b: int) -> tuple[str, list[Line]]:
    """Questions on the net input at a point and the point's distance from the boundary."""
    x1, x2 = (draw.choice([-1, 1]) * draw.integer(1, 5) for _ in "12")
    net = w1 * x1 + w2 * x2 + b
    if net in (0, b):
        raise Redraw
    far = abs(net) / 5
    lines = [
        Line("net", r"z \text{ at } P", exact_number(net, [
            ("bias_left_out", "The bias belongs to the net input.", net - b),
            ("weights_swapped", "Each input has its own weight.", w2 * x1 + w1 * x2 + b),
        ], 2), rf"{w1} \cdot ({x1}) {signed(w2)} \cdot ({x2}) {signed(b)} = {net}",
            "The weighted sum plus the bias. Its sign shows which side the point is on."),
        Line("distance", r"\text{distance of } P", exact_number(far, [
            ("norm_left_out", "The net input grows with the weights: divide by their length.",
             abs(net)),
            ("norm_squared", "Divide by the length of the weights, not by its square.",
             abs(net) / 25),
            ("sizes_added", "The length of the weights is the square root of the sum of squares.",
             abs(net) / 7),
            ("bias_left_out", "That would be the distance if the bias were 0.",
             abs(net - b) / 5),
            ("distance_of_origin", "That is the distance from the origin.", abs(b) / 5),
        ], 2), rf"\frac{{|{net}|}}{{\sqrt{{{w1 * w1} + {w2 * w2}}}}} = {number(far, 4)}",
            "The net input divided by the length of the weights.",
            lambda own: abs(own["net"]) / 5),
    ]  # fmt: skip
    said = (
        f"Last, for the first bias: what is the net input at the point $P = ({x1}, {x2})$, and "
        "how far is $P$ from the boundary?"
    )
    return said, lines
