"""Laws of derivations: no sentence is read twice, and each is true of its numbers."""

from collections import Counter

import numpy as np
import pytest

from engine import OPS, build
from engine.derivation.captions import ADDED, CHAIN
from engine.derivation.derivation import steps_for
from engine.exercise.folded import runs
from tests.seeds import seeds
from tests.variants import TEMPLATES, every_graph, every_template, variant


@pytest.mark.slow
@every_template
def test_at_most_a_fifth_of_the_steps_share_one_caption(name):
    for level in TEMPLATES[name].levels.values():
        for seed in seeds(3):
            steps = variant(name, seed, **level).steps
            ((caption, count),) = Counter(step.text for step in steps).most_common(1)
            assert count <= max(1, len(steps) // 5), (level, seed, caption)
            assert all(step.text for step in steps)
            assert not steps[0].likewise


@every_graph
def test_steps_shown_together_are_about_one_array_and_the_first_explains_it(name):
    for level in TEMPLATES[name].levels.values():
        exercise = variant(name, 0, **level)
        chosen = exercise.parts[-1].name
        for run in (*runs(exercise.steps), *runs(steps_for(exercise, chosen))):
            assert not run[0].text.startswith("Likewise")
            assert len({(step.rule, step.quantity.partition("[")[0]) for step in run}) == 1
            assert all(step.latex for step in run)


@every_graph
def test_the_chain_rule_is_said_in_words_once_before_it_is_used_again(name):
    for level in TEMPLATES[name].levels.values():
        steps = variant(name, 0, **level).steps
        said = [step for step in steps if CHAIN in step.text]
        through = [step for step in steps if step.rule == "chain rule" and r" \cdot " in step.latex]
        assert len(said) <= 1
        assert sum(ADDED in step.text for step in steps) <= 1
        assert said or not [step for step in through if "follows the same rule" in step.text]


@every_graph
def test_a_part_of_a_gradient_is_said_to_come_through_a_value_not_with_it_held(name):
    for level in TEMPLATES[name].levels.values():
        for step in variant(name, 0, **level).steps:
            assert r"\right|_" not in step.latex
            assert ("\\underbrace" in step.latex) == (r"\text{through }" in step.latex)


@every_graph
def test_only_one_hot_targets_have_a_true_class_and_only_entropies_are_called_so(name):
    """Over all nodes of a cross-entropy; `kl_divergence` and `label_smoothing` have soft ones."""
    for level in TEMPLATES[name].levels.values():
        exercise = variant(name, 0, **level)
        texts = {step.quantity: step.text for step in exercise.steps}
        values = exercise.graph.run(exercise.leaves)
        for node in exercise.graph.nodes:
            if node.op.name in ("categorical_cross_entropy", "cross_entropy"):
                p, t = (values[x] for x in node.inputs)
                text = texts.get(f"value.{node.name}", "")
                one_hot = bool(np.all(np.sort(t)[:, -1] == 1) and t.sum() == len(t))
                assert ("true class" in text) <= one_hot, text
                assert ("entropy:" in text) <= (not one_hot or "cross-entropy" in text), text
                assert ("The entropy" in text) <= (p is t or np.array_equal(p, t)), text


def test_a_target_that_is_not_one_hot_has_no_true_class():
    p = np.array([[0.2, 0.3, 0.5]])
    entropy = OPS["categorical_cross_entropy"]()
    assert "true class" in entropy.caption("pt", (p, np.array([[0.0, 1.0, 0.0]])))
    assert "weighted by $t$" in entropy.caption("pt", (p, np.array([[0.1, 0.9, 0.0]])))
    assert "weighted by $t$" in entropy.caption("pt", (p, np.array([[1.0, 1.0, 0.0]])))
    assert "averaged" in entropy.caption("pt", (np.tile(p, (2, 1)), np.eye(3)[:2]))
    assert entropy.caption("pp", (p, p)).startswith("The entropy")
    binary = OPS["binary_cross_entropy"]()
    assert "what was true" in binary.caption("yt", (p, np.array([[0.0, 1.0, 1.0]])))
    assert "weighted by the target" in binary.caption("yt", (p, np.array([[0.0, 0.7, 1.0]])))


def test_the_captions_of_a_divergence_name_its_own_symbols():
    texts = {step.quantity: step.text for step in build("kl_divergence", 1, ask="all").steps}
    assert texts["value.S"].startswith("The entropy")
    assert "of $q$ from $p$" in texts["value.R"]
    assert "of $p$ from $q$" in texts["value.D"]
    smoothed = [step.text for step in build("label_smoothing", 1, ask="all").steps]
    assert any("-\\frac{s_k}{p_k}" in text for text in smoothed)


def test_a_size_is_written_with_bars_and_gelu_with_the_normal_distribution():
    lasso = build("penalised_gradient", 1, penalty="l1").steps
    assert any(r"\left|w_{1}\right|" in step.latex for step in lasso)
    assert not any(r"\max" in step.latex for step in lasso)
    gelu = "".join(s.latex for s in build("activation_value_and_slope", 1, activation="gelu").steps)
    assert r"\Phi\left(z\right) + z \cdot \varphi\left(z\right)" in gelu
    assert gelu.count("erf") == 1  # in the definition, which the first line begins with
