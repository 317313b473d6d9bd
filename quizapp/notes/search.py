"""The search in notes and questions: every word must occur, and counts most in titles.

Each search reads the whole bank (some 400 short texts, whose words are cached), so there is no
index to keep up to date, and every database gives the same results.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from sqlalchemy.orm import Session

from engine.short_answers.word_stems import stem
from quizapp.models import bank_mark
from quizapp.storage.kept_results import KeptResults

from .entries import Findable, Kind, Passage, note_entries, question_entries
from .page import Note
from .stems import Word, long_form, words

BEFORE, AFTER = 60, 140  # characters shown on either side of a match
MOST_WORDS = 8  # in a query
MOST_NOTES, MOST_QUESTIONS = 10, 40  # shown
BEGUN = 4  # letters that the beginning of a word needs to find the whole word
TITLE, HEADING, TEXT = 10, 4, 1  # weights of occurrences
OFTEN = 4  # most occurrences in a text that count
SEARCHES = 200  # whose results a process keeps: they are the same for everybody
SUGGESTED = 3  # other queries to suggest if nothing was found
ALIKE, LONGER = 0.75, 2  # limits for similar words: difflib's ratio, and extra letters
EVERYWHERE = frozenset([
    "a", "an", "and", "are", "as", "be", "by", "do", "does", "for", "from", "how", "in", "is", "it",
    "of", "on", "or", "that", "the", "this", "to", "what", "when", "which", "why", "with",
])  # fmt: skip

Piece = tuple[str, bool]  # some text, and whether it is a match
Query = tuple[tuple[str, ...], ...]  # for each word its stems; an abbreviation has several


@dataclass(frozen=True)
class Hit:
    """A place with all words of the query, and an excerpt."""

    kind: Kind
    key: str  # the skill of a note, the id of a question
    skill: str
    anchor: str  # of the section of a note
    title: tuple[Piece, ...]
    heading: tuple[Piece, ...]
    excerpt: tuple[Piece, ...]


@dataclass(frozen=True)
class Found:
    """The results, best first, and how many there are.

    If nothing was found, `instead` holds queries that find something.
    """

    notes: tuple[Hit, ...] = ()
    questions: tuple[Hit, ...] = ()
    total: int = 0
    instead: tuple[str, ...] = ()
    names_question: bool = False  # the query is in the title of a question, and of no study page

    @property
    def groups(self) -> tuple[tuple[str, tuple[Hit, ...]], ...]:
        """Study pages and questions, each under its heading, what was sought first."""
        groups = (("Notes", self.notes), ("Questions", self.questions))
        ordered = reversed(groups) if self.names_question else groups
        return tuple((heading, hits) for heading, hits in ordered if hits)


_FOUND = KeptResults[Found](SEARCHES)


def search(session: Session, notes: Iterable[Note], query: str) -> Found:
    """Notes and questions in use that contain every word of the query."""
    typed, pages = _typed(query), tuple(notes)
    if not typed:
        return Found()
    marks, sought = (bank_mark(session),), (pages, tuple(typed))
    return _FOUND.of(marks, sought, lambda: _search(session, pages, typed))


def _search(session: Session, notes: Iterable[Note], typed: list[str]) -> Found:
    entries = [entry for page in notes for entry in note_entries(page)]
    entries += question_entries(session)
    best = sorted(_scored(entries, typed), key=lambda each: (-each[0], each[1].title.text))
    if not best:
        return Found(instead=_instead(entries, typed))
    stems = [each for stems in _query(typed) for each in stems]
    # A study page is represented by its best section.
    pages = {entry.key: entry for _, entry in reversed(best) if entry.kind == "note"}
    shown = [entry for _, entry in best if pages.get(entry.key) is entry]
    questions = [entry for _, entry in best if entry.kind == "question"]
    return Found(
        tuple(_hit(entry, stems) for entry in shown[:MOST_NOTES]),
        tuple(_hit(entry, stems) for entry in questions[:MOST_QUESTIONS]),
        len(shown) + len(questions),
        names_question=_named(questions, typed) and not _named(shown, typed),
    )


def text(pieces: Iterable[Piece]) -> str:
    """The plain text of some pieces."""
    return "".join(piece for piece, _ in pieces)


def _named(entries: Iterable[Findable], typed: Sequence[str]) -> bool:
    """Whether every word of the query is in the title of one entry, or of its section."""
    return any(
        all(
            any(stem in field.counts for field in _names(entry) for stem in stems)
            for stems in _query(typed)
        )
        for entry in entries
    )


def _names(entry: Findable) -> tuple[Passage, ...]:
    return (entry.title, entry.heading) if entry.kind == "note" else (entry.title,)


def _typed(query: str) -> list[str]:
    """The words of a query, without those that are in every text if there are others."""
    typed = [query[word.start : word.end] for word in words(query)]
    telling = [word for word in typed if word.casefold() not in EVERYWHERE]
    return list(dict.fromkeys(telling or typed))[:MOST_WORDS]


def _query(typed: Sequence[str]) -> Query:
    """The stems to look for: for each word, its own stem or those of its long form."""
    forms = ((word, long_form(word)) for word in typed)
    return tuple(
        (stem(word),) if word == long else (stem(word), *(each.stem for each in words(long)))
        for word, long in forms
    )


def _scored(entries: Sequence[Findable], typed: Sequence[str]) -> list[tuple[float, Findable]]:
    """Every entry that has all words, with its score; rare words count more."""
    found = [(0.0, entry) for entry in entries]
    for own, *long in _query(typed):
        worth = [
            (
                before,
                _worth(entry, own) or min((_worth(entry, each) for each in long), default=0.0),
                entry,
            )
            for before, entry in found
        ]
        having = sum(each > 0 for _, each, _ in worth)
        rarity = math.log(1 + len(entries) / having) if having else 0.0
        found = [(before + rarity * each, entry) for before, each, entry in worth if each]
    return found


def _worth(entry: Findable, stem: str) -> float:
    """The score of a word's occurrences in an entry; beginnings of words count half."""
    fields = (entry.title, TITLE), (entry.heading, HEADING), (entry.body, TEXT)
    exact = sum(weight * min(OFTEN, field.counts.get(stem, 0)) for field, weight in fields)
    if exact or len(stem) < BEGUN:
        return exact
    return sum(weight / 2 for field, weight in fields if field.begins(stem))


