"""Browsers that are signed in are listed, and those that stay away for a month are signed out.

Nobody knows when today's were last seen, so their month begins now.
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("sign_ins") as table:
        table.add_column(
            sa.Column("browser", sa.String(40), server_default=sa.text("''"), nullable=False)
        )
        table.add_column(sa.Column("seen_at", sa.DateTime(timezone=True)))
    seen = sa.table("sign_ins", sa.column("seen_at", sa.DateTime(timezone=True)))
    op.execute(seen.update().values(seen_at=datetime.now(UTC)))
    with op.batch_alter_table("sign_ins") as table:
        table.alter_column("seen_at", existing_type=sa.DateTime(timezone=True), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("sign_ins") as table:
        table.drop_column("seen_at")
        table.drop_column("browser")
