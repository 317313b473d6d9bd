"""My data: exporting, changing and deleting it, on several devices at once."""

from __future__ import annotations

import io
import json
import re
import zipfile
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from quizapp.models import Attempt, Draft, Learner
from quizapp.web.extensions import db
from tests.web.browsing import click, sign_in
from tests.web.visitor import INSTRUCTOR, LEARNER, PASSWORD, Visitor


@pytest.fixture
def ben(app: Flask) -> Visitor:
    return signed_in(app)


def signed_in(app: Flask, email: str = LEARNER) -> Visitor:
    """A browser signed in to this account."""
    device = Visitor(app)
    device.sign_in(email)
    device.get("/account")
    return device


def is_in(device: Visitor) -> bool:
    return "Sign out" in device.get("/account").text


def answer(device: Visitor, seed: int = 0) -> None:
    device.open("number", seed)
    assert device.answer("number", answer="3").status_code == 200


def test_all_my_data_can_be_exported_as_json_and_as_tables(ben: Visitor) -> None:
    answer(ben)
    told = ben.client.get("/account/export/json")
    assert told.headers["Content-Disposition"].endswith('.json"')
    assert told.json["account"]["email"] == LEARNER
    assert told.json["attempts"][0]["responses"] == {"answer": "3"}
    packed = ben.client.get("/account/export/csv")
    with zipfile.ZipFile(io.BytesIO(packed.data)) as archive:
        assert "attempts.csv" in archive.namelist()
        assert b"neuron/number" in archive.read("attempts.csv")


def test_a_guest_exports_only_their_own_data(app: Flask, ben: Visitor) -> None:
    answer(ben)
    guest = Visitor(app)
    answer(guest)
    told = json.loads(guest.client.get("/account/export/json").text)
    assert told["account"]["email"] is None
    assert len(told["attempts"]) == 1


@pytest.mark.parametrize("kind", ["json", "csv", "xml"])
def test_without_data_there_is_nothing_to_export(visitor: Visitor, kind: str) -> None:
    assert visitor.get(f"/account/export/{kind}").status_code == 404


def test_deleting_needs_the_password_and_says_what_goes(ben: Visitor) -> None:
    answer(ben)
    page = ben.get("/account/delete").text
    assert "1 answer with its mark" in page
    assert "/account/export/json" in page
    refused = ben.post("/account/delete", password="guessed")
    assert refused.status_code == 422
    assert "your password. Check it" in refused.text
    assert is_in(ben)


def test_a_deleted_account_is_gone_on_every_device(app: Flask, ben: Visitor) -> None:
    phone = signed_in(app)
    answer(ben)
    ben.get("/account/delete")
    assert "Deleted." in ben.post("/account/delete", password=PASSWORD).text
    assert not is_in(phone)
    assert not is_in(ben)
    assert "is wrong" in phone.sign_in(LEARNER).text
    assert ben.ask(select(func.count(Learner.id)).where(Learner.email == LEARNER)) == 0
    assert ben.attempts() == 0


def test_a_guest_deletes_their_data_by_typing_a_word(visitor: Visitor) -> None:
    answer(visitor)
    before = visitor.learners()
    visitor.get("/account/delete")
    assert visitor.post("/account/delete", word="no").status_code == 422
    visitor.post("/account/delete", word=" Delete ")
    assert (visitor.attempts(), visitor.learners()) == (0, before - 1)


def test_the_last_administrator_is_told_how_to_appoint_another(app: Flask) -> None:
    ada = signed_in(app, INSTRUCTOR)
    page = ada.get("/account/delete").text
    assert "only administrator" in page
    assert "quizapp role give" in page
    assert re.search(r"\d+ texts of questions you wrote", page)
    refused = ada.post("/account/delete", password=PASSWORD)
    assert refused.status_code == 422
    assert "Make somebody else an administrator" in refused.text
    ada.get("/bank/roles")
    given = {"email": LEARNER, "role": "administrator"}
    ada.post("/bank/roles", **given)
    ada.post("/bank/roles", **given, **ada.hidden())
    ada.post("/account/delete", password=PASSWORD)
    number = ada.number("number")
    assert ada.get(f"/practice/{number}").status_code == 200


def test_a_changed_name_is_shown(ben: Visitor) -> None:
    assert "Benjamin" in ben.post("/account/name", name=" Benjamin ").text
    for wrong in ("", "x" * 81):
        assert ben.post("/account/name", name=wrong).status_code == 422


