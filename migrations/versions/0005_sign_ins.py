"""A row for every browser that is signed in, in place of a number in every cookie.

Reports of a learner are found by an index, as everything else of theirs.
"""

import hashlib
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    sign_ins = op.create_table(
        "sign_ins",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("learner_id", sa.Integer, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sign_ins"),
        sa.UniqueConstraint("digest", name="uq_sign_ins_digest"),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name="fk_sign_ins_learner_id_learners"
        ),
    )
    op.create_index("ix_sign_ins_learner_id", "sign_ins", ["learner_id"])
    op.create_index("ix_complaints_learner_id", "complaints", ["learner_id"])
    # The (signed) cookies of today say "id.sign_outs". They stay good until their learner's next
    # change, or every guest would lose what they did.
    learners = op.get_bind().execute(sa.text("SELECT id, sign_outs FROM learners"))
    now = datetime.now(UTC)
    rows = [
        {
            "learner_id": number,
            "digest": hashlib.sha256(f"{number}.{sign_outs}".encode()).hexdigest(),
            "created_at": now,
        }
        for number, sign_outs in learners
    ]
    op.bulk_insert(sign_ins, rows)
    with op.batch_alter_table("learners") as table:
        table.drop_column("sign_outs")


def downgrade() -> None:
    op.add_column(
        "learners", sa.Column("sign_outs", sa.Integer, nullable=False, server_default="0")
    )
    op.drop_index("ix_complaints_learner_id", "complaints")
    op.drop_table("sign_ins")
