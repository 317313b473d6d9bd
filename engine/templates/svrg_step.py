"""A step with reduced variance."""

from ..building import graph_exercise
from ..draw import Draw
from ..exercise import Exercise
from ..graph import Graph
from ..op import OPS
from ..template import template

SAMPLES = 3


@template
def svrg_step(draw: Draw) -> Exercise:
    """The gradients at a snapshot, their mean, and one corrected stochastic step of SVRG."""
    rate, sample = draw.choice([0.1, 0.2]), draw.integer(1, SAMPLES)
    every, one = OPS["sample_gradients"](1, SAMPLES), OPS["sample_gradients"](sample, sample)
    graph = (
        Graph()
        .then("d", every, "w_tilde", "x", "t", "w")
        .then("mu", OPS["batch_mean"](), "d")
        .then("g", one, "w", "x", "t", "w_tilde")
        .then("g_tilde", one, "w_tilde", "x", "t", "w")
        .then("v", OPS["svrg_direction"](), "g", "g_tilde", "mu")
        .then("w_new", OPS["sgd"](rate), "w", "v")
    )
    leaves = {
        "w_tilde": draw.array(1, 1, low=-1.5, high=1.5, places=1),
        "w": draw.array(1, 1, low=-1.5, high=1.5, places=1),
        "x": draw.array(SAMPLES, 1, low=-2.5, high=2.5, places=1),
        "t": draw.array(SAMPLES, 1, low=-2.5, high=2.5, places=1),
    }
    intro = (
        "A linear neuron $y = w x$ without bias has the error $\\frac{1}{2}(w x_i - t_i)^2$ on "
        rf"sample $i$. SVRG keeps the snapshot $\tilde{{w}}$ with all gradients there. Now at $w$ "
        f"it has drawn sample {sample}: take its step, with the learning rate $\\eta = {rate}$."
    )
    return graph_exercise(intro, graph, leaves, ["d", "mu", "g", "v", "w_new"])
