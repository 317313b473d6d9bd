"""From the name of a template, a seed and parameters to one variant, drawn until it is fair."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from ..draw import Draw, Redraw
from ..errata._base import ERRATA
from ..errors import BadQuestion
from ..registry import did_you_mean
from ..templates._base import ALL, ASK, FEW, TEMPLATES, Template
from ..twins._base import AND_IF, make_twin
from .as_stored import as_stored
from .closed_form import qualified
from .exercise import Exercise
from .fair_answers import MOST, up_to_digits
from .refused_draws import Cause, cause

REDRAWS = 400  # draws before a template gives up
PATIENCE = 10  # draws before it asks for more digits


class NoFairVariant(BadQuestion):
    """Nothing that was drawn makes a fair exercise; `refusals` counts why."""

    def __init__(
        self, refusals: Counter[Cause], message: str, where: tuple[str | int, ...]
    ) -> None:
        super().__init__(message, where)
        self.refusals = refusals


def build(template: str, seed: int, **params: Any) -> Exercise:
    """One variant of a template; `BadQuestion` for an unknown template or parameter.

    Every template takes `and_if`, the name of a twin: the same exercise with one thing about it
    changed, and with the same numbers wherever those make a fair one; or `all`, the full drill of
    a template that has one. The same arguments give the same exercise on every machine.
    """
    if template not in TEMPLATES:
        hint = did_you_mean(template, TEMPLATES)
        advice = hint or f" There are {', '.join(sorted(TEMPLATES))}."
        raise BadQuestion(f"There is no template {template!r}.{advice}", ("template",))
    return _drawn(TEMPLATES[template], seed, params)


def build_from(template: Template, seed: int, **params: Any) -> Exercise:
    """One variant of a template that need not be in the registry, as `build` makes it."""
    return _drawn(template, seed, params)


def as_it_was(template: str, seed: int, **params: Any) -> Exercise:
    """The same variant with the wrong answers that `ERRATA` keeps of its template."""
    chosen = replace(TEMPLATES[template], draw=ERRATA[template].draw)
    return _drawn(chosen, seed, params)


def drawn_as(
    chosen: Template, seed: int, redraw: int, params: Mapping[str, Any],
    leaves: Mapping[str, Any], parts: Sequence[str],
) -> Exercise:  # fmt: skip
    """The variant that the log kept these of; raises `BadQuestion` if they don't make one."""
    template, plain = chosen.name, {k: v for k, v in params.items() if k != AND_IF}
    text = f"{template}|{_canonical(plain)}|{seed}|{redraw}"
    and_if = params.get(AND_IF, "")
    try:
        with as_stored(leaves, parts):
            made = chosen.draw(Draw(text), **chosen.complete(plain))
            if and_if not in ("", ALL):
                made = make_twin(made, and_if, Draw(f"{text}|{and_if}"), fresh=False)
    except (Redraw, ValueError) as error:
        raise BadQuestion(f"{template} is drawn differently now.") from error
    if made.graph is None:
        raise BadQuestion(f"{template} is drawn differently now.")
    return replace(made, template=template, seed=seed, params=params, redraw=redraw)


def more_to_ask(template: str, params: Mapping[str, Any]) -> bool:
    """Whether the full drill has more blanks than the short form, with these parameters."""
    chosen = TEMPLATES.get(template)
    if chosen is None or not chosen.has_drill:
        return False
    return _longer(template, _canonical(chosen.complete(params)))


@cache
def _longer(template: str, canonical: str) -> bool:
    try:
        few, full = (
            build(template, 0, **{**json.loads(canonical), ASK: ask}) for ask in (FEW, ALL)
        )
    except BadQuestion:  # no fair drill of these
        return False
    return len(full.parts) > len(few.parts)


def _canonical(params: Mapping[str, Any]) -> str:
    """The parameters that the numbers depend on, as text: what is asked is none of them."""
    return json.dumps({key: value for key, value in params.items() if key != ASK}, sort_keys=True)


def _drawn(chosen: Template, seed: int, params: dict[str, Any]) -> Exercise:
    template, and_if = chosen.name, params.pop(AND_IF, "")
    params = chosen.complete(params)
    drill = and_if == ALL and chosen.has_drill
    canonical = _canonical(params)
    refusals: Counter[Cause] = Counter()
    fresh = False  # whether the numbers of the original made no fair twin
    for redraw in range(REDRAWS):
        text = f"{template}|{canonical}|{seed}|{redraw}"
        try:
            with up_to_digits(MOST + (redraw >= PATIENCE)):
                exercise = chosen.draw(Draw(text), **params)
            with up_to_digits(MOST + 1):  # the same numbers are worth a digit more
                if drill:
                    exercise = chosen.draw(Draw(text), **{**params, ASK: ALL})
                elif and_if:
                    before, fresh = fresh, True
                    draw = Draw(f"{text}|{and_if}")
                    exercise = make_twin(exercise, and_if, draw, fresh=before)
        except Redraw as refused:
            refusals[cause(refused)] += 1
            continue
        params |= {AND_IF: and_if} if and_if else {}
        if not exercise.graph:
            parts = tuple(qualified(part, template) for part in exercise.parts)
            exercise = replace(exercise, parts=parts)
        return replace(exercise, template=template, seed=seed, params=params, redraw=redraw)
    raise NoFairVariant(
        refusals,
        f"{REDRAWS} draws of {template} with {canonical} gave no fair variant; "
        "change its parameters.",
        ("params",),
    )
