"""One step of gradient descent through two layers."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.layers import draw_example, mlp
from ..ops._base import OPS
from ._base import Ask, template


@template(warm_up={"hidden": 1}, hard={"inputs": 2, "output_activation": "sigmoid"})
def training_step(
    draw: Draw,
    inputs: Literal[1, 2] = 1,
    hidden: Literal[1, 2] = 2,
    activation: Literal["sigmoid", "tanh"] = "sigmoid",
    output_activation: Literal["none", "sigmoid"] = "none",
    ask: Ask = "few",
) -> Exercise:
    """One step of gradient descent in a network with one hidden layer."""
    rate = draw.choice([0.5, 0.8, 1.2, 1.5])
    last = None if output_activation == "none" else output_activation
    graph = mlp([activation, last]).update(OPS["sgd"](lr=rate), "W2", "W1")
    leaves = draw_example(draw, graph, [inputs, hidden, 1])
    if ask == "all":
        found = "every value on the way, every gradient of a weight, and every new weight"
        wanted = ["h", "y", "grad.W2", "grad.z1", "grad.W1", "updated.W2", "updated.W1"]
    else:
        found = "the gradient of the first weight of the first layer, and the first weight of each "
        found += "layer after the step"
        wanted = ["grad.W1[0,0]", "updated.W2[0,0]", "updated.W1[0,0]"]
        if hidden > 1:  # else it is little work to get there
            found, wanted = f"the output, {found}", ["y", *wanted]
    intro = (
        "Take one step of gradient descent on the weights of both layers, for one example and with "
        rf"the learning rate $\eta = {rate}$. Find {found}. "
        r"$w^{(l)}_{ij}$ leads from unit $i$ to unit $j$ of the next layer."
    )
    return graph_exercise(intro, graph, leaves, wanted)
