"""Tables of three inputs that copy or negate one of them were called inseparable."""

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..templates.linear_separability import exercise
from ._base import erratum


@erratum(
    "The table depends on one input only, and we said that no perceptron computes it. One does: "
    "give that input a weight that outweighs the others."
)
def linear_separability(draw: Draw, inputs: int, tables: str) -> Exercise:
    """As long as a search over few weights decided what is separable."""
    return exercise(draw, inputs, tables, by_search=True)
