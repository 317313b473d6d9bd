"""Limits count over all workers and servers, and browsers that stayed away are found at once."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "hit_counts",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("hits", sa.Integer(), nullable=False),
        sa.Column("ends", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_hit_counts")),
    )
    op.create_index(op.f("ix_hit_counts_ends"), "hit_counts", ["ends"])
    op.create_index(op.f("ix_sign_ins_seen_at"), "sign_ins", ["seen_at"])


def downgrade() -> None:
    op.drop_index(op.f("ix_sign_ins_seen_at"), "sign_ins")
    op.drop_table("hit_counts")
