"""The layout of a graph in layers from top to bottom, with few crossings and no overlaps.

The method of Sugiyama, Tagawa and Toda (1981): assign layers, order each layer, then set positions.
An edge that skips layers passes through a thin dummy node in each.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

Size = tuple[float, float]
Place = tuple[float, float]
Layers = list[list[str]]

GAP, BETWEEN = 14.0, 30.0  # units between neighbours, and between layers
THIN = 8.0  # width of a dummy node
SWEEPS, SETTLINGS = 6, 8
STEADY = 20.0  # weight of an edge between computed nodes, against 1 for one from a leaf


@dataclass(frozen=True)
class Layered:
    """The top centre of each node, and the points of each edge."""

    width: float
    height: float
    nodes: Mapping[str, Place]
    edges: Mapping[tuple[str, str], tuple[Place, ...]]


def layered(inputs: Mapping[str, Sequence[str]], sizes: Mapping[str, Size]) -> Layered:
    """The layout of a graph, given each node's inputs (in computing order) and size."""
    ranks = _ranks(inputs)
    layers: Layers = [[] for _ in range(max(ranks.values()) + 1)]
    for name, rank in ranks.items():
        layers[rank].append(name)
    sizes, ways = dict(sizes), {}
    above: dict[str, list[str]] = {}
    for name, sources in inputs.items():
        for source in dict.fromkeys(sources):
            way = [source]
            for rank in range(ranks[source] + 1, ranks[name]):
                thin = f"{source}>{name}@{rank}"
                layers[rank].append(thin)
                sizes[thin] = (THIN, 0.0)
                way.append(thin)
            ways[source, name] = [*way, name]
            for upper, lower in zip(way, [*way[1:], name], strict=True):
                above.setdefault(lower, []).append(upper)
    below: dict[str, list[str]] = {}
    for lower, uppers in above.items():
        for upper in uppers:
            below.setdefault(upper, []).append(lower)
    layers = _ordered(layers, above, below)
    xs = _settled(layers, sizes, above, below)
    left = min(xs[name] - sizes[name][0] / 2 for name in xs)
    xs = {name: x - left for name, x in xs.items()}
    heights = [max(sizes[name][1] for name in layer) for layer in layers]
    tops = list(accumulate((height + BETWEEN for height in heights[:-1]), initial=0.0))
    top = {name: y for layer, y in zip(layers, tops, strict=True) for name in layer}
    high = {name: height for layer, height in zip(layers, heights, strict=True) for name in layer}
    edges = {}
    for ends, way in ways.items():
        points: list[Place] = [(xs[way[0]], top[way[0]] + sizes[way[0]][1])]
        points.append((xs[way[0]], top[way[0]] + high[way[0]]))
        for name in way[1:-1]:
            points += [(xs[name], top[name]), (xs[name], top[name] + high[name])]
        edges[ends] = (*points, (xs[way[-1]], top[way[-1]]))
    width = max(xs[name] + sizes[name][0] / 2 for name in xs)
    places = {name: (xs[name], top[name]) for name in inputs}
    return Layered(width, tops[-1] + heights[-1], places, edges)


def _ranks(inputs: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """The layer of each node: below all its inputs; a leaf is just above its first user."""
    ranks: dict[str, int] = {}
    for name, sources in inputs.items():
        if sources:
            ranks[name] = 1 + max(ranks.get(source, 0) for source in sources)
    for name, sources in inputs.items():
        if not sources:
            users = [ranks[user] for user, given in inputs.items() if name in given]
            ranks[name] = min(users, default=1) - 1  # an optimiser's memory has none
    return {name: ranks[name] for name in inputs}


def _ordered(
    layers: Layers, above: Mapping[str, list[str]], below: Mapping[str, list[str]]
) -> Layers:
    """Sort layers by their neighbours' mean position, sweeping to and fro; keep the best order."""
    best, fewest = layers, _crossings(layers, above)
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        layers = [list(layer) for layer in layers]
        for index in range(1, len(layers)) if down else range(len(layers) - 2, -1, -1):
            beside = layers[index - 1 if down else index + 1]
            at = {name: place for place, name in enumerate(beside)}
            neighbours = above if down else below
            layers[index] = _by_mean(layers[index], lambda name: neighbours.get(name, []), at)  # noqa: B023
        crossings = _crossings(layers, above)
        if crossings < fewest:
            best, fewest = layers, crossings
    return best


def _by_mean(
    layer: list[str], neighbours: Callable[[str], list[str]], at: Mapping[str, int]
) -> list[str]:
    """The layer sorted by the mean position of neighbours; nodes without any stay in place."""
    means = {}
    for place, name in enumerate(layer):
        found = [at[other] for other in neighbours(name) if other in at]
        means[name] = sum(found) / len(found) if found else place * len(at) / len(layer)
    return sorted(layer, key=lambda name: means[name])


def _crossings(layers: Layers, above: Mapping[str, list[str]]) -> int:
    """The number of crossing edges between neighbouring layers."""
    count = 0
    for upper, lower in zip(layers, layers[1:], strict=False):
        at = {name: place for place, name in enumerate(upper)}
        ends = [at[source] for name in lower for source in sorted(above.get(name, []), key=at.get)]  # type: ignore[arg-type]
        owner = [place for place, name in enumerate(lower) for _ in above.get(name, [])]
        count += sum(
            a > b and i != j
            for first, (a, i) in enumerate(zip(ends, owner, strict=True))
            for b, j in list(zip(ends, owner, strict=True))[first + 1 :]
        )
    return count


def _settled(
    layers: Layers,
    sizes: Mapping[str, Size],
    above: Mapping[str, list[str]],
    below: Mapping[str, list[str]],
) -> dict[str, float]:
    """The centre of each node, as close to its neighbours as its layer allows."""
    xs = {name: 0.0 for layer in layers for name in layer}
    for settling in range(SETTLINGS):
        down = settling % 2 == 0
        for layer in layers if down else reversed(layers):
            wanted = []
            for name in layer:
                near = [*above.get(name, ()), *below.get(name, ())]
                pull = [STEADY if other in above and name in above else 1.0 for other in near]
                pulled = sum(p * xs[other] for p, other in zip(pull, near, strict=True))
                wanted.append(pulled / sum(pull) if near else xs[name])
            firm = [STEADY if name in above else 1.0 for name in layer]
            placed = _apart(wanted, [sizes[name][0] for name in layer], firm)
            xs |= dict(zip(layer, placed, strict=True))
    return xs


def _apart(wanted: list[float], widths: list[float], firm: list[float]) -> list[float]:
    """The positions nearest to the wanted ones that leave gaps, by pool adjacent violators.

    Minimises the sum of squared distances, weighted by `firm`.
    """
    steps = ((a + b) / 2 + GAP for a, b in pairwise(widths))
    offsets = list(accumulate(steps, initial=0.0))
    blocks: list[tuple[float, float, int]] = []  # mean, weight, how many
    for want, offset, weight in zip(wanted, offsets, firm, strict=True):
        mean, many = want - offset, 1
        while blocks and blocks[-1][0] > mean:
            other, more, count = blocks.pop()
            mean = (mean * weight + other * more) / (weight + more)
            weight, many = weight + more, many + count
        blocks.append((mean, weight, many))
    flat = (mean for mean, _, many in blocks for _ in range(many))
    return [place + offset for place, offset in zip(flat, offsets, strict=True)]
