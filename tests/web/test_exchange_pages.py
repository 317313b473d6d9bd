"""A file is sent, its report read, its questions imported; and questions go out as a file."""

from __future__ import annotations

import io

from tests.web.visitor import Visitor

GIFT = b"""::Tomb::Who is buried in Grant's tomb?{=no one#Right. ~Grant#No.}

::Essay::Tell me.{}
"""


def send(visitor: Visitor, data: bytes, name: str = "course.gift", **more: str) -> str:
    visitor.get("/bank/import")
    return visitor.post("/bank/import", file=(io.BytesIO(data), name), **more).text


def test_nothing_is_imported_before_its_report_was_seen(instructor: Visitor) -> None:
    assert "say which topic this belongs to" in send(instructor, GIFT)
    topic = "neuron"
    report = instructor.get(f"/bank/import/report?topic={topic}").text
    assert "1 new" in report
    assert "Add 2 to 6 points" in report
    assert "Import of course.gift" in instructor.get("/bank/").text  # it can be found again
    instructor.get(f"/bank/import/report?topic={topic}")
    after = instructor.post("/bank/import/confirm", topic=topic).text
    assert "Imported: 1 new question." in after
    assert "Essay was not imported. It is answered in sentences" in after
    assert f"{topic}/tomb" in after
    assert "course.gift" not in instructor.get("/bank/import").text
    assert "1 already the same" in send(instructor, GIFT, topic=topic)
    assert "Import questions" in instructor.post("/bank/import/discard").text


def test_a_file_that_cannot_be_read_is_refused_at_the_field(instructor: Visitor) -> None:
    for data, name, told in (
        (b"", "", "Choose a file first"),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><quiz/>", "a.xml", "DOCTYPE"),
        (b"::A::B{T}\n\n" * 1001, "a.gift", "are the most that can be imported on a page"),
    ):
        page = send(instructor, data, name)
        assert told in page
        assert 'aria-invalid="true"' in page


def test_an_export_says_what_is_lost_and_is_a_file(instructor: Visitor) -> None:
    page = instructor.get("/bank/export?format=gift&variants=1&type=ordering").text
    assert "GIFT has no question that is answered with a formula or an order." in page
    assert "GIFT can carry none of these questions. Choose another format." in page
    assert "Download" not in page
    empty = instructor.client.get("/bank/export/file?format=gift&type=ordering")
    assert (empty.status_code, empty.text[:15]) == (422, "GIFT can carry ")
    file = instructor.client.get("/bank/export/file?format=moodle&type=choice")
    assert file.data.startswith(b"<?xml")
    assert b'<question type="multichoice">' in file.data
    assert ".xml" in file.headers["Content-Disposition"]
    assert instructor.client.get("/bank/export/file?format=nothing").status_code == 422
