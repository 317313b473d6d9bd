"""What the fields of a question's form are called, and the help beside them."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "title": ("Title", "Name the subject, never the answer. One line, without formulas."),
    "level": ("Level", ""),
    "source": ("Source", "Where this is explained."),
    "prompt": ("Question", "Markdown, with formulas as $x$, or $$x$$ on a line of their own."),
    "explanation": ("Explanation", "Shown after the mark: why the answer is what it is."),
    "hints": ("Hints", "Each says a little more than the one before."),
    "correction": ("What the source says", "Only where the source is wrong."),
    "template": ("Template", "Draws the numbers, and derives answers, mistakes and solution."),
    "options": ("Options", "Two to nine, each with a sentence on why it is right or wrong."),
    "text": ("Text", ""),
    "correct": ("Correct", ""),
    "pinned": ("Stays last", "As “none of these” has to; all others are shuffled."),
    "remark": ("Remark", "What we say to whoever answers this."),
    "name": ("Name of the mistake", "In snake_case, like slope_of_tanh."),
    "also": ("Other mistakes with this result", "Their names."),
    "value": ("Value", "In full precision."),
    "decimals": ("Decimals", "How many to ask for; 0 for a whole number."),
    "digits": ("Significant digits", "Instead of decimals."),
    "unit": ("Unit", "Shown after the field, like weights."),
    "lower": (
        "Accept from",
        "If empty, half a unit of the last digit; a whole one if the value is longer.",
    ),
    "upper": ("Accept to", ""),
    "wrong": ("Named mistakes", "Wrong answers that we recognise and explain."),
    "formula": ("Formula", "As a learner would type it, like a*(1-a)."),
    "symbols": ("Symbols", "The names that a formula may use, like a or h_1."),
    "domain": ("Range of each symbol", "Values to compare formulas at; −2 to 2 if empty."),
    "pairs": ("Pairs", ""),
    "left": ("Left", ""),
    "right": ("Right", ""),
    "distractors": ("Partners that fit nothing", ""),
    "items": ("Items, in the right order", "Learners see them shuffled."),
    "truth": ("The statement is true", ""),
    "model": ("Model answer", "What a good answer says."),
    "rubric": ("What a good answer says", "Points, at least two; each of them says one thing."),
    "point": ("Point", "As learners read it in their mark."),
    "weight": ("Weight", "How much it counts, or costs."),
    "phrasings": (
        "Ways to say it",
        "Words in any order, with | between alternatives, as in gradient loss|error every weight.",
    ),
    "contradicting": ("Ways to say the opposite", "Written like the ways to say it."),
    "reply": ("What we say to the opposite", "To whoever says it."),
    "roles": ("What gets mixed up", "The one that it is said of first, then the others."),
    "formulas": ("In symbols", "Formulas that say it, like p - t."),
    "bonus": ("Bonus", "Never costs an answer its full mark."),
    "probe": ("Follow-up question", "Asks for it without giving it away."),
    "mistakes": ("What it must not say", "Common mistakes, each with what we say to it."),
    "passage": ("Passage", "Mark the blanks as [[1]], [[2]] and so on."),
    "blanks": ("Blanks", "Give each accepted words, a value, or a formula."),
    "accept": ("Accepted words", "The first is shown as the correct answer."),
    "slips": ("Typing errors allowed", "Letters that may be off."),
    "words": ("Words to choose from", "Leave it empty if learners type freely."),
}
ONE = {  # one entry of a list, as its buttons call it
    "hints": "hint", "options": "option", "wrong": "mistake", "symbols": "symbol",
    "pairs": "pair", "distractors": "partner", "items": "item", "rubric": "point",
    "mistakes": "mistake", "phrasings": "phrasing", "contradicting": "phrasing", "roles": "name",
    "formulas": "formula",
    "blanks": "blank", "accept": "spelling", "words": "word", "also": "name",
}  # fmt: skip
LONG = {
    "prompt", "explanation", "correction", "hints", "text", "remark", "left", "right", "items",
    "distractors", "point", "model", "passage", "probe", "reply",
}  # fmt: skip


def label(key: str) -> str:
    """The label of a field; a template's parameter is its own label."""
    return WORDS.get(key, (key.replace("_", " ").capitalize(), ""))[0]


def help_on(key: str) -> str:
    """The help beside a field."""
    return WORDS.get(key, ("", ""))[1]
