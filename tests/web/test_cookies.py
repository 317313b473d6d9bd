"""A cookie becomes invalid when the identity of its browser or learner changes."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import text

from quizapp.accounts import learners, recovery, roles, sign_ins
from quizapp.commands import main
from quizapp.models import Learner
from quizapp.storage import migrate
from quizapp.web.extensions import db
from tests.web.visitor import INSTRUCTOR, LEARNER, PASSWORD, Visitor

NEW = {"email": "new@example.org", "password": PASSWORD, "name": "New"}
Cookies = dict[str, str]


class Recorder(Visitor):
    """A browser whose cookies an attacker copies."""

    def __init__(self, app: Flask) -> None:
        self.copied: list[Cookies] = []
        super().__init__(app)

    def get(self, path: str) -> Any:
        came = super().get(path)
        self.copied.append(self.cookies())
        return came

    def post(self, path: str, follow: bool = True, **fields: object) -> Any:
        came = super().post(path, follow, **fields)
        self.copied.append(self.cookies())
        return came


def is_somebody(app: Flask, cookies: Cookies) -> bool:
    thief = Visitor(app)
    thief.come_back(cookies)
    return thief.get("/account/export/json").status_code == 200


def guest(browser: Recorder) -> None:
    browser.get("/")
    browser.post("/practice")


def guest_with_answers(browser: Recorder) -> None:
    browser.open("number")
    browser.answer("number", action="solution")


def add_answers(browser: Recorder) -> None:
    browser.sign_in(LEARNER)
    browser.post("/sign-in/guest", action="add")


def ben(browser: Recorder) -> None:
    browser.sign_in(LEARNER)


def ada(browser: Recorder) -> None:
    browser.sign_in(INSTRUCTOR)


def sign_up(browser: Recorder) -> None:
    browser.get("/sign-up")
    browser.post("/sign-up", **NEW)


def sign_out(browser: Recorder) -> None:
    browser.post("/sign-out")


def change_password(browser: Recorder) -> None:
    browser.get("/account")
    browser.post("/account/password", current=PASSWORD, password="another good one")


def sign_out_elsewhere(browser: Recorder) -> None:
    browser.get("/account")
    browser.post("/account/sign-out-elsewhere")


def delete(browser: Recorder) -> None:
    browser.get("/account/delete")
    browser.post("/account/delete", password=PASSWORD)


def become_instructor(browser: Recorder) -> None:
    url = browser.app.config["DATABASE_URL"]
    done = CliRunner().invoke(
        main, ["instructor", LEARNER], input="y\n", env={"QUIZAPP_DATABASE_URL": url}
    )
    assert done.exit_code == 0, done.output


def change_address(browser: Recorder) -> None:
    browser.get("/account/email")
    browser.post("/account/email", email="ben@new.example", password=PASSWORD)


def use_a_code(browser: Recorder) -> None:
    with browser.app.app_context():
        account = learners.find(db.session, LEARNER)
        assert account
        code = recovery.make_link_code(db.session, account, now=datetime.now(UTC))
        db.session.commit()
    other = Visitor(browser.app, f"/sign-in/forgotten?code={code}")
    assert other.post("/sign-in/forgotten", code=code, password="another good one").history


def lose_the_role(browser: Recorder) -> None:
    give_a_role(browser)
    browser.sign_in(LEARNER)
    give_a_role(browser, "learner")


def give_a_role(browser: Recorder, role: str = "author") -> None:
    """As an administrator does in another browser."""
    with browser.app.app_context():
        account = learners.find(db.session, LEARNER)
        assert account
        roles.give(db.session, account, role, by=None, now=datetime.now(UTC))
        db.session.commit()


@pytest.mark.parametrize(
    ("before", "change", "stays_in"),
    [
        (guest, sign_up, True),
        (guest, ben, True),
        (guest_with_answers, add_answers, True),
        (guest, sign_out, False),
        (ben, ben, True),
        (ben, ada, True),
        (ben, sign_out, False),
        (ben, change_password, True),
        (ben, sign_out_elsewhere, True),
        (ben, delete, False),
        (ben, change_address, True),
        (ben, use_a_code, False),
        (ben, become_instructor, False),
        (ben, give_a_role, False),
        (ben, lose_the_role, False),
    ],
)
def test_cookies_from_before_a_change_of_identity_are_invalid(
    app: Flask,
    before: Callable[[Recorder], None],
    change: Callable[[Recorder], None],
    stays_in: bool,
) -> None:
    browser = Recorder(app)
    before(browser)
    copied = [cookies for cookies in browser.copied if is_somebody(app, cookies)]
    assert copied, "there was nothing to steal"
    if before is ben and change not in (ben, ada, sign_out):
        phone = Recorder(app)
        before(phone)
        copied += [cookies for cookies in phone.copied if is_somebody(app, cookies)]
    change(browser)
    for cookies in copied:
        assert not is_somebody(app, cookies)
        for name, value in cookies.items():
            assert not is_somebody(app, {name: value})
    assert is_somebody(app, browser.cookies()) is stays_in


def test_no_change_of_who_may_come_in_or_what_they_may_do_leaves_a_browser_signed_in(
    app: Flask,
) -> None:
    harmless = {"id", "name", "created_at", "claimed_at", "placed_after", "calendars_ended",
                "first_form", "log_mark"}  # fmt: skip
    columns = {column.key for column in Learner.__table__.columns}
    assert columns - harmless == set(sign_ins.RANK), "Say of a new column whether it signs out."
    with app.app_context():
        account = learners.find(db.session, LEARNER)
        assert account
        for name in sign_ins.RANK:
            sign_ins.begin(db.session, account, now=datetime.now(UTC))
            assert sign_ins.anywhere(db.session, account)
            setattr(account, name, "reviewer")
            db.session.commit()
            assert not sign_ins.anywhere(db.session, account), name


def test_a_guests_cookie_from_an_earlier_version_still_works(app: Flask) -> None:
    browser = Recorder(app)
    guest(browser)
    url = app.config["DATABASE_URL"]
    engine = migrate.prepare(url)
    with engine.connect() as connection:
        number = connection.scalar(text("SELECT learner_id FROM sign_ins"))
    migrate.downgrade(url, to="0003")
    migrate.upgrade(url)
    with app.test_request_context():
        from flask_login import encode_cookie

        signed = encode_cookie(f"{number}.0")
    assert is_somebody(app, {"remember_token": signed})
    assert not is_somebody(app, {"remember_token": signed[:-1] + "0"})
    browser.come_back({"remember_token": signed})
    sign_up(browser)
    assert not is_somebody(app, {"remember_token": signed})


def test_only_one_of_several_simultaneous_sign_ups_gets_the_address(app: Flask) -> None:
    browsers = [Recorder(app) for _ in range(4)]
    start = Barrier(len(browsers))

    def race(browser: Recorder) -> int:
        browser.get("/sign-up")
        start.wait()
        return int(browser.post("/sign-up", follow=False, **NEW).status_code)

    with ThreadPoolExecutor(len(browsers)) as pool:
        assert sorted(pool.map(race, browsers)) == [201, 422, 422, 422]
