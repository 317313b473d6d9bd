"""Teaching the marker another phrasing: only what was tried on the stored answers is added."""

from __future__ import annotations

from sqlalchemy import func, select

from quizapp.models import Revision
from tests.web.visitor import Visitor

COUNT = select(func.count()).select_from(Revision)


def test_a_phrasing_is_added_only_after_its_own_effects_were_shown(instructor: Visitor) -> None:
    path = f"/bank/unsure/{instructor.number('short_answer')}/0"
    before = instructor.ask(COUNT)
    instructor.post(path, words="move activation")
    assert instructor.hidden()["tried"] == "move activation"
    page = instructor.post(
        path, words="shift activation", tried="move activation", action="add"
    ).text
    assert "shift activation</code> changes" in page
    assert instructor.ask(COUNT) == before
    instructor.post(path, words="shift activation", tried="shift activation", action="add")
    assert instructor.ask(COUNT) == before + 1
