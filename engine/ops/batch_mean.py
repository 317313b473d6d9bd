"""The gradient of a batch: the mean of its examples' gradients."""

from typing import Any

from ..readings import nd
from ._base import Op, equal_form, misconception, op


@op
class BatchMean(Op):
    """The mean over the rows of d (N, M), as (1, M): the default in PyTorch's losses."""

    tex = r"\operatorname{mean}_i\, %s_i"
    says = "The gradient of a batch is the mean over its examples."
    shapes = ((3, 2),)

    def forward(self, d: Any) -> Any:
        return d.sum(axis=0, keepdims=True) / d.shape[0]

    def vjp(self, g: Any, y: Any, d: Any) -> tuple[Any, ...]:
        return (g / d.shape[0] + 0 * d,)

    @equal_form()
    def divided_first(self, d: Any) -> Any:
        return (d / d.shape[0]).sum(axis=0, keepdims=True)

    @equal_form()
    def times_share(self, d: Any) -> Any:
        return d.sum(axis=0, keepdims=True) * nd.worked_out(1 / d.shape[0], d)

    @misconception("the batch gradient is a mean; this is the sum over the examples.", "forward")
    def summed(self, d: Any) -> Any:
        return d.sum(axis=0, keepdims=True)

    @misconception("every example in the batch counts; this keeps only the last one.", "forward")
    def last_sample_only(self, d: Any) -> Any:
        return d[-1:]

    @misconception("the mean divides by the number of examples, N; this divides by 2N.", "forward")
    def halved_again(self, d: Any) -> Any:
        return d.sum(axis=0, keepdims=True) / (2 * d.shape[0])
