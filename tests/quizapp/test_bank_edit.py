"""Editing: nobody's work is overwritten, and broken texts come back with advice."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from quizapp.bank.edit import (
    Conflict,
    Rejected,
    restore,
    restore_revision,
    retire,
    revisions,
    save_revision,
)
from quizapp.bank.finding import BankFilter, find
from quizapp.bank.naming import duplicate
from quizapp.bank.publishing import NotReady, publish
from quizapp.bank.sync import sync
from quizapp.models import Learner, Question, Revision
from quizapp.practice import open_served
from tests.quizapp.sample_bank import NOW, NUMBER, TEMPLATE, full_session, learner, row

SLUG = "neuron/weighted-sum"
EDITED = NUMBER.replace("A weighted sum", "Sum and bias").replace("level = 1", "level = 3")


@pytest.fixture
def session(tmp_path):
    return full_session(tmp_path)


def save(session, question, text, base, teacher=None, slug=None):
    teacher = teacher or learner(session, "Grace")
    return save_revision(
        session,
        question,
        text,
        author=teacher,
        note="clearer",
        base_number=base,
        now=NOW + timedelta(hours=1),
        slug=slug,
    )


def test_a_saved_text_is_the_next_revision_and_the_one_in_use(session):
    question = row(session, SLUG)
    revision = save(session, question, EDITED.replace("\n", "\r\n"), base=1)
    session.commit()
    assert (revision.number, revision.author.name, revision.note) == (2, "Grace", "clearer")
    assert revision.text == EDITED
    assert (question.title, question.level) == ("Sum and bias", 3)
    assert open_served(session, question.id, 0).revision is revision
    assert [one.number for one in revisions(session, question)] == [2, 1]
    assert revisions(session, question)[1].text == NUMBER


def test_an_unchanged_text_makes_no_revision(session):
    question = row(session, SLUG)
    assert save(session, question, NUMBER, base=1).number == 1
    assert session.query(Revision).filter_by(question_id=question.id).count() == 1


def test_a_broken_text_is_handed_back_with_the_line(session):
    question = row(session, SLUG)
    with pytest.raises(Rejected) as caught:
        save(session, question, EDITED.replace("level = 3", "level = 4"), base=1)
    assert [problem.line for problem in caught.value.problems] == [3]
    assert question.title == "A weighted sum"


def test_a_revision_saved_in_the_meantime_is_not_overwritten(session):
    question = row(session, SLUG)
    save(session, question, EDITED, base=1)
    session.commit()
    with pytest.raises(Conflict, match="Grace") as caught:
        save(session, question, NUMBER.replace("level = 1", "level = 2"), base=1)
    assert caught.value.latest.number == 2
    assert question.level == 3


def test_saving_at_the_same_moment_is_a_conflict_too(session):
    """The other saves after the look at the latest number and before the write."""
    question_id, teacher_id = row(session, SLUG).id, learner(session).id
    engine = session.get_bind()
    session.close()

    class Overtaken(Session):
        def begin_nested(self):
            with Session(engine) as other:
                teacher = other.get(Learner, teacher_id)
                save(other, other.get(Question, question_id), EDITED, base=1, teacher=teacher)
                other.commit()
            return super().begin_nested()

    with Overtaken(engine) as mine:
        question, teacher = mine.get(Question, question_id), mine.get(Learner, teacher_id)
        other_text = NUMBER.replace("level = 1", "level = 2")
        with pytest.raises(Conflict) as caught:
            save(mine, question, other_text, base=1, teacher=teacher)
        assert caught.value.latest.text == EDITED
        mine.commit()
    with Session(engine) as look:
        assert look.get(Question, question_id).level == 3


def test_a_title_belongs_to_one_published_question_at_every_door(session, tmp_path):
    teacher = learner(session, "Grace")
    copy = duplicate(session, row(session, SLUG), "backprop/copy", by=teacher, now=NOW)
    with pytest.raises(NotReady, match=f"is also that of {SLUG}") as caught:
        publish(session, copy, by=teacher, now=NOW)
    assert caught.value.problems[0].where == ("title",)
    save(session, copy, NUMBER.replace("A weighted", "Another"), base=1, teacher=teacher)
    assert publish(session, copy, by=teacher, now=NOW)
    for title in ("A weighted sum", " a  Weighted Sum", "WHY a bias at all"):
        with pytest.raises(Rejected, match="is also that of neuron/"):
            save(session, copy, NUMBER.replace("A weighted sum", title), base=2)
    session.commit()
    path = tmp_path / "questions" / "neuron" / "from-a-file.toml"
    path.write_text(NUMBER.replace("A weighted sum", "Another sum"))
    assert "is also that of backprop/copy" in str(sync(session, path.parents[1], now=NOW).problems)
    path.write_text(NUMBER.replace("A weighted sum", "A third sum"))
    assert sync(session, path.parents[1], now=NOW).new == ["neuron/from-a-file"]


def test_a_published_question_never_gets_what_publishing_refuses(session):
    teacher = learner(session, "Grace")
    draft = NUMBER.replace("The neuron", "Where the source document speaks of it")
    question = save(session, None, draft, 0, teacher, "neuron/new").question
    own = NUMBER.replace("A weighted sum", "My own sum")
    save(session, question, own, base=1, teacher=teacher)
    publish(session, question, by=teacher, now=NOW)
    session.commit()
    first = revisions(session, question)[-1]
    with pytest.raises(Rejected, match="only a placeholder"):  # "Undo my edit" on its page
        restore_revision(session, first, author=teacher, base_number=2, now=NOW)
    question.stage = "draft"
    assert restore_revision(session, first, author=teacher, base_number=2, now=NOW).number == 3
    question.stage = "published"  # as one from an older version may be
    better = draft.replace("A weighted sum", "My own sum").replace("level = 1", "level = 2")
    assert save(session, question, better, base=3, teacher=teacher).number == 4


def test_a_new_question_gets_a_place_in_the_bank(session):
    text = NUMBER.replace("A weighted sum", "New")
    revision = save(session, None, text, base=0, slug="backprop/a-new-one")
    session.commit()
    question = row(session, "backprop/a-new-one")
    assert (revision.number, question.skill_slug, question.file_digest) == (1, "backprop", None)


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        ("", "not a valid name"),
        ("Neuron/x", "lower-case"),
        ("neuron/x/y", "not a valid name"),
        ("cooking/soup", "There are neuron, backprop"),
        (SLUG, "already"),
    ],
)
def test_a_new_question_needs_a_name_of_its_own(session, slug, said):
    with pytest.raises(Rejected) as caught:
        save(session, None, NUMBER, base=0, slug=slug)
    assert said in str(caught.value)
    assert session.query(Question).count() == 4


def test_a_retired_question_can_be_restored(session):
    question, teacher = row(session, SLUG), learner(session)
    retire(session, question, by=teacher, now=NOW)
    session.commit()
    assert (question.retired_at, question.retired_by_id) == (NOW, teacher.id)
    assert open_served(session, question.id, 0) is None
    restore(session, question, by=teacher, now=NOW)
    session.commit()
    assert open_served(session, question.id, 0)


def test_search_looks_at_titles_names_and_texts_in_use(session):
    def slugs(text="", **only):
        asked = BankFilter.of({"q": text, **only})
        return [question.slug for question in find(session, asked).questions]

    assert len(slugs()) == 4
    assert slugs("WEIGHTED sum") == [SLUG]
    assert slugs("learned like a weight") == ["neuron/why-bias"]
    assert slugs("s%m") == slugs("s_m") == []  # no wildcards
    assert slugs(skill="backprop") == slugs(type="template") == ["backprop/one-neuron"]
    save(session, row(session, SLUG), NUMBER.replace("plus the bias", "more"), base=1)
    assert slugs("plus bias") == []  # no longer in use
    assert slugs("more gives") == [SLUG]
    retire(session, row(session, SLUG), by=learner(session), now=NOW)
    session.flush()
    assert slugs("more gives") == []
    assert slugs("more gives", state="retired") == slugs("more gives", state="all") == [SLUG]


def test_a_template_is_proved_before_it_is_saved(session):
    question = row(session, "backprop/one-neuron")
    with pytest.raises(Rejected, match="inputs"):
        save(session, question, TEMPLATE + "[params]\ninput = 3\n", base=1)
