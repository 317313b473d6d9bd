"""A question's form and its TOML are one text: comments stay, and only what changed changes."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from quizapp.bank.form_fields import FormField, form_fields
from quizapp.bank.form_text import applied
from quizapp.kinds import KINDS

FILES = sorted((Path(__file__).parents[2] / "questions").glob("*/*.toml"))


def every(text: str) -> dict[str, FormField]:
    doc = tomllib.loads(text)
    fields = (each for field in form_fields(doc) for each in field.walk())
    return {each.name: each for each in fields if each.look not in ("list", "group", "table")}


@pytest.mark.slow
@pytest.mark.parametrize("text", [KINDS[name].start for name in KINDS], ids=list(KINDS))
def test_each_field_changes_its_own_value_and_nothing_else(text: str) -> None:
    fields = every(text)
    same = {name: field.value for name, field in fields.items()}
    assert applied(text, same) == text
    for name, field in fields.items():
        new = {"number": "7", "tick": "false" if field.value == "true" else "true"}.get(field.look)
        new = new or (field.menu[-1][0] if field.menu else "a new $\\beta$ 'text'\n\nof two lines")
        if new == field.value:
            continue
        changed = applied(text, same | {name: new})
        assert every(changed)[name].value == new, name
        back = applied(changed, {name: field.value})
        if name != "field:template":
            assert tomllib.loads(back) == tomllib.loads(text), name
        assert changed.count("#") == text.count("#"), name


@pytest.mark.slow
def test_every_question_has_a_form_that_changes_nothing_by_itself() -> None:
    for file in FILES:
        text = file.read_text(encoding="utf-8")
        fields = every(text)
        assert applied(text, {name: field.value for name, field in fields.items()}) == text
        doc = tomllib.loads(text)
        changed = tomllib.loads(applied(text, {"field:title": "Another", "field:level": "3"}))
        assert changed == doc | {"title": "Another", "level": 3}, file


@pytest.mark.parametrize("text", [KINDS[name].start for name in KINDS], ids=list(KINDS))
def test_entries_are_added_and_removed_again(text: str) -> None:
    doc = tomllib.loads(text)
    lists = [each for field in form_fields(doc) for each in field.walk() if each.look == "list"]
    for each in lists:
        more = applied(text, {}, f"add:{each.path}")
        longer = {
            one.path: one for field in form_fields(tomllib.loads(more)) for one in field.walk()
        }
        assert len(longer[each.path].parts) == len(each.parts) + 1, each.path
        less = applied(more, {}, f"remove:{each.path}.{len(each.parts)}")
        assert tomllib.loads(less) == doc, each.path


def test_entries_move_up_and_down_and_stop_at_the_ends() -> None:
    def order(text: str) -> list[str]:
        return [one["text"] for one in tomllib.loads(text)["answer"]["options"]]

    text = KINDS["choices"].start
    first, second, *rest = order(text)
    moved = applied(text, {}, "down:answer.options.0")
    assert order(moved) == [second, first, *rest]
    assert tomllib.loads(applied(moved, {}, "up:answer.options.1")) == tomllib.loads(text)
    assert order(applied(text, {}, "up:answer.options.0")) == order(text)
    hints = applied(text, {}, "add:hints")
    assert tomllib.loads(applied(hints, {}, "up:hints.1"))["hints"][0] == ""


def test_a_decimal_comma_is_read_and_what_may_group_thousands_is_left() -> None:
    for typed, meant in (("0,045", 0.045), ("\u221212,5", -12.5), ("1,000", "1,000")):
        text = applied(KINDS["number"].start, {"field:answer.value": typed})
        assert tomllib.loads(text)["answer"]["value"] == meant


def test_what_cannot_be_read_stays_as_it_was_typed() -> None:
    assert applied("title = '''", {"field:title": "x"}) == "title = '''"
    for odd in (
        'answer = "x"',
        "answer = []",
        "[answer]\nwrong = 3",
        "[[answer.wrong]]\nvalue = []",
    ):
        strange = f'type = "number"\n{odd}\n'
        for path in ("answer.value", "answer.wrong.0.name", "answer.wrong.0.value", "answer.wrong"):
            applied(strange, {f"field:{path}": "1"}, f"add:{path}")
    typed = applied(KINDS["number"].start, {"field:answer.value": "a half"})
    assert tomllib.loads(typed)["answer"]["value"] == "a half"
    assert every(typed)["field:answer.value"].value == "a half"
