"""Finding questions by what they mean, and acting on many of them."""

from datetime import timedelta

import pytest

from quizapp.bank import many
from quizapp.bank.check import check_text
from quizapp.bank.edit import save_revision
from quizapp.bank.finding import PAGE, BankFilter, find
from quizapp.models import Complaint, Question, Revision, latest_revision
from tests.quizapp.owning import account, answered
from tests.quizapp.sample_bank import CHOICE, NOW, NUMBER, full_session, learner, row

LATER = NOW + timedelta(days=2)
SLUG = "neuron/weighted-sum"


@pytest.fixture
def session(tmp_path):
    return full_session(tmp_path)


def slugs(session, **asked):
    return [one.slug for one in find(session, BankFilter.of(asked)).questions]


def save(session, slug, text, **more):
    question = session.query(Question).filter_by(slug=slug).one_or_none()
    latest = latest_revision(session, question.id) if question else None
    return save_revision(
        session,
        question,
        text,
        slug=slug,
        note="",
        base_number=latest.number if latest else 0,
        **more,
    )


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("level 1", []),
        ("σ", ["neuron/what-bias-does"]),
        ("origin", ["neuron/why-bias"]),
        ("weighted-sum", [SLUG]),
        ("neuron gradient", ["backprop/one-neuron"]),
        ("prod", [SLUG]),
        ("biases curves", ["neuron/what-bias-does"]),
        ("wrong", []),
        ("%", []),
    ],
)
def test_words_are_found_by_their_meaning_and_keys_of_the_file_are_not(session, words, found):
    assert slugs(session, q=words) == found


def test_spellings_are_found_or_suggested(session):
    text = NUMBER.replace("A weighted sum", "Back-propagation")
    save(session, "backprop/other", text, author=learner(session), now=LATER)
    for words in ("backpropagation", "back-propagation", "back propagation"):
        assert slugs(session, q=words, state="all") == ["backprop/other", "backprop/one-neuron"], (
            words
        )
    assert "backpropag" in find(session, BankFilter.of({"q": "backpropogation"})).instead


def test_questions_are_found_by_every_filter(session):
    ada = account(session, "Ada")
    save(session, SLUG, NUMBER.replace('level = 1\n', 'level = 2\ntags = ["exam-2"]\n'),
         author=ada, now=LATER)  # fmt: skip
    attempt = answered(session, ada, "token")
    session.add(
        Complaint(revision_id=attempt.revision_id, seed=0, params={}, text="?", created_at=NOW)
    )
    session.commit()
    for asked in (
        {"tag": "exam-2"}, {"author": str(ada.id)}, {"since": "2026-03-02"}, {"reported": "yes"},
        {"answered": "yes"}, {"facility": "hard"}, {"type": "number"},
        {"level": "2", "type": "number"},
    ):  # fmt: skip
        assert slugs(session, **asked) == [SLUG], asked
    assert slugs(session, template="neuron_gradient", skill="backprop") == ["backprop/one-neuron"]
    assert len(slugs(session, answered="never")) == 3
    assert slugs(session, sort="changed")[0] == slugs(session, sort="facility")[0] == SLUG
    assert slugs(session, facility="easy") == []
    assert len(slugs(session, level="x", author="-", since="soon", page="x", sort="?")) == 4


def test_pages_hold_everything_once(session):
    for number in range(PAGE):
        question = Question(slug=f"neuron/n-{number}", skill_slug="neuron", title=f"N {number}",
                            type="choice", level=1)  # fmt: skip
        session.add(Revision(question=question, number=1, text=CHOICE, digest="", created_at=NOW))
    first, second, beyond = (
        find(session, BankFilter.of({"page": page})) for page in ("1", "2", "9")
    )
    assert (first.total, first.pages) == (PAGE + 4, 2)
    assert len({one.id for one in first.questions + second.questions}) == PAGE + 4
    assert beyond.questions == second.questions
    assert BankFilter.of({"page": "2", "q": "a b"}).query() == "q=a+b&page=2"


def state(session):
    return [
        (one.slug, one.skill_slug, one.retired_at, latest_revision(session, one.id).digest)
        for one in session.query(Question).order_by(Question.id)
    ]


@pytest.mark.parametrize(
    ("act", "value", "said"),
    [
        ("retire", "", "Retired 4 questions."),
        ("move", "backprop", "Moved 3 questions to backprop."),
        ("tag", "exam-2", "Tagged 4 questions “exam-2”."),
    ],
)
def test_an_act_on_many_is_undone_except_where_somebody_went_on(session, act, value, said):
    ada, before = account(session, "Ada"), state(session)
    rows = session.query(Question).all()
    done = many.act_on(session, rows, act, value, by=ada, now=LATER)
    assert done.said == said
    assert many.act_on(session, rows, act, value, by=ada, now=LATER) is None
    assert many.latest_act(session, ada, NOW) == done
    assert many.undo(session, done, by=ada, now=LATER) == len(done.before)
    assert state(session) == before
    assert many.latest_act(session, ada, NOW) is None
    again = many.act_on(session, rows, act, value, by=ada, now=LATER)
    for one in rows:  # everything is changed by hand
        one.retired_at, one.slug = None, f"neuron/by-hand-{one.id}"
        latest = latest_revision(session, one.id)
        session.add(Revision(question=one, number=latest.number + 1, text=latest.text,
                             digest="other", created_at=LATER))  # fmt: skip
    assert many.undo(session, again, by=ada, now=LATER) == 0


def test_tags_keep_the_comments_of_a_text_and_go_away_again(session):
    ada, question = account(session, "Ada"), row(session, SLUG)
    save(session, SLUG, NUMBER.replace("level = 1", "level = 1  # easy"), author=ada, now=NOW)
    many.act_on(session, [question], "tag", "exam", by=ada, now=NOW)
    assert slugs(session, tag="exam") == [SLUG]
    tagged = latest_revision(session, question.id).text
    assert "level = 1  # easy" in tagged
    assert check_text(tagged, SLUG) == []
    many.act_on(session, [question], "untag", "exam", by=ada, now=NOW)
    assert slugs(session, tag="exam") == []
    assert check_text(NUMBER.replace("level = 1", 'level = 1\ntags = ["A b"]'), SLUG)[0].line == 4


def test_what_cannot_be_done_to_all_is_done_to_none(session):
    ada, rows = account(session, "Ada"), session.query(Question).all()
    session.add(
        Question(slug="backprop/why-bias", skill_slug="backprop", title="", type="", level=1)
    )
    for act, value in [("move", "cooking"), ("move", "backprop"), ("tag", "A B"), ("burn", "")]:
        with pytest.raises(many.CannotDo):
            many.act_on(session, rows, act, value, by=ada, now=NOW)
    assert row(session, "neuron/weighted-sum").skill_slug == "neuron"
