"""Every foreign key has an index: deleting a learner or a question looks for what points to it."""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

ADDED = (
    ("acts", "actor_id"),
    ("acts", "person_id"),
    ("keepsakes", "question_id"),
    ("questions", "retired_by_id"),
    ("revisions", "author_id"),
    ("whiteboards", "revision_id"),
)


def upgrade() -> None:
    for table, column in ADDED:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def downgrade() -> None:
    for table, column in ADDED:
        op.drop_index(op.f(f"ix_{table}_{column}"), table)
