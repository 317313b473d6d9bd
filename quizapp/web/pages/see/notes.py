"""Pictures for study pages: `![[figure boundaries circles sigmoid relu]]`."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from flask import get_template_attribute
from markupsafe import Markup

from engine import TEMPLATES
from engine.pictures.curve import activations as known_activations
from engine.pictures.descent import methods, surfaces

from ...drawing.figures import DRAWN
from ...drawing.svg import Plot
from . import activations, boundaries, descent
from .computation import of_template
from .spoken import spoken


def offer() -> None:
    """Offer these kinds of pictures to study pages."""
    DRAWN.update(activation=_activation, boundaries=_boundaries, descent=_descent, graph=_graph)


def _activation(name: str) -> Markup:
    """The activations named."""
    found = [activations.drawn(word) for word in name.split("-") if word in known_activations()]
    return _row(found, "", "see.show_activations", "All activations")


def _boundaries(name: str) -> Markup:
    """Boundaries on a data set, for the named activations or two by default."""
    data, chosen = _compared(name, boundaries.names(), known_activations(), ["tanh", "relu"])
    about = (
        f"{spoken(data)}, 4 hidden units, trained from seed {boundaries.SEED}. Discs are "
        "class 0 and diamonds are class 1. On the thick line the output is one half."
    )
    found = [boundaries.boundary(data, word) for word in chosen]
    return _row(found, about, "see.show_boundaries", "Other data, units and seeds", data=data)


def _descent(name: str) -> Markup:
    """Descent on a surface, with the named methods or all."""
    surface, chosen = _compared(name, surfaces(), methods(), methods())
    about = (
        f"{surfaces()[surface].says} The path runs from the ring to the dot, with learning rate "
        "0.1, and a cross marks the lowest loss. Below is the loss; other methods are faint."
    )
    found = [descent.drawn(word, surface) for word in chosen]
    return _row(found, about, "see.show_descent", "All methods, other rates", surface=surface)


def _compared(
    name: str, grounds: Iterable[str], known: Container[str], usual: Iterable[str]
) -> tuple[str, list[str]]:
    """What a name asks for: one of the grounds (by default the first), and what to show on it."""
    words, grounds = name.split("-"), list(grounds)
    ground = next((word for word in words if word in grounds), grounds[0])
    return ground, [word for word in words if word in known] or list(usual)


def _graph(name: str) -> Markup:
    """The graph of the named template at the warm-up level."""
    template = name if name in TEMPLATES else "mlp_backprop"
    _, drawn = of_template(template, 1, 1)
    about = "Values flow down along the arrows; gradients flow back up."
    found = [drawn] if drawn else []
    return _row(found, about, "see.show_graph", "More exercises", template=template)


def _row(found: Sequence[Plot], about: str, endpoint: str, more: str, **asked: str) -> Markup:
    """The pictures side by side, with a caption and a link to more."""
    row = get_template_attribute("see/parts.html", "row")
    return Markup(row(found, about, endpoint, more, asked) if found else "")
