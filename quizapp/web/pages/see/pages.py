"""The pages of pictures; each has a form (by GET) and the pictures that it asks for."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from flask import Blueprint, render_template, request

from engine import TEMPLATES
from engine.pictures.curve import activations as known_activations
from engine.pictures.descent import SAMPLES, methods, surfaces

from ...drawing.svg import Plot
from ...extensions import limiter
from ...forms import small
from ...visitor import EVERYBODY
from . import activations, boundaries, descent, notes
from .computation import computation, of_template
from .spoken import spoken

pages = Blueprint("see", __name__, url_prefix="/see")
WHO = EVERYBODY

pages.add_app_template_filter(spoken)
pages.add_app_template_filter(computation)
notes.offer()
GRAPH = "mlp_backprop"  # shown first
PACE = "120 per minute"  # for each learner; the slowest picture takes about a second


@pages.get("")
def listing() -> str:
    return render_template("see/list.html", listed=_listed())


def _listed() -> list[tuple[str, str, str, Plot | None]]:
    """Every page of pictures and the lab: endpoint, title, description, picture."""
    return [
        ("see.show_activations", "Activations and their derivatives",
         "Every activation and its derivative: see where it is steep, flat or dead.",
         activations.drawn("tanh")),
        ("see.show_boundaries", "Decision boundaries",
         "Train small networks and see how the activation shapes the boundary.",
         boundaries.boundary("circles", "relu")),
        ("see.show_descent", "Optimiser paths",
         "Batch, mini-batch, SGD, momentum, SVRG and Adam: same start, same compute.",
         descent.drawn("momentum", "bowl")),
        ("see.show_graph", "Computation graphs",
         "Any exercise as a graph of operations, with every value and every gradient.",
         of_template("neuron_gradient", 1, 1)[1]),
        ("lab.show", "The lab",
         "Choose data, layers and an optimiser, and watch a network train, step by step.",
         boundaries.boundary("moons", "tanh")),
    ]  # fmt: skip


@pages.get("/activations")
def show_activations() -> str:
    known = list(known_activations())
    chosen = [name for name in known if name in request.args.getlist("of")] or known
    shown = [activations.drawn(name, whole=len(chosen) == 1) for name in chosen]
    return render_template("see/activations.html", known=known, chosen=chosen, shown=shown)


@pages.get("/boundaries")
@limiter.limit(PACE)
def show_boundaries() -> str:
    data = request.args.get("data", "")
    hidden = request.args.get("hidden", 4, type=small)
    asked = {
        "data": data if data in boundaries.names() else boundaries.names()[0],
        "hidden": min(boundaries.HIDDEN, key=lambda size: abs(size - hidden)),
        "seed": min(request.args.get("seed", boundaries.SEED, type=small), boundaries.SEEDS - 1),
    }
    chosen = boundaries.chosen(request.args.getlist("of"))
    return render_template(
        "see/boundaries.html",
        asked=asked,
        chosen=chosen,
        shown=[boundaries.boundary(activation=name, **asked) for name in chosen],
        known=boundaries.names(),
        sizes=boundaries.HIDDEN,
        activations=list(known_activations()),
        seeds=boundaries.SEEDS,
        steps=boundaries.STEPS,
        points=boundaries.POINTS,
        rate=boundaries.RATE,
    )


@pages.get("/descent")
@limiter.limit(PACE)
def show_descent() -> str:
    known, surface = surfaces(), request.args.get("surface", "")
    rate = request.args.get("rate", 0.1, type=float)
    asked: dict[str, Any] = {
        "surface": surface if surface in known else next(iter(known)),
        "rate": min(descent.RATES, key=lambda known_rate: abs(known_rate - rate)),
        "seed": min(request.args.get("seed", 0, type=small), descent.SEEDS - 1),
    }
    return render_template(
        "see/descent.html",
        asked=asked,
        shown=[descent.drawn(method, **asked) for method in methods()],
        says=known[asked["surface"]].says,
        known=list(known),
        rates=descent.RATES,
        seeds=descent.SEEDS,
        passes=descent.PASSES,
        samples=SAMPLES,
    )


@pages.get("/graph")
@limiter.limit(PACE)
def show_graph() -> str:
    known = with_graphs()
    name = request.args.get("template", GRAPH)
    name = name if name in TEMPLATES else GRAPH
    level, seed = (request.args.get(key, 1, type=small) for key in ("level", "seed"))
    asked = {"template": name, "level": min(max(level, 1), 3), "seed": seed}
    statement, drawn = of_template(**asked)
    return render_template(
        "see/graph.html", known=known, asked=asked, statement=statement, drawn=drawn
    )


@lru_cache(maxsize=1)
def with_graphs() -> list[str]:
    """Templates that ask about a computation graph."""
    return [name for name, made in TEMPLATES.items() if "graph_exercise" in made.draw.__globals__]
