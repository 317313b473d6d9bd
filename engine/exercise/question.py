"""A question of the bank: what is asked, what is expected, and what is said afterwards.

A question with an answer is fixed; one with a template has new numbers for every seed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..answers._base import ANSWERS, Answer
from ..answers._shuffled import Shuffled
from ..draw import Draw
from ..errors import BadQuestion
from ..own_graph.graph_data import LEVEL_NAMES, GraphData
from ..own_graph.own_template import own_template
from ..templates._base import ALL, ASK, TEMPLATES, Template
from ..twins._base import AND_IF
from .exercise import Exercise, Part, Step
from .refused_draws import Cause
from .remedies import advice
from .schema import make
from .variant import NoFairVariant, build, build_from, more_to_ask

TEMPLATE = "template"  # the type of a question that is drawn
PARAMS = "params"
GRAPH = "graph"  # the key of one that brings its own graph
LEVELS = range(1, 4)
TAG = re.compile(r"(?=.{1,40}$)[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Head:
    """What every question file says, whatever its type."""

    title: str
    type: str
    level: int
    source: str
    prompt: str = ""
    explanation: str = ""
    hints: tuple[str, ...] = ()
    correction: str = ""
    tags: tuple[str, ...] = ()
    template: str | None = None
    params: Mapping[str, Any] = field(default_factory=dict)
    graph: GraphData | None = None


@dataclass(frozen=True)
class Question(Head):
    """A head and, unless it is drawn from a template, the expected answer."""

    answer: Answer | None = None
    own: Template | None = field(default=None, repr=False, compare=False)  # that of its graph

    @classmethod
    def from_dict(cls, doc: Mapping[str, Any]) -> Question:
        """The question in a parsed file; raises `BadQuestion` where the file does not fit."""
        head = make(Head, {key: value for key, value in doc.items() if key != "answer"})
        drawn = (GRAPH,) if GRAPH in doc else (TEMPLATE,)
        needed = drawn if head.type == TEMPLATE else ("prompt", "explanation", "answer")
        for key in needed:
            if not doc.get(key):
                raise BadQuestion(f"{key} is missing.", (key,))
        if head.type != TEMPLATE and head.type not in ANSWERS:
            known = ", ".join(sorted([*ANSWERS, TEMPLATE]))
            raise BadQuestion(f"There is no type {head.type!r}; there are {known}.", ("type",))
        stray = ("answer",) if head.type == TEMPLATE else ("template", "params", GRAPH)
        for key in stray:
            if key in doc:
                raise BadQuestion(f"A question of type {head.type} has no {key}.", (key,))
        for key in ("template", "params"):
            if GRAPH in doc and key in doc:
                raise BadQuestion(f"A question with its own graph has no {key}.", (key,))
        for key in ("template", "seed"):  # what `build` is given besides the parameters
            if key in head.params:
                raise BadQuestion(f"No template has a parameter {key}.", ("params", key))
        if head.level not in LEVELS:
            raise BadQuestion("1 is easy, 2 medium, 3 hard.", ("level",))
        kind = ANSWERS.get(head.type)
        answer = make(kind, doc["answer"], ("answer",)) if kind else None
        own = own_template(head.graph, head.level) if head.graph else None
        return cls(**vars(head), answer=answer, own=own)

    @property
    def is_drawn(self) -> bool:
        """Whether every seed has other numbers."""
        return self.answer is None

    @property
    def drawn_from(self) -> Template | None:
        """The template of its variants: one of the program's, or its own graph's."""
        return self.own or TEMPLATES.get(self.template or "")

    @property
    def levels(self) -> dict[int, Question]:
        """This question as a warm-up, an interview question and a hard one; what differs.

        What its file sets stays; the level of the template fills in the rest.
        """
        chosen = self.drawn_from
        if chosen is None:
            return {self.level: self}
        mine = chosen.complete(self.plain)
        found = {
            level: replace(self, level=level, params={**params, **self.params})
            for level, params in chosen.levels.items()
        }
        others = {level: question for level, question in found.items()
                  if chosen.complete(question.plain) != mine}  # fmt: skip
        return dict(sorted({**others, self.level: self}.items()))

    @property
    def and_if(self) -> str:
        """The name of the change this question is an "and if …?" of; "" for none."""
        return str(self.params.get(AND_IF, ""))

    @property
    def has_drill(self) -> bool:
        """Whether it has a full drill, which asks for more than it does."""
        if ALL in (self.and_if, self.params.get(ASK)):
            return False
        if self.own:
            return self.own.has_drill
        return more_to_ask(self.template or "", self.plain)

    @property
    def plain(self) -> dict[str, Any]:
        """The parameters of the template itself."""
        return {name: value for name, value in self.params.items() if name != AND_IF}

    def changed(self, and_if: str) -> Question:
        """This question with one thing about its graph changed; with `all` its full drill."""
        return replace(self, params={**self.plain, AND_IF: and_if})

    def given(self, params: Mapping[str, Any]) -> Question:
        """The question as it was drawn with these parameters, which must be complete."""
        drawn = replace(self, params=params)
        assert self.drawn_from is not None
        complete = self.drawn_from.complete
        same = (at for at, other in self.levels.items() if complete(other.plain) == drawn.plain)
        return replace(drawn, level=next(same, self.level))

    def exercise(self, seed: int) -> Exercise:
        """The variant of that seed: other numbers, or another order of what there is to choose.

        Seed 0 keeps the order of the file, as every question did before seeds shuffled anything.
        """
        if self.answer is None:
            drawn = self._drawn(seed)
            above = f"{self.prompt.strip()}\n\n" if self.prompt.strip() else ""
            return replace(drawn, statement=above + drawn.statement)
        answer, params = self.answer.posed(self.prompt), {}
        if isinstance(answer, Shuffled):
            draw = Draw(f"{self.type}|{self.title}|{seed}") if seed else None
            answer = answer.shuffled(draw)
            params = {"order": list(answer.order)} if draw else {}
        worked = Step("explanation", "answer", "", self.explanation, answer.key)
        return Exercise(
            template=self.type,
            seed=seed,
            params=params,
            statement=self.prompt,
            parts=(Part("answer", "", answer),),
            explained=(worked,),
        )

    def _drawn(self, seed: int) -> Exercise:
        if self.own is None:
            return build(self.template or "", seed, **self.params)
        try:
            return build_from(self.own, seed, **self.params)
        except NoFairVariant as error:
            raise self.unfair(error.refusals) from None

    def unfair(self, refusals: Counter[Cause]) -> BadQuestion:
        """What to tell the author of a graph of which these draws were refused."""
        assert self.graph is not None
        where = GRAPH, "asked", LEVEL_NAMES[self.level]
        return BadQuestion(advice(self.graph, self.level, refusals), where)

    def check(self) -> None:
        """Raise `BadQuestion` where everything fits its type but makes no fair question."""
        for key in ("title", "source"):
            if not getattr(self, key).strip():
                raise BadQuestion(f"{key} is empty.", (key,))
        if any(mark in self.title for mark in "$\n"):
            raise BadQuestion("A title is one line of plain text, without LaTeX.", ("title",))
        for index, tag in enumerate(self.tags):
            if not TAG.fullmatch(tag):
                advice = "Write a tag in lower-case letters, digits and hyphens."
                raise BadQuestion(f"{tag!r} is not a tag. {advice}", ("tags", index))
        for index, hint in enumerate(self.hints):
            if not hint.strip():
                raise BadQuestion("This hint is empty.", ("hints", index))
        if self.answer is None:
            self.exercise(seed=0)
            return
        try:
            self.answer.check()
        except BadQuestion as error:
            raise BadQuestion(str(error), ("answer", *error.where)) from None
