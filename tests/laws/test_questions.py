"""Law: every question file passes the check, and reads back as it was written."""

import re
import tomllib
from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from engine import OPS, proof
from engine.answers._named_wrong import NAME
from engine.answers._read_number import read_number
from engine.answers.choice import OptionsAnswer
from engine.answers.cloze import HOW
from engine.answers.number import NumberAnswer
from engine.formula.calculator import EXAMPLES
from engine.readings.digits import count, to_digits
from quizapp import kinds
from quizapp.bank import check, unfair_variants
from quizapp.bank.check import check_paths
from quizapp.bank.checked import CHECKED, known_good
from quizapp.bank.files import file_digest, question_files, read_skills
from quizapp.bank.formats import toml
from quizapp.bank.load import read_question
from quizapp.kinds import KINDS
from quizapp.storage import resources
from tests.over import over

FOLDER = resources.questions()
FILES = question_files(FOLDER)


@pytest.mark.slow
@pytest.mark.parametrize("slug", FILES)
def test_every_question_file_passes_the_check(slug, monkeypatch):
    """By one proof of its keys; SymPy, which takes longest, proves each template in test_proof."""
    by_one_route = partial(proof.check_exercise, routes=[proof.by_differences])
    monkeypatch.setattr(proof, "check_exercise", by_one_route)
    monkeypatch.setattr(unfair_variants, "SEEDS", 3)  # other laws draw more of each template
    monkeypatch.setattr(check, "repeated_titles", lambda _: ())  # a law below reads all of them
    problems = check_paths([FILES[slug]])
    assert not problems, "\n".join(map(str, problems))


def test_every_question_file_is_listed_as_checked_so_that_a_first_start_is_quick():
    now = {file_digest(path.read_bytes()): slug for slug, path in FILES.items()}
    new = sorted(slug for digest, slug in now.items() if digest not in known_good(FOLDER))
    assert not new, f"Run `make golden`: {CHECKED} does not list {', '.join(new)} as it is now."
    gone = known_good(FOLDER) - now.keys()
    assert not gone, f"Run `make golden`: {CHECKED} lists what is no more."


def test_skills_pass_the_check_and_each_one_has_questions():
    assert check_paths([FOLDER / "skills.toml"]) == []
    assert {slug.partition("/")[0] for slug in FILES} == read_skills(FOLDER).keys()


def test_no_question_file_is_where_it_would_not_be_found():
    assert set(FOLDER.rglob("*.toml")) == {
        *FILES.values(),
        FOLDER / "skills.toml",
        FOLDER / "sets.toml",
    }


@pytest.mark.slow
@over(FILES)
def test_a_question_survives_being_written_and_read(file):
    doc = tomllib.loads(file.read_text(encoding="utf-8"))
    assert toml.digest(toml.read(toml.write(doc))) == toml.digest(doc)


def test_no_example_beside_a_field_is_the_answer_to_a_question():
    """Where it is, the page gives the answer away."""
    number = (Path(kinds.__file__).parent / "number" / "entry.html").read_text(encoding="utf-8")
    typed = re.findall("<code>(.*?)<|`(.*?)`", number + KINDS["number"].how(None))
    words = [word.strip(".,") for word in f"{EXAMPLES} {HOW}".split() if ":" not in word]
    typed = [*map("".join, typed), *(word for word in words if re.search("[0-9]", word))]
    examples = [read_number(text) for text in typed]
    assert len(examples) >= 10
    for slug, path in FILES.items():
        answer = tomllib.loads(path.read_text(encoding="utf-8")).get("answer", {})
        for entry in (answer, *answer.get("blanks", ())):
            if value := entry.get("value"):
                near = [one for one in examples if abs(one - value) <= 0.01 * abs(value)]
                assert not near, slug


def test_wrong_options_are_named_after_the_misconception_behind_them():
    """Each name is told with a remark of its own; many are those of an op or another question."""
    named = Counter()
    for path in FILES.values():
        answer = read_question(path.read_text(encoding="utf-8")).answer
        for entry in answer.misconceptions if isinstance(answer, OptionsAnswer) else ():
            mark = answer.mark(entry.written)
            assert (mark.verdict, mark.credit) == (f"misconception:{entry.name}", 0.0)
            assert mark.remark == entry.remark != ""
            assert NAME.fullmatch(entry.name)
            named[entry.name] += 1
    known = {rule for op in OPS.values() for rule in op.bends}
    assert named.total() >= 40
    assert len(known & named.keys()) >= 20


def test_a_key_with_fewer_digits_is_right_or_handed_back_wherever_it_may_be_a_named_mistake():
    """0.02 for 0.0196 is no mistake; where a mistake is 0.02 as well, one more digit tells."""
    coarse = 0
    for slug, path in FILES.items():
        answer = read_question(path.read_text(encoding="utf-8")).answer
        if not isinstance(answer, NumberAnswer) or answer.is_whole:
            continue
        for digits in range(1, count(answer.key)):
            typed = answer.read(to_digits(answer.key, digits))
            if typed.digits != digits:  # 10 for 12 has two
                continue
            mark = answer.judge(typed)
            near = [w for w in answer.wrong if abs(w.value - typed) <= typed.unit / 2]
            assert mark.verdict in ("correct", "rounded", "imprecise"), (slug, str(typed))
            assert not (near and mark.verdict == "rounded"), (slug, str(typed))
            coarse += 1
    assert coarse > 20


def test_no_two_questions_have_the_same_title():
    titles = [tomllib.loads(path.read_text(encoding="utf-8"))["title"] for path in FILES.values()]
    assert {title for title in titles if titles.count(title) > 1} == set()