def test_a_new_password_signs_out_every_other_device(app: Flask, ben: Visitor) -> None:
    phone = signed_in(app)
    changed = ben.post("/account/password", current=PASSWORD, password="another good one")
    assert "All other devices are signed out" in changed.text
    assert is_in(ben)
    assert not is_in(phone)
    told = phone.get("/account").text
    assert "no longer signed in on this device" in told
    assert "stored anything" not in told
    assert "is wrong" in phone.sign_in(LEARNER).text


@pytest.mark.parametrize(
    ("current", "password", "advice"),
    [("guessed", "another good one", "your password. Check it"), (PASSWORD, "short", "8 to")],
)
def test_an_invalid_password_is_explained_and_changes_nothing(
    app: Flask, ben: Visitor, current: str, password: str, advice: str
) -> None:
    phone = signed_in(app)
    refused = ben.post("/account/password", current=current, password=password)
    assert refused.status_code == 422
    assert advice in refused.text
    assert is_in(phone)


def test_all_other_devices_are_signed_out_and_this_one_stays(app: Flask, ben: Visitor) -> None:
    phone = signed_in(app)
    ben.post("/account/sign-out-elsewhere")
    assert is_in(ben)
    assert not is_in(phone)


def test_signing_out_on_one_device_leaves_the_others_in(app: Flask, ben: Visitor) -> None:
    phone = signed_in(app)
    ben.post("/sign-out")
    assert not is_in(ben)
    assert is_in(phone)


def test_a_guest_has_no_name_or_password_to_change(visitor: Visitor) -> None:
    answer(visitor)
    visitor.get("/account/delete")
    for path in ("name", "password", "sign-out-elsewhere"):
        assert visitor.post(f"/account/{path}", name="x", password="y").status_code == 403


def test_two_devices_answer_at_once_and_nothing_counts_twice(app: Flask, ben: Visitor) -> None:
    phone = signed_in(app)
    for device in (ben, phone):
        device.open("network", 1)
    same = ben.hidden()
    for device in (ben, phone, ben):
        device.answer("network", action="solution")
    assert ben.attempts() == 2
    phone.answer("network", action="solution", **same)
    assert ben.attempts() == 2


def test_devices_that_send_at_the_same_moment_lose_and_double_nothing(app: Flask) -> None:
    devices = [signed_in(app) for _ in range(3)]
    for device in devices:
        device.open("number")
    pages = [device.hidden() for device in devices]
    sendings = [(device, page) for device in devices for page in pages]

    def send(sending: tuple[Visitor, dict[str, str]]) -> int:
        device, page = sending
        return device.answer("number", answer="3", follow=False, **page).status_code

    with ThreadPoolExecutor(len(devices)) as together:
        rounds = [sendings[start :: len(pages)] for start in range(len(pages))]
        codes = [code for each in rounds for code in together.map(send, each)]
    assert set(codes) == {303}
    assert devices[0].attempts() == len(pages)


def test_drafts_of_two_guests_are_combined_in_the_account_they_sign_in_to(app: Flask) -> None:
    laptop, phone = Visitor(app), Visitor(app)
    for device, kind in ((laptop, "number"), (phone, "expression")):
        device.open(kind)
        path = f"/practice/{device.number(kind)}/draft"
        device.post(path, **device.hidden(), **{"answer:answer": kind})
        device.sign_in(LEARNER)
        device.post("/sign-in/guest", action="add")
    mine = select(func.count()).select_from(Draft).join(Learner).where(Learner.email == LEARNER)
    assert laptop.ask(mine) == 2
    for device in (laptop, phone):
        assert 'value="number"' in device.open("number").text


def test_an_answer_sent_as_a_guest_and_again_after_signing_in_counts_once(app: Flask) -> None:
    device = Visitor(app)
    device.open("number")
    again = device.hidden()
    device.answer("number", answer="3")
    device.sign_in(LEARNER)
    device.post("/sign-in/guest", action="add")
    device.open("number")
    device.answer("number", answer="3", **again)
    whose = select(Learner.email).join(Attempt, Attempt.learner_id == Learner.id)
    assert device.attempts() == 1
    assert device.ask(whose) == LEARNER


def test_in_a_browser_the_name_leads_to_the_account_and_out(
    page: Page, address: str, app: Flask
) -> None:
    with app.app_context():  # the last administrator may not go
        db.session.query(Learner).filter_by(email=LEARNER).one().role = "administrator"
        db.session.commit()
    sign_in(page, address)
    page.get_by_role("link", name="Ada").click()
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="JSON, for programs").click()
    assert json.loads(download.value.path().read_text())["account"]["name"] == "Ada"
    page.get_by_role("link", name="Delete your account").click()
    page.get_by_label("Your password").fill(PASSWORD)
    click(page, "Delete everything")
    expect(page.get_by_role("status")).to_contain_text("Deleted.")
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
