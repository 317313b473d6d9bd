"""Minimum, saddle or neither: classifying a point on the error surface of a linear network."""

from typing import Literal

from ..draw import Draw
from ..exercise.closed_form import Line, exact_choice, exact_exercise, exact_number
from ..exercise.exercise import Exercise
from ._base import template

KINDS = {
    "saddle": ("a saddle point", "That needs zero gradients and curvatures of both signs."),
    "valley": ("a minimum, one of a whole curve of minima",
               "That needs an error of 0. It stays 0 along the curve w₁w₂x = t, so the "
               "determinant is 0."),
    "isolated": ("an isolated minimum", "That needs zero gradients and a determinant above 0."),
    "maximum": ("a maximum", "The diagonal of the Hessian is never negative here."),
    "slope": ("no stationary point", "That needs a gradient other than 0: descent continues."),
}  # fmt: skip


@template(warm_up={"asked": "slopes"}, hard={"asked": "everything"})
def stationary_point(
    draw: Draw, asked: Literal["slopes", "kind", "everything"] = "kind"
) -> Exercise:
    """The Hessian's mixed derivative and determinant at a point, and the kind of point."""
    kind = "slope" if asked == "slopes" else draw.choice(["saddle", "valley", "slope"])
    x = draw.choice([-3, -2, 2, 3])
    w1, w2, t = (draw.choice([-4, -3, -2, 2, 3, 4]) for _ in range(3))
    if kind == "saddle":
        w1 = w2 = 0
    elif kind == "valley":
        t = w1 * w2 * x
    elif draw.choice([True, False]):  # on an axis, where the determinant alone suggests a saddle
        w2 = 0
    e = w1 * w2 * x - t
    kind = "valley" if e == 0 else kind
    top, mixed, low = (w2 * x) ** 2, w1 * w2 * x**2 + e * x, (w1 * x) ** 2
    key = exact_number(mixed, [
        ("error_left_out", "e depends on both weights, so e x is part of it.", w1 * w2 * x**2),
        ("product_left_out", "The product of both first derivatives is part of it.", e * x),
        ("error_sign", "The error is output minus target.", w1 * w2 * x**2 - e * x),
        ("input_left_out", "Differentiating e x by a weight leaves the x.", w1 * w2 * x**2 + e),
    ])  # fmt: skip
    determinant = exact_number(top * low - mixed**2, [
        ("products_added", "The product off the diagonal is subtracted.", top * low + mixed**2),
        ("diagonal_product", "The product off the diagonal is subtracted as well.", top * low),
        ("square_left_out", "The mixed derivative has to be squared.", top * low - mixed),
        ("trace", "That is the trace, the sum of the diagonal.", top + low),
    ])  # fmt: skip
    slopes = [
        Line(f"slope.w{i}", rf"\frac{{\partial E}}{{\partial w_{i}}}", exact_number(e * other * x, [
            ("error_left_out", "The error is a factor of both derivatives.", other * x),
            ("own_weight", "Differentiating by one weight leaves the other.", e * own * x),
            ("input_left_out", "The input is a factor too.", e * other),
            ("error_sign", "The error is output minus target.", -e * other * x),
            ("net_for_error", "The error is output minus target, not the output.",
             (e + t) * other * x),
        ]), rf"e\, w_{3 - i} x = {e} \cdot ({other}) \cdot ({x}) = {e * other * x}",
             "The error times what the weight is multiplied by.")
        for i, own, other in ((1, w1, w2), (2, w2, w1))
    ]  # fmt: skip
    diagonal = [
        Line(f"curvature.w{i}", rf"\frac{{\partial^2 E}}{{\partial w_{i}^2}}", exact_number(value, [
            ("error_kept", "The error is a factor of ∂E/∂w; its slope replaces it.", e * value),
            ("not_squared", "Differentiating e w x brings down w x again.", other * x),
            ("own_weight", "Differentiating by one weight leaves the other.", (own * x) ** 2),
            ("two_kept", "The ½ of the error cancels the 2 of the square.", 2 * value),
        ]), rf"(w_{3 - i} x)^2 = {value}", "The error is linear in each weight on its own.")
        for i, own, other, value in ((1, w1, w2, top), (2, w2, w1, low))
    ]  # fmt: skip
    text, why = KINDS[kind]
    others = [(f"taken_for_{name}", *entry) for name, entry in KINDS.items() if name != kind]
    lines = [
        Line("mixed", r"\frac{\partial^2 E}{\partial w_1 \partial w_2}", key,
             rf"w_1 w_2 x^2 + e x = {w1 * w2 * x**2} + {_signed(e * x)} = {mixed}",
             "By the product rule: both first derivatives of e multiplied, plus e times x."),
        Line("determinant", r"\det H", determinant,
             rf"{top} \cdot {low} - {_signed(mixed)}^2 = {top * low - mixed**2}",
             "Below 0 the curvatures along the two eigenvectors differ in sign.",
             lambda own: own.get("curvature.w1", top) * own.get("curvature.w2", low)
             - own["mixed"] ** 2),
        Line("kind", r"\text{kind of point}", exact_choice(draw, (text, why), others),
             rf"\frac{{\partial E}}{{\partial w_1}} = e\, w_2 x = {e * w2 * x}, \quad "
             rf"\frac{{\partial E}}{{\partial w_2}} = e\, w_1 x = {e * w1 * x}", why),
    ]  # fmt: skip
    if asked == "slopes":
        lines, task = slopes, "find the derivative of the error with respect to each weight."
    elif asked == "kind":
        task = (
            "find the mixed second derivative and the determinant of the Hessian. What kind of "
            "point is it?"
        )
    else:
        lines = [*slopes, *diagonal, *lines]
        task = "find both slopes, the Hessian and its determinant. What kind of point is it?"
    statement = (
        r"Two linear units in a row have the error $E = \frac{1}{2} e^2$ with $e = w_2 w_1 x - t$. "
        f"Let $x = {x}$ and $t = {t}$, and look at the point $w_1 = {w1}$, $w_2 = {w2}$: "
        f"{task}"
    )
    return exact_exercise(statement, lines)


def _signed(number: int) -> str:
    """The number as an operand, in brackets where it is negative."""
    return str(number) if number >= 0 else rf"\left({number}\right)"
