"""From a table `[graph]` to the composer's form, and from its keys to the form's fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from engine.own_graph.graph_data import LeafData
from engine.own_graph.update_step import PLAIN

from .graph_form import LEAF_KEYS, GraphForm
from .lines import Where


def form_of(title: str, level: int, graph: Mapping[str, Any]) -> GraphForm:
    """The form that says what a table `[graph]` says."""
    fields: dict[str, list[str]] = {"title": [title], "level": [str(level)]}
    for key in ("statement", "layers", "loss"):
        fields[key] = [str(graph.get(key, ""))]
    fields["activation"] = list(map(str, graph.get("activations", ())))
    fields["formulas"] = [_formulas(graph.get("formulas", {}))]
    fields["skips"] = [", ".join(graph.get("skips", ()))]
    fields |= _params_fields("loss", graph.get("loss_params", {}))
    for at, node in enumerate(graph.get("nodes", ())):
        fields[f"node.{at}.name"] = [str(node.get("name", ""))]
        fields[f"node.{at}.op"] = [str(node.get("op", ""))]
        fields[f"node.{at}.inputs"] = [", ".join(node.get("inputs", ()))]
        fields |= _params_fields(f"node.{at}", node.get("params", {}))
    for name, leaf in graph.get("leaves", {}).items():
        for key, value in leaf.items():
            place = f"leaf.{name}.{'choices' if key == 'one_hot' else key}"
            fields[place] = ["one-hot" if key == "one_hot" else _typed(value)]
    update = graph.get("update", {})
    fields["update"] = list(update.get("leaves", ()))
    fields["rate"] = [_typed(update.get("rate", 0.1))]
    fields["optimiser"] = [str(update.get("optimiser", PLAIN))]
    fields["step"] = [str(update.get("step", ""))]
    for name, value in update.get("constants", {}).items():
        fields[f"constant.{name}"] = [_typed(value)]
    for at, names in graph.get("asked", {}).items():
        fields[f"ask.{at}"] = [name for name in names if "[" not in name]
        fields[f"only.{at}"] = [", ".join(name for name in names if "[" in name)]
    return GraphForm(fields)


def usual_text(leaf: LeafData, key: str) -> str:
    """What a leaf has where its author says nothing."""
    if key == "choices" and leaf.one_hot:
        return "one-hot"
    value = getattr(leaf, key)
    if key == "decimals" and value is None and leaf.low is not None:
        return "2"
    return "" if value in (None, ()) else _typed(value)


def field_of(where: Where, rows: Sequence[str]) -> str:
    """The name of the field that a key of the file is typed in; "" where there is none."""
    if not where or where[0] != "graph":
        return str(where[0]) if where and where[0] in ("title", "level") else ""
    match where[1:]:
        case ("nodes", int(at), *rest) if at < len(rows):
            inner = [str(step) for step in rest if isinstance(step, str)]
            key = "param." + inner[1] if inner[:1] == ["params"] and inner[1:] else None
            return f"node.{rows[at]}.{key or (inner or ['name'])[0]}"
        case ("leaves", name, *rest):
            key = rest[0] if rest and rest[0] in LEAF_KEYS else "shape"
            return f"leaf.{name}.{key}"
        case ("loss_params", name, *_):
            return f"loss.param.{name}"
        case ("activations", int(at)):
            return f"activation.{at}"
        case ("asked", at, *_):
            return f"only.{at}"
        case ("asked",):
            return "only.medium"
        case ("update", "constants", name, *_):
            return f"constant.{name}"
        case ("update", "rate" | "step" | "optimiser" as key, *_):
            return str(key)
        case (str(key), *_):
            return key
    return "layers"


def _formulas(said: Mapping[str, Mapping[str, str]]) -> str:
    """The author's own activations, each in a line, with its derivative in the next."""
    lines = []
    for name, one in said.items():
        lines.append(f"{name}(z) = {one.get('rule', '')}")
        lines += [f"{name}'(z) = {one['slope']}"] if one.get("slope") else []
    return "\n".join(lines)


def _params_fields(above: str, params: Mapping[str, Any]) -> dict[str, list[str]]:
    return {f"{above}.param.{name}": [_typed(value)] for name, value in params.items()}


def _typed(value: Any) -> str:
    """A number or a list of them as they are typed."""
    if isinstance(value, Iterable) and not isinstance(value, str):
        entries = list(value)
        if entries and isinstance(entries[0], list | tuple):
            return "; ".join(map(_typed, entries)) + (";" if len(entries) == 1 else "")
        return ", ".join(map(_typed, entries))
    return f"{value:g}" if isinstance(value, float) else str(value)
