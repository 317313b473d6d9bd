"""Adds questions, migrations, and a web font for mathematics to the wheel.

Delimiters stretch only with a font that has a MATH table. The whole STIX Two Math is in the
`ziamath` wheel (1.5 MB); pages need a tenth of it.
"""

from __future__ import annotations

import shutil
from importlib.metadata import files
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CHARACTERS = (  # used by LaTeX for neural networks; stretched variants are added automatically
    range(0x20, 0x7F),  # ASCII
    range(0xA0, 0x100),  # Latin, for names
    range(0x2C6, 0x400),  # accents, Greek
    range(0x2010, 0x20F0),  # punctuation, sub- and superscripts, combining arrows
    range(0x2100, 0x2150),  # letter-like symbols
    range(0x2190, 0x2300),  # arrows, operators
    range(0x2308, 0x230C),  # floors and ceilings
    range(0x239B, 0x23B8),  # pieces of brackets
    range(0x23DC, 0x23E2),  # horizontal braces
    range(0x25A0, 0x2600),  # geometric shapes
    range(0x27E6, 0x27F0),  # mathematical brackets
    range(0x1D400, 0x1D4D0),  # bold, italic, script alphabets
    range(0x1D538, 0x1D56C),  # double-struck
    range(0x1D6A8, 0x1D71C),  # bold and italic Greek
)
FEATURES = ["ssty", "dtls", "flac", "rtlm"]  # that MathML layout needs


class Assets(BuildHookInterface[Any]):
    """Adds `quizapp/_data/`, and makes the font, with its licence beside it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called before each build; `version` is "standard" or "editable"."""
        if version == "standard":  # an editable install uses the folders of the checkout
            for name in ("migrations", "questions"):
                build_data["force_include"][str(Path(self.root, name))] = f"quizapp/_data/{name}"
        self.make_font()

    def make_font(self) -> None:
        folder = Path(self.root, "quizapp", "web", "static", "fonts")
        font = folder / "stix-two-math.woff2"
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(Path(self.root, "LICENSE-FONT"), folder / "OFL.txt")
        if not font.exists() or font.stat().st_mtime < Path(__file__).stat().st_mtime:
            shrink(shipped("ziamath", "STIXTwoMath-Regular.ttf"), font)


def shipped(package: str, name: str) -> Path:
    """The file `name` of an installed package."""
    return next(Path(str(f.locate())) for f in files(package) or () if f.name == name)


def shrink(source: Path, font: Path) -> None:
    """Subset the TrueType font at `source` to WOFF2."""
    from fontTools import subset

    options = subset.Options(flavor="woff2", hinting=False, layout_features=FEATURES)
    whole = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for block in CHARACTERS for code in block])
    subsetter.subset(whole)
    subset.save_font(whole, str(font), options)
