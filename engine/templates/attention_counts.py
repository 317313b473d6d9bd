"""Sizes and parameter counts of multi-head attention."""

from typing import Literal

from ..draw import Draw
from ..exercise.closed_form import Line, Wrong, exact_exercise, exact_number
from ..exercise.exercise import Exercise
from ._base import template


@template(warm_up={"bias": False}, hard={"heads": "grouped"})
def attention_counts(
    draw: Draw, bias: Literal[True, False] = True, heads: Literal["equal", "grouped"] = "equal"
) -> Exercise:
    """Head width, number of weights, parameters and cache size of multi-head attention."""
    if heads == "grouped":
        return _grouped(draw, bias)
    count, width = draw.choice([2, 4, 6, 8]), draw.choice([16, 24, 32, 64])
    model, tokens = count * width, draw.integer(5, 40)
    matrix = model**2
    parameters = 4 * (matrix + bias * model)
    per_matrix = f"{model}^2 + {model}" if bias else f"{model}^2"
    statement = (
        f"Multi-head self-attention with model width {model} and {count} heads reads one sequence "
        f"of {tokens} tokens. Queries, keys, values and the output have a square matrix of {model} "
        f"rows each, {'with' if bias else 'without'} a bias; the heads share the width equally. "
        "How wide is the query of one head, how many attention weights (numbers after the softmax) "
        "do all heads compute, and how many parameters does the layer learn?"
    )
    heads_wrong: list[Wrong] = [
        ("width_not_shared", "the heads share the model's width.", model),
        ("heads_for_width", "that is the number of heads.", count),
    ]
    weights_wrong: list[Wrong] = [
        ("one_head", "every head has its own attention weights.", tokens**2),
        ("width_for_tokens", "every token attends to every token, whatever the width.",
         count * tokens * width),
        ("width_counted", "a pair of tokens has one weight in each head.",
         count * tokens**2 * width),
        ("pairs_once", "i attends to j and j to i, so count ordered pairs; each token also "
                       "attends to itself.",
         count * tokens * (tokens - 1) // 2),
    ]  # fmt: skip
    parameters_wrong: list[Wrong] = [
        ("output_left_out", "there is a matrix for the output too.", 3 * parameters // 4),
        ("biases_left_out", "each matrix has a bias.", 4 * matrix),
        ("full_width_each_head", "the heads share the width, so more heads don't add parameters.",
         count * parameters),
        ("one_head_only", "count the weights of all heads.", 4 * (model * width + bias * width)),
        ("one_matrix", "queries, keys, values and output each have a matrix.", parameters // 4),
    ]  # fmt: skip
    return exact_exercise(
        statement,
        [
            Line("head", r"\text{width of a head}", exact_number(width, heads_wrong),
                 rf"\frac{{{model}}}{{{count}}} = {width}", "The heads share the width."),
            Line("weights", r"\text{attention weights}",
                 exact_number(count * tokens**2, weights_wrong),
                 rf"{count} \cdot {tokens} \cdot {tokens} = {count * tokens**2}",
                 "Each head has one for every ordered pair of tokens."),
            Line("parameters", r"\text{parameters}", exact_number(parameters, parameters_wrong),
                 rf"4 \cdot ({per_matrix}) = {parameters}",
                 "Four matrices; the numbers of heads and tokens don't matter."),
        ],
    )  # fmt: skip


def _grouped(draw: Draw, bias: bool) -> Exercise:
    """Grouped-query attention (Ainslie et al. 2023), where query heads share keys and values."""
    shared, each = draw.choice([2, 3, 4]), draw.choice([2, 4, 5])
    count, width, tokens = shared * each, draw.choice([16, 24, 32]), draw.integer(50, 200)
    model, narrow = count * width, shared * width
    biases = bias * 2 * (model + narrow)
    parameters, cache = 2 * model * (model + narrow) + biases, 2 * tokens * narrow
    added = f" + {biases}" if bias else ""
    statement = (
        f"Grouped-query self-attention with model width {model}, {count} query heads of width "
        f"{width} and {shared} key-value heads, each shared by {each} query heads: queries and the "
        f"output have square matrices, keys and values narrower ones, {'all' if bias else 'none'} "
        f"with a bias. A language model has read {tokens} tokens. How many columns do the keys of "
        "all heads have together, how many parameters does the layer learn, how many numbers does "
        "it keep in its cache of keys and values, and how many times as many would it keep with a "
        "key and a value for every query head?"
    )
    lines = [
        Line("keys", r"\text{columns of keys}", exact_number(narrow, [
            ("not_shared", "There are fewer keys than queries.", model),
            ("one_head", "That is one head.", width),
        ]), rf"{shared} \cdot {width} = {narrow}", "As many keys as there are key-value heads."),
        Line("parameters", r"\text{parameters}", exact_number(parameters, [
            ("not_shared", "The matrices of keys and values are narrower.",
             4 * model**2 + bias * 4 * model),
            ("biases_left_out", "Each matrix has a bias.", parameters - biases),
            ("output_left_out", "There is a matrix for the output too.",
             parameters - model**2 - bias * model),
            ("values_left_out", "Keys and values each have a matrix.",
             parameters - model * narrow - bias * narrow),
        ]), rf"2 \cdot {model}^2 + 2 \cdot {model} \cdot {narrow}{added} = {parameters}",
             "Two square matrices and two narrow ones; the number of tokens doesn't matter.",
             lambda own: 2 * (model + bias) * (model + own["keys"])),
        Line("cache", r"\text{numbers in the cache}", exact_number(cache, [
            ("not_shared", "Only the key-value heads are kept.", 2 * tokens * model),
            ("keys_only", "Values are kept too.", cache // 2),
            ("queries_kept", "Old queries are never needed again.", cache + tokens * model),
            ("weights_kept", "The cache grows with the tokens, not with their square.",
             count * tokens**2),
        ]), rf"2 \cdot {tokens} \cdot {narrow} = {cache}", "A key and a value for each token.",
             lambda own: 2 * tokens * own["keys"]),
        Line("saved", r"\text{times as many}", exact_number(each, [
            ("heads_for_groups", "That is how many key-value heads there are.", shared),
            ("all_heads", "That would be with a single key-value head.", count),
            ("both_counted", "Keys and values are in both caches: the 2 cancels.", 2 * each),
        ]), rf"\frac{{{count}}}{{{shared}}} = {each}", "Query heads per key-value head."),
    ]  # fmt: skip
    return exact_exercise(statement, lines)
