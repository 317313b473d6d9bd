"""Several banks in one database, and the revision that each file last equalled.

Without that base, an edit in the browser kept the file from ever changing its question again.
"""

import hashlib

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    bank = ("bank", sa.String(80))
    op.add_column("skills", sa.Column(*bank, nullable=False, server_default="quizapp"))
    op.add_column("questions", sa.Column(*bank, nullable=False, server_default="quizapp"))
    op.add_column("questions", sa.Column("file_number", sa.Integer, nullable=True))
    op.add_column(
        "questions", sa.Column("file_retired", sa.Boolean, nullable=False, server_default="0")
    )
    # The base is the revision with the bytes of the file, or else the last that a file made.
    rows = op.get_bind().execute(
        sa.text(
            "SELECT questions.id, file_digest, number, text, author_id FROM questions "
            "JOIN revisions ON revisions.question_id = questions.id "
            "WHERE file_digest IS NOT NULL ORDER BY questions.id, number"
        )
    )
    bases: dict[int, tuple[bool, int]] = {}
    for key, digest, number, text, author in rows:
        is_file = hashlib.sha256(text.encode()).hexdigest() == digest
        if is_file or author is None:
            bases[key] = max(bases.get(key, (False, 0)), (is_file, number))
    if bases:
        questions = sa.table(
            "questions", sa.column("id", sa.Integer), sa.column("file_number", sa.Integer)
        )
        op.get_bind().execute(
            questions.update()
            .where(questions.c.id == sa.bindparam("key"))
            .values(file_number=sa.bindparam("base")),
            [{"key": key, "base": number} for key, (_, number) in bases.items()],
        )


def downgrade() -> None:
    for name in ("file_retired", "file_number", "bank"):
        op.drop_column("questions", name)
    op.drop_column("skills", "bank")
