"""Finds the Chromium that the browser tests drive. As a script it says where to get one, or, with
`--install`, gets it.

Browser tests never skip: a page that nobody opened is not tested.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

SHELL = "chromium-headless-shell"  # the same without windows; needs three quarters of the time
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FONT = "fonts-liberation"  # without one there is no text to measure
ADVICE = """The browser tests need Chromium, and none was found.
Install it (on Debian and Ubuntu: sudo apt-get install chromium), or say where it is:
QUIZAPP_CHROMIUM=/path/to/chromium make test"""


def chromium() -> str | None:
    """The path in QUIZAPP_CHROMIUM, or of the first Chromium on the PATH."""
    found = (shutil.which(name) for name in (os.environ.get("QUIZAPP_CHROMIUM", ""), *NAMES))
    return next(filter(None, found), None)


def install() -> None:
    """Install a Chromium of Debian's, a light one if it can be."""
    if not shutil.which("apt-get"):
        return
    if not chromium():
        _apt("update")
    _apt("install", "-y", "--no-install-recommends", SHELL, FONT)
    if not chromium():
        _apt("install", "-y", "--no-install-recommends", "chromium", FONT)


def _apt(*what: str) -> None:
    subprocess.run(["apt-get", "-q", *what], check=False, stdin=subprocess.DEVNULL)


if __name__ == "__main__":
    asked = "--install" in sys.argv
    if asked and not shutil.which(SHELL) and not os.environ.get("QUIZAPP_CHROMIUM"):
        install()
    sys.exit(None if chromium() else ADVICE)
