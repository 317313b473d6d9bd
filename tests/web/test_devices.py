"""The browsers that are signed in: how long, which, and signing them out one by one."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from click.testing import CliRunner
from flask import Flask
from sqlalchemy import update

from quizapp.commands import main
from quizapp.models import SignIn
from quizapp.web.extensions import db
from tests.web.test_cookies import Recorder, is_somebody
from tests.web.visitor import INSTRUCTOR, LEARNER, PASSWORD, Visitor


def test_a_browser_stays_signed_in_for_a_month_after_its_last_visit(app: Flask) -> None:
    browser = Recorder(app)
    came = browser.sign_in(LEARNER)
    cookie = next(c for c in came.history[0].headers.getlist("Set-Cookie") if "remember" in c)
    lasts = parsedate_to_datetime(cookie.partition("Expires=")[2].partition(";")[0])
    assert abs(lasts - datetime.now(UTC) - timedelta(days=30)) < timedelta(hours=1)
    assert "remember_token" not in str(browser.get("/plan").headers), "not with every page"

    def stay_away(time: timedelta) -> None:
        with app.app_context():
            seen = update(SignIn).where(SignIn.browser != "old")
            db.session.execute(seen.values(seen_at=datetime.now(UTC) - time))
            db.session.commit()

    stay_away(timedelta(days=29))
    assert "remember_token" in str(browser.get("/plan").headers), "for another month"
    stay_away(timedelta(days=31))
    assert not is_somebody(app, browser.cookies())


def test_each_device_is_listed_and_can_be_signed_out(app: Flask) -> None:
    laptop, phone, other = Visitor(app), Visitor(app), Visitor(app)
    phone.client.environ_base["HTTP_USER_AGENT"] = (
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
        "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
    )
    for device, email in ((laptop, LEARNER), (phone, LEARNER), (other, INSTRUCTOR)):
        device.sign_in(email)
    page = laptop.get("/account/devices").text
    assert page.count("this device") == 1
    assert "Sign out all other devices" in page
    (number,) = re.findall(r"<strong>Safari on iPhone.*?devices/(\d+)/sign-out", page, re.DOTALL)
    other.get("/account/devices")
    assert other.post(f"/account/devices/{number}/sign-out").status_code == 404
    env = {"QUIZAPP_DATABASE_URL": app.config["DATABASE_URL"]}
    listed = CliRunner().invoke(main, ["account", "devices", LEARNER], env=env).output
    assert f"{number}  Safari on iPhone" in listed
    assert "Safari on iPhone is signed out" in (
        laptop.post(f"/account/devices/{number}/sign-out").text
    )
    assert is_somebody(app, laptop.cookies())
    assert not is_somebody(app, phone.cookies())
    laptop.get("/account/devices")
    laptop.post("/account/sign-out-elsewhere")
    assert "Sign out all other devices" not in laptop.get("/account/devices").text
    done = CliRunner().invoke(main, ["account", "sign-out", LEARNER], env=env)
    assert done.exit_code == 0, done.output
    assert not is_somebody(app, laptop.cookies())


def test_the_address_that_one_has_is_no_change_and_signs_out_nobody(app: Flask) -> None:
    laptop, phone = Visitor(app), Visitor(app)
    for device in (laptop, phone):
        device.sign_in(LEARNER)
    laptop.get("/account/email")
    refused = laptop.post("/account/email", email=LEARNER.upper(), password=PASSWORD)
    assert refused.status_code == 422
    assert "already sign in with this address" in refused.text
    assert is_somebody(app, phone.cookies())
