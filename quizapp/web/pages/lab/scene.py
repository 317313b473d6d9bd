"""Everything shown about one step: pictures, numbers, and links to other steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from flask import url_for

from engine.graph.quantity import symbol
from engine.training import Frame
from quizapp.lab import Asked, Run, run

from .boundary import about, boundary
from .curve import curve
from .network import network

FINEST = 94  # levels of probability sent to the script, one character each
BY = {"\u221210": "-10", "\u22121": "-1", "+1": "1", "+10": "10"}


@dataclass(frozen=True)
class Cell:
    """A weight or bias: its name, its symbol in LaTeX, its value and gradient."""

    name: str
    latex: str
    weight: float
    gradient: float


def scene(asked: Asked) -> dict[str, Any]:
    """What the page of one step shows."""
    found = run(asked.lab)
    frame = found.frame(asked.step)
    return {
        "run": found,
        "frame": frame,
        "boundary": boundary(found, frame),
        "network": network(found.setup, frame),
        "curve": curve(found, frame),
        "about": about(found, frame, found.chances(frame)),
        "cells": list(cells(found, frame)),
        "jumps": list(_jumps(found, frame)),
        "here": url_for(".show", **asked.lab.address(frame.step)),
        "frames": url_for(".frames", **asked.lab.address(frame.step)),
    }


def moving(found: Run, frame: Frame) -> dict[str, Any]:
    """What changes from frame to frame, in short form for the script."""
    chances = found.chances(frame)
    return {
        "step": frame.step,
        "seen": [round(frame.seen.loss, 4), round(frame.seen.accuracy, 4)],
        "unseen": [round(frame.unseen.loss, 4), round(frame.unseen.accuracy, 4)],
        "about": about(found, frame, chances),
        "weights": {cell.name: round(cell.weight, 4) for cell in cells(found, frame)},
        "gradients": {cell.name: round(cell.gradient, 4) for cell in cells(found, frame)},
        "map": "".join(chr(33 + level) for level in _levels(chances)),
    }


def cells(found: Run, frame: Frame) -> Iterator[Cell]:
    """Every weight and bias, layer by layer."""
    for array in found.setup.parameters:
        weights, gradients = frame.weights[array], frame.gradients[array]
        for index in np.ndindex(*weights.shape):
            place = ",".join(map(str, index))
            latex = symbol(array, tuple(map(int, index)), weights.shape)
            yield Cell(f"{array}[{place}]", latex, float(weights[index]), float(gradients[index]))


def _levels(chances: np.ndarray) -> list[int]:
    return [int(level) for level in np.clip(chances * FINEST, 0, FINEST - 1).ravel()]


def _jumps(found: Run, frame: Frame) -> Iterator[tuple[str, str, str]]:
    """Label, address and kind of each link to another step; no address for the current step."""
    last = found.frames[-1].step
    ways = [(label, by, frame.step + int(by)) for label, by in BY.items()]
    for label, by, to in (("Start", "start", 0), *ways, ("End", "end", last)):
        to = min(max(to, 0), last)
        yield label, url_for(".show", **found.lab.address(to)) if to != frame.step else "", by
