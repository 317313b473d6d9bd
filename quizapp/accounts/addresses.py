"""E-mail addresses in the one form in which they are stored and looked up.

We don't check that an address receives mail; it only has to look as if it could.
"""

from __future__ import annotations

import re
import unicodedata

from quizapp.accounts.visible import unseen

LONGEST = 254  # characters (RFC 5321)
EXAMPLE = "Write an e-mail address like name@example.org."
LOCAL = re.compile(r"[^\s@\"(),:;<>\[\\\].]+(\.[^\s@\"(),:;<>\[\\\].]+)*")
LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


def folded(email: str) -> str:
    """The address in lower case and NFKC, with its domain in ASCII (IDNA), as browsers send it."""
    name, at, domain = unicodedata.normalize("NFKC", email.strip()).lower().rpartition("@")
    return f"{name}{at}{_ascii(domain)}"


def readable(email: str) -> str:
    """The address with its domain as people write it: `berta@müller.de`."""
    name, at, domain = email.rpartition("@")
    try:
        return f"{name}{at}{domain.encode('ascii').decode('idna')}"
    except UnicodeError:  # a domain that only looks encoded
        return email


def problem(email: str) -> str:
    """What is wrong with an address, as advice; "" if mail could be sent to it."""
    if said := unseen(email.strip(), "the address"):
        return said
    name, _, domain = folded(email).rpartition("@")
    labels = domain.split(".")
    plausible = (
        len(name) <= 64
        and len(name) + len(domain) < LONGEST
        and LOCAL.fullmatch(name)
        and len(labels) > 1
        and all(LABEL.fullmatch(label) for label in labels)
        and not labels[-1].isdigit()
    )
    return "" if plausible else EXAMPLE


def _ascii(domain: str) -> str:
    if len(domain) > LONGEST:  # encoding takes time that grows with the square of the length
        return domain
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return domain
