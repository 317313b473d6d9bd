"""Runs the revisions in `versions/` on the connection from `quizapp.storage.migrate`."""

from typing import Any, Literal

from alembic import context

from quizapp.models import Base
from quizapp.models.base import UTCDateTime


def rendered(kind: str, item: Any, _: Any) -> str | Literal[False]:
    """Write our column types as plain ones, because migrations must not change with the models."""
    if kind == "type" and isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",  # SQLite can hardly alter tables in place
    transactional_ddl=True,
    render_item=rendered,
)
with context.begin_transaction():
    context.run_migrations()
