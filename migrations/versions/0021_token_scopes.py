"""Tokens may be for reading only, and may expire; those of today do everything and don't."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "tokens", sa.Column("scope", sa.String(20), server_default="practise", nullable=False)
    )
    op.add_column("tokens", sa.Column("expires_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    op.drop_column("tokens", "expires_at")
    op.drop_column("tokens", "scope")
