"""Codes that open an account whose password is forgotten, of which only digests are stored."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ways_back",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("learner_id", sa.Integer, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name="fk_ways_back_learner_id_learners"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_ways_back"),
        sa.UniqueConstraint("digest", name="uq_ways_back_digest"),
    )
    op.create_index("ix_ways_back_learner_id", "ways_back", ["learner_id"])


def downgrade() -> None:
    op.drop_table("ways_back")
