"""What is denied in a text: which tokens lie in the scope of a "not", a "never" or a "without"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from .tokens import ReadWord

_REACH = {  # how many tokens a word denies, up to the end of its clause
    "not": 8, "never": 8, "cannot": 8, "cant": 8, "dont": 8, "doesnt": 8, "didnt": 8, "isnt": 8,
    "arent": 8, "wont": 8, "neither": 8, "nor": 8, "no": 4, "without": 6, "none": 6, "nothing": 6,
    "fails": 6, "fail": 6, "lack": 4, "lacks": 4, "prevents": 5,
    "rather than": 5, "unlike": 3, "nobody": 5, "nowhere": 5, "lose": 3, "loses": 3,
    "wouldnt": 8, "couldnt": 8, "shouldnt": 8, "needn't": 8, "neednt": 8, "wasnt": 8,
    "unable": 6, "false": 6, "wrong": 6, "untrue": 6, "incorrect": 6,
    "rarely": 6, "seldom": 6, "hardly": 6, "refuses": 6, "neglects": 6,
}  # fmt: skip
_OUTRIGHT = {
    "none",
    "nothing",
    "instead",
    "ignores",
    "hardly",
    "barely",
    "useless",
    "pointless",
    "prevent",
    "prevents",
    "avoid",
    "avoids",
    "avoiding",
    "preventing",
}  # wherever they stand
_AFFIRMS = {"only", "just", "merely", "doubt", "matter", "necessarily"}  # "not only", "no matter"
_EASE = {"trouble", "problem", "problems", "difficulty", "difficulties", "issue", "issues"}
_PRONOUNS = {"them", "it", "this", "that", "these", "one"}
_STOPS = {"stop", "stops", "stopped", "keeps", "discourages", "discourage"}
_BACK = {"wrong", "false", "untrue", "incorrect"}  # "it is wrong that", "which is wrong"


def denials(text: Sequence[ReadWord]) -> list[tuple[int, int]]:
    """Every word that denies, by its place, and the place before which its scope ends."""
    found = []
    for at, token in enumerate(text):
        end = at + 1 + _reach(text, at)
        for later in range(at + 1, min(end, len(text))):
            if text[later].sentence != token.sentence or text[later].clause != token.clause:
                end = later
                break
        if end > at + 1:
            found.append((at, min(end, len(text))))
    return found


def deniers(clause: Sequence[ReadWord], but: Collection[ReadWord] = ()) -> list[ReadWord]:
    """The words of a clause that deny something, whatever they reach, `but` for some."""
    found = [token for at, token in enumerate(clause)
             if (_reach(clause, at) or token.text in _OUTRIGHT or token.text in _BACK)
             and token not in but]  # fmt: skip
    return found + [token for token in clause if token.is_reversed][:1]


def _reach(text: Sequence[ReadWord], at: int) -> int:
    word = text[at].text
    after = text[at + 1].text if at + 1 < len(text) else ""
    if (word, after) in (("rather", "than"), ("instead", "of")):
        return _REACH["rather than"]
    if word in _BACK and after != "that":
        return 0
    if word == "without" and after in _PRONOUNS:  # "without them, layers collapse"
        return 2
    if word == "no" and after == "longer":
        return 8
    if word in _STOPS:  # "it stops units relying on others"
        return 4 if any(each.text.endswith("ing") for each in text[at + 1 : at + 4]) else 0
    if word == "no" and after in _EASE:  # "no trouble learning" is learning
        return 0
    if word.endswith("n't"):
        return 8 if after not in _AFFIRMS else 0
    return 0 if after in _AFFIRMS else _REACH.get(word, 0)
