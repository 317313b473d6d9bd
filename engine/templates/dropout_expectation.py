"""What dropout does on average, and so what to do at test time."""

from typing import Literal

from ..draw import Draw, Redraw
from ..exercise.closed_form import Line, exact_exercise, exact_number, signed
from ..exercise.exercise import Exercise
from ..readings.paper import number
from ._base import template

KEEPS = (0.2, 0.4, 0.5, 0.8)  # their reciprocals are short decimals


@template(warm_up={"asked": "mean"}, hard={"asked": "sum"})
def dropout_expectation(
    draw: Draw, asked: Literal["mean", "variance", "sum"] = "variance"
) -> Exercise:
    """Mean and variance under dropout, of a unit or of a weighted sum of two."""
    keep, h = draw.choice(KEEPS), draw.decimal(0.3, 3.0, 1)
    drop = round(1 - keep, 9)
    k, p, x = number(keep, 2), number(drop, 2), number(h, 2)
    scale = r"divide by the probability of being kept."
    lines = [
        Line("kept", r"\text{kept unit, inverted}", exact_number(h / keep, [
            ("not_scaled", "That is the activation itself; inverted dropout has to " + scale, h),
            ("multiplied_by_keep", "Multiplying is for the original dropout's test time; " + scale,
             h * keep),
            ("divided_by_drop_rate", "The drop rate is the other probability; " + scale, h / drop),
        ], 4), rf"\frac{{{x}}}{{{k}}} = {number(h / keep, 4)}",
            "A kept unit is divided by the probability of being kept."),
        Line("mean", r"\text{mean, inverted}", exact_number(h, [
            ("not_scaled", "That is the mean without the scale 1/(1 − p).", h * keep),
            ("value_when_kept", "That is the value when kept; when dropped, it is 0.", h / keep),
        ], 4), rf"{k} \cdot \frac{{{x}}}{{{k}}} + {p} \cdot 0 = {x}",
            "The scale makes up for the times the unit is dropped, so the mean equals the "
            "activation.", lambda own: keep * own["kept"]),
        Line("variance", r"\text{variance, inverted}", exact_number(h * h * drop / keep, [
            ("mean_square", "That is the mean of the square; subtract the squared mean.",
             h * h / keep),
            ("not_scaled", "That is the variance without 1/(1 − p).", h * h * drop * keep),
            ("deviation_of_mask", "The variance of the mask alone leaves out the activation.",
             drop / keep),
        ], 4), rf"{k} \cdot \left(\frac{{{x}}}{{{k}}}\right)^2 - {x}^2 = "
            + number(h * h * drop / keep, 4), "Mean of the square minus square of the mean.",
            lambda own: keep * own["kept"] ** 2 - own["mean"] ** 2),
        Line("plain_mean", r"\text{mean, not scaled}", exact_number(h * keep, [
            ("dropped_share", "That is the share dropped, not the share kept.", h * drop),
            ("as_if_scaled", "Without the scale the mean is smaller than the activation.", h),
        ], 4), rf"{k} \cdot {x} + {p} \cdot 0 = {number(h * keep, 4)}",
            "Without scaling the mean is too small by the factor 1 − p, so the original dropout "
            "multiplies by 1 − p at test time."),
    ]  # fmt: skip
    statement = (
        f"A unit has activation ${x}$. Dropout sets it to 0 with probability **{p}**, drawn "
        "anew for each example. Find exactly: the value that the unit passes on when it is kept, "
        f"under **inverted** dropout; the mean{' and the variance' * (asked != 'mean')} of what it "
        "passes on under inverted dropout; and the mean under dropout that **does not scale** in "
        "training."
    )
    if asked == "mean":
        lines = [line for line in lines if line.name != "variance"]
    if asked == "sum":
        said, summed = _sum(draw, keep, h)
        statement, lines = statement + said, lines + summed
    return exact_exercise(f"{statement} A calculator is fine.", lines)


def _sum(draw: Draw, keep: float, h: float) -> tuple[str, list[Line]]:
    """Mean and variance of a weighted sum of two units with independent masks."""
    other = draw.decimal(0.3, 3.0, 1)
    v, w = draw.choice([2, 3, 4]), draw.choice([-4, -3, -2, 5])
    spread = round(1 - keep, 9) / keep
    mean, squares = v * h + w * other, (v * h) ** 2 + (w * other) ** 2
    if round(mean, 1) == 0:
        raise Redraw
    terms = rf"{v} \cdot {number(h, 2)} {signed(w)} \cdot {number(other, 2)}"
    lines = [
        Line("sum.mean", r"\text{mean of } s", exact_number(mean, [
            ("scaled_again", "Inverted dropout keeps every mean already.", mean / keep),
            ("not_scaled", "That is the mean without the scale 1/(1 − p).", mean * keep),
            ("weights_left_out", "The mean of a weighted sum includes the weights.", h + other),
        ], 4), f"{terms} = {number(mean, 4)}", "Add up the means, each times its weight: "
            "inverted dropout keeps them."),
        Line("sum.variance", r"\text{variance of } s", exact_number(squares * spread, [
            ("one_mask", "The masks are independent: variances add up, not deviations.",
             mean**2 * spread),
            ("weights_not_squared", "A factor enters a variance squared.",
             (v * h**2 + w * other**2) * spread),
            ("weights_left_out", "The weights count too, squared.", (h**2 + other**2) * spread),
            ("not_scaled", "That is the variance without 1/(1 − p).", squares * spread * keep**2),
        ], 4), rf"\left({number(squares, 4)}\right) \cdot {number(spread, 4)} = "
            + number(squares * spread, 4),
            "The masks are independent, so the variances add up, each times its weight squared."),
    ]  # fmt: skip
    said = (
        f" A second unit with activation ${number(other, 2)}$ has its own mask, and the "
        f"next layer computes $s = {v}\\,d_1 {signed(w)}\\,d_2$ from what the two pass on under "
        "inverted dropout. Find the mean and the variance of $s$ too."
    )
    return said, lines
