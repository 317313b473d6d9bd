"""Images in questions: added in the editor, and shown at every door of the web."""

from __future__ import annotations

import base64
import re
from html import unescape
from io import BytesIO
from typing import Any

from playwright.sync_api import Page, expect
from werkzeug.datastructures import FileStorage

from quizapp.web.question.draft_question import STARTS
from tests.quizapp.test_images import image
from tests.web.browsing import sign_in
from tests.web.test_bank_pages import text_on
from tests.web.visitor import Visitor

NEW = {"topic": "neuron", "slug": "with-image", "view": "form"}


def sent(data: bytes) -> FileStorage:
    return FileStorage(BytesIO(data), "net.png", content_type="image/png")


def adding(visitor: Visitor, **fields: Any) -> Any:
    visitor.get("/bank/new?type=number")
    return visitor.post("/bank/images?type=number", **NEW, text=STARTS["number"], **fields)


def test_an_image_is_added_with_its_description_and_shown_wherever_the_question_is(
    instructor: Visitor, visitor: Visitor
) -> None:
    for fields, told in (
        ({"image_alt": "A net"}, "Choose an image first"),
        ({"image": sent(image()), "image_alt": " "}, "Say what the image shows"),
        ({"image": sent(b"<svg/>"), "image_alt": "A net"}, "no PNG, JPEG or WebP"),
    ):
        back = adding(instructor, **fields)
        assert back.status_code == 422
        assert told in unescape(back.text)
        assert text_on(back.text).rstrip() == STARTS["number"].rstrip()
    # A form without scripts sends the name of an image that was chosen and not added.
    kept = NEW | {"text": STARTS["number"], "image": "net.png", "image_alt": "My net"}
    for action, status in (("save", 422), ("preview", 200)):
        back = instructor.post("/bank/new?type=number", action=action, **kept)
        assert back.status_code == status
        assert "The image you chose isn't added yet." in unescape(back.text)
        assert 'value="My net"' in back.text
        assert text_on(back.text).rstrip() == STARTS["number"].rstrip()
    text = text_on(adding(instructor, image=sent(image()), image_alt='A "net"').text)
    name = re.search(r'!\[A "net"\]\((\w+\.png)\)', text)[1]
    shown = f'<img src="/images/{name}" alt="A &#34;net&#34;"'
    text = text.replace('title = "', 'title = "My own: ').replace("A first nudge", "Below 1")
    text = text.replace("0.8807970779778823", "0.88").replace("0.1049935854035065", "0.105")
    for start in ("prompt", "explanation", "source"):
        text = re.sub(rf"{start} = (\W+)", rf"{start} = \1Mine. ", text, count=1)

    def shows(page: str) -> bool:
        return shown in page.replace("&quot;", "&#34;")

    assert shows(instructor.post("/bank/preview", text=text).text)
    missing = instructor.post("/bank/preview", text=text.replace(name, "0" * 16 + ".png"))
    assert "no image" in unescape(missing.text)
    saved = instructor.post("/bank/new", **NEW | {"view": "toml"}, text=text, action="save")
    number = re.search(r"/bank/(\d+)/", saved.request.path)[1]
    assert shows(instructor.get(f"/bank/{number}/revisions/1").text)
    published = instructor.post(f"/bank/{number}/publish")
    assert "Published" in published.text, published.text
    asked = visitor.get(f"/practice/{number}")
    assert shows(asked.text)
    found = visitor.get(f"/images/{name}")
    assert found.content_type == "image/png"
    assert "immutable" in found.headers["Cache-Control"]
    assert visitor.get("/images/0123456789abcdef.png").status_code == 404
    visitor.get(f"/practice/{number}")
    pack = visitor.client.post(
        "/offline/pack",
        headers={"X-CSRFToken": visitor.client.get("/offline/who").json["csrf_token"]},
    ).json
    inside = base64.b64encode(found.data).decode()
    mine = [each for each in pack["questions"] if each["title"].startswith("My own")]
    assert f"data:image/png;base64,{inside}" in mine[0]["asked"]


def test_a_pasted_image_goes_to_the_cursor_once_it_is_described(page: Page, address: str) -> None:
    sign_in(page, address)
    page.goto(f"{address}/bank/new?type=number")
    prompt = page.locator("#f-prompt")
    prompt.fill("Before. After.")
    prompt.evaluate("field => field.setSelectionRange(7, 7)")
    prompt.evaluate(
        """(field, data) => {
          const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
          const pasted = new DataTransfer();
          pasted.items.add(new File([bytes], "net.png", { type: "image/png" }));
          field.dispatchEvent(new ClipboardEvent(
            "paste", { clipboardData: pasted, bubbles: true, cancelable: true }));
        }""",
        base64.b64encode(image()).decode(),
    )
    described = page.get_by_label("What it shows")
    expect(described).to_be_focused()
    expect(page.locator("#image-trouble")).to_contain_text("then press Add image")
    save = page.get_by_role("button", name="Save", exact=True)
    save.click()
    expect(page.locator("#image-trouble")).to_contain_text("Then add it again")
    described.fill("A net")
    described.press("Enter")
    expect(prompt).to_have_value(re.compile(r"^Before\.\n\n!\[A net\]\(\w+\.png\)\n\n After\.$"))
    expect(page.locator("#preview img")).to_have_js_property("complete", True)
    assert page.locator("#preview img").evaluate("one => one.naturalWidth") == 40
    page.get_by_text("Add an image").click()
    page.get_by_label("Image", exact=True).set_input_files(
        {"name": "net.png", "mimeType": "image/png", "buffer": image()}
    )
    described.fill("Another")
    with page.expect_navigation():
        save.click()  # adds it first, and is then refused for want of a name
    expect(prompt).to_have_value(re.compile(r"!\[Another\]"))
