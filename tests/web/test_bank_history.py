"""Two people on one question, names that change, the log, and roles."""

from __future__ import annotations

import json
from html import unescape

import pytest

from quizapp.models import ROLES, Act, Learner, Question
from quizapp.web.extensions import db
from quizapp.web.question.draft_question import STARTS
from tests.web.test_bank_pages import text_on
from tests.web.test_routes import GUARDED, send, who
from tests.web.visitor import LEARNER, Visitor


def edit(author: Visitor, number: int, text: str, base: int, **more: object) -> str:
    author.get(f"/bank/{number}/edit")
    page = author.post(f"/bank/{number}/edit", action="save", text=text, base=base, **more)
    return unescape(page.text)


def make(author: Visitor, slug: str, text: str = STARTS["number"]) -> int:
    author.get("/bank/new")
    made = author.post("/bank/new", action="save", text=text, slug=slug)
    assert made.status_code == 200, made.text
    return int(made.request.path.split("/")[2])


def role(author: Visitor, name: str) -> None:
    """Give the role by a statement, which leaves the account signed in."""
    with author.app.test_request_context():
        db.session.query(Learner).filter_by(email=LEARNER).update({"role": name})
        db.session.commit()


def test_edits_that_do_not_touch_are_merged_and_shown_before_they_are_saved(
    instructor: Visitor,
) -> None:
    number = instructor.number("number")
    text = text_on(instructor.get(f"/bank/{number}/edit").text)
    edit(instructor, number, text.replace("A short title", "Theirs"), 1)
    page = edit(instructor, number, text.replace("level = 2", "level = 3"), 1)
    assert "<bdi>Ada</bdi> saved revision 2 while you were editing" in page
    assert 'title = "Theirs"' in text_on(page)
    assert "level = 3" in text_on(page)
    assert "Saved as revision 3" in edit(instructor, number, text_on(page), 2)
    text = text_on(page)  # and now neighbouring lines, which are different fields
    edit(instructor, number, text.replace("The worked answer", "The answer"), 3)
    page = edit(instructor, number, text.replace("A first nudge", "A nudge"), 3)
    assert "now has the changes of both" in page
    assert "'''A nudge.'''" in text_on(page)
    assert "'''The answer, shown after the mark.'''" in text_on(page)


def test_where_two_edits_touch_a_second_click_overwrites_nothing(instructor: Visitor) -> None:
    number = instructor.number("number")
    text = text_on(instructor.get(f"/bank/{number}/edit").text)
    edit(instructor, number, text.replace("A short title", "Theirs").replace("2\n", "3\n", 1), 1)
    mine = text.replace("A short title", "Mine")
    for _ in range(2):
        page = edit(instructor, number, mine, 1)
        assert "Change 1 of 1" in page
        assert "Both, yours first" not in page  # of a title
        assert 'name="base" value="1"' in page
        assert text_on(page).strip() == mine.strip()
    chosen = {"action": "combine", "choice-0": "theirs", "against": "2"}
    stale = instructor.post(f"/bank/{number}/edit", text=mine, base=1, **chosen | {"against": "1"})
    assert "Change 1 of 1" in stale.text
    both = instructor.post(f"/bank/{number}/edit", text=mine, base=1, **chosen)
    assert 'title = "Theirs"' in text_on(both.text)
    assert 'name="base" value="2"' in both.text
    same = edit(instructor, number, text_on(both.text), 2)
    assert "Nothing changed" in same


def test_what_an_author_typed_is_kept_listed_and_brought_back(
    instructor: Visitor, signed_in: dict[str, dict[str, str]]
) -> None:
    typed = STARTS["number"].replace("A short title", "Half a thought")
    instructor.get("/bank/new?type=number")
    onward = instructor.post("/bank/new?type=number", action="start", type="choice", text=typed)
    assert "Half a thought" not in text_on(onward.text)
    elsewhere = Visitor(instructor.app)
    elsewhere.come_back(signed_in["ada@example.org"])
    assert "Half a thought" in elsewhere.get("/bank/").text
    assert text_on(elsewhere.get("/bank/new?type=number").text).strip() == typed.strip()
    elsewhere.post("/bank/new?type=number", action="save", text="[", slug="neuron/x")
    assert text_on(elsewhere.get("/bank/new?type=number").text).strip() == "["
    elsewhere.get("/bank/")
    gone = elsewhere.post("/bank/new/discard?type=number", back="list")
    assert gone.request.path == "/bank/"
    assert "Unfinished" not in gone.text


def test_a_renamed_question_is_found_by_every_name_and_its_old_ones_stay_taken(
    instructor: Visitor,
) -> None:
    number = make(instructor, "neuron/first")
    home = f"/bank/{number}/revisions"
    assert "There is no such skill" in instructor.post(f"/bank/{number}/rename", slug="x/y").text
    named = instructor.post(f"/bank/{number}/rename", slug="second").text  # in its topic
    assert "The name is neuron/second now" in named
    assert "still leads to it" in instructor.post(f"/bank/{number}/rename", slug="empty/new").text
    assert instructor.client.get("/bank/named/neuron/first").location == home
    instructor.get("/bank/new")
    taken = instructor.post("/bank/new", text=STARTS["number"], slug="neuron/first", action="save")
    assert "This was the name of empty/new" in taken.text
    instructor.get(home)
    assert "empty/copy" in instructor.post(f"/bank/{number}/duplicate", slug="copy").text
    instructor.get(home)
    copy = instructor.post(f"/bank/{number}/duplicate", slug="empty/new")  # as its field stands
    assert "empty/new-2" in copy.text
    assert "draft" in copy.text
    assert (
        "The name is neuron/first"
        in instructor.post(f"/bank/{number}/rename", slug="neuron/first").text
    )


