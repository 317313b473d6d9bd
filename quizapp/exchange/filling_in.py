"""A question that comes in again, with what the file cannot say taken from the question here.

Markdown that says and shows the same keeps its own spelling, so that nothing seems to change.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine import BadQuestion
from engine.exercise.question import Question

from .markup_out import same_text

Doc = Mapping[str, Any]
HEAD = ("level", "source", "tags", "hints", "correction")
MADE_UP = ("wrong_answer_",)  # beginnings of names that no author chose


def filled_in(new: dict[str, Any], old: Doc, level_said: bool, source_said: bool) -> dict[str, Any]:
    """The document of the file, completed from the one in use."""
    kept = {key: old[key] for key in HEAD if key in old and key not in new}
    if not level_said and "level" in old:
        kept["level"] = old["level"]
    if not source_said and "source" in old:
        kept["source"] = old["source"]
    found = {**new, **kept}
    if new["type"] == old.get("type"):
        found["answer"] = _answer(new["answer"], old["answer"])
    return {key: _text(value, old.get(key)) for key, value in found.items()}


def _answer(new: Any, old: Any) -> dict[str, Any]:
    """The answer with the names, pins, slips and digits of the one in use."""
    found = _entry(new, old, ("slips", "unit", "words", "domain"))
    if "value" in new and "value" in old and _means_the_same(new, old):
        for key in ("decimals", "digits", "lower", "upper"):
            found.pop(key, None)
            found |= {key: old[key]} if key in old else {}
        found["value"] = old["value"]
    for name, key in (("options", "text"), ("wrong", "value"), ("wrong", "formula"),
                      ("wrong", "text"), ("rubric", "point")):  # fmt: skip
        if name in new and name in old:
            found[name] = _listed(found[name], old[name], key)
    if sorted(new.get("words", ())) == sorted(old.get("words", ())) != []:
        found["words"] = old["words"]
    if "wrong" in old and "wrong" not in new:
        found["wrong"] = old["wrong"]
    if len(new.get("blanks", ())) == len(old.get("blanks", ())) != 0:
        blanks = zip(new["blanks"], old["blanks"], strict=True)
        found["blanks"] = [_answer(one, other) for one, other in blanks]
    if "pairs" in new and "pairs" in old:
        found["pairs"] = _listed(found["pairs"], old["pairs"], "left")
    return found


def _listed(new: list[Any], old: list[Any], key: str) -> list[Any]:
    """Entries, each completed from the one that has the same text or value."""
    if not all(key in entry for entry in (*new, *old)):
        return new
    found = []
    for entry in new:
        same = next((one for one in old if _alike(one[key], entry[key])), None)
        if same is None:
            found.append(entry)
            continue
        own = str(entry.get("name", "")).startswith(MADE_UP) or "name" not in entry
        named = {"name": same["name"]} if own and "name" in same else {}
        found.append(_entry(entry, same, ("pinned", "weight")) | named)
    return found


def _entry(new: Doc, old: Doc, keys: tuple[str, ...]) -> dict[str, Any]:
    found = {key: _text(value, old.get(key)) for key, value in new.items()}
    return found | {key: old[key] for key in keys if key in old and key not in new}


def _text(new: Any, old: Any) -> Any:
    """The old spelling of what says the same."""
    if isinstance(new, list) and isinstance(old, list) and len(new) == len(old):
        return [_text(one, other) for one, other in zip(new, old, strict=True)]
    return old if _alike(new, old) else new


def _alike(one: Any, other: Any) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return same_text(one.strip(), other.strip())
    return bool(one == other)


def _means_the_same(new: Doc, old: Doc) -> bool:
    """Whether two numbers accept the same."""
    try:
        one, other = (_envelope(answer) for answer in (new, old))
    except BadQuestion:
        return False
    near = (other[1] - other[0]) * 1e-3 + abs(other[0]) * 1e-9
    return all(abs(a - b) <= near for a, b in zip(one, other, strict=True))


def _envelope(answer: Doc) -> tuple[float, float]:
    plain = {key: answer[key] for key in ("value", "decimals", "digits", "lower", "upper")
             if key in answer}  # fmt: skip
    head = {"title": "n", "type": "number", "level": 1, "source": "n", "prompt": "n"}
    question = Question.from_dict({**head, "explanation": "n", "answer": {"decimals": 0} | plain
                                   if "digits" not in plain else plain})  # fmt: skip
    number: Any = question.answer
    return number.envelope or (number.value, number.value)
