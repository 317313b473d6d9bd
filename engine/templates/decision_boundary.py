"""The line at which a neuron changes its mind, and what the bias does to it."""

from ..draw import Draw, Redraw
from ..exact import Line, exact_choice, exact_exercise, exact_number, signed
from ..exercise import Exercise
from ..template import template
from ..written import number


@template
def decision_boundary(draw: Draw) -> Exercise:
    """Slope and crossings of w₁x₁ + w₂x₂ + b = 0, and how a change of the bias moves it."""
    w1, w2 = (draw.choice([-1, 1]) * draw.choice([1, 2, 4, 5]) for _ in range(2))
    b, change = (draw.choice([-1, 1]) * draw.integer(1, 6) for _ in range(2))
    if abs(w1) == abs(w2) or b + change == 0 or abs(change) == abs(b):
        raise Redraw
    up, across, slope = -b / w2, -b / w1, -w1 / w2
    moved = -(b + change) / w2
    lines = [
        Line("crossing.x2", r"x_2 \text{ at } x_1 = 0", exact_number(up, [
            ("sign_lost", "Bring b to the other side: its sign changes.", -up),
            ("wrong_weight", "At x₁ = 0 the weight that is left is w₂.", across),
            ("bias_itself", "The boundary crosses at −b/w₂; b alone is the net input there.", b),
            ("minus_bias", "Divide by the weight of x₂.", -b),
        ], 2), rf"{w2} x_2 {signed(b)} = 0 \;\Rightarrow\; x_2 = {number(up, 4)}",
            "With x₁ = 0 what is left is w₂x₂ + b = 0."),
        Line("crossing.x1", r"x_1 \text{ at } x_2 = 0", exact_number(across, [
            ("sign_lost", "Bring b to the other side: its sign changes.", -across),
            ("wrong_weight", "At x₂ = 0 the weight that is left is w₁.", up),
        ], 2), rf"{w1} x_1 {signed(b)} = 0 \;\Rightarrow\; x_1 = {number(across, 4)}",
            "With x₂ = 0 what is left is w₁x₁ + b = 0."),
        Line("slope", r"\frac{\Delta x_2}{\Delta x_1}", exact_number(slope, [
            ("sign_lost", "Solved for x₂ the line is −(w₁/w₂) x₁ − b/w₂.", -slope),
            ("upside_down", "Divide by the weight of x₂: −w₁/w₂.", 1 / slope),
            ("slope_of_weights", "(w₁, w₂) points across the boundary, not along it.", -1 / slope),
        ], 2), rf"-\frac{{w_1}}{{w_2}} = -\frac{{{w1}}}{{{w2}}} = {number(slope, 4)}",
            "The boundary runs at right angles to the weights; the bias has no say in it."),
        Line("moved.x2", rf"x_2 \text{{ at }} x_1 = 0,\; b = {b + change}", exact_number(moved, [
            ("moved_the_other_way", "The crossing is −b/w₂ with the new b.",
             -(b - change) / w2),
            ("moved_by_the_change", "The crossing moves by −Δb/w₂, not by Δb.", up + change),
            ("not_moved", "The bias moves the boundary.", up),
            ("sign_lost", "Bring b to the other side: its sign changes.", -moved),
        ], 2), rf"-\frac{{{b + change}}}{{{w2}}} = {number(moved, 4)}",
            "The same formula with the new bias."),
        Line("effect", r"\text{a change of } b", exact_choice(draw, (
            "shifts the boundary parallel to itself",
            "The direction depends on the weights alone.",
        ), [
            ("turns", "turns the boundary about the origin",
             "Only the weights turn it; and with a bias it does not pass through the origin."),
            ("steeper", "makes the boundary steeper",
             "The slope −w₁/w₂ has no bias in it."),
            ("nothing_moves", "leaves the boundary and makes the neuron surer",
             "Scaling all of w and b would do that; a bias alone moves the boundary."),
        ]), rf"x_2 = {number(slope, 4)}\,x_1 - \frac{{b}}{{{w2}}}",
            "The bias is in the constant term only: a parallel shift. Without any bias the "
            "boundary would pass through the origin."),
    ]  # fmt: skip
    statement = (
        f"A neuron with two inputs has $w_1 = {w1}$, $w_2 = {w2}$ and $b = {b}$; its decision "
        "changes where $w_1 x_1 + w_2 x_2 + b = 0$. Where does this line cross the axes, and what "
        rf"is its slope (with $x_1$ to the right, $x_2$ up)? Then the bias becomes "
        rf"**{b + change}**: where does the line cross the $x_2$ axis now, and what does a bias do "
        "to the boundary? The numbers end after two decimals."
    )
    return exact_exercise(statement, lines)
