"""Every table of learners has the learner in its key, so that it can be partitioned by learner.

SQLite numbers rows only by a key of one column, so there the number stays the key, and an index
says that both together are unique. The number of an answer may grow beyond 2,147,483,647.
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

NUMBERED = ("attempts", "bulk_acts", "interviews", "saved_filters", "sign_ins", "tokens",
            "ways_back", "whiteboards")  # fmt: skip
UNIQUE = {"interviews": "share_token", "sign_ins": "digest", "tokens": "digest",
          "ways_back": "digest"}  # fmt: skip
LARGE = {"first_answers": "attempt_id", "learners": "placed_after"}
BOTH = "ix_attempts_learner_id_id"
FORMER = "former_corrections"


def upgrade() -> None:
    postgresql = op.get_bind().dialect.name == "postgresql"
    _set_corrections_aside()
    if postgresql:
        for table in NUMBERED:
            _retype(table, "id", sa.BigInteger())
            op.drop_constraint(f"pk_{table}", table)
            op.create_primary_key(f"pk_{table}", table, ["learner_id", "id"])
        for table, column in LARGE.items():
            _retype(table, column, sa.BigInteger())
    else:
        op.create_index(BOTH, "attempts", ["learner_id", "id"], unique=True)
    for table, column in UNIQUE.items():
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(f"uq_{table}_{column}", type_="unique")
            batch.create_unique_constraint(
                f"uq_{table}_{column}_learner_id", [column, "learner_id"]
            )
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    _make_corrections(
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("attempt_id", number, nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id", "attempt_id"],
            ["attempts.learner_id", "attempts.id"],
            name="fk_corrections_learner_id_attempt_id_attempts",
            ondelete="CASCADE",
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint("learner_id", "attempt_id", name="pk_corrections"),
    )


def downgrade() -> None:
    postgresql = op.get_bind().dialect.name == "postgresql"
    _set_corrections_aside()
    for table, column in UNIQUE.items():
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(f"uq_{table}_{column}_learner_id", type_="unique")
            batch.create_unique_constraint(f"uq_{table}_{column}", [column])
    if postgresql:
        for table, column in LARGE.items():
            _retype(table, column, sa.Integer())
        for table in NUMBERED:
            op.drop_constraint(f"pk_{table}", table)
            op.create_primary_key(f"pk_{table}", table, ["id"])
            _retype(table, "id", sa.Integer())
    else:
        op.drop_index(BOTH, "attempts")
    _make_corrections(
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"],
            ["attempts.id"],
            name="fk_corrections_attempt_id_attempts",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("attempt_id", name="pk_corrections"),
    )


def _retype(table: str, column: str, kind: sa.types.TypeEngine[int]) -> None:
    op.alter_column(table, column, type_=kind)
    if column == "id":
        name = "bigint" if isinstance(kind, sa.BigInteger) else "integer"
        op.execute(f"ALTER SEQUENCE {table}_id_seq AS {name}")


def _set_corrections_aside() -> None:
    op.drop_index("ix_corrections_former_revision_id", "corrections")
    op.rename_table("corrections", FORMER)
    if op.get_bind().dialect.name == "postgresql":  # where names of keys are those of indexes
        op.execute(f"ALTER TABLE {FORMER} RENAME CONSTRAINT pk_corrections TO pk_{FORMER}")
        for key in sa.inspect(op.get_bind()).get_foreign_keys(FORMER):
            op.drop_constraint(str(key["name"]), FORMER)


def _make_corrections(*keys: sa.schema.SchemaItem) -> None:
    """The table with these keys, and all rows that there were."""
    rest = ("former_mark", "former_score", "former_fingerprint", "former_responses",
            "former_revision_id", "reason", "corrected_at", "seen_at")  # fmt: skip
    made = op.create_table(
        "corrections",
        *keys,
        sa.Column("former_mark", sa.JSON(), nullable=False),
        sa.Column("former_score", sa.Double(), nullable=False),
        sa.Column("former_fingerprint", sa.String(64), nullable=False),
        sa.Column("former_responses", sa.JSON()),
        sa.Column("former_revision_id", sa.Integer()),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(
            ["former_revision_id"],
            ["revisions.id"],
            name="fk_corrections_former_revision_id_revisions",
        ),
    )
    former = sa.table(FORMER, sa.column("attempt_id"), *map(sa.column, rest))
    attempts = sa.table("attempts", sa.column("id"), sa.column("learner_id"))
    names = [column.name for column in made.columns]
    owner = {"learner_id": attempts.c.learner_id}
    rows = sa.select(*(owner.get(name, former.c.get(name)) for name in names))
    op.execute(
        made.insert().from_select(
            names, rows.join_from(former, attempts, former.c.attempt_id == attempts.c.id)
        )
    )
    op.drop_table(FORMER)
    op.create_index("ix_corrections_former_revision_id", "corrections", ["former_revision_id"])
