"""What people call a browser: `Firefox on Windows`, made of the User-Agent that it sends.

Only words of these tables are kept, so nothing of what a browser sends can be read back.
"""

from __future__ import annotations

# the first that is found; most browsers also say that they are others
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox/": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "CrOS": "ChromeOS",
    "Mac OS X": "Mac",
    "Linux": "Linux",
}
UNKNOWN = "Another browser"


def browser_words(user_agent: str) -> str:
    """`Firefox on Windows`; `Another browser` if it doesn't say."""
    browser = _first(BROWSERS, user_agent) or UNKNOWN
    system = _first(SYSTEMS, user_agent)
    return f"{browser} on {system}" if system else browser


def _first(words: dict[str, str], text: str) -> str:
    return next((said for sign, said in words.items() if sign in text), "")
