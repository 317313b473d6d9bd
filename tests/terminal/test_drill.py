"""`quizapp drill` with piped input: what is shown, marked and stored."""

from __future__ import annotations

import json
import random
import re
import sqlite3
import subprocess
import sys

import pytest

from engine.exercise.question import TEMPLATE
from quizapp.kinds import is_written, kind_of
from quizapp.practice.served import SEEDS
from tests.documents import ROOT
from tests.terminal.program import COMMAND, Program, answered

BANK = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("questions/*/*.toml"))
IN_BANK = set(re.findall(r'^type = "(\w+)"', BANK, re.MULTILINE))
SOLO = sorted(name for name in IN_BANK - {TEMPLATE} if not is_written(name))


@pytest.mark.parametrize("type_", SOLO)
def test_the_right_answer_is_marked_right_and_logged(program: Program, type_: str) -> None:
    drawn = random.Random(1).randrange(SEEDS)  # what `--seed 1` asks for first
    part = program.only(type_, seed=drawn).parts[0]
    pieces = kind_of(part.answer).blanks(part.answer) or [("", part.answer)]
    typed = answered([piece.write() for _, piece in pieces])
    shown = program.drill("--count", "1", "--seed", "1", typed=typed)
    assert "✓ Correct" in shown
    (attempt,) = program.attempts()
    assert (attempt.score, attempt.door, attempt.hints_used) == (1.0, "drill", 0)
    assert attempt.responses == {"answer": part.answer.settled(part.answer.write())}
    assert attempt.duration_seconds is not None


def test_an_unreadable_answer_comes_back_with_a_caret_and_is_not_marked(program: Program) -> None:
    right = program.only("number").parts[0].answer.write()
    shown = program.drill("--count", "1", typed=answered(["12,34.5", "banana", right]))
    assert re.search(r"^Answer: 12,34\.5\n {8,}\^\n    ", shown, re.MULTILINE)
    assert shown.count("Answer: ") == 3
    (attempt,) = program.attempts()
    assert attempt.score == 1.0


def test_a_blank_is_asked_for_again_once_and_then_left_blank(program: Program) -> None:
    program.only("number")
    shown = program.drill("--count", "1", typed="\n\n")
    assert shown.count("Answer: ") == 2
    assert "– Left blank" in shown
    (attempt,) = program.attempts()
    assert (attempt.score, attempt.responses) == (0.0, {})


def test_every_blank_has_its_own_prompt_and_earlier_values_are_followed_through(
    program: Program,
) -> None:
    program.only("template", holding='template = "neuron_gradient"')
    shown = program.drill("--count", "1", "--seed", "1", typed="0.5\n0..5\n0.25\ns\n")
    prompts = re.findall(r"^ *(\d+)/\d+  (\S.*) = (.*)$", shown, re.MULTILINE)
    assert [typed for _, _, typed in prompts] == ["0.5", "0..5", "0.25", "s"]
    assert prompts[1][1] == prompts[2][1] != prompts[0][1]
    (attempt,) = program.attempts()
    assert sorted(attempt.responses.values()) == ["0.25", "0.5"]
    assert "Step-by-step solution" in shown


def test_giving_up_shows_the_solution_and_scores_nothing(program: Program) -> None:
    answer = program.only("number").parts[0].answer
    shown = program.drill("--count", "1", typed="s\n")
    assert f"Correct answer: {answer.shown}" in shown
    (attempt,) = program.attempts()
    assert (attempt.score, attempt.responses) == (0.0, {})


def test_a_hint_is_shown_and_counted(program: Program) -> None:
    right = program.only("choice").parts[0].answer.write()
    assert "Hint 1 of" in program.drill("--count", "1", typed=answered(["?", right]))
    assert program.attempts()[0].hints_used == 1


def test_r_repeats_the_question(program: Program) -> None:
    program.only("choice")
    shown = program.drill("--count", "1", typed="r\nq\n")
    assert shown.count("One number.") == 2


def test_stopping_keeps_what_was_answered_and_nothing_else(program: Program) -> None:
    shown = program.drill("--seed", "1", typed="s\n\nq\n")
    assert len(program.attempts()) == 1
    assert "1 question · given up" in shown, "as on the web, giving up is no score"


def test_the_summary_says_what_was_given_up_and_an_order_is_numbered(program: Program) -> None:
    ordered = program.only("ordering").parts[0].answer
    shown = program.drill("--count", "2", typed=answered([ordered.write(), "s"]))
    assert "2 questions, 1 given up · " in shown
    assert re.search(r"Correct answer:\s+1\. .*\n(.*\n)*? +2\. ", shown)


def test_the_derivation_is_shown_on_request(program: Program) -> None:
    program.only("template", holding='template = "neuron_gradient"')
    blanks = program.run("drill", "--plain", "--count", "1", typed="\n" * 60).stdout
    assert "Step-by-step solution" not in blanks
    count = blanks.count("Left blank")
    shown = program.drill("--count", "1", typed="\n" * 2 * count + "d\n")
    assert "Step-by-step solution" in shown


def test_piped_answers_need_no_extra_lines_between_them(program: Program) -> None:
    right = program.only("true_false").parts[0].answer.write()
    shown = program.drill("--count", "3", typed=answered([right] * 3))
    assert len(program.attempts()) == 3
    assert "3 questions · 100%" in shown


