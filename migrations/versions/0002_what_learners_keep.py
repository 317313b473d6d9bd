"""Plans, drafts, marks on questions, reports, mock interviews, whiteboards, tokens."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "drafts",
        sa.Column("learner_id", sa.Integer, nullable=False),
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name="fk_drafts_learner_id_learners"
        ),
        sa.PrimaryKeyConstraint("learner_id", "place", name="pk_drafts"),
    )
    op.create_table(
        "interviews",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("learner_id", sa.Integer, nullable=False),
        sa.Column("minutes", sa.Integer, nullable=False),
        sa.Column("items", sa.JSON, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("spent_seconds", sa.Double(), nullable=False),
        sa.Column("running_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("share_token", sa.String(80), nullable=True),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name="fk_interviews_learner_id_learners"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_interviews"),
        sa.UniqueConstraint("share_token", name="uq_interviews_share_token"),
    )
    op.create_index("ix_interviews_learner_id", "interviews", ["learner_id"], unique=False)
    op.create_table(
        "plans",
        sa.Column("learner_id", sa.Integer, nullable=False),
        sa.Column("interview_on", sa.Date, nullable=True),
        sa.Column("skills", sa.JSON, nullable=False),
        sa.Column("minutes_a_day", sa.Integer, nullable=False),
        sa.Column("time_zone", sa.String(60), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name="fk_plans_learner_id_learners"
        ),
        sa.PrimaryKeyConstraint("learner_id", name="pk_plans"),
    )
    op.create_table(
        "tokens",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("learner_id", sa.Integer, nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name="fk_tokens_learner_id_learners"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_tokens"),
        sa.UniqueConstraint("digest", name="uq_tokens_digest"),
    )
    op.create_index("ix_tokens_learner_id", "tokens", ["learner_id"], unique=False)
    op.create_table(
        "keepsakes",
        sa.Column("learner_id", sa.Integer, nullable=False),
        sa.Column("question_id", sa.Integer, nullable=False),
        sa.Column("bookmarked", sa.Boolean, nullable=False),
        sa.Column("flagged", sa.Boolean, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("skipped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name="fk_keepsakes_learner_id_learners"
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name="fk_keepsakes_question_id_questions"
        ),
        sa.PrimaryKeyConstraint("learner_id", "question_id", name="pk_keepsakes"),
    )
    op.create_table(
        "complaints",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("learner_id", sa.Integer, nullable=True),
        sa.Column("revision_id", sa.Integer, nullable=False),
        sa.Column("seed", sa.Integer, nullable=False),
        sa.Column("params", sa.JSON, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name="fk_complaints_learner_id_learners"
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revisions.id"], name="fk_complaints_revision_id_revisions"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_complaints"),
    )
    op.create_index("ix_complaints_revision_id", "complaints", ["revision_id"], unique=False)
    op.create_table(
        "whiteboards",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("learner_id", sa.Integer, nullable=False),
        sa.Column("revision_id", sa.Integer, nullable=False),
        sa.Column("seed", sa.Integer, nullable=False),
        sa.Column("params", sa.JSON, nullable=False),
        sa.Column("target", sa.String(80), nullable=False),
        sa.Column("lines", sa.JSON, nullable=False),
        sa.Column("hints_used", sa.Integer, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name="fk_whiteboards_learner_id_learners"
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revisions.id"], name="fk_whiteboards_revision_id_revisions"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_whiteboards"),
    )
    op.create_index("ix_whiteboards_learner_id", "whiteboards", ["learner_id"], unique=False)


def downgrade() -> None:
    for table in (
        "whiteboards",
        "complaints",
        "keepsakes",
        "tokens",
        "plans",
        "interviews",
        "drafts",
    ):
        op.drop_table(table)
