"""Which piece of a maxout unit is active, and what gradient each piece gets."""

from typing import Literal

from ..draw import Draw, Redraw
from ..exercise.closed_form import Line, exact_choice, exact_exercise, exact_number, signed
from ..exercise.exercise import Exercise
from ..readings.paper import number
from ._base import Ask, template


@template(warm_up={"asked": "value"}, hard={"pieces": 3})
def maxout_piece(
    draw: Draw,
    pieces: Literal[2, 3] = 2,
    asked: Literal["value", "slopes"] = "slopes",
    ask: Ask = "few",
) -> Exercise:
    """A maxout unit at an input: the active piece, the output, and its derivatives."""
    x = [draw.decimal(-2, 2, 1) for _ in range(2)]
    w = [[draw.decimal(-2, 2, 1) for _ in range(2)] for _ in range(pieces)]
    b = [draw.decimal(-1, 1, 1) for _ in range(pieces)]
    plain = [round(v[0] * x[0] + v[1] * x[1], 2) for v in w]
    z = [round(p + c, 2) for p, c in zip(plain, b, strict=True)]
    y = max(z)
    active = z.index(y)
    slopes = [v[0] for v in w]
    apart = all(abs(p - q) >= 0.05 for values in (z, plain, slopes)
                for i, p in enumerate(values) for q in values[:i])  # fmt: skip
    if not apart or any(abs(value) < 0.05 for value in (*z, sum(z))):
        raise Redraw
    lines = [
        Line(f"piece[{k}]", f"z_{k + 1}", exact_number(z[k], [
            ("bias_left_out", "Each piece adds its own bias.", plain[k]),
            ("bias_subtracted", "The bias is added, not subtracted.", plain[k] - b[k]),
        ], 2), _products(w[k], x) + f" {signed(b[k])} = {number(z[k], 4)}",
            "This piece's weighted sum, plus its bias.")
        for k in range(pieces)
    ]  # fmt: skip
    others = [k for k in range(pieces) if k != active]
    lines += [
        Line("active", r"\text{active piece}", exact_choice(
            draw, (f"piece {active + 1}", "The largest wins."),
            [(f"smaller_piece_{k + 1}", f"piece {k + 1}", "Another piece is larger here.")
             for k in others] + [("all_of_them", "all of them", "Only the largest is passed on.")],
        ), rf"z_{active + 1} = {number(y, 4)}", "The largest of the pieces is the active one."),
        Line("value", "y", exact_number(y, [
            ("pieces_added", "Maxout takes the largest piece; it does not add them.", sum(z)),
            ("smallest_piece", "That is the smallest piece.", min(z)),
            ("largest_size", "Largest means furthest right on the number line, not largest in "
                             "absolute value.",
             max(z, key=abs)),
            ("compared_with_zero", "Maxout compares its pieces with each other, not with 0.",
             max(0.0, y)),
        ], 2), rf"\max_k z_k = {number(y, 4)}", "The value of the active piece.",
            lambda own: max(own.get(f"piece[{k}]", z[k]) for k in range(pieces))),
    ]  # fmt: skip
    behind = [
        Line("slope.x1", r"\frac{\partial y}{\partial x_1}", exact_number(slopes[active], [
            ("slopes_added", "Only the active piece counts.", sum(slopes)),
            *(("piece_not_active", "That is the weight of a piece that did not win.", slopes[k])
              for k in others),
            ("slope_one", "The derivative is the weight of x₁ in the active piece.", 1.0),
            ("input_for_weight", "∂z/∂x is the weight; ∂z/∂w would be the input.", x[0]),
        ], 2), rf"w_{{{active + 1},1}} = {number(slopes[active], 4)}",
            "Near this input, the unit equals its active piece."),
        Line("losers", r"\frac{\partial y}{\partial w} \text{ elsewhere}", exact_choice(
            draw, ("0", "A small change to a losing piece changes nothing."),
            [("gradient_to_every_piece", "the input $x$", "That is what the active piece gets."),
             ("gradient_shared", "an equal share of the input $x$",
              "The gradient is not shared: the winner gets all of it.")],
        ), r"\frac{\partial y}{\partial w_k} = 0", "Only the active piece gets a gradient."),
    ]  # fmt: skip
    given = r",\quad ".join(
        rf"w_{k + 1} = ({w[k][0]}, {w[k][1]}),\ b_{k + 1} = {b[k]}" for k in range(pieces)
    )
    if asked == "value":
        few, question = {"active", "value"}, "which piece is active, and what is the output?"
    else:
        lines += behind
        few = {"value", "slope.x1", "losers"}  # the output tells which piece is active
        question = (
            f"{'which piece is active, ' if ask == 'all' else ''}what is the output, what is its "
            "derivative with respect to $x_1$, and what gradient do the weights of the other "
            "pieces get?"
        )
    if ask == "all":
        question = f"what are the values of its pieces, {question}"
    question = question[0].upper() + question[1:]
    statement = (
        f"A maxout unit $y = \\max_k (w_k^T x + b_k)$ has the pieces $${given}$$ and sees "
        f"$x = ({x[0]}, {x[1]})$. {question} A calculator is fine. No number needs more than two "
        "decimals."
    )
    return exact_exercise(statement, lines, few if ask == "few" else None)


def _products(w: list[float], x: list[float]) -> str:
    return " + ".join(
        rf"({number(a, 2)}) \cdot ({number(c, 2)})" for a, c in zip(w, x, strict=True)
    )
