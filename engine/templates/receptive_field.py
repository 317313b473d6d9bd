"""The receptive field of a stack of layers."""

from math import prod
from typing import Literal

from ..draw import Draw
from ..exercise.closed_form import Line, Wrong, exact_exercise, exact_number
from ..exercise.exercise import Exercise
from ._base import template


@template(warm_up={"depth": 2}, hard={"depth": 4}, by_hand=True)
def receptive_field(draw: Draw, depth: Literal[2, 3, 4] = 3) -> Exercise:
    """Receptive field and total stride of a stack of convolution and pooling layers."""
    layers, rows = [], []
    for n in range(1, depth + 1):
        pools = n % 2 == 0 and draw.choice([True, False])
        kernel = draw.choice([2, 3]) if pools else draw.choice([3, 5, 7])
        stride = 2 if pools or n == 1 else draw.choice([1, 2, 3])
        dilation = 1 if pools or n != depth else draw.choice([1, 2])
        layers.append((kernel, stride, dilation))
        kind = "max pooling" if pools else "convolution"
        rows.append(
            rf"{n}. {kind}, window ${kernel} \times {kernel}$, stride {stride}, "
            f"dilation {dilation}"
        )
    field, jump = _grow(layers)
    numbers = [str(1)]
    for n, (kernel, _, dilation) in enumerate(layers):
        numbers.append(rf"{dilation} \cdot ({kernel} - 1) \cdot {_grow(layers[:n])[1]}")
    strides = r" \cdot ".join(str(stride) for _, stride, _ in layers)
    kernels, last = [kernel for kernel, _, _ in layers], layers[-1]
    plain = [(kernel, stride, 1) for kernel, stride, _ in layers]
    wrong: list[Wrong] = [
        ("strides_ignored", "one step of a later layer is several pixels of the image.",
         1 + sum(dilation * (kernel - 1) for kernel, _, dilation in layers)),
        ("kernels_added", "neighbouring windows overlap: each layer adds k − 1, not k.",
         sum(kernels)),
        ("kernels_multiplied", "neighbouring windows overlap: sizes do not multiply.",
         prod(kernels)),
        ("own_stride_counted", "a layer's own stride affects the layers after it, not itself.",
         1 + sum(d * (k - 1) * _grow(layers[: n + 1])[1] for n, (k, _, d) in enumerate(layers))),
        ("start_left_out", "the pixel it starts from counts too: + 1.", field - 1),
        ("last_layer_only", "the earlier layers see windows too.",
         last[2] * (last[0] - 1) + 1),
        ("dilation_ignored", "a dilated window spans d(k − 1) + 1.", _grow(plain)[0]),
    ]  # fmt: skip
    total: list[Wrong] = [
        ("strides_added", "strides multiply.", sum(stride for _, stride, _ in layers)),
        ("last_stride_only", "the earlier layers have strides too.", last[1]),
        ("last_stride_left_out", "the last layer has a stride too.", _grow(layers[:-1])[1]),
    ]
    statement = (
        "An image goes through these layers, in this order:\n\n" + "\n".join(rows) + "\n\n"
        "How many pixels wide is the square of the image that one output depends on (its "
        "receptive field), away from the borders? And how many pixels apart are the centres of "
        "the receptive fields of two neighbouring outputs?"
    )
    return exact_exercise(
        statement,
        [
            Line("field", r"\text{width}", exact_number(field, wrong),
                 f"{' + '.join(numbers)} = {field}",
                 "Each layer adds its span minus one, times the product of the strides before it."),
            Line("apart", r"\text{apart}", exact_number(jump, total),
                 f"{strides} = {jump}", "Strides multiply."),
        ],
    )  # fmt: skip


def _grow(layers: list[tuple[int, int, int]]) -> tuple[int, int]:
    """Receptive field and total stride of layers (kernel size, stride, dilation)."""
    field, jump = 1, 1
    for kernel, stride, dilation in layers:
        field += dilation * (kernel - 1) * jump
        jump *= stride
    return field, jump
