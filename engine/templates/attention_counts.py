"""Shapes and parameters of multi-head attention."""

from typing import Literal

from ..draw import Draw
from ..exact import Line, Wrong, exact_exercise, exact_number
from ..exercise import Exercise
from ..template import template


@template
def attention_counts(draw: Draw, bias: Literal[True, False] = True) -> Exercise:
    """Width of a head, entries of the attention weights and parameters of multi-head attention."""
    heads, width = draw.choice([2, 4, 6, 8]), draw.choice([16, 24, 32, 64])
    model, tokens = heads * width, draw.integer(5, 40)
    matrix = model**2
    parameters = 4 * (matrix + bias * model)
    per_matrix = f"{model}^2 + {model}" if bias else f"{model}^2"
    statement = (
        f"Multi-head self-attention with model width {model} and {heads} heads reads one sequence "
        f"of {tokens} tokens. Four square matrices of {model} rows make queries, keys, values and "
        f"the output, {'each with' if bias else 'all without'} a bias; the heads share the width "
        "equally. How wide is the query of one head, how many attention weights (numbers after "
        "the softmax) are there over all heads, and how many parameters does the layer learn?"
    )
    heads_wrong: list[Wrong] = [
        ("width_not_shared", "the heads share the model's width.", model),
        ("heads_for_width", "that is the number of heads.", heads),
    ]
    weights_wrong: list[Wrong] = [
        ("one_head", "every head has attention weights of its own.", tokens**2),
        ("width_for_tokens", "every token attends to every token, whatever the width.",
         heads * tokens * width),
        ("width_counted", "a pair of tokens has one weight in each head.",
         heads * tokens**2 * width),
        ("pairs_once", "i attends to j and j to i: ordered pairs, each token itself too.",
         heads * tokens * (tokens - 1) // 2),
    ]  # fmt: skip
    parameters_wrong: list[Wrong] = [
        ("output_left_out", "there is a matrix for the output too.", 3 * parameters // 4),
        ("biases_left_out", "each matrix has a bias.", 4 * matrix),
        ("full_width_each_head", "the heads share the width: more heads, no more parameters.",
         heads * parameters),
        ("one_head_only", "all heads count.", 4 * (model * width + bias * width)),
        ("one_matrix", "queries, keys, values and output each have a matrix.", parameters // 4),
    ]  # fmt: skip
    return exact_exercise(
        statement,
        [
            Line("head", r"\text{width of a head}", exact_number(width, heads_wrong),
                 rf"\frac{{{model}}}{{{heads}}} = {width}", "The heads share the width."),
            Line("weights", r"\text{attention weights}",
                 exact_number(heads * tokens**2, weights_wrong),
                 rf"{heads} \cdot {tokens} \cdot {tokens} = {heads * tokens**2}",
                 "In each head one for every ordered pair of tokens."),
            Line("parameters", r"\text{parameters}", exact_number(parameters, parameters_wrong),
                 rf"4 \cdot ({per_matrix}) = {parameters}",
                 "Four matrices; neither heads nor tokens enter."),
        ],
    )  # fmt: skip
