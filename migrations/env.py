"""Runs the revisions of `versions/` on the connection that `quizapp.migrate` hands over."""

from typing import Any, Literal

from alembic import context

from quizapp.models import Base
from quizapp.models.base import UTCDateTime


def rendered(kind: str, item: Any, _: Any) -> str | Literal[False]:
    """A type of ours as the column that it is: migrations must not change with the models."""
    if kind == "type" and isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",  # it cannot alter most things in place
    transactional_ddl=True,
    render_item=rendered,
)
with context.begin_transaction():
    context.run_migrations()
