"""The former marks of answers that were marked again because ours was wrong."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "corrections",
        sa.Column("attempt_id", sa.Integer, nullable=False),
        sa.Column("former_mark", sa.JSON, nullable=False),
        sa.Column("former_score", sa.Double(), nullable=False),
        sa.Column("former_fingerprint", sa.String(64), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["attempt_id"],
            ["attempts.id"],
            name="fk_corrections_attempt_id_attempts",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("attempt_id", name="pk_corrections"),
    )


def downgrade() -> None:
    # The marks stay as they were corrected; what they were before is lost.
    op.drop_table("corrections")
