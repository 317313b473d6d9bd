"""The output shape of a convolution or pooling layer."""

from math import ceil
from typing import Literal

from ..draw import Draw, Redraw
from ..exercise.closed_form import Line, Wrong, exact_exercise, exact_number
from ..exercise.exercise import Exercise
from ._base import template

Setting = tuple[int, int, int, int]  # kernel size, stride, padding, dilation


@template(warm_up={"stride": 1}, hard={"stride": 3, "dilation": 2}, by_hand=True)
def conv_output_shape(
    draw: Draw,
    layer: Literal["conv2d", "max_pool2d"] = "conv2d",
    stride: Literal[1, 2, 3] = 2,
    dilation: Literal[1, 2] = 1,
) -> Exercise:
    """Channels, height and width of the output of a convolution or pooling layer."""
    kernel = draw.choice([3, 5, 7] if layer == "conv2d" else [2, 3])
    padding = draw.integer(1, kernel // 2)
    setting = (kernel, stride, padding, dilation)
    before = draw.choice([3, 8, 16])
    after = draw.choice([12, 24, 32, 64]) if layer == "conv2d" else before
    height, width = draw.integer(20, 40), draw.integer(41, 64)
    if stride > 1 and all(_span(size, setting) % stride == 0 for size in (height, width)):
        raise Redraw  # rounding down should matter
    if layer == "conv2d":
        kind = f"convolution layer with {after} kernels"
        channels = exact_number(after, [
            ("input_channels", "each kernel produces one channel, however many it reads.", before),
            ("channels_multiplied", "a kernel sums over all channels it reads.", before * after),
        ])  # fmt: skip
        why = "Each kernel produces one channel."
    else:
        kind = "max pooling layer"
        channels = exact_number(before, [
            ("channels_pooled", "pooling treats each channel separately and keeps them all.", 1)
        ])  # fmt: skip
        why = "Pooling treats each channel separately."
    statement = (
        rf"An image of shape ${before} \times {height} \times {width}$ (channels, height, width) "
        rf"goes through a {kind}: window ${kernel} \times {kernel}$, stride {stride}, padding "
        f"{padding} on each side, dilation {dilation}. As in PyTorch, incomplete windows are left "
        "out. What is the shape of the output?"
    )
    return exact_exercise(
        statement,
        [
            Line("channels", r"\text{channels}", channels, f"C = {channels.key}", why),
            _line("height", height, setting),
            _line("width", width, setting),
        ],
    )


def _span(size: int, setting: Setting) -> int:
    """How far the window can slide in a padded image."""
    kernel, _, padding, dilation = setting
    return size + 2 * padding - dilation * (kernel - 1) - 1


def _line(name: str, size: int, setting: Setting) -> Line:
    """The blank for the height or width."""
    kernel, stride, padding, dilation = setting
    span = _span(size, setting)
    value = span // stride + 1
    numerator = rf"{size} + 2 \cdot {padding} - {dilation} \cdot ({kernel} - 1) - 1"
    latex = rf"\left\lfloor \frac{{{numerator}}}{{{stride}}} \right\rfloor + 1 = {value}"
    wrong: list[Wrong] = [
        ("one_left_out", "the window also fits at its starting position: + 1.", value - 1),
        ("rounded_up", "an incomplete window is left out: round down, not up.",
         ceil(span / stride) + 1),
        ("padding_once", "padding is added on both sides: 2p.", (span - padding) // stride + 1),
        ("padding_ignored", "the padding makes the image larger.",
         (span - 2 * padding) // stride + 1),
        ("stride_ignored", "the window moves by the stride.", span + 1),
        ("dilation_ignored", "a dilated window spans d(k − 1) + 1 pixels.",
         _span(size, (kernel, stride, padding, 1)) // stride + 1),
        ("size_kept", "the size is kept only with stride 1 and just enough padding.", size),
    ]  # fmt: skip
    text = "The distance the window can move, divided by the stride, plus one for its start."
    return Line(name, rf"\text{{{name}}}", exact_number(value, wrong), latex, text)
