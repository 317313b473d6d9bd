"""Passwords: which may be chosen, how they are hashed (argon2), and whether one is right.

The same letters can be typed in several ways (é is one character on Windows and two on a Mac), so
passwords are compared in NFKC, as NIST SP 800-63B advises.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST = 8
LONGEST = 1000  # hashing longer ones would keep the server busy
FEWEST = 4  # different characters, and letters besides those of the own name or address
SHORTEST_PART = 3  # of a name; shorter ones are in many words
MOST_USED = 6400  # passwords of any length; some two thousand of them are long enough
LENGTH = f"Choose a password of {SHORTEST} to {LONGEST} characters."
COMMON = "That is a common password, so it's easy to guess. A few unrelated words are safer."
PERSONAL = "That is easy to guess from your name or address. A few unrelated words are safer."


def problem(password: str, *known: str) -> str:
    """What is wrong with a new password, as advice; `known` is what others know about its owner."""
    text = _normal(password)
    if not SHORTEST <= len(text) <= LONGEST:
        return LENGTH
    plain = text.casefold()
    core = plain.rstrip("".join({c for c in plain if not c.isalpha()}))
    if len(set(plain)) < FEWEST or {plain, core} & _common():
        return COMMON
    return PERSONAL if _made_of(plain, known) else ""


def hashed(password: str) -> str:
    return _hasher().hash(_normal(password).encode("utf-8", "surrogatepass"))


def fits(kept: str | None, password: str) -> bool:
    """Whether this is the password of a hash; takes as long if there is no hash (None)."""
    password = password[:LONGEST]
    tries = dict.fromkeys((_normal(password), password))  # older hashes are of what was typed
    return any(_verified(kept or _nobodys_hash(), each) for each in tries) and kept is not None


def is_old(kept: str, password: str) -> bool:
    """Whether the right password should be hashed again: more costly, or in NFKC."""
    return _hasher().check_needs_rehash(kept) or _normal(password) != password


def _normal(password: str) -> str:
    return unicodedata.normalize("NFKC", password)


def _verified(kept: str, password: str) -> bool:
    from argon2.exceptions import VerificationError

    try:
        return _hasher().verify(kept, password.encode("utf-8", "surrogatepass"))
    except VerificationError:
        return False


def _made_of(plain: str, known: tuple[str, ...]) -> bool:
    """Whether little but names remains of a password, such as `Lovelace1815` of Ada Lovelace."""
    words = {"".join(filter(str.isalnum, word)) for text in known for word in _words(text)}
    rest = "".join(filter(str.isalnum, plain))
    found = False
    for word in sorted(words, key=len, reverse=True):
        if len(word) >= SHORTEST_PART and word in rest:
            found, rest = True, rest.replace(word, "")
    return found and sum(map(str.isalpha, rest)) < FEWEST


def _words(text: str) -> list[str]:
    text = _normal(text).casefold()
    apart = "".join(c if c.isalnum() else " " for c in text).split()
    return [text, text.partition("@")[0], *apart]


@cache
def _common() -> frozenset[str]:
    """The most used passwords of at least 8 characters, from the lists of leaked ones."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # takes long to import

    used = FREQUENCY_LISTS["passwords"][:MOST_USED]
    return frozenset(password for password in used if len(password) >= SHORTEST)


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()


@cache
def _nobodys_hash() -> str:
    return _hasher().hash("nobody")
