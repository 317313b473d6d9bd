"""Laws for question types, over everything in `ANSWERS` and all samples."""

import json
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from engine import ANSWERS, Unreadable
from engine.answers._base import CORRECT, ROUNDED, UNREADABLE
from engine.exercise.schema import make
from tests.anything import anything

SAMPLES = [
    pytest.param(sample, id=f"{kind}-{n}")
    for kind, cls in sorted(ANSWERS.items())
    for n, sample in enumerate(cls.samples())
]
TYPED = "0123456789.,;-+*/^()[]{}|\\ _'abxyzeσ²₁×√→\nfracsqrtn"
over_samples = pytest.mark.parametrize("answer", SAMPLES)


def plain(value):
    """Dataclasses as tables and lists, as in a question file."""
    if is_dataclass(value):
        entries = {field.name: getattr(value, field.name) for field in fields(value) if field.init}
        return {name: plain(entry) for name, entry in entries.items() if entry is not None}
    if isinstance(value, tuple):
        return [plain(entry) for entry in value]
    return {key: plain(entry) for key, entry in value.items()} if isinstance(value, dict) else value


def test_every_question_type_has_samples():
    assert all(cls.samples() for cls in ANSWERS.values())


@over_samples
def test_a_question_type_reads_back_what_it_writes(answer):
    mark = answer.mark(answer.write())
    assert (mark.verdict, mark.credit) == (CORRECT, 1.0)


@over_samples
def test_blank_text_and_banana_are_unreadable_and_never_wrong(answer):
    for raw in ("", "   ", "\n\t", ",", "banana", "\x00", "[self-check: banana]"):
        with pytest.raises(Unreadable) as caught:
            answer.read(raw)
        assert len(str(caught.value)) > 10, "the message is advice"
        assert answer.mark(raw).verdict == UNREADABLE


@over_samples
def test_a_question_type_refuses_its_own_near_misses(answer):
    assert answer.near_misses()
    for raw in answer.near_misses():
        mark = answer.mark(raw)
        assert mark.verdict not in (CORRECT, ROUNDED, UNREADABLE), raw
        assert mark.credit < 1, raw


@over_samples
def test_a_misconception_is_named_when_it_is_typed(answer):
    for entry in answer.misconceptions:
        mark = answer.mark(entry.written)
        assert (mark.verdict, mark.credit) == (f"misconception:{entry.name}", 0.0)
        assert mark.remark == entry.remark


@over_samples
def test_a_sample_is_a_fair_question(answer):
    answer.check()


@over_samples
def test_key_envelope_and_misconceptions_are_json_ready(answer):
    shown = [answer.key, answer.envelope, [entry.as_dict() for entry in answer.misconceptions]]
    json.dumps(shown, allow_nan=False)


@over_samples
def test_the_fields_of_a_question_type_are_its_schema_in_both_readers(answer):
    table = plain(answer)
    assert make(type(answer), table) == answer
    assert TypeAdapter(type(answer)).validate_python(table) == answer


@over_samples
@given(raw=st.text(anything) | st.text(TYPED))
@example(raw="9" * 10_000)
@example(raw="(" * 400)
@example(raw="٣")
@example(raw="²")
@example(raw="1b" * 50)
@example(raw="[self-check: ²]")
@example(raw="x [self-check: 1 1 99]")
@example(raw="\ud800")
def test_no_text_raises_anything_but_unreadable(answer, raw):
    place = None
    try:
        mark = answer.judge(answer.read(raw))
    except Unreadable as error:
        place, mark = error.at, answer.mark(raw)
    assert place is None or 0 <= place <= len(raw)
    assert 0 <= mark.credit <= 1


@over_samples
def test_a_megabyte_earns_nothing_and_breaks_nothing(answer):
    for raw in ("9" * 10**6, "(" * 10**6, "1 " * 500_000, "\x00" * 10**6, "1,2," * 2_400):
        assert answer.mark(raw).credit == 0
