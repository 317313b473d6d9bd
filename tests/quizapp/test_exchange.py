"""Questions of other programs: a report first, then drafts; and the same file updates them."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from quizapp.bank.formats import toml
from quizapp.bank.load import read_question
from quizapp.exchange.arriving import Arrival, arrivals
from quizapp.exchange.formats import FORMATS
from quizapp.exchange.going_out import items_of
from quizapp.exchange.handing_out import hand_out
from quizapp.exchange.item import ForeignQuestion, Gap, NotCarried
from quizapp.exchange.markup_in import to_markdown
from quizapp.exchange.opening import open_file
from quizapp.exchange.taking_in import Taken, take_in
from quizapp.models import BankImage, Question, latest_revision
from tests.quizapp.sample_bank import NOW, full_session, learner, row

CATEGORY = "$CATEGORY: $course$/top/The neuron\n\n"
TOMB = "::Tomb::Who is buried in Grant's tomb?{=no one#Right: it is a mausoleum. ~Grant#No.}\n"


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return full_session(tmp_path)


def planned(session: Session, data: bytes | str, name: str = "course.gift") -> list[Arrival]:
    content = data.encode() if isinstance(data, str) else data
    used, found = open_file(name, content)
    return arrivals(session, found, format=used.name, source="A course")


def imported(session: Session, data: bytes | str, **more: Any) -> Taken:
    chosen = [one for one in planned(session, data) if one.comes_in]
    teacher = learner(session, "Grace")
    taken = take_in(session, chosen, by=teacher, now=NOW, note="Imported", **more)
    session.commit()
    return taken


def gift(text: str) -> ForeignQuestion:
    (found,) = FORMATS["gift"].read(text.encode())
    assert isinstance(found, ForeignQuestion), found
    return found


def test_an_import_is_a_draft_and_the_same_file_updates_it(session: Session) -> None:
    assert imported(session, CATEGORY + TOMB).new == ["neuron/tomb"]
    question = row(session, "neuron/tomb")
    assert question.state == "draft"
    assert [one.action for one in planned(session, CATEGORY + TOMB)] == ["same"]

    (changed,) = planned(session, CATEGORY + TOMB.replace("#No.", "#He lies in it, not buried."))
    assert (changed.action, changed.changes) == ("changed", ("the answer",))
    taken = imported(session, CATEGORY + TOMB.replace("#No.", "#He lies in it."))
    assert (taken.new, taken.changed) == ([], ["neuron/tomb"])
    latest = latest_revision(session, question.id)
    assert latest
    assert toml.read(latest.text)["answer"]["options"][1]["remark"] == "He lies in it."


def test_what_was_edited_here_is_not_replaced_unasked(session: Session) -> None:
    imported(session, CATEGORY + TOMB)
    from quizapp.bank.edit import save_revision

    question = row(session, "neuron/tomb")
    latest = latest_revision(session, question.id)
    assert latest
    text = latest.text.replace("it is a mausoleum", "it stands above the ground")
    save_revision(session, question, text, author=learner(session, "Ada"), note="", base_number=1,
                  now=NOW)  # fmt: skip
    assert [one.action for one in planned(session, CATEGORY + TOMB)] == ["same"]
    (edited,) = planned(session, CATEGORY + TOMB.replace("#No.", "#He is not."))
    assert edited.action == "edited"
    assert not edited.comes_in


def test_copies_unknown_topics_and_what_has_no_type_here_are_told(session: Session) -> None:
    text = CATEGORY + TOMB + "\n" + TOMB.replace("Tomb", "Again") + "\n::E::Tell me.{}\n"
    assert [one.action for one in planned(session, text)] == ["new", "twice", "cannot"]
    (nowhere,) = planned(session, TOMB)
    assert nowhere.action == "cannot"
    assert "doesn't say which topic" in nowhere.notes[0]
    (unknown,) = planned(session, CATEGORY.replace("neuron", "moon") + TOMB)
    assert "no topic “The moon”" in unknown.notes[0]
    imported(session, CATEGORY + TOMB)
    csv = "topic,title,prompt,answer,text 1,text 2,reply 1,reply 2\n"
    csv += "neuron,Other,Who is buried in Grant's tomb?,1,no one,Grant,Yes.,No.\n"
    (copy,) = planned(session, csv, "course.csv")
    assert (copy.action, copy.slug) == ("copy", "neuron/tomb")
    csv = csv.replace("Other,Who is", "TOMB!,Who isn't")
    (alike,) = planned(session, csv, "course.csv")
    assert (alike.action, alike.slug) == ("new", "neuron/tomb-2")
    assert "neuron/tomb has the same title" in alike.notes[0]


@pytest.mark.parametrize("name", FORMATS)
def test_an_export_has_nothing_new_for_its_own_bank(session: Session, name: str) -> None:
    out = hand_out(session, session.query(Question), FORMATS[name], 2)
    found = planned(session, out.data, "questions" + FORMATS[name].suffix)
    assert {one.action for one in found} == {"same"}, found
    assert "variant of backprop/one-neuron" in str(found)


@pytest.mark.parametrize(
    ("text", "kind", "fields"),
    [
        ("A?{~Grant ~Jefferson =no one}", "choice", {}),
        ("A?{~%50%a ~%50%b ~%-100%c}", "choices", {}),
        ("A?{~\\= 2 + 2 =\\= 2 + 3}", "choice", {}),
        ("How?{~stop -> go =go -> stop}", "choice", {}),
        ("A?{FALSE#why #because}", "true_false", {"truth": False, "remark": "why\n\nbecause"}),
        ("A?{T}", "true_false", {"truth": True}),
        ("A?{=no one =nobody}", "cloze", {"passage": "Answer: [[1]]"}),
        ("Two plus two equals {=four =4}.", "cloze", {"passage": "Two plus two equals [[1]]."}),
        ("A?{=a -> b =c -> d = -> e}", "matching", {"distractors": ("e",)}),
        ("[markdown]A _b_?{TRUE}", "true_false", {"prompt": "A _b_?"}),
        ("[html]<p>A <em>b</em>?</p>{TRUE}", "true_false", {"prompt": "A *b*?"}),
        ("::a\\:b:: A\\{1\\}?{TRUE}", "true_false", {"title": "a:b", "prompt": "A{1}?"}),
    ],
)
def test_gift_is_read_as_moodle_reads_it(text: str, kind: str, fields: dict[str, Any]) -> None:
    found = gift(text)
    assert found.kind == kind
    assert {name: getattr(found, name) for name in fields} == fields


@pytest.mark.parametrize(
    ("text", "value", "low", "high"),
    [
        ("A?{#1822}", 1822, 1822, 1822),
        ("A?{#3.1415:0.0005}.", 3.1415, 3.141, 3.142),
        ("A?{#-5..5}", 0, -5, 5),
        ("A?{#=9:0 =%0%5:0#Nine.}", 9, 9, 9),
    ],
)
def test_a_tolerance_becomes_bounds(text: str, value: float, low: float, high: float) -> None:
    (gap,) = gift(text).gaps
    assert (gap.value, gap.lower, gap.upper) == pytest.approx((value, low, high))


def test_a_forgotten_brace_costs_its_own_question_only() -> None:
    found = FORMATS["gift"].read(b"::A::What? {=b ~c\n\n::B::Is it? {T}\n\n::C::{=x\n\n~y}\n")
    broken, whole, spaced = found
    assert isinstance(broken, NotCarried)
    assert (broken.title, broken.why[:14]) == ("A", "A } is missing")
    assert [type(one) for one in (whole, spaced)] == [ForeignQuestion] * 2
    assert len(getattr(spaced, "offers", ())) == 2  # an empty line between braces is none of that


def test_html_comes_in_as_markdown_and_nothing_else() -> None:
    html = ("<script>alert(1)</script><p onclick='x'>a * b <b>bold</b> \\(x<1\\)</p>"
            "<ul><li>one</li></ul><a href='javascript:x'>y</a> H<sub>2</sub>O")  # fmt: skip
    assert to_markdown(html) == "a \\* b **bold** $x<1$\n\n- one\n\ny H$_{2}$O"


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def anki_package(front: str, back: str, media: dict[str, bytes]) -> bytes:
    """A package of one basic note, as Anki's older versions write it."""
    base = sqlite3.connect(":memory:")
    base.executescript(
        "CREATE TABLE notes (id, guid, mid, flds, tags); CREATE TABLE cards (nid, did);"
        "CREATE TABLE col (models, decks);"
    )
    models = {"1": {"name": "Basic", "type": 0, "flds": [{"name": "Front"}, {"name": "Back"}]}}
    decks = json.dumps({"2": {"name": "Course::The neuron"}})
    base.execute("INSERT INTO notes VALUES (1, 'g', 1, ?, ' easy ')", [f"{front}\x1f{back}"])
    base.execute("INSERT INTO cards VALUES (1, 2)")
    base.execute("INSERT INTO col VALUES (?, ?)", [json.dumps(models), decks])
    base.commit()
    names = {str(number): name for number, name in enumerate(media)}
    files = {str(number): data for number, data in enumerate(media.values())}
    return zipped({"collection.anki2": base.serialize(), "media": json.dumps(names).encode(),
                   **files})  # fmt: skip


