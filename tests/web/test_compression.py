"""Text is sent compressed to browsers that accept it."""

from __future__ import annotations

import gzip

import pytest
from flask import Flask

from tests.web.visitor import Visitor

PACKED = {"Accept-Encoding": "gzip, br"}
TEXTS = ["/", "/static/page.css", "/static/question.js", "/sw.js", "/nowhere"]


@pytest.mark.parametrize("path", TEXTS)
def test_a_text_is_compressed_without_change(visitor: Visitor, path: str) -> None:
    plain, packed = visitor.client.get(path), visitor.client.get(path, headers=PACKED)
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data)
    if path.startswith("/static/"):
        assert gzip.decompress(packed.data) == plain.data


@pytest.mark.parametrize("path", ["/static/icon-512.png", "/offline/who"])
def test_files_that_would_not_shrink_are_left_alone(visitor: Visitor, path: str) -> None:
    assert "Content-Encoding" not in visitor.client.get(path, headers=PACKED).headers


def test_the_length_of_a_page_reveals_nothing_about_its_content(visitor: Visitor) -> None:
    page = "/search?q=guess"
    assert len({len(visitor.client.get(page, headers=PACKED).data) for _ in range(30)}) > 5


@pytest.mark.parametrize("headers", [{}, PACKED])
def test_a_file_that_did_not_change_is_not_sent_again(
    visitor: Visitor, headers: dict[str, str]
) -> None:
    tag = visitor.client.get("/static/page.css", headers=headers).headers["ETag"]
    again = visitor.client.get("/static/page.css", headers=headers | {"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")


def test_an_export_is_streamed(app: Flask) -> None:
    visitor = Visitor(app)
    visitor.open("number")
    visitor.answer("number", answer="3")
    told = visitor.client.get("/account/export/json", headers=PACKED, buffered=False)
    assert told.is_streamed
    assert "Content-Encoding" not in told.headers
