"""Words of another program's HTML pass our own check, read the same here and go out again."""

from __future__ import annotations

import html
import re
from time import process_time

import pytest

from quizapp.bank.check import check_text
from quizapp.bank.formats import toml
from quizapp.bank.load import read_question
from quizapp.bank.lost import lost
from quizapp.exchange.coming_in import document
from quizapp.exchange.formats import FORMATS
from quizapp.exchange.going_out import items_of
from quizapp.exchange.item import ForeignQuestion
from quizapp.exchange.markup_in import to_markdown
from quizapp.exchange.markup_out import to_html

WORDS = (
    "[0, 1]", "x[0]", "[a](b)", "[a]: b", "[[1, 2], [3, 4]]", "![a](b)", "[^1]", "[x] done",
    "[0, 1)", "2^3 and a^b^c", "a==b or c==d", "the entity &lt;", "## 2", "+", "1.", "---", "- -",
    "a_b_c * d", "^",
)  # fmt: skip
MOODLE = """<quiz><question type="multichoice"><name><text>Interval</text></name>
<questiontext format="html"><text>
<![CDATA[<p>Which value lies in [0, 1]?</p>]]></text></questiontext>
<single>true</single><answer fraction="100" format="html"><text>x[0] of [a](b)</text>
<feedback format="html"><text>It lies in [0, 1].</text></feedback></answer>
<answer fraction="0" format="html"><text>[2, 3]</text>
<feedback format="html"><text>See [a](b), [1].</text></feedback></answer></question></quiz>"""
GIFT = r"""::Interval::[html]<p>Which value lies in [0, 1]?</p>{
=x[0] of [a](b)#It lies in [0, 1]. ~[2, 3]#See [a](b), [1].}"""


def plain(source: str) -> str:
    """What a page shows of some HTML, without its spaces."""
    return re.sub(r"\s", "", html.unescape(re.sub("<[^>]*>", "", source)))


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize(
    "around", ["<p>%s</p>", "<p>a<br>%s</p>", "<a href='https://a.b'>%s</a>", "<b>%s</b> (b)"]
)
def test_plain_words_stay_plain_words(words: str, around: str) -> None:
    source = around.replace("%s", html.escape(words))
    text = to_markdown(source)
    assert not list(lost(text))
    assert plain(to_html(text)) == plain(source)


def test_a_link_does_not_begin_in_one_tag_and_end_in_another() -> None:
    assert to_html(to_markdown("<span>[a]</span>(b)")) == "[a](b)"


@pytest.mark.parametrize(("name", "source"), [("moodle", MOODLE), ("gift", GIFT)])
def test_brackets_come_in_and_go_out_again(name: str, source: str) -> None:
    (found,) = FORMATS[name].read(source.encode())
    for _ in range(2):
        assert isinstance(found, ForeignQuestion)
        doc, _notes = document(found, "A course")
        text = toml.write(doc)
        assert not check_text(text, "interval.toml", 0)
        shown = [
            doc["prompt"],
            *(f"{one['text']} {one['remark']}" for one in doc["answer"]["options"]),
        ]
        assert [plain(to_html(one)) for one in shown] == [
            "Whichvalueliesin[0,1]?", "x[0]of[a](b)Itliesin[0,1].", "[2,3]See[a](b),[1].",
        ]  # fmt: skip
        (item,) = items_of("neuron/interval", read_question(text))
        (found,) = FORMATS[name].read(FORMATS[name].write([item]).data)


def test_many_lines_in_the_words_of_an_image_take_no_time_that_grows_with_their_square() -> None:
    began = process_time()
    to_markdown(f"<img src='a' alt='{chr(10) * 20_000}x'>", lambda name: name)
    assert process_time() - began < 8  # of the square, over 20
