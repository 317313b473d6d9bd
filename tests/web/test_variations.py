"""The same question easier, harder, and with one thing changed."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from flask import Flask
from sqlalchemy import select

from engine import TEMPLATES, build
from quizapp.models import Attempt
from quizapp.web.extensions import db
from tests.web.visitor import Visitor


def keys(**params: object) -> dict[str, str]:
    """The correct answers for the network, as its form sends them."""
    exercise = build("mlp_backprop", 5, ask="all", **params)
    return {f"answer:{part.name}": part.answer.write() for part in exercise.parts}


def latest(app: Flask) -> Attempt:
    with app.app_context():
        return db.session.scalars(select(Attempt).order_by(Attempt.id.desc())).first()


def test_the_page_of_a_mark_offers_every_change_with_the_same_numbers(
    visitor: Visitor, app: Flask
) -> None:
    visitor.open("network", seed=5)
    page = visitor.answer("network", **keys())
    assert "What if the hidden activation were tanh?" in page.text
    number = visitor.number("network")
    twin = visitor.get(f"/practice/{number}?seed=5&and_if=tanh")
    assert "Now the hidden activation is tanh." in twin.text
    marked = visitor.answer("network", **keys(and_if="tanh"))
    assert "100%" in marked.text
    assert latest(app).params["and_if"] == "tanh"


def test_the_derivation_of_a_twin_marks_what_changes_and_nothing_else(visitor: Visitor) -> None:
    visitor.open("network", seed=5)
    plain = visitor.answer("network", **keys())
    assert 'class="changes"' not in plain.text
    number = visitor.number("network")
    visitor.get(f"/practice/{number}?seed=5&and_if=no_bias")
    marked = visitor.answer("network", **keys(and_if="no_bias"))
    assert "What changes" in marked.text
    assert marked.text.count('<span class="changes">changes</span>') == 3  # pre-activations
    assert "What if there were no bias?" not in marked.text
    assert "What if the hidden activation were tanh?" in marked.text


def test_an_attempt_at_a_twin_is_shown_again_as_it_was(visitor: Visitor, app: Flask) -> None:
    number = visitor.number("network")
    visitor.get(f"/practice/{number}?seed=5&and_if=weight_decay")
    visitor.answer("network", **keys(and_if="weight_decay"))
    again = visitor.get(f"/attempts/{latest(app).id}")
    assert "100%" in again.text
    assert "Now the weights decay" in again.text


def test_easier_and_harder_lead_to_the_other_levels_with_new_numbers(
    visitor: Visitor, app: Flask
) -> None:
    number = visitor.number("momentum")
    visitor.open("momentum", seed=5)
    page = visitor.post(f"/practice/{number}", **visitor.hidden() | {"action": "solution"})
    assert ">Harder<" in page.text
    assert ">Easier<" in page.text
    harder = visitor.post(f"/practice/{number}/fresh", follow=False, level=3)
    asked = parse_qs(urlsplit(harder.location).query)
    assert asked["level"] == ["3"]
    visitor.get(harder.location)
    visitor.post(f"/practice/{number}", **visitor.hidden() | {"action": "solution"})
    stored = latest(app)
    hard = TEMPLATES["momentum"].complete(TEMPLATES["momentum"].levels[3])
    assert stored.params == hard
    again = visitor.get(f"/attempts/{stored.id}")
    assert ">Easier<" in again.text
    assert ">Harder<" not in again.text


def test_when_two_misconceptions_fit_the_next_variant_tells_them_apart(
    visitor: Visitor, app: Flask
) -> None:
    seed, name, written = next(
        (seed, part.name, wrong.written)
        for seed in range(60)
        for part in build("momentum", seed).parts
        for wrong in part.answer.misconceptions
        if wrong.also
    )
    number = visitor.number("momentum")
    visitor.get(f"/practice/{number}?seed={seed}")
    right = {f"answer:{part.name}": part.answer.write() for part in build("momentum", seed).parts}
    page = visitor.post(
        f"/practice/{number}",
        **visitor.hidden() | right | {f"answer:{name}": written, "action": "answer"},
    )
    assert " Or: " in page.text
    assert "Numbers that tell them apart" in page.text
    told = visitor.post(f"/attempts/{latest(app).id}/apart", follow=False)
    assert told.status_code == 303
    assert f"/practice/{number}?seed=" in told.location
    assert f"seed={seed}&" not in told.location + "&"


def test_an_unknown_change_or_level_gets_its_own_page(visitor: Visitor) -> None:
    number = visitor.number("network")
    assert visitor.get(f"/practice/{number}?seed=5&and_if=nothing").status_code == 404
    assert visitor.get(f"/practice/{number}?seed=5&level=77").status_code == 200
    choice = visitor.number("choice")
    assert visitor.get(f"/practice/{choice}?and_if=tanh").status_code == 200


def test_an_attempt_whose_template_draws_otherwise_now_is_shown_with_the_numbers_it_had(
    visitor: Visitor, app: Flask
) -> None:
    visitor.open("network", seed=5)
    visitor.answer("network", **keys())
    with app.app_context():
        attempt = db.session.merge(latest(app))
        copy = {c.key: getattr(attempt, c.key) for c in Attempt.__table__.columns if c.key != "id"}
        old = {"fingerprint": "of another time", "token": "other", "leaves": dict(attempt.leaves)}
        old["leaves"]["x"] = [[0.4321, 1.2345]]
        parts = {name: part for name, part in attempt.mark["parts"].items() if "h[" in name}
        old["mark"] = {**attempt.mark, "parts": parts}
        db.session.add(Attempt(**copy | old))
        db.session.commit()
    page = visitor.get(f"/attempts/{latest(app).id}")
    assert page.status_code == 200
    assert "0.4321" in page.text
    assert "has changed since" not in page.text
    assert page.text.count('<tr class="') == len(parts) == 2
