"""Every field of Moodle's format comes in, or its author is told."""

from __future__ import annotations

import base64
import io
from pathlib import Path

from quizapp.bank.formats import toml
from quizapp.bank.placeholders import placeholder_problems
from quizapp.exchange.arriving import NEW, arrivals
from quizapp.exchange.formats import FORMATS
from quizapp.exchange.item import ForeignQuestion, Gap
from tests.quizapp.sample_bank import full_session


def asked(kind: str, fields: str, text: str = "Q?", format: str = "html") -> str:
    """A question as Moodle writes it."""
    return (
        f'<question type="{kind}"><name><text>T</text></name><questiontext format="{format}">'
        f"<text><![CDATA[{text}]]></text></questiontext>{fields}</question>"
    )


def read(kind: str, fields: str, text: str = "Q?", format: str = "html") -> ForeignQuestion:
    (found,) = FORMATS["moodle"].read(f"<quiz>{asked(kind, fields, text, format)}</quiz>".encode())
    assert isinstance(found, ForeignQuestion), found
    return found


def refused(kind: str, text: str) -> str:
    (found,) = FORMATS["moodle"].read(f"<quiz>{asked(kind, '', text)}</quiz>".encode())
    assert not isinstance(found, ForeignQuestion)
    return found.why


def answer(text: str, share: float, said: str = "") -> str:
    remark = f"<feedback><text>{said}</text></feedback>"
    return f'<answer fraction="{share}"><text>{text}</text>{remark}</answer>'


def test_old_files_say_true_first_and_in_their_own_language() -> None:
    both = answer("Wahr", 100) + answer("Falsch", 0)
    assert read("truefalse", both).truth
    assert not read("truefalse", answer("Wahr", 0) + answer("Falsch", 100)).truth
    assert not read("truefalse", answer("false", 100) + answer("true", 0)).truth
    number = "<answer>23<fraction>100</fraction><tolerance>0.5</tolerance></answer>"
    (gap,) = read("numerical", number).gaps
    assert (gap.value, gap.lower, gap.upper) == (23.0, 22.5, 23.5)
    hint = "<hint><hintcontent><text>Think.</text></hintcontent></hint>"
    assert read("truefalse", both + hint).hints == ("Think.",)
    image = base64.b64encode(b"old").decode()
    old = read("truefalse", f"{both}<image>a.png</image><image_base64>{image}</image_base64>")
    assert old.prompt.endswith("![](a.png)")
    assert old.images == {"a.png": b"old"}


def test_texts_have_the_format_of_the_question_and_line_ends_count_in_some() -> None:
    both = answer("true", 100, "*So*\nit is.") + answer("false", 0)
    assert read("truefalse", both, "*a*", "markdown").remark == "*So*\nit is."
    found = read("truefalse", both, "one\ntwo < 3", "moodle_auto_format")
    assert found.prompt == "one\\\ntwo \\< 3"


def test_images_of_one_name_in_two_texts_are_two_images() -> None:
    def shown(data: bytes) -> str:
        file = f'<file name="image.png" path="/">{base64.b64encode(data).decode()}</file>'
        return f'<text>&lt;img src="@@PLUGINFILE@@/image.png"&gt;</text>{file}'

    answers = "".join(
        f'<answer fraction="{share}" format="html">{shown(data)}</answer>'
        for share, data in ((100, b"right"), (0, b"wrong"), (0, b"right"))
    )
    found = read("multichoice", answers)
    names = [one.text[4:-1] for one in found.offers]
    assert [found.images[name] for name in names] == [b"right", b"wrong", b"right"]


def test_menus_and_dragged_words_come_in_as_a_passage(tmp_path: Path) -> None:
    choices = "".join(
        f"<selectoption><text>{word}</text><group>1</group></selectoption>"
        for word in ("slope", "value", "noise")
    )
    text = "<p>The gradient is the [[1]], not the [[2]].</p>"
    both = asked("gapselect", choices, text)
    both += asked("ddwtos", choices.replace("selectoption", "dragbox"), f"{text} Yes.")
    data = f"<quiz>{both}</quiz>".encode()
    session = full_session(tmp_path)
    found = FORMATS["moodle"].read(data)
    for one in arrivals(session, found, format="moodle", source="A course", topic="neuron"):
        assert one.action == NEW, one.notes
        doc = toml.read(one.text)["answer"]
        assert "The gradient is the [[1]], not the [[2]]." in doc["passage"]
        assert [blank["accept"] for blank in doc["blanks"]] == [["slope"], ["value"]]
        assert doc["words"] == ["slope", "value", "noise"]
    assert "no choice for the blank [[9]]" in refused("gapselect", "[[9]]")


