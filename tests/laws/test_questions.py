"""Law: every question file passes the check, and reads back as it was written."""

import tomllib

import pytest

from quizapp.bank.check import check_paths
from quizapp.bank.files import question_files, read_skills
from quizapp.bank.formats import toml
from quizapp.storage import resources

FOLDER = resources.questions()
FILES = question_files(FOLDER)


@pytest.mark.slow
@pytest.mark.parametrize("slug", FILES)
def test_every_question_file_passes_the_check(slug):
    problems = check_paths([FILES[slug]])
    assert not problems, "\n".join(map(str, problems))


def test_skills_pass_the_check_and_each_one_has_questions():
    assert check_paths([FOLDER / "skills.toml"]) == []
    assert {slug.partition("/")[0] for slug in FILES} == read_skills(FOLDER).keys()


def test_no_question_file_is_where_it_would_not_be_found():
    assert set(FOLDER.rglob("*.toml")) == {*FILES.values(), FOLDER / "skills.toml"}


@pytest.mark.parametrize("slug", FILES)
def test_a_question_survives_being_written_and_read(slug):
    doc = tomllib.loads(FILES[slug].read_text(encoding="utf-8"))
    assert toml.digest(toml.read(toml.write(doc))) == toml.digest(doc)


def test_no_two_questions_have_the_same_title():
    titles = [tomllib.loads(path.read_text(encoding="utf-8"))["title"] for path in FILES.values()]
    assert {title for title in titles if titles.count(title) > 1} == set()
