"""Law: the migrations lead to the models, and back, with data in the tables."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import UniqueConstraint, inspect, text

from quizapp.models import Base, Learner, Question, Revision, Skill
from quizapp.storage import migrate, resources
from quizapp.storage.database import make_engine, make_sessions

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path}/quiz.db"


def scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(resources.migrations()))
    return ScriptDirectory.from_config(config)


def version(url: str) -> str | None:
    with make_engine(url).connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def test_upgrading_an_empty_database_to_head_gives_the_models(url):
    migrate.upgrade(url)
    with make_engine(url).connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        left = compare_metadata(context, Base.metadata)
    assert not left, f"Run `make migration NAME=what_changes`: the schema lacks {left}"


def test_constraints_are_named_as_the_models_name_them(url, tmp_path):
    migrate.upgrade(url)
    other = make_engine(f"sqlite:///{tmp_path}/models.db")
    Base.metadata.create_all(other)

    def constraints(engine):
        look = inspect(engine)
        return {
            table: (
                look.get_pk_constraint(table)["name"],
                sorted(key["name"] for key in look.get_foreign_keys(table)),
                sorted(key["name"] for key in look.get_unique_constraints(table)),
                sorted(index["name"] for index in look.get_indexes(table)),
            )
            for table in Base.metadata.tables
        }

    assert constraints(make_engine(url)) == constraints(other)


@pytest.mark.slow
def test_every_version_can_be_left_and_reached_again_with_data_in_the_tables(url):
    migrate.upgrade(url)
    with make_sessions(make_engine(url))() as session:
        skill = Skill(slug="neuron", title="The neuron", position=0)
        question = Question(slug="neuron/a", skill=skill, title="A", type="number", level=1)
        author = Learner(name="Ada", created_at=NOW)
        session.add_all([author, question])
        session.add(
            Revision(
                question=question, number=1, text="", digest="d", author=author, created_at=NOW
            )
        )
        session.commit()
    for step in scripts().walk_revisions():  # newest first
        migrate.downgrade(url, step.down_revision or "base")
    tables = inspect(make_engine(url)).get_table_names()
    assert set(tables) <= {"alembic_version", "sqlite_sequence"}
    migrate.upgrade(url)
    assert version(url) == migrate.head()


def test_every_foreign_key_leads_an_index():
    """Else the database reads a whole table whenever what it points to is deleted."""
    bare = set()
    for table in Base.metadata.sorted_tables:
        uniques = {each for each in table.constraints if isinstance(each, UniqueConstraint)}
        keys = (table.primary_key, *table.indexes, *uniques)
        leading = {
            tuple(key.columns.keys()[:size]) for key in keys for size in range(len(key.columns) + 1)
        }
        bare |= {
            f"{table}.{'.'.join(key.column_keys)}" for key in table.foreign_key_constraints
            if tuple(key.column_keys) not in leading
        }  # fmt: skip
    assert not bare, f"Write index=True in the columns {bare}, then `make migration`."


def test_every_migration_says_in_its_docstring_what_it_is_for():
    for step in scripts().walk_revisions():
        name = Path(step.path).stem.partition("_")[2].replace("_", " ")
        said = step.doc.strip().rstrip(".")
        assert said.lower() != name, (
            f"{Path(step.path).name}: its docstring is only its name; say what it is for."
        )


def test_the_head_read_from_file_names_is_alembics(url):
    assert scripts().get_heads() == [migrate.head()]


def test_a_database_has_the_newest_version_only_after_it_was_prepared(url):
    assert version(url) is None
    migrate.prepare(url)
    assert version(url) == migrate.head()


def test_a_database_of_a_newer_version_is_left_alone_with_advice(url):
    engine = migrate.prepare(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(migrate.NewerSchemaError, match="Install the newer"):
        migrate.prepare(url)


def test_a_failing_migration_leaves_the_database_as_it_was(url):
    engine = make_engine(url)
    with engine.begin() as connection:  # in the way of the last table that is made
        connection.execute(text("CREATE TABLE attempts (id INTEGER)"))
    with pytest.raises(Exception, match="attempts"):
        migrate.upgrade(url)
    assert inspect(engine).get_table_names() == ["attempts"]
