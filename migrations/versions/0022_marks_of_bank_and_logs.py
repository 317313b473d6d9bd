"""The bank and every log have a mark that changes with them.

A process may keep what it computed from them until the mark is another.
"""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("learners", sa.Column("log_mark", sa.String(32)))
    every = f"'{secrets.token_hex(8)}' || CAST(id AS VARCHAR(16))"  # learners keep their numbers
    op.execute(sa.text(f"UPDATE learners SET log_mark = {every}"))
    made = op.create_table(
        "bank_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_versions")),
    )
    op.bulk_insert(made, [{"id": 1, "mark": secrets.token_hex(16)}])


def downgrade() -> None:
    op.drop_table("bank_versions")
    op.drop_column("learners", "log_mark")
