"""In a real browser: by keyboard alone, and without scripts."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from engine import build
from tests.web.browsing import click, follow, press, show_solution, sign_in, until


def test_a_whole_round_works_by_keyboard_alone(page: Page, address: str, number) -> None:
    page.goto(address)
    expect(page.get_by_role("button", name="Get started")).to_be_focused()
    follow(page, "Enter")
    assert "/practice/" in page.url

    page.goto(f"{address}/practice/{number('choice')}")
    press(page, "2", "1")
    expect(page.get_by_role("radio").first).to_be_checked()
    press(page, "?")
    expect(page.get_by_text("A first nudge.")).to_have_count(0)
    follow(page, "Enter")
    expect(page.get_by_text("A first nudge.")).to_be_visible()
    expect(page.get_by_role("radio").first).to_be_checked()
    follow(page, "1", "Enter")
    expect(page.get_by_role("status")).to_contain_text("Correct")
    expect(page.get_by_role("button", name="Continue")).to_be_focused()
    follow(page, "Enter")
    assert "/practice/" in page.url

    page.goto(f"{address}/practice/{number('number')}")
    expect(page.get_by_label("Your answer")).to_be_focused()
    page.keyboard.type("0.88")
    follow(page, "Enter")
    assert "/attempts/" in page.url
    follow(page, "n")
    assert "/practice/" in page.url


def test_shortcuts_can_be_switched_off_for_good(page: Page, address: str, number) -> None:
    page.goto(f"{address}/practice/{number('choice')}")
    page.get_by_role("button", name="Shortcuts").click()
    press(page, "1")
    page.reload()
    press(page, "1")
    expect(page.get_by_role("radio").first).not_to_be_checked()
    expect(page.locator(".option kbd").first).to_be_hidden()


def test_a_network_is_filled_in_from_blank_to_blank_and_lights_its_paths(
    page: Page, address: str, number
) -> None:
    page.goto(f"{address}/practice/{number('network')}?seed=5")
    page.locator("#blank-1").focus()
    for part in build("mlp_backprop", seed=5, ask="all").parts:
        page.keyboard.type(part.answer.write())
        press(page, "Tab")
    expect(page.locator(".lit")).to_have_count(0)
    page.locator("#blank-10").focus()
    expect(page.locator(".roomy .lit.backwards")).to_have_count(3)
    press(page, "Enter", "Enter")
    expect(page.locator("#blank-12")).to_be_focused()
    follow(page, "Enter")
    expect(page.get_by_role("status")).to_contain_text("100%")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".derivation .formula").last).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.locator(".twins, .open-all").filter(visible=True)).to_have_count(0)
    step = page.locator(".derivation li").first
    assert step.evaluate("step => getComputedStyle(step).breakInside") == "auto"


def test_the_caret_is_at_what_cannot_be_read(page: Page, address: str, number) -> None:
    page.goto(f"{address}/practice/{number('expression')}")
    expect(page.locator("#blank-1")).to_be_focused()
    page.keyboard.type("a*(1-a")
    follow(page, "Enter")
    expect(page.get_by_role("alert")).to_contain_text("Not submitted yet")
    expect(page.locator("#blank-1")).to_be_focused()
    expect(page.locator("#blank-1")).to_have_js_property("selectionStart", 2)
    page.locator("#blank-1").fill("a*(1-a)")
    expect(page.locator("#blank-1-shown math")).to_be_visible()
    expect(page.locator(".entry .trouble, .entry .caret")).to_have_count(0)  # of what stood there


def test_an_order_is_made_by_keys_by_mouse_and_by_touch_and_survives(
    page: Page, address: str, number
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{address}/practice/{number('ordering')}")
    steps = ["Propagate the input", "Compute the error", "Propagate the error", "Update"]
    texts = page.locator(".movable .text")
    for place, step in enumerate(steps):
        button = page.get_by_role("button", name=f"Move up: {step}")
        while not texts.nth(place).text_content().startswith(step):
            button.press("ArrowUp" if place else "Enter")
            expect(button).to_be_focused()

    def center(row: int) -> tuple[float, float]:
        box = page.locator(".movable .handle").nth(row).bounding_box()
        assert box
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    page.mouse.move(*center(3))
    page.mouse.down()
    page.mouse.move(*center(0), steps=4)
    press(page, "Escape")
    page.mouse.up()
    expect(texts.nth(3)).to_contain_text("Update")

    first, second, third, update = page.locator(".movable input").evaluate_all(
        "all => all.map(input => input.value)"
    )
    order = (first, update, second, third)
    moved = re.compile(".*".join(rf'answer"\s+{item}' for item in order), re.DOTALL)
    page.mouse.move(*center(3))
    page.mouse.down()
    x, y = center(1)
    page.mouse.move(x, y - 5, steps=4)
    with page.expect_response(lambda answer: moved.search(answer.request.post_data or "")):
        page.mouse.up()
    expect(page.locator(".ordering [aria-live]")).to_have_text(
        re.compile("^Update.*: position 2 of 4$")
    )
    page.reload()
    expect(texts.nth(1)).to_contain_text("Update")

    finger = page.context.new_cdp_session(page)
    (_, start), (_, end) = center(1), center(3)
    for kind, y in (("Start", start), ("Move", (start + end) / 2), ("Move", end + 5)):
        point = {"type": f"touch{kind}", "touchPoints": [{"x": x, "y": y}]}
        finger.send("Input.dispatchTouchEvent", point)
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(texts.nth(3)).to_contain_text("Update")
    click(page, "Submit")
    expect(page.get_by_role("status")).to_contain_text("Correct")
    page.go_back()
    expect(texts.nth(3)).to_contain_text("Update")


def test_the_preview_follows_the_typing_and_links_to_the_line(
    page: Page, address: str, number
) -> None:
    sign_in(page, address)
    page.goto(f"{address}/bank/{number('number')}/edit?view=toml")
    expect(page.locator("#preview")).to_contain_text("No problems found")
    text = page.get_by_label("The question, in TOML")
    text.fill(text.input_value().replace("level = 2", "level = 9"))
    page.locator("[data-line]").click()
    until(page, "getSelection().toString() === 'level = 9'")


def test_everything_works_without_scripts(browser: Browser, address: str, number) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    click(page, "Get started")
    page.goto(f"{address}/practice/{number('ordering')}")
    for place, item in enumerate(["Propagate the input", "Compute", "Propagate the error"], 1):
        choices = page.get_by_label(f"Place {place}")
        label = choices.locator("option", has_text=item).first.text_content()
        choices.select_option(label=label)
    click(page, "Submit")
    expect(page.get_by_role("alert")).to_contain_text("Please look at: your answer")
    expect(page.locator(".trouble")).to_contain_text("missing")
    last = page.get_by_label("Place 4")
    last.select_option(label=last.locator("option", has_text="Update").text_content())
    click(page, "Submit")
    expect(page.get_by_role("status")).to_contain_text("Correct")
    click(page, "Continue")
    page.goto(f"{address}/practice/{number('network')}?seed=5")
    show_solution(page)
    expect(page.locator(".derivation details").last.locator("math").last).to_be_visible()
    sign_in(page, address)
    click(page, "Add them")
    page.goto(f"{address}/bank/{number('template')}/edit")
    click(page, "Preview")
    click(page, "Another")
    expect(page.get_by_label("Seed")).to_have_value("2")
    context.close()


def test_blanks_are_on_the_network_or_below_it_where_they_would_be_too_small(
    page: Page, address: str, number
) -> None:
    page.goto(f"{address}/practice/{number('network')}?seed=5")
    for width, on_it in ((1280, True), (1024, True), (720, False), (360, False)):
        page.set_viewport_size({"width": width, "height": 900})
        network = page.locator("[data-network]:visible").bounding_box()
        blank = page.locator("#blank-1").bounding_box()
        assert network
        assert blank
        below = blank["y"] > network["y"] + network["height"]
        assert below != on_it, width
        assert blank["height"] >= 24
        size = "field => parseFloat(getComputedStyle(field).fontSize)"
        assert page.locator("#blank-1").evaluate(size) >= 16
        drawn = page.locator("[data-network]:visible .given").first
        scale = network["width"] / float(
            page.locator("[data-network]:visible").get_attribute("viewBox").split()[2]
        )
        assert drawn.evaluate(size) * scale >= 12, width