def test_only_what_nobody_has_answered_is_deleted(instructor: Visitor, ben: Visitor) -> None:
    number, made = instructor.number("number"), make(instructor, "neuron/mistake")
    ben.open("number")
    ben.answer("number", answer="0.88")
    instructor.get("/bank/")
    refused = instructor.post(f"/bank/{number}/delete")
    assert refused.status_code == 409
    assert "Retire it instead" in refused.text
    assert "Deleted: A short title" in instructor.post(f"/bank/{made}/delete").text
    with instructor.app.test_request_context():
        assert db.session.get(Question, made) is None
    log = instructor.get("/bank/log?about=neuron/mistake").text
    assert "<code>neuron/mistake</code>" in log
    assert "(A short title)" in log


def test_with_a_review_somebody_else_has_to_publish(
    instructor: Visitor, ben: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZAPP_REVIEW", "1")
    own = {"What is": "How much is", "A short": "My", "Where the": "W", "The worked": "My",
           "A first nudge": "Below 1", "0.8807970779778823": "0.8808",
           "0.1049935854035065": "0.105"}  # fmt: skip
    text = STARTS["number"]
    for old, new in own.items():
        text = text.replace(old, new)
    number = make(instructor, "neuron/mine", text)
    assert "Somebody else has to approve" in instructor.post(f"/bank/{number}/publish").text
    assert "in review" in instructor.get("/bank/").text
    home = f"/bank/{number}/revisions"
    assert "Ask for a review" not in instructor.get(home).text
    assert "other than its author" in instructor.post(f"/bank/{number}/send-back", why="x").text
    role(instructor, "reviewer")
    ben.get(home)
    assert "Say in a few words" in ben.post(f"/bank/{number}/send-back", why=" ").text
    assert "Sent back" in ben.post(f"/bank/{number}/send-back", why="Too easy.").text
    assert "Sent back by <bdi>Ben</bdi>" in instructor.get(home).text
    assert "<bdi>Too easy.</bdi>" in instructor.page.text
    assert "sent back" in instructor.get("/bank/log").text
    instructor.get(home)
    assert "<bdi>Too easy.</bdi>" not in instructor.post(f"/bank/{number}/publish").text
    for name, code in (("author", 404), ("reviewer", 200)):
        role(instructor, name)
        ben.get("/bank/")
        ben.post(f"/bank/{number}/publish")
        assert ben.get(f"/practice/{number}").status_code == code


def test_the_log_can_be_filtered_and_downloaded(instructor: Visitor) -> None:
    number = make(instructor, "neuron/logged")
    instructor.get(f"/bank/{number}/revisions")
    instructor.post(f"/bank/{number}/rename", slug="neuron/renamed")
    exported = instructor.client.get("/bank/log/export/json?about=neuron/logged").get_json()
    assert [act["act"] for act in exported["acts"]] == ["rename", "create"]
    assert exported["acts"][0]["detail"] == {"before": "neuron/logged"}
    assert exported["acts"][0]["by"] == "ada@example.org"
    table = instructor.client.get("/bank/log/export/csv?name=rename&by=ada").text
    assert table.splitlines()[0] == "id,at,act,by,question,person,detail"
    assert len(table.splitlines()) == 2
    assert json.loads(instructor.client.get("/bank/log/export/json?by=nobody").text) == {"acts": []}


@pytest.mark.parametrize("name", ROLES)
def test_a_role_opens_exactly_its_pages(instructor: Visitor, ben: Visitor, name: str) -> None:
    role(instructor, name)
    for endpoint, rule, method in GUARDED:
        allowed = ROLES.index(name) >= ROLES.index(who(endpoint))
        assert (send(ben, rule, method) == 403) is not allowed, (rule, method)
        role(instructor, name)  # whatever the page did
    told = "Your role doesn't allow this" in unescape(ben.get("/bank/roles").text)
    assert told is (name in ("author", "reviewer"))


def test_a_role_is_given_after_a_question_and_the_last_administrator_stays(
    instructor: Visitor, ben: Visitor
) -> None:
    instructor.get("/bank/roles")
    given = {"email": LEARNER, "role": "administrator"}
    asked = instructor.post("/bank/roles", **given)
    assert "ask its owner whether the account is theirs" in asked.text
    assert ben.get("/bank/").status_code == 403
    sure = instructor.post("/bank/roles", **given, **instructor.hidden())
    assert "Ben is an administrator now" in sure.text
    assert ben.get("/bank/").status_code == 303  # everybody has to sign in again
    with instructor.app.test_request_context():
        number = db.session.query(Learner).filter_by(email=LEARNER).one().id
        own = db.session.query(Learner).filter_by(name="Ada").one().id
    assert "no longer works on the bank" in instructor.post(f"/bank/roles/{number}/revoke").text
    last = instructor.post(f"/bank/roles/{own}/revoke")
    assert last.status_code == 422
    assert "last administrator" in last.text
    with instructor.app.test_request_context():
        assert [act.name for act in db.session.query(Act).filter(Act.person_id == number)] == [
            "give",
            "revoke",
        ]
