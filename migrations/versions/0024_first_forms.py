"""What the first requests of a guest's browser agree on, so that they make one guest."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("learners", sa.Column("first_form", sa.String(64)))
    op.create_index("ix_learners_first_form", "learners", ["first_form"], unique=True)


def downgrade() -> None:
    op.drop_index("ix_learners_first_form", "learners")
    op.drop_column("learners", "first_form")
