"""What tables share: named constraints, UTC times, and rows that never change."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Dialect,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    TypeDecorator,
    event,
    inspect,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import (
    DeclarativeBase,
    MappedColumn,
    Mapper,
    ORMExecuteState,
    Session,
    mapped_column,
)
from sqlalchemy.schema import CreateColumn

# Beyond these, conversions to time zones and adding days could overflow.
EARLIEST, LATEST = datetime(2, 1, 1, tzinfo=UTC), datetime(9990, 1, 1, tzinfo=UTC)


class UTCDateTime(TypeDecorator[datetime]):
    """An aware UTC datetime, even if the database (SQLite) does not store the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value} has no time zone; pass an aware datetime, e.g. in UTC.")
        return value and _within(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and _within(value if value.tzinfo else value.replace(tzinfo=UTC))


def _within(value: datetime) -> datetime:
    """The moment in UTC, clipped to the range that can be computed with."""
    return min(max(value, EARLIEST), LATEST).astimezone(UTC)


# Of rows of learners, of which there may be thousands of millions.
Number = BigInteger().with_variant(Integer, "sqlite")


def numbered() -> MappedColumn[int]:
    """The number of a learner's row, which forms the key with the learner's own.

    With the learner in the key of their tables, a database server can partition these by learner.
    SQLite numbers rows only by a key of one column, so there the number alone is the key.
    """
    return mapped_column(Number, primary_key=True, autoincrement=True)


def number_of(key: PrimaryKeyConstraint) -> Column[Any] | None:
    """The column that `numbered` made, if any."""
    found = key.table.autoincrement_column
    return found if len(key.columns) > 1 else None


@compiles(CreateColumn, "sqlite")
def _column_in_sqlite(create: CreateColumn, compiler: Any, **given: Any) -> Any:
    column = create.element
    if column is number_of(column.table.primary_key):
        return f"{compiler.preparer.format_column(column)} INTEGER NOT NULL"
    return compiler.visit_create_column(create, **given)


@compiles(PrimaryKeyConstraint)
def _written_key(key: PrimaryKeyConstraint, compiler: Any, **given: Any) -> Any:
    if (number := number_of(key)) is None:
        return compiler.visit_primary_key_constraint(key, **given)
    columns = [number] if compiler.dialect.name == "sqlite" else list(key.columns)
    names = ", ".join(map(compiler.preparer.format_column, columns))
    return f"CONSTRAINT {compiler.preparer.format_constraint(key)} PRIMARY KEY ({names})"


class Base(DeclarativeBase):
    """The declarative base; names constraints, so that migrations can find them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: UTCDateTime}

    # Foreign keys say who owns a row (see quizapp.accounts.ownership). What they cannot say:
    way_in: ClassVar[bool] = False  # a way to sign in, never handed to another learner
    derived: ClassVar[bool] = False  # computed from other rows, so never handed on or exported
    stays_without_name: ClassVar[bool] = False  # others need it even when its learner is gone
    stays_here: ClassVar[bool] = False  # of this server only, so that no import brings it along
    signed: ClassVar[tuple[str, ...]] = ()  # columns that say who did it, not who owns it
    # What its learner calls one row and several; by default, what the class and the table are.
    called: ClassVar[tuple[str, str] | None] = None


class FrozenError(RuntimeError):
    """Code tried to change a row that must never change."""


class Frozen:
    """Mixin for tables whose rows never change, except in the columns named by `thawed`."""

    thawed: ClassVar[frozenset[str]] = frozenset()


@event.listens_for(Frozen, "before_update", propagate=True)
def _refuse_update(mapper: Mapper[Any], connection: Any, target: Frozen) -> None:
    state = inspect(target)
    names = {attribute.key for attribute in mapper.column_attrs}
    changed = {name for name in names if state.attrs[name].history.has_changes()}
    if changed - target.thawed:
        listed = ", ".join(sorted(changed - target.thawed))
        raise FrozenError(f"{type(target).__name__} rows never change ({listed}); write a new one.")


@event.listens_for(Session, "do_orm_execute")
def _refuse_bulk_change(state: ORMExecuteState) -> None:
    mapper = state.bind_mapper
    if (state.is_update or state.is_delete) and mapper and issubclass(mapper.class_, Frozen):
        raise FrozenError(f"{mapper.class_.__name__} rows never change, not even in bulk.")
