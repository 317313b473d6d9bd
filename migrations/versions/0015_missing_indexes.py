"""Every foreign key has an index, and so has what is looked for among all learners.

Deleting a learner or a question looks for whatever points to it.
"""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

ADDED = (
    ("acts", "actor_id"),
    ("acts", "person_id"),
    ("complaints", "settled_at", "created_at"),
    ("complaints", "settled_by_id"),
    ("corrections", "former_revision_id"),
    ("keepsakes", "question_id"),
    ("learners", "role"),
    ("questions", "retired_by_id"),
    ("revisions", "author_id"),
    ("whiteboards", "revision_id", "learner_id"),
)


def upgrade() -> None:
    for table, *columns in ADDED:
        op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, columns)


def downgrade() -> None:
    for table, *columns in ADDED:
        op.drop_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table)
