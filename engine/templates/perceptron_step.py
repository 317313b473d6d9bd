"""The perceptron learning rule."""

from typing import Literal

from ..draw import Draw, Redraw
from ..exercise.closed_form import Line, exact_exercise, exact_number, signed
from ..exercise.exercise import Exercise, Follows
from ..readings.paper import number
from ._base import Ask, template


@template(warm_up={"inputs": 1}, hard={"examples": 2}, by_hand=True)
def perceptron_step(
    draw: Draw,
    inputs: Literal[1, 2, 3] = 2,
    examples: Literal[1, 2] = 1,
    ask: Ask = "few",
) -> Exercise:
    """A perceptron's decision and learning step, for one example or two in turn."""
    rate = draw.choice([1, 2])
    w, b = [_whole(draw) for _ in range(inputs)], _whole(draw)
    given = f"$w = {_row(w)}$, $b = {b}$"
    lines: list[Line] = []
    seen: list[str] = []
    before: list[Follows] = []  # the weights and the bias that each step starts from
    for example in range(1, examples + 1):
        x = [_whole(draw) for _ in range(inputs)]
        tag = str(example) if examples > 1 else ""
        before = before or [_always(old) for old in (*w, b)]
        target, w, b, found, before = _example(draw, tag, rate, x, w, b, before)
        seen.append(f"$x = {_row(x)}$ with the target $t = {target}$")
        lines += found
    last = str(examples) if examples > 1 else ""
    few = {line.name for line in lines if line.name.startswith("output")}
    few |= {f"new{last}.w[0]", f"new{last}.b"}
    one = examples == 1
    if ask == "all":
        sought = "the net input, the decision, and all weights and the bias after the step"
        sought += "" if one else ", for each example"
    else:
        sought = (
            f"the decision{'' if one else 's'}, and the {'first ' if inputs > 1 else ''}weight "
        )
        sought += f"and the bias after {'the step' if one else 'both steps'}"
    statement = (
        "A perceptron fires ($y = 1$) if $z = w^T x + b > 0$; otherwise $y = 0$. It has "
        f"{given} and sees {', then '.join(seen)}. After {'the' if one else 'each'} "
        rf"example, one step of the perceptron learning rule with $\eta = {rate}$ updates the "
        f"weights and the bias. Find {sought}. All results are whole numbers."
    )
    return exact_exercise(statement, lines, few if ask == "few" else None)


def _example(
    draw: Draw, tag: str, rate: int, x: list[int], w: list[int], b: int, before: list[Follows]
) -> tuple[int, list[int], int, list[Line], list[Follows]]:
    """The target, new weights and bias, the questions, and what follows, for one example."""
    net = sum(a * c for a, c in zip(x, w, strict=True)) + b
    output = int(net > 0)
    target = output if draw.integer(0, 3) == 0 else 1 - output  # usually a mistake to learn from
    error = target - output
    if net in (0, b):
        raise Redraw  # on the boundary, or nothing to compute
    lines = [
        Line(f"net{tag}", f"z{_power(tag)}", exact_number(net, [
            ("bias_left_out", "The bias is added to the weighted sum.", net - b),
            ("bias_subtracted", "The bias is added, not subtracted.", net - 2 * b),
        ]), _sum(x, w, b, net), "The sum of products plus the bias.",
            lambda own: sum(at * old(own) for at, old in zip((*x, 1), before, strict=True))),
        Line(f"output{tag}", f"y{_power(tag)}", exact_number(output, [
            ("threshold_upside_down", "It fires (y = 1) only if z > 0.", 1 - output),
            ("sign_instead", "Here the silent output is 0, not −1.", -1),
        ]), rf"{net} {'>' if output else '<'} 0 \;\Rightarrow\; y = {output}",
            "The unit fires if the net input is above 0.",
            lambda own: int(own.get(f"net{tag}", net) > 0)),
    ]  # fmt: skip
    after, later = [], []
    for i, (old, at, base) in enumerate(zip((*w, b), (*x, 1), before, strict=True), start=1):
        bias = i > len(x)
        name, symbol = (f"new{tag}.b", r"b") if bias else (f"new{tag}.w[{i - 1}]", f"w_{i}")
        by = ("", "") if bias else (f"x_{i}", rf"\cdot {_term(at)}")
        new = old + rate * error * at
        if new == 0:
            raise Redraw
        after.append(new)
        stepped = _stepped(base, f"output{tag}", output, target, rate * at)
        later.append(_own(name, stepped))
        lines.append(
            Line(name, rf"{symbol}{_power(tag)}(\text{{new}})", exact_number(new, [
                ("sign_flipped", "The error is t − y, and its step is added; this goes away from "
                 "the target.", old - rate * error * at),
                ("not_updated", "The answer was wrong: the rule changes the weights.", old),
                ("input_left_out", "Each weight moves in proportion to its own input.",
                 old + rate * error),
                ("rate_left_out", "The step is scaled by the learning rate.", old + error * at),
                ("net_for_output", "The error is taken after the threshold: t − y, not t − z.",
                 old + rate * (target - net) * at),
                ("target_for_error", "The step uses the error t − y, not the target alone.",
                 old + rate * target * at),
            ]), rf"{symbol} + \eta (t - y) {by[0]} = {old} + {rate} \cdot ({target} - {output}) "
                f"{by[1]} = {new}",
                "The old weight, plus the learning rate times the error times the input."
                if not bias else "The bias is a weight whose input is always 1.", stepped)
        )  # fmt: skip
    return target, after[:-1], after[-1], lines, later


def _always(number: int) -> Follows:
    """A number that is given."""
    return lambda own: number


def _own(name: str, follows: Follows) -> Follows:
    """What stands in that blank; if it isn't asked, what follows."""
    return lambda own: own[name] if name in own else follows(own)


def _stepped(before: Follows, decision: str, output: int, target: int, step: int) -> Follows:
    """The weight after a step by the learner's own decision."""
    return lambda own: before(own) + step * (target - own.get(decision, output))


def _power(tag: str) -> str:
    """A superscript that names the example, in LaTeX."""
    return f"^{{({tag})}}" if tag else ""


def _whole(draw: Draw) -> int:
    return draw.choice([-1, 1]) * draw.integer(1, 6)


def _row(numbers: list[int]) -> str:
    return rf"\left({', '.join(map(str, numbers))}\right)"


def _term(x: float) -> str:
    return f"({number(x, 0)})" if x < 0 else number(x, 0)


def _sum(x: list[int], w: list[int], b: int, net: int) -> str:
    products = " + ".join(rf"{_term(a)} \cdot {_term(c)}" for a, c in zip(x, w, strict=True))
    return f"{products} {signed(b)} = {net}"
