"""Exercises on shapes and counts, checked by brute force."""

import re

import numpy as np
import pytest

from engine import build


def numbers(text):
    return [int(found) for found in re.findall(r"\d+", text)]


def keys(exercise):
    return {part.name: part.answer.key for part in exercise.parts}


@pytest.mark.parametrize("layer", ["conv2d", "max_pool2d"])
@pytest.mark.parametrize("stride", [1, 2, 3])
@pytest.mark.parametrize("dilation", [1, 2])
def test_the_output_size_is_the_number_of_windows_that_fit_into_the_padded_image(
    layer, stride, dilation
):
    for seed in range(5):
        exercise = build("conv_output_shape", seed, layer=layer, stride=stride, dilation=dilation)
        sentence = exercise.statement.split(". Incomplete")[0].replace("conv2d", "")
        channels, height, width, *rest = numbers(sentence)
        if layer == "conv2d":
            channels, *rest = rest
        kernel, _, _, padding, _ = rest
        fits = [
            sum(start + dilation * (kernel - 1) < size + 2 * padding
                for start in range(0, size + 2 * padding, stride))
            for size in (height, width)
        ]  # fmt: skip
        assert list(keys(exercise).values()) == [channels, *fits]


@pytest.mark.parametrize("depth", [2, 3, 4])
def test_the_receptive_field_is_the_pixels_that_one_output_depends_on(depth):
    for seed in range(5):
        exercise = build("receptive_field", seed, depth=depth)
        layers = [numbers(row)[1:] for row in exercise.statement.split("\n") if row[:1].isdigit()]
        seen = [{0}, {1}]  # what two neighbouring outputs depend on, layer by layer back
        for kernel, _, stride, dilation in reversed(layers):
            seen = [{stride * i + dilation * k for i in s for k in range(kernel)} for s in seen]
        first, second = seen
        assert keys(exercise) == {
            "field": max(first) - min(first) + 1,
            "apart": min(second) - min(first),
        }


def test_a_convolution_has_the_parameters_and_products_of_its_arrays():
    for seed in range(5):
        exercise = build("layer_counts", seed, layer="conv2d")
        before, side, _, after, kernel, *_ = numbers(exercise.statement)
        weight, bias = np.zeros((after, before, kernel, kernel)), np.zeros(after)
        outputs = np.zeros((after, side, side))
        assert keys(exercise) == {
            "parameters": weight.size + bias.size,
            "MACs": outputs.size * weight[0].size,
        }


def test_attention_has_the_parameters_of_pytorchs_layer():
    """`nn.MultiheadAttention(64, 4)`: in_proj (192, 64) and (192,), out_proj (64, 64) and (64,)."""
    exercise = next(
        e
        for e in (build("attention_counts", s) for s in range(200))
        if "width 64 and 4" in e.statement
    )
    assert keys(exercise)["parameters"] == 192 * 64 + 192 + 64 * 64 + 64


def test_every_gradient_has_the_shape_that_numpy_gives_it():
    exercise = build("gradient_shapes", 4)
    n, d, m = (numbers(exercise.statement)[i] for i in (0, 2, 4))
    X, W, G = np.zeros((n, d)), np.zeros((d, m)), np.zeros((n, m))
    shapes = {"Z": G.shape, "W": (X.T @ G).shape, "b": G.sum(axis=0).shape, "X": (G @ W.T).shape}
    for name, shape in shapes.items():
        answer = exercise.part(f"shape.{name}").answer
        assert tuple(numbers(answer.options[answer.key - 1].text)) == shape
