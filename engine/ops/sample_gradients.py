"""The gradient of each example's error, for a linear neuron with one weight and no bias."""

from typing import Any

import numpy as np

from ..readings import nd
from ._base import Op, equal_form, misconception, op


@op
class SampleGradients(Op):
    """(w x_i − t_i) x_i, the gradient of ½ (w x_i − t_i)², for examples `first` to `last`.

    Weight w (1, 1), inputs x and targets t (N, 1); examples are counted from 1, `last` included;
    gives (last − first + 1, 1). `other` (1, 1) only serves wrong rules: it is the weight from
    before or after a step, which is easily used by mistake.
    """

    first: int = 1
    last: int = 2

    says = "The gradient of one example's error: output minus target, times the input."
    parameters = (0, 3)

    def latex(self, *inputs: str) -> str:
        w, x, t, _ = inputs
        if self.first == self.last:
            return rf"\left({w}\,{x}_{self.first} - {t}_{self.first}\right) {x}_{self.first}"
        samples = ", ".join(map(str, range(self.first, self.last + 1)))
        return rf"\left({w}\,{x}_i - {t}_i\right) {x}_i, \quad i = {samples}"

    def forward(self, w: Any, x: Any, t: Any, other: Any) -> Any:
        return (w * self._batch(x) - self._batch(t)) * self._batch(x)

    def vjp(self, g: Any, y: Any, w: Any, x: Any, t: Any, other: Any) -> tuple[Any, ...]:
        inputs, targets = self._batch(x), self._batch(t)
        return (
            (g * inputs**2).sum(axis=0, keepdims=True),
            self._in_place(g * (2 * w * inputs - targets), x),
            self._in_place(-g * inputs, x),
            0 * other,
        )

    @equal_form()
    def multiplied_out(self, w: Any, x: Any, t: Any, other: Any) -> Any:
        inputs = self._batch(x)
        return w * inputs**2 - self._batch(t) * inputs

    @misconception("the gradient is (y − t) x; this leaves the input out.", "forward")
    def input_left_out(self, w: Any, x: Any, t: Any, other: Any) -> Any:
        return w * self._batch(x) - self._batch(t)

    @misconception("the gradient has output minus target; this has the sign flipped.", "forward")
    def target_less_output(self, w: Any, x: Any, t: Any, other: Any) -> Any:
        return (self._batch(t) - w * self._batch(x)) * self._batch(x)

    @misconception("the ½ of the error cancels the 2 of the square; this keeps a 2.", "forward")
    def two_kept(self, w: Any, x: Any, t: Any, other: Any) -> Any:
        return 2 * (w * self._batch(x) - self._batch(t)) * self._batch(x)

    @misconception(
        "the gradient is evaluated at the weight in its formula; this takes another one, as if "
        "there had been no step in between.",
        "forward",
    )
    def at_another_weight(self, w: Any, x: Any, t: Any, other: Any) -> Any:
        return (other * self._batch(x) - self._batch(t)) * self._batch(x)

    def _batch(self, array: Any) -> Any:
        """The rows of these examples."""
        return array[self.first - 1 : self.last]

    def _in_place(self, rows: Any, like: Any) -> Any:
        """An array like `like` with these rows at their examples, and 0 elsewhere."""
        return nd.place(rows, like.shape, slice(self.first - 1, self.last))

    @classmethod
    def samples(cls) -> Any:
        x, t = np.array([[0.7], [-1.2], [1.6]]), np.array([[0.4], [0.9], [-0.35]])
        w, other = np.array([[0.8]]), np.array([[-0.55]])
        batches: Any = ((1, 2), (3, 3))
        return tuple((cls(*batch), (w, x, t, other)) for batch in batches)