def test_the_same_seed_asks_the_same_questions(program: Program) -> None:
    runs = [program.drill("--seed", "11", "--count", "1", typed="q\n") for _ in range(2)]
    assert runs[0].replace("0 s", "") == runs[1].replace("0 s", "")


def test_no_question_begins_after_the_minutes_are_over(program: Program) -> None:
    right = program.only("true_false").parts[0].answer.write()
    done = program.run("drill", "--minutes", "0.0001", "--json", typed=answered([right] * 9))
    assert json.loads(done.stdout)["ended"] == "minutes"
    assert len(program.attempts()) <= 1


def test_json_prints_one_document_and_prompts_elsewhere(program: Program) -> None:
    right = program.only("true_false").parts[0].answer.write()
    done = program.run("drill", "--json", "--count", "2", typed=answered([right, "", right]))
    document = json.loads(done.stdout)
    assert done.stdout.count("\n") == 1
    assert "Answer:" in done.stderr
    assert (document["questions"], document["score"], document["ended"]) == (2, 1.0, "count")
    assert [entry["id"] for entry in document["attempts"]] == [a.id for a in program.attempts()]


def test_a_piped_drill_has_no_escape_codes(program: Program) -> None:
    done = program.run("drill", "--count", "2", typed="?\ns\n\ns\n", TERM="xterm-256color")
    assert "\x1b" not in done.stdout + done.stderr


GARBAGE = [
    b"\xff\xfe\x00\x01\x02\x1b[31m\x07\n" * 3,
    b"A" * 300_000 + b"\n",
    ("é漢\u202e" * 50 + "\n").encode(),
    b"(" * 9_000 + b"\n",
    b"__import__('os').system('id')\n9**9**9**9\n",
]


@pytest.mark.parametrize("type_", ["number", "expression", "matching", "short_answer"])
def test_garbage_is_neither_marked_nor_echoed_to_the_terminal(program: Program, type_: str) -> None:
    program.only(type_)
    shown = program.drill("--count", "1", typed=b"".join(GARBAGE))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", shown)
    assert program.attempts() == []


def test_an_unknown_skill_is_a_usage_error_with_a_suggestion(program: Program) -> None:
    done = program.run("drill", "--skill", "bakprop")
    assert done.returncode == 2
    assert "Did you mean backprop?" in done.stderr


def test_an_unknown_account_is_a_usage_error(program: Program) -> None:
    done = program.run("drill", "--email", "nobody@example.org")
    assert done.returncode == 2
    assert "nobody@example.org" in done.stderr


def test_an_empty_bank_gets_advice(program: Program) -> None:
    connection = sqlite3.connect(program.url.removeprefix("sqlite:///"))
    with connection:
        connection.execute("UPDATE questions SET retired_at = '2026-01-01 00:00:00'")
    connection.close()
    done = program.run("drill")
    assert done.returncode == 1
    assert "bank sync" in done.stderr


def test_two_drills_at_once_keep_everything(program: Program) -> None:
    typed = "s\n\n" * 6
    drills = [
        subprocess.Popen(
            [*COMMAND, "drill", "--plain", "--count", "6"], stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            env=program.environ(), cwd=program.checkout,
        )
        for _ in range(2)
    ]  # fmt: skip
    errors = [drill.communicate(typed, timeout=120)[1] for drill in drills]
    assert [(drill.returncode, error) for drill, error in zip(drills, errors, strict=True)] == [
        (0, ""),
        (0, ""),
    ]
    assert len(program.attempts()) == 12


PROGRAM = """
import sys
from quizapp.commands import main
main(["drill", "--plain"], standalone_mode=False)
print(*sys.modules, file=sys.stderr)
"""


def test_the_first_question_imports_nothing_it_does_not_need(program: Program) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], stdin=subprocess.DEVNULL, capture_output=True,
        text=True, env=program.environ(), timeout=60, cwd=program.checkout,
    )  # fmt: skip
    assert "q stop" in done.stdout
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert "numpy" in loaded
    assert not loaded & {"flask", "pydantic", "alembic", "fsrs", "sympy", "rich", "nh3"}


def test_the_first_line_fits_into_60_columns_even_with_a_long_skill_title(
    program: Program,
) -> None:
    topics = json.loads(program.run("progress", "--json").stdout)["skills"]
    for topic in sorted(topics, key=lambda topic: len(topic["title"]))[-2:]:
        done = program.run("drill", "--plain", "--skill", topic["slug"], COLUMNS="60")
        header = next(line for line in done.stdout.split("\n") if line.startswith("1/10"))
        assert len(header) <= 60


def test_drills_that_start_at_the_same_time_import_new_questions_safely(program: Program) -> None:
    connection = sqlite3.connect(program.url.removeprefix("sqlite:///"))
    with connection:
        connection.execute("DELETE FROM revisions WHERE question_id < 20")
        connection.execute("DELETE FROM questions WHERE id < 20")
    connection.close()
    drills = [
        subprocess.Popen(
            [*COMMAND, "drill", "--plain"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, env=program.environ(), cwd=program.checkout,
        )
        for _ in range(3)
    ]  # fmt: skip
    ended = [drill.communicate(timeout=120) for drill in drills]
    assert all("q stop" in shown and errors == "" for shown, errors in ended)
