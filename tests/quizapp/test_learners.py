"""Guests and accounts, and turning one into the other."""

import pytest
from argon2 import PasswordHasher, extract_parameters
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from quizapp.accounts import passwords
from quizapp.accounts.learners import (
    AccountError,
    claim_guest,
    create_guest,
    find,
    merge_guest,
    sign_in,
    sign_up,
    terminal_learner,
)
from quizapp.models import Attempt, Learner, SignIn
from quizapp.practice import open_served, submit
from tests.quizapp.sample_bank import NOW, full_session, open_session, row

pytestmark = pytest.mark.usefixtures("both_databases")

ADA = {"email": "ada@example.org", "password": "analytical engine", "name": "Ada"}


def test_a_guest_who_claims_an_account_stays_the_same_learner(tmp_path):
    session = open_session(tmp_path)
    guest = create_guest(session, now=NOW)
    guest_id = guest.id
    account = claim_guest(session, guest, **ADA)
    session.commit()
    assert account.id == guest_id
    assert not account.is_guest
    assert sign_in(session, email=" ADA@example.org", password=ADA["password"]) is account


@pytest.mark.parametrize("wrong", [{"password": "analytical"}, {"email": "eve@example.org"}])
def test_a_wrong_password_or_address_does_not_sign_in(tmp_path, wrong):
    session = open_session(tmp_path)
    sign_up(session, **ADA, now=NOW)
    assert sign_in(session, **{k: v for k, v in (ADA | wrong).items() if k != "name"}) is None


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        ({"email": "ada"}, "email"),
        ({"email": "ada @example.org"}, "email"),
        ({"email": "Taken@Example.org"}, "email"),
        ({"email": "ｔａｋｅｎ@example.org"}, "email"),
        ({"email": "ada@example"}, "email"),
        ({"email": "<script>@example.org"}, "email"),
        ({"email": "ada@\u200bexample.org"}, "email"),
        ({"email": "ada\x00@example.org"}, "email"),
        ({"email": "ada@" + "ü" * 240 + ".org"}, "email"),
        ({"password": "short"}, "password"),
        ({"password": "PassWord123"}, "password"),
        ({"password": "12121212"}, "password"),
        ({"password": "  ada@example.org"}, "password"),
        ({"password": "Ada-1815-1852"}, "password"),
        ({"password": "x" * 1001}, "password"),
        ({"name": "x" * 81}, "name"),
        ({"name": "\u202eecilA"}, "name"),
        ({"name": "A\udc80"}, "name"),
    ],
)
def test_invalid_entries_are_named_and_leave_the_guest_a_guest(tmp_path, entry, field):
    session = open_session(tmp_path)
    sign_up(session, email="taken@example.org", password="long enough", name="", now=NOW)
    guest = create_guest(session, now=NOW)
    with pytest.raises(AccountError) as caught:
        claim_guest(session, guest, **ADA | entry)
    assert caught.value.field == field
    assert guest.is_guest
    with pytest.raises(AccountError):
        sign_up(session, **ADA | entry, now=NOW)
    assert session.query(Learner).count() == 2


def test_a_password_is_the_same_however_its_letters_are_composed(tmp_path):
    session = open_session(tmp_path)
    composed, apart = "passw\u00f6rter und", "passwo\u0308rter und"
    account = sign_up(session, **ADA | {"password": apart}, now=NOW)
    assert sign_in(session, email=ADA["email"], password=composed) is account
    assert sign_in(session, email=ADA["email"], password=apart) is account
    account.password_hash = PasswordHasher().hash(apart)  # as it was stored before
    assert sign_in(session, email=ADA["email"], password=composed) is None
    assert sign_in(session, email=ADA["email"], password=apart) is account
    assert sign_in(session, email=ADA["email"], password=composed) is account


@pytest.mark.parametrize(
    "typed", ["Berta@Müller.de", "berta@mu\u0308ller.DE", "berta@xn--mller-kva.de"]
)
def test_an_address_is_found_however_it_is_written(tmp_path, typed):
    session = open_session(tmp_path)
    account = sign_up(session, **ADA | {"email": "berta@müller.de"}, now=NOW)
    assert find(session, typed) is account
    account.email = typed.lower()  # as it was stored before
    assert find(session, typed) is account


def test_an_account_cannot_be_claimed_again(tmp_path):
    session = open_session(tmp_path)
    account = sign_up(session, **ADA, now=NOW)
    with pytest.raises(AccountError):
        claim_guest(session, account, **ADA | {"email": "other@example.org"})


def test_passwords_are_kept_as_costly_argon2_hashes_only(tmp_path, costly_hasher, monkeypatch):
    monkeypatch.setattr(passwords, "_hasher", costly_hasher)
    session = open_session(tmp_path)
    account = sign_up(session, **ADA, now=NOW)
    assert account.password_hash.startswith("$argon2id$")
    assert extract_parameters(account.password_hash).memory_cost >= 19 * 1024  # KiB, as OWASP says
    assert sign_in(session, email=ADA["email"], password=ADA["password"]) is account
    assert ADA["password"] not in account.password_hash


def test_without_a_name_an_account_is_called_by_its_address(tmp_path):
    session = open_session(tmp_path)
    assert sign_up(session, **ADA | {"name": " "}, now=NOW).name == "ada"


def test_a_guests_answers_go_to_the_account_that_signs_in(tmp_path):
    session = full_session(tmp_path)
    account, guest = sign_up(session, **ADA, now=NOW), create_guest(session, now=NOW)
    served = open_served(session, row(session, "neuron/weighted-sum").id, 0)
    submit(session, served, guest, {"answer": "7"}, token="t", now=NOW, door="web")
    session.commit()
    merge_guest(session, guest, account)
    session.commit()
    assert session.query(Attempt).one().learner_id == account.id
    assert session.query(Learner).all() == [account]


def test_accounts_are_never_merged_away(tmp_path):
    session = open_session(tmp_path)
    account = sign_up(session, **ADA, now=NOW)
    other = sign_up(session, **ADA | {"email": "grace@example.org"}, now=NOW)
    merge_guest(session, other, account)
    merge_guest(session, account, account)
    assert session.query(Learner).count() == 2


def test_the_terminal_has_one_guest_of_its_own_or_the_account_it_is_given(tmp_path):
    session = open_session(tmp_path)
    create_guest(session, now=NOW)
    kept = terminal_learner(session, now=NOW)
    assert terminal_learner(session, now=NOW) is kept
    account = sign_up(session, **ADA, now=NOW)
    assert terminal_learner(session, now=NOW, email=ADA["email"]) is account
    with pytest.raises(AccountError, match=r"nobody@example\.org"):
        terminal_learner(session, now=NOW, email="nobody@example.org")
    assert find(session, "nobody@example.org") is None


def test_an_error_of_the_database_does_not_reveal_the_data(tmp_path):
    session = open_session(tmp_path)
    session.execute(text("DROP TABLE sign_ins"))
    session.add(SignIn(learner_id=1, digest="a secret", created_at=NOW, seen_at=NOW))
    with pytest.raises(DBAPIError) as caught:
        session.flush()
    assert "INSERT INTO sign_ins" in str(caught.value)
    assert "a secret" not in str(caught.value)
