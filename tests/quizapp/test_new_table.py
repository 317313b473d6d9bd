"""A new table with a learner is exported, moved and deleted without editing any list."""

from __future__ import annotations

import pytest

from tests import tree

pytestmark = pytest.mark.slow

TABLES = '''"""What a learner wants to reach."""

from datetime import date

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, numbered


class Goal(Base):
    __tablename__ = "goals"
    stays_here = True

    owner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"), primary_key=True)
    questions_a_day: Mapped[int]


class Day(Base):
    __tablename__ = "days"
    stays_here = True
    __table_args__ = (
        UniqueConstraint("learner_id", "day"),
        Index(None, "learner_id", "id", unique=True).ddl_if(dialect="sqlite"),
    )

    learner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"), primary_key=True)
    id: Mapped[int] = numbered()
    day: Mapped[date]


class Remark(Base):
    __tablename__ = "remarks"

    learner_id: Mapped[int] = mapped_column(primary_key=True)
    day_id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(String(80))
    __table_args__ = (
        ForeignKeyConstraint(
            ["learner_id", "day_id"], ["days.learner_id", "days.id"],
            ondelete="CASCADE", onupdate="CASCADE",
        ),
    )
'''
MERGED = """
from pathlib import Path
from tempfile import mkdtemp
from quizapp.accounts.learners import create_guest, merge_guest
from quizapp.models.goal import Day, Goal, Remark
from tests.quizapp.owning import account, exported, give_everything
from tests.quizapp.sample_bank import NOW, full_session

session = full_session(Path(mkdtemp()))
ada, guest = account(session, "Ada"), create_guest(session, now=NOW)
give_everything(session, guest, "guest")
give_everything(session, ada, "ada")
merge_guest(session, guest, ada)
session.commit()
told = exported(session, ada)
print(told["goals"], len(told["days"]), [one["text"] for one in told["remarks"]])
"""


def test_a_table_in_a_new_file_is_moved_exported_and_deleted_without_any_list(tmp_path):
    files = {"quizapp/models/goal.py": TABLES}
    laws = ["tests/quizapp/test_belongings.py", "tests/quizapp/test_export.py"]
    done = tree.run(tmp_path, files, "-m", "pytest", "-k", "goals or days or remarks", *laws)
    assert " passed" in done.stdout, done.stdout
    assert done.returncode == 0, done.stdout
    done = tree.python(tmp_path, "-c", MERGED)
    assert done.stdout == "[{'questions_a_day': 1}] 1 ['text of ada']\n", done.stderr
