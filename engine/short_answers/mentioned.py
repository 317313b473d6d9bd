"""What a text only mentions: "we talked about large weights last week" says nothing about them.

A few words of the subject make a point where they are claimed. They aren't in a question, behind
"something to do with", in a clause about a lecture, or in one that is mostly about other things.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import pairwise

from .matching import Match
from .spelling import ExpectedWords
from .tokens import ReadWord

SHORT = 3  # words of a match that may be there by the way
OTHERS = 2  # words from another world, from which a clause may be mostly about that
_TALK_WORDS = """
lecture lectures lecturer chapter chapters lesson lessons seminar tutorial professor prof textbook
homework syllabus curriculum podcast wikipedia google googled youtube exam exams topic topics
keyword keywords buzzword buzzwords jargon colleague colleagues boss friend friends yesterday
mention mentioned mentions discuss discussed discusses talk talked talks talking heard revise
revised notebook blog blogs bootcamp session sessions familiar flashcard flashcards
interview interviews interviewer
"""
_TALK = frozenset(_TALK_WORDS.split())
_NAMES = {"term", "concept", "word", "phrase", "subject", "question", "slide", "slides", "book",
          "books", "course", "article", "video", "notes", "page", "expression"}  # fmt: skip
_NAMING = {"a", "an", "the", "this", "that", "my", "our", "his", "important", "famous", "known",
           "nice", "some", "your", "difficult", "hard", "interesting", "every"}  # fmt: skip
_WE = {"i", "we", "i've", "we've", "i'd", "he", "she", "you", "people", "everybody", "everyone"}
_MIND_WORDS = """
like love hate enjoy forgot forget forgotten remember recall wonder studied study heard read saw
covered learnt learned had revised know knew
"""
_MIND = frozenset(_MIND_WORDS.split())
_BEARING_PAIRS = """
to do, no idea, look up, related to, relates to, connected to, connected with, associated with,
something with, something on, something like, deals with
"""
_BEARING = frozenset(tuple(pair.split()) for pair in _BEARING_PAIRS.split(","))
_IS = {"is", "it's", "was", "are", "all", "be", "were", "that's"}
_SHRUGS = {("whatever", "that"), ("whatever", "it"), ("like", "that"), ("or", "whatever")}
_ARTICLES = {"the", "a", "an", "of", "its", "those", "these", "such"}
_PERSONS = {"i", "somebody", "someone", "he", "she", "there", "let", "look"}
_LEADS = {"would", "will", "should", "could", "can", "may", "might", "to", "have", "had", "once",
          "also", "just", "only", "always", "often", "do", "must", "us", "me", "not", "don't",
          "are", "is", "was", "were", "up", "at"}  # fmt: skip
_TRIES_WORDS = """
see try get pick choose plot watch notice check take put want clip draw write start begin set make
go turn end expect run fit feed
"""
_TRIES = frozenset(_TRIES_WORDS.split())
_NEUTRAL_WORDS = """
never often sometimes though another around exceeds shows depends coefficients build get gets got
goes going downside
because since while if during then something unless whereas but once as therefore depending whether
after until these those they we between one left right both whose bunch half
percentages columns table ten apart next raw become becomes turn turns turning by good together
numbers number values value out rest forever straight part parts
"""
_NEUTRAL = frozenset(_NEUTRAL_WORDS.split())
_OPEN = {"know", "sure", "remember", "wonder", "tell", "certain", "ask", "asked", "forgot", "idea"}


def is_mentioned(text: str, read: Sequence[ReadWord], found: Match, known: ExpectedWords) -> bool:
    """Whether a match may only be a mention, as nothing is claimed in its clause."""
    if not found.places:
        return False
    first, last = min(at for at, _ in found.places), max(end for _, end in found.places)
    sentence, clauses = read[first].sentence, {read[n].clause for n in (first, last)}
    clause = [token for token in read if token.clause in clauses]
    before = [token.text for token in read[:first] if token.sentence == sentence]
    behind = [token.text for token in read[last + 1 :] if token.sentence == sentence]
    return (
        _is_asked(text, read, last)
        or _is_talk(clause)
        or _is_behind(before)
        or bool(_SHRUGS & set(pairwise(behind[:4])))
        or (len(found.places) <= SHORT and _is_elsewhere(read, clause, found, known))
    )


def _is_asked(text: str, read: Sequence[ReadWord], last: int) -> bool:
    """Whether the sentence ends with a question mark."""
    line = [token for token in read if token.sentence == read[last].sentence]
    return text[line[-1].end :].lstrip(" )\"'.!").startswith("?")


def _is_talk(clause: Sequence[ReadWord]) -> bool:
    """Whether a clause is about what was taught, read or remembered."""
    texts = [token.text for token in clause]
    if _TALK & set(texts):
        return True
    pairs = set(pairwise(texts))
    if any(one in _NAMING and other in _NAMES for one, other in pairs):
        return True
    return any(one in _WE and other in _MIND for one, other in pairs) and not _explains(texts)


def _explains(texts: Sequence[str]) -> bool:
    """Whether it goes on to say something: "I know that …"."""
    return bool({"that", "because", "is", "are", "when"} & set(texts))


def _is_behind(before: Sequence[str]) -> bool:
    """Whether what follows these words is only said to have a bearing on something."""
    words = [word for word in before if word not in _ARTICLES]
    if any(pair in _BEARING for pair in pairwise(words)):
        return True
    if "whether" in words and _OPEN & set(words):
        return True
    return len(words) > 1 and words[-1] == "about" and words[-2] not in _IS


def _is_elsewhere(
    read: Sequence[ReadWord], clause: Sequence[ReadWord], found: Match, known: ExpectedWords
) -> bool:
    """Whether what a clause says around a match has mostly nothing to do with the question."""
    taken = {read[n].start for at, end in found.places for n in range(at, end + 1)}
    rest = [token for token in clause if token.start not in taken]
    told = [token for token in rest if token.text.isalpha()
            and not token.is_empty and token.text not in _NEUTRAL]  # fmt: skip
    others = [token for token in told if not known.expects(token.stem)]
    if len(others) >= OTHERS and len(told) < 2 * len(others):
        return True
    return any(_is_act(clause, token, taken) for token in others)


def _is_act(clause: Sequence[ReadWord], verb: ReadWord, taken: Set[int]) -> bool:
    """Whether a person does something to what is said, or is told to: "I would look at …"."""
    at = clause.index(verb)
    if verb.text in _TRIES or not any(token.start in taken for token in clause[at:]):
        return False
    before = [token.text for token in clause[:at]]
    return bool(before) and before[0] in _PERSONS and all(word in _LEADS for word in before[1:])