def test_what_has_no_place_here_is_told() -> None:
    whole = "<correctfeedback><text>Well seen.</text></correctfeedback>"
    whole += "<incorrectfeedback><text>Your answer is incorrect.</text></incorrectfeedback>"
    words = read("shortanswer", f"{whole}<usecase>1</usecase>{answer('ReLU', 100)}")
    assert words.notes == (
        "Capital letters counted there. Here, they don't.",
        "What is said of every correct answer was left out: Well seen.",
    )
    units = "<units><unit><unit_name>m</unit_name></unit><unit><unit_name>cm</unit_name></unit>"
    assert "not cm" in read("numerical", f"{answer('2', 100)}{units}</units>").notes[0]
    text = "{1:NUMERICAL:=212:0~%50%212:10#Near} {3:SAC:=Whisky~%50%Wisky~*#No.} {1:MC:=a~%50%b~c}"
    told = " ".join(read("cloze", "", text).notes)
    for said in ("“212:10” earned 50%", "“Wisky” earned", "“b” earned", "any other answer",
                 "Capital letters", "counted differently"):  # fmt: skip
        assert said in told
    (gap,) = read("cloze", "", "{1:SA:=Whisky~%50%Wisky#Nearly.}").gaps
    assert [(one.text, one.remark) for one in gap.mistakes] == [("Wisky", "Nearly.")]
    (gap,) = read("cloze", "", "{1:NM:=-0,5:0,25}").gaps
    assert (gap.value, gap.lower, gap.upper) == (-0.5, -0.75, -0.25)
    assert "x_{1:T}" in read("cloze", "", r"\(x_{1:T}\) {1:SA:=a}").passage
    assert "has a wildcard" in refused("cloze", "{1:SA:=gra*}")
    assert "never closed: {1:SA" in refused("cloze", "{1:SA:=a} and {1:SA:=b")


def test_a_star_stands_for_itself_both_ways() -> None:
    item = ForeignQuestion(
        kind="cloze", title="T", prompt="Q?", passage="[[1]]", gaps=(Gap(accept=("a*b",)),)
    )
    for name in ("moodle", "gift"):
        (found,) = FORMATS[name].read(FORMATS[name].write([item]).data)
        assert isinstance(found, ForeignQuestion), found
        assert found.gaps[0].accept == ("a*b",)


def test_gift_has_one_list_of_answers_whose_texts_may_have_braces() -> None:
    twice, once = FORMATS["gift"].read(
        rb"A {=\frac{1}{2} ~b} and {=c}." b"\n\n" rb"B {=\frac{1}{2} ~b}."
    )
    assert "two lists" in str(twice)
    assert isinstance(once, ForeignQuestion), once
    assert once.offers[0].text == r"\\frac{1}{2}"


def test_an_image_without_words_comes_in_and_waits_for_them(tmp_path: Path) -> None:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(out, "PNG")
    file = f'<file name="a.png">{base64.b64encode(out.getvalue()).decode()}</file>'
    shown = f'<text>&lt;img src="@@PLUGINFILE@@/a.png" alt=" "&gt;</text>{file}'
    said = asked(
        "truefalse", f"{answer('true', 100, 'So.')}<generalfeedback>{shown}</generalfeedback>"
    )
    found = FORMATS["moodle"].read(f"<quiz>{said}</quiz>".encode())
    (one,) = arrivals(
        full_session(tmp_path), found, format="moodle", source="A course", topic="neuron"
    )
    assert one.action == NEW, one.notes
    assert "has no description" in " ".join(one.notes)
    (problem,) = placeholder_problems("q", one.text)
    assert problem.where == ("explanation",)
    assert "isn't described" in problem.what
