"""Learners, skills, questions, revisions and the log of attempts."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def moment(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "learners",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("email", sa.String(254)),
        sa.Column("password_hash", sa.String(200)),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("is_instructor", sa.Boolean, nullable=False),
        moment("created_at"),
        sa.PrimaryKeyConstraint("id", name="pk_learners"),
        sa.UniqueConstraint("email", name="uq_learners_email"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "skills",
        sa.Column("slug", sa.String(80), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("summary", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("requires", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("slug", name="pk_skills"),
    )
    op.create_table(
        "questions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("slug", sa.String(200), nullable=False),
        sa.Column("skill_slug", sa.String(80), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("type", sa.String(40), nullable=False),
        sa.Column("level", sa.Integer, nullable=False),
        moment("retired_at", nullable=True),
        sa.Column("retired_by_id", sa.Integer),
        sa.Column("file_digest", sa.String(64)),
        sa.PrimaryKeyConstraint("id", name="pk_questions"),
        sa.UniqueConstraint("slug", name="uq_questions_slug"),
        sa.ForeignKeyConstraint(
            ["skill_slug"], ["skills.slug"], name="fk_questions_skill_slug_skills"
        ),
        sa.ForeignKeyConstraint(
            ["retired_by_id"], ["learners.id"], name="fk_questions_retired_by_id_learners"
        ),
    )
    op.create_index("ix_questions_skill_slug", "questions", ["skill_slug"])
    op.create_table(
        "revisions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("question_id", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("author_id", sa.Integer),
        sa.Column("note", sa.Text, nullable=False),
        moment("created_at"),
        sa.PrimaryKeyConstraint("id", name="pk_revisions"),
        sa.UniqueConstraint("question_id", "number", name="uq_revisions_question_id_number"),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name="fk_revisions_question_id_questions"
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["learners.id"], name="fk_revisions_author_id_learners"
        ),
    )
    op.create_table(
        "attempts",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("learner_id", sa.Integer, nullable=False),
        sa.Column("revision_id", sa.Integer, nullable=False),
        sa.Column("seed", sa.Integer, nullable=False),
        sa.Column("redraw", sa.Integer, nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("params", sa.JSON, nullable=False),
        sa.Column("leaves", sa.JSON, nullable=False),
        sa.Column("responses", sa.JSON, nullable=False),
        sa.Column("mark", sa.JSON, nullable=False),
        sa.Column("score", sa.Double, nullable=False),
        sa.Column("token", sa.String(80), nullable=False),
        sa.Column("door", sa.String(20), nullable=False),
        sa.Column("hints_used", sa.Integer, nullable=False),
        sa.Column("duration_seconds", sa.Double),
        moment("created_at"),
        sa.PrimaryKeyConstraint("id", name="pk_attempts"),
        sa.UniqueConstraint("learner_id", "token", name="uq_attempts_learner_id_token"),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name="fk_attempts_learner_id_learners"
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revisions.id"], name="fk_attempts_revision_id_revisions"
        ),
    )
    op.create_index("ix_attempts_revision_id", "attempts", ["revision_id"])
    op.create_index("ix_attempts_learner_id_created_at", "attempts", ["learner_id", "created_at"])


def downgrade() -> None:
    for table in ("attempts", "revisions", "questions", "skills", "learners"):
        op.drop_table(table)
