"""A placement can be taken again, and a calendar can have a new address.

Both are counted from what is there: the attempts before the latest placement, and the addresses
that no longer work.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

ADDED = ("placed_after", "calendars_ended")


def upgrade() -> None:
    for name in ADDED:  # one by one: a table made anew would use the numbers of the gone again
        op.add_column("learners", sa.Column(name, sa.Integer, nullable=False, server_default="0"))


def downgrade() -> None:
    for name in ADDED:
        op.drop_column("learners", name)
