"""Questions from files: what is valid, and where the errors are."""

import tomllib

import pytest

from engine import BadQuestion
from engine.exercise.question import Question

HEAD = """
title = "Slope of the sigmoid"
level = 1
source = "Activation Functions: Sigmoid"
prompt = '''What is $\\sigma'(0)$?'''
explanation = '''One quarter.'''
hints = ['''Write it with $a$.''', '''$a = 0.5$.''']
"""
NUMBER = HEAD + 'type = "number"\n[answer]\nvalue = 0.25\ndecimals = 2\n'
BODIES = {
    "choice": """[[answer.options]]
text = "a"
correct = true
remark = "Yes."
[[answer.options]]
text = "b"
remark = "No."
""",
    "choices": """[[answer.options]]
text = "a"
correct = true
remark = "Yes."
[[answer.options]]
text = "b"
correct = true
remark = "Yes."
""",
    "true_false": "[answer]\ntruth = false\nremark = 'It is 0.'\n",
    "number": "[answer]\nvalue = 1\ndecimals = 2\n[[answer.wrong]]\nvalue = 2\n"
    "name = 'two'\nremark = 'Twice.'\n",
    "expression": "[answer]\nformula = 'a*(1-a)'\nsymbols = ['a']\n[answer.domain]\na = [0.1, 1]\n",
    "ordering": "[answer]\nitems = ['one', 'two', 'three']\n",
    "matching": "[answer]\ndistractors = ['C']\n[[answer.pairs]]\nleft = 'a'\nright = 'A'\n"
    "[[answer.pairs]]\nleft = 'b'\nright = 'B'\n",
    "short_answer": "[answer]\nmodel = 'Slow.'\n[[answer.rubric]]\npoint = 'a'\nweight = 2\n"
    "[[answer.rubric]]\npoint = 'b'\n",
}


def question(text):
    return Question.from_dict(tomllib.loads(text))


@pytest.mark.parametrize("kind", BODIES)
def test_a_question_of_every_type_is_read_checked_and_marked(kind):
    asked = question(f'{HEAD}type = "{kind}"\n{BODIES[kind]}')
    asked.check()
    (part,) = asked.exercise(seed=3).parts
    assert (part.name, part.answer.kind) == ("answer", kind)
    assert part.answer.mark(part.answer.write()).credit == 1


def test_a_fixed_question_is_the_same_for_every_seed():
    asked = question(NUMBER)
    first, second = asked.exercise(seed=1), asked.exercise(seed=2)
    assert first.fingerprint == second.fingerprint
    assert first.statement == asked.prompt
    assert (first.steps[-1].text, first.steps[-1].value) == ("One quarter.", 0.25)
    assert asked.hints == ("Write it with $a$.", "$a = 0.5$.")


def test_a_template_question_is_drawn_from_the_seed_below_its_prompt():
    asked = question(HEAD + 'type = "template"\ntemplate = "mlp_backprop"\n[params]\nhidden = 2\n')
    asked.check()
    drawn = asked.exercise(seed=7)
    assert drawn.statement.startswith(asked.prompt)
    assert drawn.params["hidden"] == 2
    assert drawn.fingerprint == asked.exercise(seed=7).fingerprint
    assert drawn.fingerprint != asked.exercise(seed=8).fingerprint
    assert drawn.steps


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (NUMBER.replace("title", "titel"), ("titel",)),
        (NUMBER.replace('title = "Slope of the sigmoid"\n', ""), ("title",)),
        (NUMBER.replace("level = 1", "level = 4"), ("level",)),
        (NUMBER.replace("level = 1", "level = true"), ("level",)),
        (NUMBER.replace("level = 1", 'level = "1"'), ("level",)),
        (NUMBER.replace('"number"', '"numbr"'), ("type",)),
        (NUMBER.replace("'''One quarter.'''", "''"), ("explanation",)),
        (NUMBER.replace("value = 0.25", "value = '0.25'"), ("answer", "value")),
        (NUMBER.replace("value = 0.25", "value = nan"), ("answer", "value")),
        (NUMBER.replace("value = 0.25", "value = 1" + "0" * 400), ("answer", "value")),
        (NUMBER.replace("decimals = 2", "decimals = 2.0"), ("answer", "decimals")),
        (NUMBER + "digits = 2.0\n", ("answer", "digits")),
        (NUMBER + "wrong = [1]\n", ("answer", "wrong", 0)),
        (NUMBER + "wrong = 1\n", ("answer", "wrong")),
        (NUMBER + "[[answer.wrong]]\nvalue = 1\nname = 'n'\n", ("answer", "wrong", 0, "remark")),
        (NUMBER + "[params]\nhidden = 2\n", ("params",)),
        (HEAD + 'type = "number"\n', ("answer",)),
        (HEAD + 'type = "number"\nanswer = 1\n', ("answer",)),
        (HEAD + 'type = "template"\n', ("template",)),
        (HEAD + 'type = "template"\ntemplate = "x"\n[answer]\nvalue = 1\n', ("answer",)),
        (
            HEAD + 'type = "expression"\n'
            + BODIES["expression"].replace("[0.1, 1]", "[0.1]"),
            ("answer", "domain", "a"),
        ),
    ],
)  # fmt: skip
def test_the_error_for_an_invalid_file_says_where_it_is(text, where):
    with pytest.raises(BadQuestion) as caught:
        question(text)
    assert caught.value.where == where
    assert len(str(caught.value)) > 10


