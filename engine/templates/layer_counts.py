"""How many parameters a layer has, and how many multiplications it takes."""

from dataclasses import replace
from typing import Literal

from ..draw import Draw
from ..exercise.closed_form import Line, Wrong, exact_exercise, exact_number
from ..exercise.exercise import Exercise
from ._base import template

TWICE = "one multiply-accumulate is one product with its addition; separately, that is 2 FLOPs."
SHARED_WORK = (
    "sharing weights saves parameters, not work: the products are repeated at every pixel."
)


@template(warm_up={"layer": "linear"}, hard={"layer": "depthwise_separable"})
def layer_counts(
    draw: Draw, layer: Literal["linear", "conv2d", "depthwise_separable"] = "conv2d"
) -> Exercise:
    """Parameters and multiply-accumulates of a dense or convolution layer."""
    described, parameters, products, biases, uses = _LAYERS[layer](draw)
    statement = (
        f"{described} Biases are used. How many parameters does it learn, and how many "
        "multiply-accumulates (MACs: a product together with its addition, the biases not "
        "counted) does a forward pass of **one** example take?"
    )
    macs = replace(
        _line("MACs", *products), follows=lambda own: (own["parameters"] - biases) * uses
    )
    return exact_exercise(statement, [_line("parameters", *parameters), macs])


def _line(name: str, value: int, latex: str, text: str, wrong: list[Wrong]) -> Line:
    answer = exact_number(value, wrong)
    return Line(name, rf"\text{{{name}}}", answer, f"{latex} = {value}", text)


def _linear(draw: Draw) -> tuple:
    fan_in, fan_out = draw.integer(20, 300), draw.integer(5, 19)
    weights = fan_in * fan_out
    parameters: list[Wrong] = [
        ("biases_left_out", "every output has a bias too.", weights),
        ("bias_for_each_input", "the biases belong to the outputs.", weights + fan_in),
        ("one_bias", "every output has its own bias.", weights + 1),
        ("units_added", "each input is connected to each output: multiply.", fan_in + fan_out),
    ]
    products: list[Wrong] = [
        ("flops_counted", TWICE, 2 * weights),
        ("outputs_only", "each output is a sum over all inputs.", fan_out),
        ("biases_counted", "adding the bias isn't a product.", weights + fan_out),
    ]
    return (
        f"A fully connected layer has {fan_in} inputs and {fan_out} outputs.",
        (weights + fan_out, rf"{fan_in} \cdot {fan_out} + {fan_out}",
         "A weight for each pair of input and output, and a bias for each output.", parameters),
        (weights, rf"{fan_in} \cdot {fan_out}", "Each weight is used once.", products),
        fan_out, 1,
    )  # fmt: skip


def _conv2d(draw: Draw) -> tuple:
    kernel, before, after, side = _sizes(draw)
    window, pixels = kernel**2, side**2
    weights = window * before * after
    parameters: list[Wrong] = [
        ("biases_left_out", "every kernel has a bias too.", weights),
        ("input_channels_forgotten", "a kernel has a slice for each channel it reads.",
         (window + 1) * after),
        ("bias_for_each_slice", "a kernel has one bias, not one per channel.",
         (window + 1) * before * after),
        ("weights_not_shared", "the kernel is the same at every pixel.",
         (weights + after) * pixels),
        ("side_for_window", "a window has k · k weights.", (kernel * before + 1) * after),
    ]  # fmt: skip
    products: list[Wrong] = [
        ("flops_counted", TWICE, 2 * weights * pixels),
        ("one_window", SHARED_WORK, weights),
        ("input_channels_forgotten", "each output sums over all channels it reads.",
         window * after * pixels),
        ("output_channels_forgotten", "every kernel is applied to every window.",
         window * before * pixels),
        ("biases_counted", "adding the bias isn't a product.", (weights + after) * pixels),
    ]  # fmt: skip
    return (
        f"{_image(before, side)} a convolution layer with {after} kernels of size "
        rf"${kernel} \times {kernel}$, stride 1 and padding {kernel // 2} on each side.",
        (weights + after,
         rf"({kernel} \cdot {kernel} \cdot {before} + 1) \cdot {after}",
         "Each kernel has a weight for every pixel and channel of its window, and one bias.",
         parameters),
        (weights * pixels,
         rf"{kernel} \cdot {kernel} \cdot {before} \cdot {after} \cdot {side} \cdot {side}",
         "Every weight is used once for each pixel of the output, which is as large as the input.",
         products),
        after, pixels,
    )  # fmt: skip


def _depthwise_separable(draw: Draw) -> tuple:
    kernel, before, after, side = _sizes(draw)
    window, pixels = kernel**2, side**2
    depthwise, pointwise = window * before, before * after
    parameters: list[Wrong] = [
        ("full_convolution", "that is an ordinary convolution; each depthwise kernel reads one "
         "channel.", (window * before + 1) * after),
        ("biases_left_out", "every kernel has a bias too.", depthwise + pointwise),
        ("depthwise_alone", "the pointwise convolution has weights too.", depthwise + before),
        ("pointwise_alone", "the depthwise convolution has weights too.", pointwise + after),
    ]  # fmt: skip
    products: list[Wrong] = [
        ("flops_counted", TWICE, 2 * (depthwise + pointwise) * pixels),
        ("one_window", SHARED_WORK, depthwise + pointwise),
        ("full_convolution", "that is an ordinary convolution.", window * before * after * pixels),
        ("multiplied", "one follows the other: add their products.",
         depthwise * pointwise * pixels),
    ]  # fmt: skip
    return (
        f"{_image(before, side)} a depthwise separable convolution: first one kernel of size "
        rf"${kernel} \times {kernel}$ for each channel, which reads only that channel (stride 1, "
        f"padding {kernel // 2} on each side), then {after} kernels of size "
        r"$1 \times 1$ over all channels.",
        (depthwise + before + pointwise + after,
         rf"({kernel} \cdot {kernel} + 1) \cdot {before} + ({before} + 1) \cdot {after}",
         "Depthwise: one small kernel and a bias for each channel. Pointwise: each kernel has a "
         "weight for each channel and a bias.", parameters),
        ((depthwise + pointwise) * pixels,
         rf"({kernel} \cdot {kernel} \cdot {before} + {before} \cdot {after}) \cdot {side} \cdot "
         f"{side}", "Every weight is used once for each pixel.", products),
        before + after, pixels,
    )  # fmt: skip


def _sizes(draw: Draw) -> tuple[int, int, int, int]:
    """Kernel size, input and output channels, and the side of the image."""
    return (draw.choice([3, 5]), draw.choice([3, 4, 6, 8]), draw.choice([10, 12, 16, 20]),
            draw.choice([7, 9, 14]))  # fmt: skip


def _image(channels: int, side: int) -> str:
    return (
        rf"An image of shape ${channels} \times {side} \times {side}$ (channels, height, width) "
        "goes through"
    )


_LAYERS = {"linear": _linear, "conv2d": _conv2d, "depthwise_separable": _depthwise_separable}
