"""Laws for every route: who may visit it, and no change without a token."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from quizapp.models import ROLES
from quizapp.storage import migrate
from quizapp.web import create_app
from quizapp.web.assets import import_map, import_map_hash
from quizapp.web.visitor import EVERYBODY
from tests.over import over
from tests.web.visitor import Visitor

APP = create_app("sqlite://", SECRET_KEY="any")
# of no page, for everybody
FILES = ("static", "marking_script", "every_marking_script", "site_style")
RULES = [
    (rule.endpoint, rule.rule, method)
    for rule in APP.url_map.iter_rules()
    if not rule.endpoint.startswith("api.")  # a token opens these: see tests/web/api
    for method in sorted((rule.methods or set()) & {"GET", "POST", "PUT", "PATCH", "DELETE"})
]


Case = tuple[str, str]  # rule, method


def who(endpoint: str) -> str:
    """Who may visit an endpoint, according to its view or its page."""
    page, _, name = endpoint.rpartition(".")
    if not page:
        return EVERYBODY if name in FILES else ""
    said = getattr(sys.modules[APP.blueprints[page].import_name], "WHO", "")
    return getattr(APP.view_functions[endpoint], "who", said)


GUARDED = [rule for rule in RULES if who(rule[0]) in ROLES]
OPEN = [rule for rule in RULES if who(rule[0]) == EVERYBODY]


def path_of(rule: str) -> str:
    return re.sub(r"<[^>]*>", "1", rule)


def send(visitor: Visitor, rule: str, method: str) -> int:
    if method == "GET":
        return visitor.get(path_of(rule)).status_code
    if "csrf_token" not in visitor.page.text:  # the page before has no form
        visitor.get("/")
    return visitor.post(path_of(rule), follow=False).status_code


@pytest.mark.parametrize("endpoint", sorted({endpoint for endpoint, _, _ in RULES}))
def test_every_page_says_who_may_visit_it(endpoint: str) -> None:
    assert who(endpoint) in (EVERYBODY, *ROLES[1:]), (
        f"{endpoint}: write WHO = EVERYBODY or WHO = INSTRUCTORS under the blueprint of its page"
    )


def test_every_page_is_named_as_its_file():
    wrong = [f"{page.import_name}: Blueprint({name!r}, __name__)"
             for name, page in APP.blueprints.items() if name not in page.import_name.split(".")
             and not page.import_name.startswith("quizapp.web.api")]  # fmt: skip
    assert not wrong, "Give the file and its blueprint one name."


def test_everything_that_edits_the_bank_is_for_instructors() -> None:
    editing = {rule for _, rule, _ in RULES if rule.startswith("/bank")}
    assert editing == {rule for _, rule, _ in GUARDED}
    assert len(editing) > 8


@pytest.mark.parametrize(("endpoint", "rule", "method"), OPEN)
def test_a_public_page_does_not_ask_for_an_instructor(
    visitor: Visitor, ben: Visitor, endpoint: str, rule: str, method: str
) -> None:
    assert send(ben, rule, method) != 403 or endpoint.startswith("mine.")  # a password that fails
    assert send(visitor, rule, method) != 403 or endpoint.startswith("mine.")


@over({f"{method} {rule}": (rule, method) for _, rule, method in GUARDED})
def test_a_restricted_page_asks_a_guest_to_sign_in(case: Case, visitor: Visitor) -> None:
    rule, method = case
    assert send(visitor, rule, method) == 303
    visitor.get("/")
    answer = visitor.client.get(path_of(rule)) if method == "GET" else None
    assert answer is None or answer.location.startswith(f"/sign-in?next={path_of(rule)}")


@over({f"{method} {rule}": (rule, method) for _, rule, method in GUARDED})
def test_a_restricted_page_refuses_accounts_that_are_not_instructors(
    case: Case, ben: Visitor
) -> None:
    assert send(ben, *case) == 403


@pytest.mark.parametrize(("endpoint", "rule", "method"), GUARDED)
def test_an_instructor_may_visit_every_page(
    instructor: Visitor, endpoint: str, rule: str, method: str
) -> None:
    assert send(instructor, rule, method) in (200, 204, 303, 422)


@over({rule for _, rule, method in RULES if method != "GET"})
def test_nothing_is_changed_without_a_token(rule: str, instructor: Visitor) -> None:
    answer = instructor.client.post(path_of(rule), data={"csrf_token": "forged"})
    assert answer.status_code == 400
    assert "cookies" in answer.text


@pytest.mark.parametrize("rule", [rule for _, rule, method in RULES if method == "GET"])
def test_a_visit_changes_nothing(visitor: Visitor, rule: str) -> None:
    learners, attempts = visitor.learners(), visitor.attempts()
    visitor.get(path_of(rule))
    assert (visitor.learners(), visitor.attempts()) == (learners, attempts)


@pytest.mark.parametrize("rule", [rule for _, rule, method in RULES if method == "GET"])
def test_every_page_tells_the_browser_to_refuse_foreign_content(
    instructor: Visitor, rule: str
) -> None:
    headers = instructor.get(path_of(rule)).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    with instructor.app.app_context():
        known = import_map_hash()
    assert f"script-src 'self' 'sha256-{known}';" in policy  # nothing else in a page
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("rule", [rule for _, rule, method in RULES if method == "GET"])
def test_no_page_needs_what_the_policy_forbids(instructor: Visitor, rule: str) -> None:
    with instructor.app.app_context():
        known = f'<script type="importmap">{import_map()}</script>'  # by its digest
    page = instructor.get(path_of(rule)).text.replace(known, "")
    assert " style=" not in page
    assert not re.search(r"\son\w+=", page)
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    nonces = re.findall(r"<style([^>]*)>", page)
    assert all('nonce="' in attributes for attributes in nonces)


@pytest.mark.parametrize("path", ["/nowhere", "/practice/999", "/practice/99999999999999999999"])
def test_an_unknown_address_gets_a_page_that_leads_on(visitor: Visitor, path: str) -> None:
    answer = visitor.get(path)
    assert answer.status_code == 404
    assert 'href="/"' in answer.text


@pytest.mark.parametrize(
    "query", ["?seed=-1", "?seed=x", f"?seed={10**20}", f"?seed={'9' * 5000}", "?hints=x&topic=<b>"]
)
def test_a_strange_query_never_breaks_a_page(visitor: Visitor, query: str) -> None:
    answer = visitor.get(f"/practice/{visitor.number('network')}{query}")
    assert answer.status_code == 200
    assert "<b>" not in answer.text


def test_visiting_an_address_that_takes_a_form_gets_a_page(visitor: Visitor) -> None:
    answer = visitor.get("/practice")
    assert answer.status_code == 405
    assert "topics" in answer.text


def test_a_text_that_is_too_long_gets_a_page(visitor: Visitor) -> None:
    visitor.open("short_answer")
    answer = visitor.answer("short_answer", answer="long " * 100_000)
    assert answer.status_code == 413
    assert "Shorten it" in answer.text


def test_an_error_of_ours_shows_no_stack_trace(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'quizapp.db'}"
    migrate.prepare(url).dispose()
    app = create_app(url, SECRET_KEY="any")
    app.add_url_rule("/broken", view_func=lambda: 1 / 0)
    answer = app.test_client().get("/broken")
    assert answer.status_code == 500
    assert "ZeroDivisionError" not in answer.text
    assert "Something broke on our side" in answer.text