def test_an_unknown_key_gets_the_nearest_known_one_as_a_suggestion():
    with pytest.raises(BadQuestion, match="did you mean decimals"):
        question(NUMBER.replace("decimals", "decimal"))


def alone(kind, old, new):
    return f'{HEAD}type = "{kind}"\n{BODIES[kind].replace(old, new)}'


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (NUMBER.replace("the sigmoid", "$\\\\sigma$"), ("title",)),
        (NUMBER.replace("Activation Functions: Sigmoid", " "), ("source",)),
        (NUMBER.replace("Write it with $a$.", " "), ("hints", 0)),
        (NUMBER.replace("decimals = 2", "decimals = 0"), ("answer", "value")),
        (NUMBER.replace("decimals = 2", ""), ("answer",)),
        (NUMBER + "digits = 3\n", ("answer",)),
        (NUMBER.replace("decimals = 2", "digits = 1"), ("answer", "digits")),
        (alone("choice", "remark = \"No.\"", "remark = \"No.\"\ncorrect = true"),
         ("answer", "options")),
        (alone("choice", "remark = \"No.\"", ""), ("answer", "options", 1, "remark")),
        (alone("choice", 'text = "b"', 'text = "a"'), ("answer", "options", 1, "text")),
        (alone("choice", 'remark = "Yes."', 'remark = "Yes."\nname = "x"'),
         ("answer", "options", 0, "name")),
        (alone("choices", "correct = true", "correct = false"), ("answer", "options")),
        (alone("choices", 'text = "b"', 'text = "b"\nname = "x"'),
         ("answer", "options", 1, "name")),
        (alone("true_false", "It is 0.", ""), ("answer", "remark")),
        (alone("number", "value = 2", "value = 1"), ("answer", "wrong", 0, "value")),
        (alone("expression", "(1-a)", "(1-b)"), ("answer", "formula")),
        (alone("expression", "['a']", "['a', 'a']"), ("answer", "symbols", 1)),
        (alone("expression", "['a']", "['a', '1']"), ("answer", "symbols", 1)),
        (alone("expression", "a = [0.1, 1]", "b = [0.1, 1]"), ("answer", "domain", "b")),
        (alone("expression", "[0.1, 1]", "[1, 0]"), ("answer", "domain", "a")),
        (alone("expression", "a*(1-a)", "ln(-a)"), ("answer", "formula")),
        (alone("expression", "[answer.domain]",
               "[[answer.wrong]]\nformula='a-a^2'\nname='n'\nremark='r'\n[answer.domain]"),
         ("answer", "wrong", 0, "formula")),
        (alone("ordering", ", 'three'", ""), ("answer", "items")),
        (alone("ordering", "'three'", "'one'"), ("answer", "items", 2)),
        (alone("matching", "right = 'B'", "right = 'A'"), ("answer", "pairs", 0, "right")),
        (alone("matching", "left = 'b'", "left = 'a'"), ("answer", "pairs", 1, "left")),
        (alone("matching", "['C']", "['C', ' ']"), ("answer", "distractors", 1)),
        (alone("short_answer", "weight = 2", "weight = 0"), ("answer", "rubric", 0, "weight")),
        (alone("short_answer", "Slow.", " "), ("answer", "model")),
        (HEAD + 'type = "template"\ntemplate = "nothing_of_the_kind"\n', ("template",)),
        (HEAD + 'type = "template"\ntemplate = "mlp_backprop"\nparams.hiden = 2\n',
         ("params", "hiden")),
    ],
)  # fmt: skip
def test_the_error_for_an_unfair_question_says_where_it_is(text, where):
    with pytest.raises(BadQuestion) as caught:
        question(text).check()
    assert caught.value.where == where
    assert len(str(caught.value)) > 10


@pytest.mark.parametrize(("params", "more"), [
    ({}, True), ({"weights": 1}, False), ({"weights": 1, "step": True}, False),
    ({"ask": "all"}, False), ({"and_if": "all"}, False),
])  # fmt: skip
def test_a_full_drill_is_offered_only_where_it_asks_for_more(params, more):
    question = Question("Clip", "template", 2, "Clipping", template="gradient_clipping",
                        params=params)  # fmt: skip
    assert question.has_drill is more
