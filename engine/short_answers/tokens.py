"""A text as sentences of tokens, each with its place in the text and the idea it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from .disowned import reversed_
from .opposites import are_apart
from .same_meaning import canonical, phrases, root_of
from .spelling import ExpectedWords

LONGEST = 3  # words of an idea
_GRADIENT = (  # dE/dw, ∂E/∂w, \frac{\partial E}{\partial w}
    r"\\frac\s*\{\s*(?:\\partial|∂|d)[^{}]*\}\s*\{\s*(?:\\partial|∂|d)[^{}]*(?:\{[^{}]*\})?[^{}]*\}"
    r"|(?:∂|\\partial\s*|\bd)[A-Za-z]\w*\s*/\s*(?:∂|\\partial\s*|d)[A-Za-z]\w*"
)
_LEX = re.compile(
    rf"(?P<gradient>{_GRADIENT})"
    r"|(?P<word>\\?[^\W\d_]+(?:['’][^\W\d_]+)*(?:\d+(?![\d.]))?)"
    r"|(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<sign><-|->|:=|[←=+\-−–*·×/^√²<>≤≥→%])"
    r"|(?P<stop>[.!?]+(?=\s|$|[\"')\]])|\n\s*(?:[-*•]|\d+[.)])\s|\n\s*\n|\n)"
    r"|(?P<pause>[,;:–—]|(?<!\S)\(|\)(?![\w²]))"
)
_SIGNS = {
    "=": "equal", "+": "plus", "-": "minus", "−": "minus", "–": "minus", "*": "multiply",
    "·": "multiply", "×": "multiply", "/": "divide", "^": "power", "√": "sqrt", "²": "squared",
    "<": "below", ">": "above", "≤": "below", "≥": "above", "→": "to", "%": "percent",
    "<-": "equal", "←": "equal", ":=": "equal", "->": "to",
}  # fmt: skip
_LATEX = {"\\eta": "rate", "\\cdot": "multiply", "\\times": "multiply", "\\sum": "sum",
          "\\sqrt": "sqrt", "\\leftarrow": "equal", "\\to": "to",
          "\\rightarrow": "to", "\\partial": "gradient",
          "∇": "gradient", "\\nabla": "gradient"}  # fmt: skip
_BREAKS = {"but", "because", "although", "though", "whereas", "while", "since", "so", "which",
           "however", "therefore", "hence", "instead", "unless", "if", "when", "then",
           "otherwise", "yet", "as"}  # fmt: skip
_JOINS = {"and", "or", "&"}
_SUBJECTS = {"the", "it", "they", "we", "you", "there", "this", "its", "no", "neither", "nothing"}
_EMPTY_WORDS = """
a an the of to in on at by for from is are was were be been being it its this that these those
there and or as with i we you they he she our your their my me us them do does did will would
can could should may might shall has have had having also just very really quite so such then
than thus hence which who what when where how why if into onto about e.g i.e via up down out off
more most much some other only even well still too again s t basically actually think mean kind
like sort thing things way called means
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word or a sign: its place, the idea (canonical stem), and its sentence and clause."""

    start: int
    end: int
    text: str  # in lower case
    stem: str  # of the word itself
    idea: str
    sentence: int
    clause: int
    is_typo: bool = False  # read as another word, from which it is a slip away
    is_reversed: bool = False  # said to be untrue: "it is wrong that", "it isn't true that"

    @property
    def is_empty(self) -> bool:
        """Whether it is one of the words that carry a sentence and say nothing of the subject."""
        return self.text in _EMPTY


def tokens(text: str, known: ExpectedWords | None = None) -> list[ReadWord]:
    """Every token of a text, in order; several words that are one idea become one token.

    Words that are none of those `known`, but a slip away from one, are read as that.
    """
    found = words(text)
    return reversed_(apart(merged(corrected(found, known) if known else found)))


def ideas(text: str) -> list[str]:
    """The ideas of a text, without the words that say nothing of the subject."""
    return [token.idea for token in tokens(text) if not token.is_empty]


def corrected(found: Iterable[ReadWord], known: ExpectedWords) -> Iterable[ReadWord]:
    """The tokens, with typing errors corrected."""
    for token in found:
        word = "" if token.is_empty else known.meant(token.text, token.stem)
        if not word:
            yield token
            continue
        root = root_of(word)
        idea = canonical().get(root, root)
        yield replace(token, stem=root, idea=idea, is_typo=True)


def words(text: str) -> Iterable[ReadWord]:
    """Every single word and sign of a text."""
    sentence = clause = 0
    begun, before = False, ""  # whether the sentence has a word yet, and the word before
    for found in _LEX.finditer(text):
        kind, raw = found.lastgroup, found[0]
        if kind == "stop":
            sentence, clause, begun = sentence + begun, clause + 1, False
            continue
        if kind == "pause":
            clause += 1
            continue
        begun = True
        low = raw.lower().replace("’", "'")
        if kind == "gradient":
            root = idea = "gradient"
        elif kind == "sign":
            if (
                low in "-–"
                and text[max(found.start() - 1, 0)].isalpha()
                and text[found.end() : found.end() + 1].isalpha()
            ):  # a hyphen
                continue
            root = idea = root_of(_SIGNS[low])
            idea = canonical().get(root, idea)
        elif low.startswith("\\"):
            root = _LATEX.get(low, low[1:])
            idea = canonical().get(root_of(root), root)
        else:
            root = root_of("multiply" if low == "times" else low)
            idea = canonical().get(root, root)
        if low in _BREAKS or (before == "and" and low in _SUBJECTS):
            clause += 1
        before = low
        yield ReadWord(found.start(), found.end(), low, root, idea, sentence, clause)


def merged(found: Iterable[ReadWord]) -> list[ReadWord]:
    """The tokens with every run of words that is one idea as a single one."""
    rest, known, out = list(found), phrases(), []
    at = 0
    while at < len(rest):
        for length in range(min(LONGEST, len(rest) - at), 0, -1):
            run = rest[at : at + length]
            same = run[0].sentence == run[-1].sentence
            if same and (one := known.get(tuple(token.stem for token in run))):
                out.append(replace(run[0], end=run[-1].end, idea=one))
                break
        else:
            length = 1
            out.append(rest[at])
        at += length
    return out


def apart(found: list[ReadWord]) -> list[ReadWord]:
    """The tokens with a new clause at an "and" between something and its opposite.

    "L1 adds squares and L2 absolute values" is two clauses, "the squares of L1 and L2" is one.
    """
    out: list[ReadWord] = []
    more = 0
    for token in found:
        if token.text in _JOINS:
            here = [other for other in found if other.clause == token.clause]
            before = [other.idea for other in here if other.start < token.start]
            after = [
                other.idea for other in here if other.start > token.start and other.text != "the"
            ]
            joined = set(before[-1:]), set(after[:1])
            more += are_apart(set(before), set(after)) and not are_apart(*joined)
        out.append(replace(token, clause=token.clause + more) if more else token)
    return out