def test_an_image_comes_in_under_a_name_of_ours_and_goes_out_again(session: Session) -> None:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(out, "PNG")
    front = "What is this?<img src='../../red.png' alt='a red square'>"
    package = anki_package(front, "red", {"../../red.png": out.getvalue()})
    (one,) = planned(session, package, "deck.apkg")
    assert one.action == "new", one.notes
    take_in(session, [one], by=learner(session, "Grace"), now=NOW, note="x", publish=True)
    (image,) = session.query(BankImage)
    question = row(session, one.slug)
    assert question.level == 1
    latest = latest_revision(session, question.id)
    assert latest
    assert f"![a red square]({image.name})" in latest.text
    for name in ("moodle", "anki"):
        data = hand_out(session, [question], FORMATS[name]).data
        assert [two.action for two in planned(session, data, "x" + FORMATS[name].suffix)] == [
            "same"
        ], name
    lost = hand_out(session, [question], FORMATS["gift"]).lost
    assert [why.why for why in lost] == ["GIFT has no images. Take Moodle XML."]


def test_notes_of_anki_keep_their_names(session: Session) -> None:
    latest = latest_revision(session, row(session, "neuron/weighted-sum").id)
    assert latest
    items = list(items_of("neuron/weighted-sum", read_question(latest.text)))
    items.append(ForeignQuestion("cloze", "A", "", passage="[[11]]", gaps=(Gap(("a",)),) * 11))
    guids = []
    for _ in range(2):
        with zipfile.ZipFile(io.BytesIO(FORMATS["anki"].write(items).data)) as archive:
            base = sqlite3.connect(":memory:")
            base.deserialize(archive.read("collection.anki2"))
            guids += base.execute("SELECT guid, mid, flds FROM notes").fetchall()
    assert guids[:2] == guids[2:]
    assert "□₁₁" in str(guids[:2])


def test_a_cell_is_no_formula_to_a_spreadsheet() -> None:
    item = ForeignQuestion("true_false", "=1+1", "@x", id="a/b", remark="-x", explanation="e")
    text = FORMATS["csv"].write([item]).data.decode("utf-8-sig")
    assert ",'=1+1,'@x," in text
    assert FORMATS["csv"].read(text.encode()) == [item]
    spaced = replace(item, prompt=" =1+1")
    text = FORMATS["csv"].write([spaced]).data.decode("utf-8-sig")
    assert ",' =1+1," in text


def test_what_another_format_cannot_carry_is_listed() -> None:
    item = ForeignQuestion("ordering", "Steps", "Order", id="a/b", steps=("a", "b", "c"))
    out = FORMATS["gift"].write([item])
    assert out.lost == (
        NotCarried("Steps", "GIFT has no question that is answered with a formula or an order."),
    )
