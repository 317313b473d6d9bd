"""Writing in ASCII where a stream can do no more: σ as sigma, ∂ as d, h₁ as h1, ✓ as ok.

`speak_plainly` gives such a stream an encoding of our own, which spells everything out.
"""

from __future__ import annotations

import codecs
import unicodedata
from typing import Any

from .latex.symbols import LETTERS, LOWERED, RAISED

NAME = "quizapp_ascii"  # of the encoding
SAMPLE = "σ⎛₁✓−"  # an encoding that has these has them all

_TABLE = """
    − - – - — - · * × x ÷ / ± +- ∓ -+ ∖ \\ ∗ * ∘ o ⊙ (.) ⊕ (+) ⊗ (x) ⊖ (-) √ sqrt ∛ cbrt ∜ root4
    ∑ sum ∏ prod ∫ int ∬ iint ∮ oint ⋃ union ∪ union ⋂ intersect ∩ intersect ⨁ (+) ∧ and ∨ or
    ≤ <= ≥ >= ≠ != ≈ ~= ∼ ~ ≃ ~= ≅ ~= ≡ == ∝ ~ ≪ << ≫ >> ≔ := ≜ := ≐ = → -> ← <- ↔ <-> ↦ |-> ⇒ =>
    ⇐ <== ⇔ <=> ⟶ --> ↑ ^ ↓ v ↪ -> ↻ @ ∈ in ∉ !in ∋ has ⊂ in ⊆ in ⊃ has ⊥ _|_ ∥ || ⊢ |- ⊨ |=
    ∂ d ∇ grad ∞ inf ℓ l ℏ hbar ∅ {} ∀ all ∃ some ¬ not ⊤ T ∠ angle ′ ' ″ '' † + … ... ⋯ ... ⋮ :
    ⋱ \\ ° deg ℵ aleph □ [] • * ⋆ * ‚ , ‘ ' ’ ' “ " ” " ‖ || ⟨ < ⟩ > ⌊ floor( ⌋ ) ⌈ ceil( ⌉ )
    ⎛ / ⎜ | ⎝ \\ ⎞ \\ ⎟ | ⎠ / ⎡ [ ⎢ [ ⎣ [ ⎤ ] ⎥ ] ⎦ ] ⎧ / ⎪ | ⎨ < ⎩ \\ ⎫ \\ ⎬ > ⎭ /
    ─ - ━ = │ | ┌ + ┐ + └ + ┘ + ├ + ┤ + ┬ + ┴ + ┼ + ▁ _ ▂ . ▃ - ▄ = ▅ + ▆ * ▇ % █ #
    ✓ ok ✗ x ◐ ~ ○ o ½ 1/2 ⅓ 1/3 ⅔ 2/3 ¼ 1/4 ¾ 3/4 ⅕ 1/5 ⅙ 1/6 ⅛ 1/8 ⅜ 3/8
    \u0302 _hat \u0303 _tilde \u0304 _bar \u0305 _bar \u0332 _bar \u0307 _dot \u0308 _ddot
    \u20d7 _vec \u030c _check \u0306 _breve
"""
_WORDS = _TABLE.split()
SIGNS = dict(zip(_WORDS[::2], _WORDS[1::2], strict=True))
GREEK = {letter: name for name, letter in LETTERS.items() if letter.isalpha() and name.isalpha()}
ESTIMATES = "\u0302\u0303\u0304"  # hat, tilde, bar
SCRIPTS = {
    mark: {raised: plain for plain, raised in table.items() if not raised.isascii()}
    for mark, table in (("^", RAISED), ("_", LOWERED))
}


def spelt(text: str) -> str:
    """The text in ASCII."""
    if text.isascii():
        return text
    out, at = "", 0
    while at < len(text):
        character, end = text[at], at + 1
        mark = next((mark for mark, table in SCRIPTS.items() if character in table), "")
        if character.isascii():
            out += character
        elif character in SIGNS:
            out += SIGNS[character]
        elif mark:
            while end < len(text) and text[end] in SCRIPTS[mark]:
                end += 1
            script = _script(mark, text[at:end])
            by_name = mark == "_" and script[1:].isdigit() and out[-1:].isalpha()
            out += script[1:] if by_name else script  # h1 is its name in arithmetic too
        elif character in GREEK:
            following = text[end : end + 1]
            out += " " * out[-1:].isalpha() + GREEK[character]
            out += " " * (following.isascii() and following.isalnum())
        else:
            out += _unmarked(character)
        at = end
    return out


def _script(mark: str, text: str) -> str:
    plain = "".join(SIGNS.get(c := SCRIPTS[mark][each], GREEK.get(c, c)) for each in text)
    return mark + (plain if len(plain) == 1 or plain.isalnum() or plain[0] == "(" else f"({plain})")


def _unmarked(character: str) -> str:
    """The letter without its accent, unless that means something, as in an estimate."""
    pieces = unicodedata.normalize("NFKD", character)
    return "".join(
        each if each.isascii() else SIGNS[each] if each in ESTIMATES else "" for each in pieces
    ) or "?"  # fmt: skip


class _Encoder(codecs.IncrementalEncoder):
    def encode(self, text: str, final: bool = False) -> bytes:
        return spelt(text).encode("ascii")


def _found(name: str) -> codecs.CodecInfo | None:
    if name != NAME:
        return None
    known = codecs.lookup("ascii")
    return codecs.CodecInfo(
        lambda text, errors="strict": (spelt(text).encode("ascii"), len(text)),
        known.decode, incrementalencoder=_Encoder, incrementaldecoder=known.incrementaldecoder,
        name=NAME,
    )  # fmt: skip


codecs.register(_found)


def speak_plainly(*streams: Any) -> None:
    """Let the streams spell out what their encodings lack; writing never raises then."""
    for stream in streams:
        if not hasattr(stream, "reconfigure"):
            continue
        try:
            SAMPLE.encode(stream.encoding)
        except UnicodeError:
            stream.reconfigure(encoding=NAME)
        else:
            stream.reconfigure(errors="replace")
