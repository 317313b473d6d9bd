"""Questions are found by word, tag and template; filters are kept, and bulk acts undone.

The index is made from the revisions when the bank is next searched.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bank_stems",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stem", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_stems")),
        sa.UniqueConstraint("stem", name=op.f("uq_bank_stems_stem")),
    )
    op.create_table(
        "bulk_acts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name=op.f("fk_bulk_acts_learner_id_learners")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulk_acts")),
    )
    with op.batch_alter_table("bulk_acts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bulk_acts_learner_id"), ["learner_id"], unique=False)

    op.create_table(
        "saved_filters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name=op.f("fk_saved_filters_learner_id_learners")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_filters")),
        sa.UniqueConstraint("learner_id", "name", name=op.f("uq_saved_filters_learner_id_name")),
    )
    op.create_table(
        "bank_entries",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("template", sa.String(length=80), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name=op.f("fk_bank_entries_question_id_questions")
        ),
        sa.PrimaryKeyConstraint("question_id", name=op.f("pk_bank_entries")),
    )
    with op.batch_alter_table("bank_entries", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_bank_entries_changed_at"), ["changed_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_bank_entries_template"), ["template"], unique=False)

    op.create_table(
        "bank_tags",
        sa.Column("tag", sa.String(length=40), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name=op.f("fk_bank_tags_question_id_questions")
        ),
        sa.PrimaryKeyConstraint("tag", "question_id", name=op.f("pk_bank_tags")),
    )
    with op.batch_alter_table("bank_tags", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bank_tags_question_id"), ["question_id"], unique=False)

    op.create_table(
        "bank_words",
        sa.Column("stem_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("in_title", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name=op.f("fk_bank_words_question_id_questions")
        ),
        sa.ForeignKeyConstraint(
            ["stem_id"], ["bank_stems.id"], name=op.f("fk_bank_words_stem_id_bank_stems")
        ),
        sa.PrimaryKeyConstraint("stem_id", "question_id", name=op.f("pk_bank_words")),
    )
    with op.batch_alter_table("bank_words", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_bank_words_question_id"), ["question_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("bank_words", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bank_words_question_id"))

    op.drop_table("bank_words")
    with op.batch_alter_table("bank_tags", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bank_tags_question_id"))

    op.drop_table("bank_tags")
    with op.batch_alter_table("bank_entries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bank_entries_template"))
        batch_op.drop_index(batch_op.f("ix_bank_entries_changed_at"))

    op.drop_table("bank_entries")
    op.drop_table("saved_filters")
    with op.batch_alter_table("bulk_acts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bulk_acts_learner_id"))

    op.drop_table("bulk_acts")
    op.drop_table("bank_stems")
