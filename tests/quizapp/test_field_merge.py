"""Two people's edits of one question meet only where they changed the same field."""

import tomllib

import pytest

from quizapp.bank.field_merge import put_together
from tests.quizapp.sample_bank import CHOICE, NUMBER

HINTS = "hints = ['''First the product.''', '''Then the bias.''']"
WHY = "explanation = '''$2 \\cdot 3 = 6$, plus the bias $1$ gives $7$.'''"
OPTION = "\n[[answer.options]]\ntext = '''It does {}.'''\ncorrect = false\nremark = '''No.'''\n"


def hints(*texts):
    return "hints = [" + ", ".join(f"'''{text}'''" for text in texts) + "]"


@pytest.mark.parametrize(
    ("text", "mine", "theirs"),
    [
        (NUMBER, (HINTS, hints("Products first.", "Then the bias.")), (WHY, "explanation = 'So.'")),
        (NUMBER, ("level = 1", "level = 2"), ('type = "number"', 'type = "number"  # as before')),
        (NUMBER, (HINTS, hints("First the products.", "Then the bias.")),
         (HINTS, hints("First the product.", "Then the bias."), "Then add one.")),
        (NUMBER, ("value = 8", "value = 9"), ("remark = '''The", "remark = '''Here, the")),
        (NUMBER, ("decimals = 0", "decimals = 1"), ("value = 7", "value = 7.0")),
        (NUMBER, ("level = 1", "level = 2"), ("level = 1", 'level = 1\ntags = ["exam"]')),
        (CHOICE, (None, OPTION.format("nothing")), (None, OPTION.format("all"))),
        (CHOICE, ("sideways.'''\ncorrect", "along.'''\ncorrect"), (None, OPTION.format("all"))),
    ],
)  # fmt: skip
def test_edits_of_different_fields_are_put_together(text, mine, theirs):
    def edited(old, new, *_):
        return text + new if old is None else text.replace(old, new, 1)

    if len(theirs) == 3:
        theirs = (theirs[0], hints("First the product.", "Then the bias.", theirs[2]))
    for one, other in ((mine, theirs), (theirs, mine)):
        merged = put_together(text, edited(*one), edited(*other))
        assert not merged.contested
        both = tomllib.loads(merged.text())
        assert _leaves(tomllib.loads(edited(*one))) - _leaves(tomllib.loads(text)) <= _leaves(both)
        assert _leaves(tomllib.loads(edited(*other))) - _leaves(tomllib.loads(text)) <= _leaves(
            both
        )


def test_only_the_field_that_both_changed_is_to_be_chosen_and_the_rest_is_kept():
    mine = NUMBER.replace("A weighted sum", "Mine").replace("level = 1", "level = 2")
    mine = mine.replace("value = 7", "value = 7  # six and one")
    theirs = NUMBER.replace("A weighted sum", "Theirs").replace("First the", "Find the")
    merged = put_together(NUMBER, mine, theirs)
    (title,) = merged.contested
    assert (title.where, title.mine, title.theirs) == (("title",), ("Mine",), ("Theirs",))
    text = merged.text(["theirs"])
    doc = tomllib.loads(text)
    assert (doc["title"], doc["level"], doc["hints"][0]) == ("Theirs", 2, "Find the product.")
    assert "# six and one" in text
    assert not title.can_be_both
    mine, theirs = (NUMBER.replace("What is", said) for said in ("Find", "Compute"))
    prompt = tomllib.loads(put_together(NUMBER, mine, theirs).text(["both"]))["prompt"]
    assert prompt.split("\n\n") == ["Find $2 \\cdot 3 + 1$?", "Compute $2 \\cdot 3 + 1$?"]


def test_a_removal_and_an_edit_of_one_entry_are_to_be_chosen_and_no_number_is_doubled():
    for piece, other in (("value = 8", "value = 9"), (HINTS, hints("Now the product first."))):
        theirs = NUMBER.replace(piece, other)
        gone = NUMBER.replace(HINTS + "\n", "").partition("\n[[answer.wrong]]")[0] + "\n"
        (contest,) = put_together(NUMBER, gone, theirs).contested
        assert contest.mine == ()
        assert not contest.can_be_both
    broken = put_together(NUMBER, "[", NUMBER.replace("level = 1", "level = 2"))
    assert broken.contested


def _leaves(value):
    """The texts and numbers somewhere in a document, with the last key above each."""
    if isinstance(value, dict):
        return {(key, leaf[-1]) for key, each in value.items() for leaf in _leaves(each)}
    if isinstance(value, list):
        return {leaf for each in value for leaf in _leaves(each)}
    return {(repr(value),)}
