"""A drawing of a fully connected network in box characters."""

from __future__ import annotations

from engine.exercise.exercise import Exercise

from ..presenting.latex import inline, pad, width
from .screen import Screen
from .style import Paint

# (from the left, to the right, from above, to below)
_JOINTS = {
    (False, False, False, False): " ", (True, False, False, True): "┐",
    (True, False, True, False): "┘", (True, False, True, True): "┤",
    (False, True, False, True): "┌", (False, True, True, False): "└",
    (False, True, True, True): "├", (True, True, False, False): "─",
    (True, True, True, True): "┼", (True, True, False, True): "┬",
    (True, True, True, False): "┴", (False, False, True, True): "│",
}  # fmt: skip


def show_network(screen: Screen, exercise: Exercise) -> None:
    """Draw the exercise's network, if it has one that fits the screen."""
    picture = network(exercise, screen.columns, screen.paint)
    for line in ["", *picture] if picture else []:
        screen.line(line)


def network(exercise: Exercise, columns: int, paint: Paint) -> list[str]:
    """The picture as lines; [] if there is no network, no room, or only a single wire."""
    from engine.graph.layers import layers

    found = layers(exercise.graph) if exercise.graph else ()
    shapes = [exercise.leaves[layer.weights].shape for layer in found]
    if not shapes or any(len(shape) != 2 for shape in shapes) or max(map(max, shapes)) == 1:
        return []
    rows = 2 * max(map(max, shapes)) - 1
    picture = _units(found[0].inputs, shapes[0][0], rows)
    for layer, (before, after) in zip(found, shapes, strict=True):
        wires = _wires(before, after, rows, inline(_symbol(layer.weights)))
        units = _units(layer.output, after, rows)
        picture = [a + b + c for a, b, c in zip(picture, wires, units, strict=True)]
    if max(map(width, picture)) + 2 > columns:
        return []
    *units, weights = ["  " + line.rstrip() for line in picture]
    return [*(paint("forward", line) for line in units), paint("dim", weights)]


def _symbol(name: str) -> str:
    letter = name.rstrip("0123456789")
    return f"{letter}^{{({name[len(letter) :]})}}" if letter != name else name


def _heights(size: int, rows: int) -> list[int]:
    """The rows of `size` units, centred."""
    first = (rows - (2 * size - 1)) // 2
    return [first + 2 * i for i in range(size)]


def _units(name: str, size: int, rows: int) -> list[str]:
    """A column of units, with an empty row below for the names of the weights."""
    labels = [inline(f"{_symbol(name)}_{{{i}}}" if size > 1 else name) for i in range(1, size + 1)]
    columns = max(map(width, labels)) + 2
    units = dict(zip(_heights(size, rows), labels, strict=True))
    return [pad(units.get(row, ""), columns, "centre") for row in range(rows + 1)]


def _wires(before: int, after: int, rows: int, title: str) -> list[str]:
    """A column of wires: units on the left join one bar, which leads to the right."""
    left, right = _heights(before, rows), _heights(after, rows)
    top, bottom = min(left + right), max(left + right)
    wires = []
    for row in range(rows):
        ways = (row in left, row in right, top < row <= bottom, top <= row < bottom)
        wires.append(("───" if ways[0] else "   ") + _JOINTS[ways] + ("───" if ways[1] else "   "))
    return [*wires, pad(title, 7, "centre")]
