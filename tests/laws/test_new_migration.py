"""`make migration` writes a migration from the models, and tries it out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quizapp.storage import migrate
from tests import tree

pytestmark = pytest.mark.slow

GOAL = """
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base



class Goal(Base):
    __tablename__ = "goals"

    learner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"), primary_key=True)
    questions_a_day: Mapped[int]
    updated_at: Mapped[datetime]
"""
NEXT = f"{int(migrate.head()) + 1:04d}"


def test_a_new_table_gets_the_next_migration_which_leads_to_the_models_and_back(tmp_path: Path):
    done = tree.run(tmp_path, {"quizapp/models/goal.py": GOAL}, "-m", "migrations.new", "add_goals")
    assert done.returncode == 0, done.stderr
    assert f"Wrote migrations/versions/{NEXT}_add_goals.py." in done.stdout
    assert done.stdout.endswith("It leads to the models, and back.\n")
    text = (tmp_path / f"migrations/versions/{NEXT}_add_goals.py").read_text()
    assert f'revision = "{NEXT}"' in text
    assert "pk_goals" in text
    assert "fk_goals_learner_id_learners" in text
    assert "Alembic" not in text
    assert "sa.DateTime(timezone=True)" in text  # and nothing of the models, which will change


def test_a_column_that_may_not_be_empty_is_reported_to_need_a_value_for_existing_rows(
    tmp_path: Path,
):
    plans = tree.ROOT / "quizapp/models/practice.py"
    text = re.sub(r"(    minutes_a_day: .*\n)", r"\1    breaks: Mapped[int]\n", plans.read_text())
    files = {"quizapp/models/practice.py": text}
    done = tree.run(tmp_path, files, "-m", "migrations.new", "count_breaks")
    assert "A new column may not be empty: give it a server_default" in done.stdout, done.stderr


def test_without_a_change_or_a_name_nothing_is_written_and_one_line_says_what_to_do(tmp_path: Path):
    done = tree.run(tmp_path, {}, "-m", "migrations.new", "nothing_new")
    assert done.returncode == 1
    assert done.stderr.startswith("The migrations lead to the models already.")
    done = tree.python(tmp_path, "-m", "migrations.new", "../Evil")
    assert done.stderr.startswith("Say what it does in a few words")
    assert not list((tmp_path / "migrations/versions").glob(f"{NEXT}*"))
