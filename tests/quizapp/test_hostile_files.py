"""Files that attack, or are of another kind: refused, with a message that says what to do."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizapp.exchange.item import FileRefused
from quizapp.exchange.opening import open_file
from tests.quizapp.test_exchange import zipped

BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE q [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><quiz>&b;</quiz>'
)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("bomb.xml", BOMB, "DOCTYPE"),
        ("deep.xml", b"<quiz>" + b"<a>" * 1000 + b"</a>" * 1000 + b"</quiz>", "nested"),
        ("broken.xml", b"<quiz><question>", "not XML"),
        ("other.xml", b"<html></html>", "isn't Moodle's"),
        ("large.gift", lambda: b"x" * 50_000_000, "larger than 8 MB"),
        ("bomb.apkg", lambda: zipped({"collection.anki2": bytes(70_000_000)}), "unpacks to too"),
        ("new.apkg", zipped({"collection.anki21b": b"x"}), "Support older Anki versions"),
        ("other.apkg", zipped({"collection.anki2": b"no database"}), "no Anki package"),
        ("broken.apkg", b"PK\x03\x04 nothing", "no Anki package"),
        ("wide.gift", "::A::B{TRUE}".encode("utf-16"), "UTF-8"),
        ("latin.csv", "prompt,answer\ncaf\xe9,1".encode("latin-1"), "UTF-8"),
        ("columns.csv", b"a,b\n1,2\n", "name the columns"),
        ("empty.gift", b"  \n", "empty"),
        ("photo.jpg", b"\xff\xd8\xff", "can be imported"),
    ],
)
def test_a_hostile_or_wrong_file_is_refused_with_advice(
    name: str, data: bytes | Callable[[], bytes], told: str
) -> None:
    with pytest.raises(FileRefused, match=told):
        open_file(name, data() if callable(data) else data)
