"""Every colour can be read on the background that it is meant for."""

from __future__ import annotations

import pytest

from quizapp.terminal.style import DARK, EITHER, LIGHT, ROLES, Paint, background

LEVELS = (0, 95, 135, 175, 215, 255)  # of red, green and blue in the 256 colours
BLACK, NEARLY_BLACK, WHITE = 0.0, 0.013, 1.0
GREY = {"dim", "strong", "emphasis", "struck"}  # in the terminal's own colour


def luminance(number: int) -> float:
    """The relative luminance of one of the 256 colours, as WCAG defines it."""
    cube = number - 16
    levels = (LEVELS[cube // 36], LEVELS[cube // 6 % 6], LEVELS[cube % 6])
    parts = (level / 255 for level in levels)
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: float, other: float) -> float:
    low, high = sorted((one, other))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    ("behind", "backgrounds", "least"),
    [(DARK, (BLACK, NEARLY_BLACK), 4.5), (LIGHT, (WHITE,), 4.5),
     (EITHER, (BLACK, NEARLY_BLACK, WHITE), 3.0)],
)  # fmt: skip
def test_colours_contrast_with_their_background(
    behind: str, backgrounds: tuple[float, ...], least: float
) -> None:
    for role in ROLES.keys() - GREY:
        code = Paint(256, behind)(role, "x").partition("m")[0].rpartition(";")[2]
        for each in backgrounds:
            assert contrast(luminance(int(code)), each) >= least, role


@pytest.mark.parametrize(
    ("environ", "found"),
    [({}, EITHER), ({"COLORFGBG": "15;0"}, DARK), ({"COLORFGBG": "0;default;15"}, LIGHT),
     ({"COLORFGBG": "0;7"}, LIGHT), ({"COLORFGBG": "12;8"}, DARK), ({"COLORFGBG": "x"}, EITHER),
     ({"COLORFGBG": "15;0", "QUIZAPP_BACKGROUND": "Light"}, LIGHT),
     ({"COLORFGBG": "0;15", "QUIZAPP_BACKGROUND": "mauve"}, LIGHT)],
)  # fmt: skip
def test_the_background_is_what_the_setting_or_the_terminal_says(
    environ: dict[str, str], found: str
) -> None:
    assert background(environ) == found
