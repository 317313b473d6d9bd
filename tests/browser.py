"""Finds the Chromium that the browser tests drive; run as a script, it makes sure there is one.

Browser tests never skip: a page that nobody opened is not tested.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "fonts-liberation")  # without a font there is no text to measure
ADVICE = """The browser tests need Chromium, and none was found.
Install it (on Debian and Ubuntu: sudo apt-get install chromium), or say where it is:
QUIZAPP_CHROMIUM=/path/to/chromium make test"""


def chromium() -> str | None:
    """The path in QUIZAPP_CHROMIUM, or of the first Chromium on the PATH."""
    found = (shutil.which(name) for name in (os.environ.get("QUIZAPP_CHROMIUM", ""), *NAMES))
    return next(filter(None, found), None)


def install() -> None:
    """Install Debian's Chromium where that needs nobody's password."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        for step in (["update"], ["install", "-y", "--no-install-recommends", *PACKAGES]):
            subprocess.run(["apt-get", "-q", *step], check=False, stdin=subprocess.DEVNULL)


if __name__ == "__main__":
    if not chromium():
        install()
    sys.exit(None if chromium() else ADVICE)
