"""Every form with something to type: where it is, and what to type so that it is accepted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from engine import ANSWERS
from quizapp.web.question.draft_question import STARTS
from tests.web.forms import Form, forms
from tests.web.visitor import PASSWORD, Visitor

SECRET = ("password", "current")
KINDS = (*sorted(ANSWERS), "template", "network")
EMPTY = {"csrf_token"}
Fields = dict[str, list[str]]
Opener = Callable[[Visitor], tuple[str, str]]  # opens the page: its address and its text


@dataclass(frozen=True)
class Door:
    """A form: its endpoint, the page it is on, and the fields that need certain values."""

    endpoint: str
    page: str | Opener
    values: dict[str, str] = field(default_factory=dict)
    stores: bool = True  # what is typed in here

    def open(self, visitor: Visitor) -> tuple[str, Form]:
        """The address of the form, and the form, filled in."""
        if callable(self.page):
            path, text = self.page(visitor)
        else:
            path, text = self.page, visitor.get(self.page).text
        for form in forms(text):
            where = form.action or path
            if form.typed and endpoint(visitor, where) == self.endpoint:
                form.fill()
                for control in form.controls:
                    control.value = self.values.get(control.name, control.value)
                return where, form
        raise AssertionError(f"{self.endpoint} is on no form of {path}")


def endpoint(visitor: Visitor, path: str) -> str:
    return str(visitor.app.url_map.bind("").match(urlsplit(path).path, method="POST")[0])


def practised(kind: str, **values: str) -> Door:
    """The question of this type; its own text is what makes the values acceptable."""

    def page(visitor: Visitor) -> tuple[str, str]:
        path = f"/practice/{visitor.number(kind)}?seed=5"
        return path, visitor.get(path).text

    return Door("practice.answer", page, {f"answer:{name}": said for name, said in values.items()})


def compared(visitor: Visitor) -> tuple[str, str]:
    """A text beside the points of its rubric."""
    visitor.open("short_answer")
    page = visitor.answer("short_answer", answer="It shifts.")
    return f"/practice/{visitor.number('short_answer')}", page.text


def about(visitor: Visitor) -> tuple[str, str]:
    return "", visitor.open("choice").text


def board(visitor: Visitor) -> tuple[str, str]:
    visitor.get("/")
    begun = visitor.post("/whiteboard", follow=False, question=visitor.number("network"), seed=7)
    return begun.location, visitor.get(begun.location).text


def interview(visitor: Visitor) -> tuple[str, str]:
    """Its second question, after the first was skipped."""
    visitor.get("/")
    where = visitor.post("/mock", follow=False, minutes=15).location
    if 'name="position" value="0"' in visitor.get(where).text:
        visitor.post(where, position=0, action="skip")
    return where, visitor.get(where).text


def earlier(visitor: Visitor) -> tuple[str, str]:
    where = f"{interview(visitor)[0]}/questions/1"
    return where, visitor.get(where).text


def editor(visitor: Visitor) -> tuple[str, str]:
    return as_toml(visitor, f"/bank/{visitor.number('number')}/edit")


def new_question(visitor: Visitor) -> tuple[str, str]:
    return as_toml(visitor, "/bank/new")


def as_toml(visitor: Visitor, where: str) -> tuple[str, str]:
    """The editor with its text as it is typed, rather than as a form of its fields."""
    return where, visitor.get(f"{where}?view=toml").text


DOORS = {
    "first run": Door("placement.start", "/", {"level": "1"}),
    "single number": practised("number", answer="0.5"),
    "note on a question": Door("saved.keep", about),
    "report": Door("saved.report", about),
    "check in notes": Door("notes.check", "/notes/neuron"),
    "goal": Door("plan.save", "/plan", {"time_zone": "UTC"}),
    "exercise of the lab": Door("lab.answer", "/lab/exercise?hidden=2&step=20", stores=False),
    "start of a whiteboard": Door("whiteboard.start", "/whiteboard", stores=False),
    "line on a whiteboard": Door("whiteboard.write", board, {"line": "dE/dy = y - t"}),
    "question of a mock": Door("mock.answer", interview),
    "earlier question of a mock": Door("earlier.change", earlier),
    "new question": Door(
        "bank.create", new_question, {"text": STARTS["choice"], "slug": "neuron/typed"}
    ),
    "edited question": Door("bank.save", editor, {"text": STARTS["number"] + "# typed\n"}),
    "sign-in": Door(
        "account.come_in", "/sign-in", {"email": "ben@example.org", "password": PASSWORD}
    ),
    "sign-up": Door(
        "account.create", "/sign-up", {"email": "new@example.org", "password": PASSWORD}
    ),
    "forgotten password": Door("recovery.reset", "/sign-in/forgotten", stores=False),
    "recovery codes": Door("recovery.renew", "/account/codes", {"password": PASSWORD}),
    "own name": Door("mine.rename", "/account"),
    "own password": Door("mine.change_password", "/account", {"current": PASSWORD}),
    "own address": Door(
        "mine.change_email", "/account/email", {"email": "a@example.org", "password": PASSWORD}
    ),
    "deletion": Door("mine.delete", "/account/delete", {"password": PASSWORD}),
    "access token": Door("tokens.create", "/account/tokens"),
}
QUESTIONS = {f"{kind} question": practised(kind) for kind in KINDS}
# What is ticked is about a text, and not about another one.
QUESTIONS["points of a rubric"] = Door("practice.answer", compared, {"answer:answer": "It shifts."})


def every_form(visitor: Visitor) -> Iterator[str]:
    """The endpoints of all forms with something to type on the pages of the doors."""
    for door in DOORS.values():
        text = door.page(visitor)[1] if callable(door.page) else visitor.get(door.page).text
        for form in forms(text):
            if form.typed and form.action:
                yield endpoint(visitor, form.action)


def holding(page: str, sent: Fields, where: str) -> Form:
    """The form on a page that has the same address and holds what was typed."""
    here = [form for form in forms(page) if urlsplit(form.action or where).path
            == urlsplit(where).path and form.sent().keys() & sent.keys() - EMPTY]  # fmt: skip
    assert here, f"{where} is on no form of the page that came back"
    return here[0]
