"""Learning rate schedules: warm-up, step decay and cosine."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ..ops.cosine_decay import ROOTS
from ._base import template


@template(warm_up={"schedules": "steps"}, hard={"schedules": "restarts"})
def learning_rate_schedules(
    draw: Draw, schedules: Literal["steps", "cosine", "restarts"] = "cosine"
) -> Exercise:
    """The learning rate in a linear warm-up, a step decay and a cosine decay."""
    size, gamma = draw.integer(3, 10), draw.choice([0.2, 0.4, 0.5])
    epoch = size * draw.integer(2, 3) + draw.integer(1, size - 1)
    total, warm = 12 * draw.integer(2, 10), draw.choice([8, 10, 16, 20])
    step = draw.integer(2, warm - 2)
    graph = (
        Graph()
        .then("eta_warm", OPS["warm_up"](step, warm), "eta")
        .then("eta_step", OPS["step_decay"](epoch, size, gamma), "eta")
    )
    leaves = {"eta": draw.array(1, 1, low=0.2, high=0.95)}
    if schedules != "steps":
        cosine = OPS["cosine_decay"](draw.choice(list(ROOTS)), total)
        graph = graph.then("eta_cosine", cosine, "eta", "eta_min")
        leaves["eta_min"] = draw.array(1, 1, low=0.02, high=0.09)
    if schedules == "restarts":
        again = OPS["cosine_decay"](draw.choice(list(ROOTS)), total)
        graph = graph.then("eta_restart", again, "eta_step", "eta_min")
    intro = (
        "The full learning rate is $\\eta$. Find the learning rate\n\n"
        f"- $\\eta_{{\\text{{warm}}}}$ after {step} of {warm} steps of a linear warm-up from 0,\n"
        f"- $\\eta_{{\\text{{step}}}}$ after {epoch} epochs of a step decay, which multiplies it "
        f"by $\\gamma = {gamma}$ every {size} epochs"
        + (
            ""
            if schedules == "steps"
            else ",\n- $\\eta_{\\text{cosine}}$ on half a cosine that goes down to "
            "$\\eta_{\\text{min}}$, at the point shown in its equation"
        )
        + (
            ",\n- $\\eta_{\\text{restart}}$ on the cosine of a warm restart, which starts from "
            "$\\eta_{\\text{step}}$."
            if schedules == "restarts"
            else "."
        )
    )
    return graph_exercise(intro, graph, leaves, graph.names)
