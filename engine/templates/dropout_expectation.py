"""What dropout does on average, and what that means for test time."""

from ..draw import Draw
from ..exact import Line, exact_exercise, exact_number
from ..exercise import Exercise
from ..template import template
from ..written import number

KEEPS = (0.2, 0.4, 0.5, 0.8)  # whose reciprocals end


@template
def dropout_expectation(draw: Draw) -> Exercise:
    """Expected value and variance of a unit under dropout, with and without inverted scaling."""
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
            "What is kept is divided by the probability of being kept."),
        Line("mean", r"\text{mean, inverted}", exact_number(h, [
            ("not_scaled", "That is the mean without the scale 1/(1 − p).", h * keep),
            ("value_when_kept", "That is the value when kept; it is 0 at times.", h / keep),
        ], 4), rf"{k} \cdot \frac{{{x}}}{{{k}}} + {p} \cdot 0 = {x}",
            "The scale makes up for the times the unit is silent: the mean is the activation."),
        Line("variance", r"\text{variance, inverted}", exact_number(h * h * drop / keep, [
            ("mean_square", "That is the mean of the square; subtract the squared mean.",
             h * h / keep),
            ("not_scaled", "That is the variance without 1/(1 − p).", h * h * drop * keep),
            ("deviation_of_mask", "The variance of the mask alone leaves out the activation.",
             drop / keep),
        ], 4), rf"{k} \cdot \left(\frac{{{x}}}{{{k}}}\right)^2 - {x}^2 = "
            + number(h * h * drop / keep, 4), "Mean of the square less square of the mean."),
        Line("plain_mean", r"\text{mean, not scaled}", exact_number(h * keep, [
            ("dropped_share", "That is the share that is dropped, not the one kept.", h * drop),
            ("as_if_scaled", "Without the scale the mean is smaller than the activation.", h),
        ], 4), rf"{k} \cdot {x} + {p} \cdot 0 = {number(h * keep, 4)}",
            "Without scaling the mean is too small by the factor 1 − p, so the original dropout "
            "multiplies by 1 − p at test time."),
    ]  # fmt: skip
    statement = (
        f"A unit has the activation ${x}$. Dropout silences it with probability **{p}**, at random "
        "anew for each example. Give four numbers, exactly: the value passed on when the unit is "
        "kept under **inverted** dropout; the mean and the variance of what is passed on under "
        "inverted dropout; and its mean under dropout that **does not scale** in training."
    )
    return exact_exercise(statement, lines)