def _hit(entry: Findable, stems: Sequence[str]) -> Hit:
    title, heading = (
        _marked(field, _sought(field, stems)) for field in (entry.title, entry.heading)
    )
    return Hit(entry.kind, entry.key, entry.skill, entry.anchor, title, heading,
               _excerpt(entry.body, _sought(entry.body, stems)))  # fmt: skip


def _sought(passage: Passage, stems: Sequence[str]) -> list[Word]:
    """The words of a text that match the query, in order."""
    found = {known for known in passage.counts for stem in stems
             if known == stem or (len(stem) >= BEGUN and known.startswith(stem))}  # fmt: skip
    return [word for word in passage.words if word.stem in found] if found else []


def _marked(
    passage: Passage, sought: Sequence[Word], start: int = 0, end: int | None = None
) -> tuple[Piece, ...]:
    """A part of a text as pieces, split at matches."""
    end = len(passage.text) if end is None else end
    pieces: list[Piece] = []
    for word in sought:
        if start <= word.start and word.end <= end:
            pieces += [
                (passage.text[start : word.start], False),
                (passage.text[word.start : word.end], True),
            ]
            start = word.end
    pieces.append((passage.text[start:end], False))
    return tuple(piece for piece in pieces if piece[0])


def _excerpt(passage: Passage, sought: Sequence[Word]) -> tuple[Piece, ...]:
    """The text around the place with the most matches, cut between words."""
    text, places = passage.text, [word.start for word in sought]
    near = Counter({at: bisect_left(places, at + AFTER) - n for n, at in enumerate(places)})
    at = near.most_common(1)[0][0] if near else 0
    start = text.rfind(" ", 0, max(0, at - BEFORE) + 1) + 1
    end = text.find(" ", at + AFTER)
    end = len(text) if end < 0 else end
    shown = _marked(passage, sought, start, end)
    return (*[("… ", False)] * (start > 0), *shown, *[(" …", False)] * (end < len(text)))


def _instead(entries: Sequence[Findable], typed: Sequence[str]) -> tuple[str, ...]:
    """Similar queries that find something, with a word spelt differently or left out."""
    near = {word: _near(entries, word) for word in typed if not _scored(entries, [word])}
    spelt = [[near.get(word, [word])[:1] for word in typed]]
    spelt += [[[other] if each == word else [each] for each in typed]
              for word, others in near.items() for other in others]  # fmt: skip
    fewer = [[[each] for each in typed if each != word] for word in typed]
    queries = [[text for words in query for text in words] for query in spelt + fewer]
    finding = (" ".join(query) for query in queries if query and _scored(entries, query))
    return tuple(dict.fromkeys(finding))[:SUGGESTED]


def _near(entries: Sequence[Findable], word: str) -> list[str]:
    """Words of the bank with a similar spelling, the nearest first."""
    known = {
        field.text[each.start : each.end].casefold()
        for entry in entries for field in (entry.title, entry.heading, entry.body)
        for each in field.words if abs(each.end - each.start - len(word)) <= LONGER
    }  # fmt: skip
    return get_close_matches(word.casefold(), sorted(known), SUGGESTED, cutoff=ALIKE)
