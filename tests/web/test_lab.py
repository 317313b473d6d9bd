"""The lab: every step is a page, and a script moves through the same steps."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from quizapp.lab import FIELDS, Lab, read, run
from tests.web.browsing import press
from tests.web.visitor import Visitor

STRANGE = [
    "points=99999999", "points=-1", "points=1e9", "hidden=9,9,9,9", "hidden=4,4,4,4", "hidden=²",
    "hidden=" + "8," * 4000, "rate=nan", "rate=inf", "rate=-1", "steps=100000", "seed=x", "noise=²",
    "rate=1,234", "rate=1_0", "seed=1.234", "steps=0.400", "rate=", "rate=50%25%25",
    "data=../etc", "activation=__class__", "optimiser=<b>", "loss=%01", "dropout=1", "l1=1e400",
]  # fmt: skip


@pytest.mark.parametrize("query", STRANGE)
def test_a_strange_setting_is_reported_and_the_rest_works(visitor: Visitor, query: str) -> None:
    answer = visitor.get(f"/lab?{query}&step=-5")
    assert answer.status_code == 200
    assert "Until then, we use" in answer.text
    assert "<b>" not in answer.text
    name = query.partition("=")[0]
    assert re.search(rf'id="{name}"[^>]*aria-invalid="true"', answer.text)
    assert f'<a href="#{name}">' in answer.text.partition('<div class="lab"')[0], "told on top"


@pytest.mark.parametrize("name", [name for name, entry in FIELDS.items() if entry.options])
def test_every_choice_of_every_setting_is_trained_and_drawn(visitor: Visitor, name: str) -> None:
    options = FIELDS[name].options
    assert options
    for value in options():
        page = visitor.get(f"/lab?{name}={value}&points=20&steps=20&step=20").text
        assert "aria-invalid" not in page
        assert f'<option value="{value}" selected>' in page


def test_the_address_is_the_whole_state() -> None:
    lab = Lab(data="moons", hidden=(3, 2), rate=0.125, l2=0.001, seed=7)
    asked = read(lab.address(33))
    assert (asked.lab, asked.step, asked.troubles) == (lab, 33, {})
    assert read({"hidden": ""}).lab.hidden == ()
    alike = read({"hidden": "３,٢", "seed": "\u200b۷"}).lab
    assert (alike.hidden, alike.seed) == ((3, 2), 7)


@pytest.mark.parametrize(
    ("typed", "rate"),
    [
        ("0,5", 0.5),
        ("1.234", 1.234),
        ("1e-2", 0.01),
        ("1/8", 0.125),
        ("１．５", 1.5),
        ("٠.١", 0.1),
        ("50%", 0.5),
        ("0.6/2", 0.3),
        ("10^-3", 0.001),
        ("‐1+2", 1.0),
    ],  # fmt: skip
)
def test_a_number_is_read_as_in_a_blank(typed: str, rate: float) -> None:
    asked = read({"rate": typed})
    assert (asked.lab.rate, asked.troubles) == (rate, {})
    assert "1.234 or 1234" in read({"rate": "1,234"}).troubles["rate"]


def test_the_page_of_a_step_has_its_numbers_and_leads_to_its_neighbours(visitor: Visitor) -> None:
    frame = run(Lab()).frame(50)
    page = visitor.get("/lab?step=50").text
    assert f"{frame.seen.loss:.4f}" in page
    assert f"{frame.weights['W1'][0, 1]:.4f}".replace("-", "−") in page
    assert "After step 50 the network assigns" in page
    to = [int(step) for step in re.findall(r'class="button" href="[^"]*step=(\d+)" data-by', page)]
    assert to == [0, 40, 49, 51, 60, 200]


def test_diverging_weights_are_reported(visitor: Visitor) -> None:
    page = visitor.get("/lab?activation=relu&loss=mse&l2=1&rate=10&step=150").text
    assert "diverged" in page
    assert "nan" not in page


def test_frames_are_bounded_and_say_what_the_page_says(visitor: Visitor) -> None:
    frames = visitor.client.get("/lab/frames?step=50").json
    assert [frame["step"] for frame in frames] == list(range(50, 90))
    page = visitor.get("/lab?step=50").text
    assert frames[0]["about"] in page
    assert all(f'data-weight="{cell}"' in page for cell in frames[0]["weights"])
    assert len(visitor.client.get("/lab/frames?step=199").json) == 2


def test_endless_training_is_slowed_down_but_viewing_is_not(
    visitor: Visitor,
) -> None:
    def code(seed: int) -> int:
        return visitor.client.get(f"/lab/frames?steps=10&points=10&seed={seed}").status_code

    codes = [code(seed) for seed in range(40)]
    assert codes[:30] == [200] * 30
    assert codes[30:] == [429] * 10


def test_a_known_training_can_be_viewed_any_number_of_times(visitor: Visitor) -> None:
    codes = {visitor.client.get(f"/lab/frames?step={step}").status_code for step in range(60)}
    assert codes == {200}


def test_steps_are_played_and_scrubbed_by_keyboard_and_the_address_follows(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/lab?steps=24&step=2")
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    press(page, "ArrowRight")
    expect(page.locator("[data-show=step]")).to_have_text("3")
    expect(page).to_have_url(re.compile(r"step=3$"))
    frame = run(Lab(steps=24)).frame(3)
    expect(page.locator("[data-show=seen]")).to_have_text(f"{frame.seen.loss:.4f}")
    press(page, "Shift+ArrowRight", "ArrowLeft")
    expect(page.locator("[data-show=step]")).to_have_text("12")
    page.get_by_role("slider", name="Step").focus()
    press(page, "End")
    expect(page.locator("[data-show=step]")).to_have_text("24")
    press(page, "Home")
    expect(page).to_have_url(re.compile(r"step=0$"))
    page.evaluate("document.activeElement.blur()")
    press(page, " ")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    expect(page.locator("[data-show=step]")).to_have_text("24")
    expect(page.get_by_role("button", name="Play")).to_be_visible()


def test_with_reduced_motion_nothing_moves_unasked_and_playing_jumps(
    page: Page, address: str
) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{address}/lab?steps=10")
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    expect(page.locator("[data-show=step]")).to_have_text("0")
    press(page, " ")
    expect(page.locator("[data-show=step]")).to_have_text("10")
    expect(page).to_have_url(re.compile(r"step=10$"))


def test_a_script_draws_what_the_server_draws(page: Page, address: str) -> None:
    moving = "[data-shade], [data-even], [data-edge], [data-now]"
    drawn = f"""() => [...document.querySelectorAll("{moving}")]
        .map((it) => [it.getAttribute("class"), it.getTotalLength(), it.getAttribute("x1"),
                      it.getAttribute("stroke-width")])"""
    page.goto(f"{address}/lab?step=99&steps=100")
    press(page, "ArrowRight")
    expect(page.locator("[data-show=step]")).to_have_text("100")
    expect(page).to_have_url(re.compile(r"step=100$"))
    by_script = page.evaluate(drawn)
    page.reload()
    by_server = page.evaluate(drawn)
    assert len(by_script) == len(by_server) > 20
    for (look, path, x, width), (look2, path2, x2, width2) in zip(
        by_script, by_server, strict=True
    ):
        assert set(look.split()) == set(look2.split())
        assert path == pytest.approx(path2, rel=0.1, abs=12)
        assert float(x or 0) == pytest.approx(float(x2 or 0), abs=0.1)
        assert float(width or 0) == pytest.approx(float(width2 or 0), abs=0.02)


def test_without_scripts_steps_are_links(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/lab")
    assert not page.get_by_role("button", name="Play").is_visible()
    page.get_by_role("link", name="+10").click()
    expect(page.locator("[data-show=step]")).to_have_text("10")
    page.get_by_label("Hidden layers").fill("3,2")
    page.get_by_label("Data", exact=True).select_option("moons")
    page.get_by_role("button", name="Train").click()
    expect(page.get_by_text("2–3–2–1 units")).to_be_visible()
    expect(page.locator("[data-show=step]")).to_have_text("10")
    page.get_by_text("Weights and gradients", exact=True).click()
    expect(page.locator("[data-weight='W2[0,1]']")).to_be_visible()
    context.close()
