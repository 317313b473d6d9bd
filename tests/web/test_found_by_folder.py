"""Pages and endpoints are found by folder, and a broken file does not stop the others."""

from __future__ import annotations

from importlib import import_module

import pytest

from quizapp.web import folder, pages
from quizapp.web.api import endpoints
from tests import tree

SERVE = """
from quizapp.storage import migrate
from quizapp.web import create_app
migrate.prepare("sqlite:///quiz.db")
visitor = create_app("sqlite:///quiz.db", SECRET_KEY="any").test_client()
for path in ("/", "/api/v1/", "/api/v1/openapi.json", "/goal", "/unsaid", "/api/v1/goal"):
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
    "pages/library.py": ("import no_such_thing", "No module named 'no_such_thing' (line 1). Fix"),
    "pages/nothing.py": ("views = 1", "defines no `pages`"),
    "pages/same_name.py": (PAGE.replace('("goal"', '("plan"'), "Blueprint('same_name', __name__)"),
    "pages/who.py": (
        PAGE.replace("goal", "who").replace("WHO = EVERYBODY", 'WHO = "everyone"'),
        "EVERYBODY, INSTRUCTORS or ADMINISTRATORS, not 'everyone'",
    ),
    "pages/slash.py": (
        PAGE.replace('"goal"', '"slash"').replace("/goal", "goal"),
        "start with a slash",
    ),
    "api/endpoints/zero.py": ("1 / 0", "ZeroDivisionError"),
    "api/endpoints/z_silent.py": (ENDPOINT.replace("So many questions a day.", ""), "a docstring"),
    "api/endpoints/z_view.py": (ENDPOINT.replace("def goal", "def skills"), "called skills too"),
    "api/endpoints/z_path.py": (
        ENDPOINT.replace('"/goal"', '"/plan"'),
        "GET /plan already; choose another (line ",
    ),
    "api/endpoints/z_arguments.py": (
        ENDPOINT.replace("def goal(learner", "def given(person").replace('"/goal"', '"/g/{goal}"'),
        "write def given(learner, goal)",
    ),
    "api/endpoints/z_model.py": (ENDPOINT.replace("Goal", "Plan"), "plan has a Plan too"),
}
Served = tuple[dict[str, int], list[str]]
SERVED = {"/": 200, "/api/v1/": 200, "/api/v1/openapi.json": 200}


ADDED = {
    "pages/zeal.py": PAGE.replace('("goal"', '("zeal"'),
    "pages/unsaid.py": PAGE.replace("WHO = EVERYBODY", "").replace("goal", "unsaid"),
    "api/endpoints/zeal.py": ENDPOINT,
    **{where: text for where, (text, _) in BROKEN.items()},
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Served:
    """The status of some addresses with all those files added, and the lines of the log."""
    placed = {f"quizapp/web/{where}": text for where, text in ADDED.items()}
    done = tree.run(tmp_path_factory.mktemp("added"), placed, "-c", SERVE)
    assert done.returncode == 0, done.stderr
    lines = (line.split() for line in done.stdout.splitlines())
    return {path: int(status) for path, status in lines}, done.stderr.splitlines()


@pytest.mark.parametrize("name", folder.names(pages) + folder.names(endpoints))
def test_every_module_of_the_folder_can_be_loaded(name: str) -> None:
    import_module(name)
    assert name not in folder.LEFT_OUT


def test_a_file_dropped_into_either_folder_is_served(served: Served) -> None:
    statuses, _ = served
    assert statuses == {**SERVED, "/goal": 200, "/unsaid": 303, "/api/v1/goal": 401}


def test_a_broken_file_is_left_out_and_one_line_of_the_log_names_it(served: Served) -> None:
    _, log = served
    assert len(log) == len(BROKEN) + 1
    for where, (_, advice) in BROKEN.items():
        (line,) = (line for line in log if line.startswith(f"quizapp/web/{where} is left out: "))
        assert advice in line
        assert line.endswith("Fix it and restart.")


def test_a_page_that_does_not_say_who_may_visit_it_is_for_instructors(served: Served) -> None:
    statuses, log = served
    assert statuses["/unsaid"] == 303
    assert [line.split(",")[0] for line in log if "left out" not in line] == [
        "quizapp.web.pages.unsaid does not say who may visit it"
    ]
