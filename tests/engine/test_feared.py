"""What goes wrong otherwise is also said by those who want to be spared it."""

from __future__ import annotations

import pytest

from .test_short_answers import answer_of

IN_MANY_WORDS = {
    ("normalisation/batch-norm-at-inference", 2): (
        (
            "A single image has no batch to take statistics from and you don't want the answer to "
            "depend on who else is in the batch.",
            "Running averages are used so that an output doesn't depend on the others in the "
            "batch.",
            "It would be bad if an example's output depended on the other examples in its batch.",
            "Without the running averages the output would depend on what else is in the batch.",
            "The stored statistics prevent the output from changing with the other examples of "
            "the batch.",
            "The prediction for an example shouldn't depend on the rest of its batch.",
        ),
        (
            "Otherwise the output of an example would not depend on the rest of its batch.",
            "You want the output to depend on the other examples in the batch.",
            "Running averages make the output depend on the rest of the batch.",
        ),
    ),
    ("activations/why-activation-functions", 0): (
        (
            "They are there so that a stack of layers doesn't collapse into a single linear one.",
            "You don't want the deep network to collapse into one linear layer.",
            "The non-linearity prevents the layers from collapsing into a linear map.",
        ),
        (
            "Without activations the layers never collapse into one linear layer.",
            "You want the network to collapse into a linear model.",
        ),
    ),
    ("optimisers/why-not-zeros", 0): (
        (
            "You don't want all units of a layer to get the same gradient.",
            "You do it so that the units of a layer don't all compute the same.",
        ),
        ("Otherwise all units of a layer would not compute the same.",),
    ),
    ("optimisers/why-not-zeros", 1): (
        (),
        ("With zeros the units don't get the same gradient, so there's no symmetry to break.",),
    ),
    ("attention/why-divide-by-the-root", 2): (
        ("You don't want the gradients to vanish.", "so that the gradients don't vanish."),
        ("Otherwise the gradients would not vanish.",),
    ),
}


@pytest.mark.parametrize(("point", "texts"), IN_MANY_WORDS.items())
def test_who_wants_to_be_spared_something_says_that_it_would_happen(
    point: tuple[str, int], texts: tuple[tuple[str, ...], tuple[str, ...]]
) -> None:
    slug, index = point
    right, wrong = texts
    for text in right:
        found = answer_of(slug).examine(text).points[index]
        assert not (found.is_sure and found.state != "said"), text
    for text in wrong:
        found = answer_of(slug).examine(text).points[index]
        assert not (found.is_sure and found.state == "said"), text
