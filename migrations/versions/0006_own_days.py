"""The learner's own day with every answer, so that moving house changes no past day.

And how well a learner says they know the subject, with their plan.
"""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("attempts", sa.Column("day", sa.Date, nullable=True))
    # Until now, every answer counted on the day it was in the zone of the plan.
    rows = op.get_bind().execute(
        sa.text(
            "SELECT attempts.id, attempts.created_at, plans.time_zone FROM attempts "
            "LEFT JOIN plans ON plans.learner_id = attempts.learner_id"
        ).columns(created_at=sa.DateTime(timezone=True))
    )
    days = [{"key": number, "day": _day(at, name)} for number, at, name in rows]
    attempts = sa.table("attempts", sa.column("id", sa.Integer), sa.column("day", sa.Date))
    if days:
        op.get_bind().execute(
            attempts.update()
            .where(attempts.c.id == sa.bindparam("key"))
            .values(day=sa.bindparam("day")),
            days,
        )
    with op.batch_alter_table("attempts") as table:
        table.alter_column("day", existing_type=sa.Date, nullable=False)
    op.add_column("plans", sa.Column("level", sa.Integer, nullable=False, server_default="1"))
    with op.batch_alter_table("plans") as table:
        table.alter_column("level", existing_type=sa.Integer, server_default=None)


def downgrade() -> None:
    op.drop_column("plans", "level")
    op.drop_column("attempts", "day")


def _day(at: datetime, zone: str | None) -> date:
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    try:
        return at.astimezone(ZoneInfo(zone or "UTC")).date()
    except (KeyError, ValueError, OSError, OverflowError):  # unknown, or at the calendar's end
        return at.date()
