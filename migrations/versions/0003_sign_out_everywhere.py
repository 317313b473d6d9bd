"""A number in every sign-in cookie, raised to end the sign-ins of all devices at once."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "learners", sa.Column("sign_outs", sa.Integer, nullable=False, server_default="0")
    )


def downgrade() -> None:
    with op.batch_alter_table("learners") as learners:
        learners.drop_column("sign_outs")
