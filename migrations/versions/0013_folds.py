"""What follows from a learner's answers is kept, so that pages need not read them all.

Nothing is computed here: it is kept as answers come in. The index finds a learner's answers to a
question.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

MINE = "ix_attempts_learner_id_revision_id"


def upgrade() -> None:
    op.create_table(
        "folds",
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("through", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("made_from", sa.String(length=80), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name=op.f("fk_folds_learner_id_learners")
        ),
        sa.PrimaryKeyConstraint("learner_id", name=op.f("pk_folds")),
    )
    op.create_index(MINE, "attempts", ["learner_id", "revision_id"])


def downgrade() -> None:
    op.drop_index(MINE, "attempts")
    op.drop_table("folds")
