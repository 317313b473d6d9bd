"""Pages and endpoints are found by folder, and a broken file does not stop the others."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from quizapp.web import folder, pages
from quizapp.web.api import endpoints
from tests import tree

SERVE = """
from quizapp.storage import migrate
from quizapp.web import create_app
migrate.prepare("sqlite:///quiz.db")
visitor = create_app("sqlite:///quiz.db", SECRET_KEY="any").test_client()
for path in ("/", "/api/v1/", "/api/v1/openapi.json", "/goal", "/api/v1/goal"):
    print(path, visitor.get(path).status_code)
"""
PAGE = """
from flask import Blueprint
from quizapp.web.visitor import EVERYBODY
pages = Blueprint("goal", __name__)
WHO = EVERYBODY
@pages.get("/goal")
def show() -> str:
    return "So many a day"
"""
ENDPOINT = """
from pydantic import BaseModel
from quizapp import models
from quizapp.web.api.endpoint import endpoint
class Goal(BaseModel):
    questions: int
@endpoint("GET", "/goal", answer=Goal)
def goal(learner: models.Learner) -> Goal:
    \"\"\"So many questions a day.\"\"\"
    return Goal(questions=5)
"""
BROKEN = {
    "pages/bracket.py": ("pages = Blueprint(", "was never closed (bracket.py, line 1). Fix"),
    "pages/library.py": ("import no_such_thing", "(quizapp/web/pages/library.py, line 1)"),
    "pages/nothing.py": ("views = 1", "defines no `pages`"),
    "pages/same_name.py": (PAGE.replace('("goal"', '("plan"'), "'plan' is already registered"),
    "pages/slash.py": (PAGE.replace('"/goal"', '"goal"'), "start with a slash"),
    "api/endpoints/zero.py": ("1 / 0", "ZeroDivisionError"),
    "api/endpoints/z_silent.py": (ENDPOINT.replace("So many questions a day.", ""), "a docstring"),
    "api/endpoints/z_view.py": (ENDPOINT.replace("def goal", "def skills"), "called skills too"),
    "api/endpoints/z_path.py": (
        ENDPOINT.replace('"/goal"', '"/plan"'),
        "GET /plan already; choose another (quizapp/web/",
    ),
    "api/endpoints/z_model.py": (ENDPOINT.replace("Goal", "Plan"), "plan has a Plan too"),
}
SERVED = {"/": 200, "/api/v1/": 200, "/api/v1/openapi.json": 200}


def served(tmp_path: Path, files: dict[str, str]) -> tuple[dict[str, int], list[str]]:
    """The status of some addresses with these files added, and the lines of the log."""
    placed = {f"quizapp/web/{where}": text for where, text in files.items()}
    done = tree.run(tmp_path, placed, "-c", SERVE)
    assert done.returncode == 0, done.stderr
    lines = (line.split() for line in done.stdout.splitlines())
    return {path: int(status) for path, status in lines}, done.stderr.splitlines()


@pytest.mark.parametrize("name", folder.names(pages) + folder.names(endpoints))
def test_every_module_of_the_folder_can_be_loaded(name: str) -> None:
    import_module(name)
    assert name not in folder.LEFT_OUT


def test_a_file_dropped_into_either_folder_is_served(tmp_path: Path) -> None:
    files = {"pages/zeal.py": PAGE, "api/endpoints/zeal.py": ENDPOINT}
    assert served(tmp_path, files) == ({**SERVED, "/goal": 200, "/api/v1/goal": 401}, [])


def test_a_broken_file_is_left_out_and_one_line_of_the_log_names_it(tmp_path: Path) -> None:
    statuses, log = served(tmp_path, {where: text for where, (text, _) in BROKEN.items()})
    assert statuses == {**SERVED, "/goal": 404, "/api/v1/goal": 404}
    assert len(log) == len(BROKEN)
    for where, (_, advice) in BROKEN.items():
        module = "quizapp.web." + where.removesuffix(".py").replace("/", ".")
        (line,) = (line for line in log if line.startswith(f"{module} is left out: "))
        assert advice in line
        assert line.endswith("Fix it and restart.")


def test_a_page_that_does_not_say_who_may_visit_it_is_for_instructors(tmp_path: Path) -> None:
    statuses, log = served(tmp_path, {"pages/goal.py": PAGE.replace("WHO = EVERYBODY", "")})
    assert statuses["/goal"] == 303
    assert [line.split(",")[0] for line in log] == [
        "quizapp.web.pages.goal does not say who may visit it"
    ]
