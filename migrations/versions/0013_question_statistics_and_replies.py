"""Instructors see what the log says of each question, and answer the reports of learners.

The new tables are counted from the log when somebody first looks at the statistics. A correction
says which revision was answered, because a later one may mark the answer now.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "first_answers",
        sa.Column("learner_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.BigInteger(), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=True),
        sa.Column("hints", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name=op.f("fk_first_answers_question_id_questions")
        ),
        sa.PrimaryKeyConstraint("learner_id", "question_id", name=op.f("pk_first_answers")),
    )
    with op.batch_alter_table("first_answers", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_first_answers_question_id_attempt_id"),
            ["question_id", "attempt_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_first_answers_question_id_seconds"),
            ["question_id", "seconds"],
            unique=False,
        )

    op.create_table(
        "question_sums",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("score", sa.BigInteger(), nullable=False),
        sa.Column("score_x_score", sa.BigInteger(), nullable=False),
        sa.Column("untried", sa.Integer(), nullable=False),
        sa.Column("hinted", sa.Integer(), nullable=False),
        sa.Column("rested", sa.Integer(), nullable=False),
        sa.Column("own", sa.BigInteger(), nullable=False),
        sa.Column("own_x_own", sa.BigInteger(), nullable=False),
        sa.Column("rest", sa.BigInteger(), nullable=False),
        sa.Column("rest_x_rest", sa.BigInteger(), nullable=False),
        sa.Column("own_x_rest", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name=op.f("fk_question_sums_question_id_questions")
        ),
        sa.PrimaryKeyConstraint("question_id", name=op.f("pk_question_sums")),
    )
    op.create_table(
        "question_tallies",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(length=10), nullable=False),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("score", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["questions.id"],
            name=op.f("fk_question_tallies_question_id_questions"),
        ),
        sa.PrimaryKeyConstraint(
            "question_id", "about", "what", "value", name=op.f("pk_question_tallies")
        ),
    )
    with op.batch_alter_table("complaints", schema=None) as batch_op:
        batch_op.add_column(sa.Column("settled_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("reply", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("fixed_in", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index(batch_op.f("ix_complaints_settled_at"), ["settled_at"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_complaints_settled_by_id_learners"),
            "learners",
            ["settled_by_id"],
            ["id"],
        )

    with op.batch_alter_table("corrections", schema=None) as batch_op:
        batch_op.add_column(sa.Column("former_responses", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("former_revision_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_corrections_former_revision_id_revisions"),
            "revisions",
            ["former_revision_id"],
            ["id"],
        )


def downgrade() -> None:
    with op.batch_alter_table("corrections", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_corrections_former_revision_id_revisions"), type_="foreignkey"
        )
        batch_op.drop_column("former_revision_id")
        batch_op.drop_column("former_responses")

    with op.batch_alter_table("complaints", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_complaints_settled_by_id_learners"), type_="foreignkey"
        )
        batch_op.drop_index(batch_op.f("ix_complaints_settled_at"))
        batch_op.drop_column("seen_at")
        batch_op.drop_column("fixed_in")
        batch_op.drop_column("reply")
        batch_op.drop_column("settled_by_id")

    op.drop_table("question_tallies")
    op.drop_table("question_sums")
    with op.batch_alter_table("first_answers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_first_answers_question_id_seconds"))
        batch_op.drop_index(batch_op.f("ix_first_answers_question_id_attempt_id"))

    op.drop_table("first_answers")
