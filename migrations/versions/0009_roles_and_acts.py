"""Roles in place of one flag, a log of acts, former names, and questions that are not published.

Whoever was an instructor could do everything, so they become administrators; going back, everyone
who works on the bank is an instructor. All questions so far were published when they were saved.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

INSTRUCTORS = sa.table("learners", sa.column("role"), sa.column("is_instructor", sa.Boolean))


def upgrade() -> None:
    _add("learners", "role", sa.String(20), "learner")
    flagged = INSTRUCTORS.update().where(INSTRUCTORS.c.is_instructor.is_(sa.true()))
    op.execute(flagged.values(role="administrator"))
    op.drop_column("learners", "is_instructor")
    _add("questions", "stage", sa.String(20), "published")
    op.create_table(
        "acts",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.String(20), nullable=False),
        sa.Column("actor_id", sa.Integer, nullable=True),
        sa.Column("question_id", sa.Integer, nullable=True),
        sa.Column("slug", sa.String(200), nullable=False),
        sa.Column("person_id", sa.Integer, nullable=True),
        sa.Column("detail", sa.JSON, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["learners.id"], name="fk_acts_actor_id_learners"),
        sa.ForeignKeyConstraint(["person_id"], ["learners.id"], name="fk_acts_person_id_learners"),
        sa.PrimaryKeyConstraint("id", name="pk_acts"),
    )
    op.create_index("ix_acts_name", "acts", ["name"])
    op.create_index("ix_acts_question_id", "acts", ["question_id"])
    op.create_table(
        "former_names",
        sa.Column("slug", sa.String(200), nullable=False),
        sa.Column("question_id", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name="fk_former_names_question_id_questions"
        ),
        sa.PrimaryKeyConstraint("slug", name="pk_former_names"),
    )
    op.create_index("ix_former_names_question_id", "former_names", ["question_id"])


def downgrade() -> None:
    op.drop_table("former_names")
    op.drop_table("acts")
    op.drop_column("questions", "stage")
    _add("learners", "is_instructor", sa.Boolean(), sa.false())
    some = INSTRUCTORS.update().where(INSTRUCTORS.c.role != "learner")
    op.execute(some.values(is_instructor=True))
    op.drop_column("learners", "role")


def _add(table: str, name: str, kind: sa.types.TypeEngine, default: object) -> None:
    op.add_column(table, sa.Column(name, kind, nullable=False, server_default=default))
