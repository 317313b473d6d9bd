"""Topics are made, renamed and ordered in the browser, and files don't undo it."""

from __future__ import annotations

from html import unescape
from pathlib import Path

from sqlalchemy import select

from quizapp.bank.exporting import pages_of, write_pages
from quizapp.bank.sync import sync
from quizapp.bank.topic_edits import save_topic
from quizapp.models import Question, Skill
from tests.quizapp.sample_bank import NOW, SKILLS, full_session, learner
from tests.web.visitor import Visitor


def test_a_topic_is_made_put_in_its_place_and_renamed(instructor: Visitor) -> None:
    instructor.get("/bank/topics/")
    said = {"title": "Graphs", "summary": "Nodes.", "slug": "neuron", "after": "neuron"}
    assert "already" in instructor.post("/bank/topics/", **said).text
    said |= {"slug": "Two words", "summary": "![x](y)"}
    wrong = instructor.post("/bank/topics/", **said)
    assert wrong.status_code == 422
    assert 'value="Graphs"' in wrong.text
    said |= {"slug": "graphs", "summary": "Nodes.", "requires": "neuron"}
    assert "Added the topic Graphs" in instructor.post("/bank/topics/", **said).text
    circular = {"title": "The neuron", "summary": "", "after": "-", "requires": "graphs"}
    told = unescape(instructor.post("/bank/topics/neuron", **circular).text)
    assert "requires itself" in told
    renamed = {"title": "Nets", "summary": "", "after": "empty"}
    assert "Saved: Nets" in instructor.post("/bank/topics/graphs", **renamed).text
    menu = instructor.get("/bank/new").text
    places = [menu.index(f">{title}</option>") for title in ("The neuron", "Empty", "Nets")]
    assert places == sorted(places)
    assert "added a topic" in instructor.get("/bank/log").text


def test_a_sync_keeps_what_the_browser_says_until_the_file_changes_it(tmp_path: Path) -> None:
    session, folder = full_session(tmp_path), tmp_path / "questions"

    def save(slug: str, title: str, after: str, new: bool) -> None:
        entry = {"title": title, "summary": "", "requires": []}
        by = learner(session)
        row = save_topic(session, slug, entry, after=after, new=new, by=by, now=NOW)
        row.bank = "quizapp"

    def titles() -> list[str]:
        return list(session.scalars(select(Skill.title).order_by(Skill.position)))

    save("mine", "Mine", "neuron", True)
    save("neuron", "Renamed", "-", False)
    session.commit()
    sync(session, folder, now=NOW)
    assert titles() == ["Renamed", "Mine", "Backpropagation"]
    write_pages(pages_of(session, folder, session.scalars(select(Question)), folder).new)
    assert (folder / "skills.toml").read_text().index("[mine]") > 0
    newer = SKILLS.replace("The neuron", "From the file").split("\n[")
    (folder / "skills.toml").write_text(f"[{newer[1]}\n{newer[0]}".replace('["neuron"]', "[]"))
    sync(session, folder, now=NOW)
    assert titles() == ["Backpropagation", "From the file", "Mine"]
