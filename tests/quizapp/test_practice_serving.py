"""Serving the right question next, without being stopped by broken ones."""

from datetime import timedelta

from quizapp.models import Question, Revision
from quizapp.practice import fresh, open_served, reopen, serve, submit
from tests.quizapp.sample_bank import NOW, chance, full_session, learner, open_session, row


def answer(session, served, ada, at=NOW, token=None):
    """Leave everything blank, which counts as tried."""
    token = token or f"{served.question_row.id}-{served.seed}-{at}"
    attempt = submit(session, served, ada, {}, token=token, now=at, door="web", leave_blank=True)
    session.commit()
    return attempt


def test_every_question_comes_once_before_any_comes_again(tmp_path):
    session = full_session(tmp_path)
    ada, dice, seen = learner(session), chance(), []
    for minute in range(8):
        served = serve(session, ada, skill=None, chance=dice)
        seen.append(served.question_row.slug)
        answer(session, served, ada, NOW + timedelta(minutes=minute))
    assert len(set(seen[:4])) == 4
    assert all(slug not in seen[place - 2 : place] for place, slug in enumerate(seen) if place > 3)


def test_a_skill_serves_only_its_own_questions(tmp_path):
    session = full_session(tmp_path)
    ada, dice = learner(session), chance()
    slugs = set()
    for minute in range(3):
        served = serve(session, ada, skill="neuron", chance=dice)
        slugs.add(served.question_row.slug)
        answer(session, served, ada, NOW + timedelta(minutes=minute))
    assert slugs == {"neuron/weighted-sum", "neuron/what-bias-does", "neuron/why-bias"}


def test_chance_decides_among_equals(tmp_path):
    session = full_session(tmp_path)
    ada = learner(session)
    first = [serve(session, ada, skill=None, chance=chance(n)).question_row.id for n in range(30)]
    again = [serve(session, ada, skill=None, chance=chance(n)).question_row.id for n in range(30)]
    easy = ("neuron/weighted-sum", "neuron/what-bias-does")
    assert set(first) == {row(session, slug).id for slug in easy}
    assert first == again


def test_the_question_just_answered_is_avoided_while_there_is_another(tmp_path):
    session = full_session(tmp_path)
    ada, dice = learner(session), chance()
    last = row(session, "neuron/why-bias").id
    for _ in range(20):
        served = serve(session, ada, skill="neuron", chance=dice, avoid=last)
        assert served.question_row.id != last
    only = row(session, "backprop/one-neuron").id
    served = serve(session, ada, skill="backprop", chance=dice, avoid=only)
    assert served.question_row.id == only


def test_attempts_of_others_do_not_count(tmp_path):
    session = full_session(tmp_path)
    ada, grace = learner(session), learner(session, "Grace")
    tried = serve(session, grace, skill="neuron", chance=chance())
    answer(session, tried, grace)
    first = {
        serve(session, ada, skill="neuron", chance=chance(n)).question_row.id for n in range(30)
    }
    assert tried.question_row.id in first


def test_an_unknown_skill_and_an_empty_bank_serve_nothing(tmp_path):
    session = full_session(tmp_path)
    assert serve(session, learner(session), skill="cooking", chance=chance()) is None
    (tmp_path / "other").mkdir()
    empty = open_session(tmp_path / "other")
    assert serve(empty, learner(empty), skill=None, chance=chance()) is None


def test_a_retired_question_is_neither_served_nor_opened(tmp_path):
    session = full_session(tmp_path)
    ada, dice = learner(session), chance()
    gone = row(session, "neuron/weighted-sum")
    gone.retired_at = NOW
    session.commit()
    ids = {serve(session, ada, skill="neuron", chance=dice).question_row.id for _ in range(30)}
    assert gone.id not in ids
    assert open_served(session, gone.id, 0) is None
    assert fresh(session, ada, gone.id, chance=dice) is None


def test_a_template_comes_with_a_new_seed_each_time(tmp_path):
    session = full_session(tmp_path)
    ada = learner(session)
    question_id = row(session, "backprop/one-neuron").id
    seeds = []
    for minute in range(3):  # chance that repeats itself must not repeat the exercise
        served = fresh(session, ada, question_id, chance=chance(5))
        seeds.append(served.seed)
        answer(session, served, ada, NOW + timedelta(minutes=minute))
    assert len(set(seeds)) == 3


def test_a_question_that_cannot_be_shown_is_passed_over(tmp_path):
    session = full_session(tmp_path)
    ada = learner(session)
    broken = Question(
        slug="neuron/broken", skill_slug="neuron", title="Broken", type="number", level=1
    )
    for number, text in enumerate(['title = "no question"', "no TOML"], 1):
        session.add(Revision(question=broken, number=number, text=text, digest="d", created_at=NOW))
        session.commit()
        assert open_served(session, broken.id, 0) is None
    for n in range(20):
        served = serve(session, ada, skill="neuron", chance=chance(n))
        assert served.question_row.id != broken.id


def test_the_latest_revision_is_opened_or_the_one_that_was_shown(tmp_path):
    session = full_session(tmp_path)
    question = row(session, "neuron/weighted-sum")
    shown = open_served(session, question.id, 0)
    text = shown.revision.text.replace("A weighted sum", "Another sum")
    session.add(Revision(question=question, number=2, text=text, digest="d", created_at=NOW))
    session.commit()
    assert open_served(session, question.id, 0).question.title == "Another sum"
    again = open_served(session, question.id, 0, revision_id=shown.revision.id)
    assert again.question.title == "A weighted sum"
    other = row(session, "neuron/why-bias").id
    assert open_served(session, other, 0, revision_id=shown.revision.id) is None


def test_unknown_questions_and_impossible_seeds_open_nothing(tmp_path):
    session = full_session(tmp_path)
    known = row(session, "backprop/one-neuron").id
    assert open_served(session, 999, 0) is None
    assert open_served(session, known, -1) is None
    assert open_served(session, known, 2**31) is None
    assert open_served(session, known, 0, revision_id=999) is None


def test_hints_are_the_authors_or_the_derivation_without_its_keys(tmp_path):
    session = full_session(tmp_path)
    fixed = open_served(session, row(session, "neuron/weighted-sum").id, 0)
    assert fixed.hints == ("First the product.", "Then the bias.")
    served = open_served(session, row(session, "backprop/one-neuron").id, 3)
    steps = served.exercise.steps
    assert len(served.hints) == len(steps)
    keys = {part.name for part in served.exercise.parts}
    for hint, step in zip(served.hints, steps, strict=True):
        assert step.text in hint
        value = step.latex.rpartition(" = ")[2]
        assert hint.endswith(f"= {value}$$") == (step.quantity not in keys)


def test_an_exercise_is_made_once_for_asking_marking_and_showing_and_derived_only_for_a_hint(
    tmp_path,
):
    session = full_session(tmp_path)
    number = row(session, "backprop/one-neuron").id
    served = open_served(session, number, 5)
    assert served.has_hints
    assert "steps" not in vars(served.exercise)
    attempt = answer(session, open_served(session, number, 5), learner(session))
    assert reopen(session, attempt).exercise is open_served(session, number, 5).exercise
    assert served.exercise is open_served(session, number, 5).exercise
    assert open_served(session, number, 5, level=3).exercise is not served.exercise
    assert open_served(session, number, 6).exercise is not served.exercise
