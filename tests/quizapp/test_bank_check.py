"""`bank check` finds what is wrong, names the line, and says what to do."""

import json
import re
from dataclasses import replace

import pytest
from click.testing import CliRunner

from engine import build
from quizapp.bank import check
from quizapp.bank.check import check_paths, check_text, enough, files_under
from quizapp.bank.unfair_variants import unfair, unproven
from quizapp.commands.bank import command
from tests.quizapp.sample_bank import CHOICE, FILES, NUMBER, SHORT, TEMPLATE, write_bank


def line_with(text, piece):
    return next(n for n, line in enumerate(text.splitlines(), 1) if piece in line)


@pytest.mark.parametrize("text", [NUMBER, CHOICE, SHORT, TEMPLATE])
def test_a_good_question_has_no_problem(text):
    assert check_text(text, "q.toml") == []


# (good text, piece of it, what stands there instead, where the problem is, what is said of it)
BROKEN = [
    (NUMBER, "value = 7", "value = ", "value = ", "not TOML"),
    (NUMBER, "'''What is $2 \\cdot 3 + 1$?'''", '"What is $2 \\cdot 3$?"', "prompt", "'''"),
    (NUMBER, "level = 1", 'level = "1"', "level", "whole number"),
    (NUMBER, "level = 1", "level = 4", "level", "1 is easy"),
    (NUMBER, "level = 1", "", 'title = "', "`level` is missing"),
    (NUMBER, "explanation =", "explanaton =", "explanaton", "Did you mean `explanation`"),
    (NUMBER, 'name = "bias_first"', 'nam = "bias_first"', "nam", "Did you mean `name`"),
    (NUMBER, "hints = ['''First the product.''', ", "hints = [3, ", "hints", "Entry 1 of `hints`"),
    (NUMBER, 'type = "number"', 'type = "numbr"', "type", "There is no type"),
    (NUMBER, 'title = "A weighted sum"', 'title = "A sum $x$"', "title", "plain text"),
    (NUMBER, "value = 8", "value = 7", "value = 7", "cannot be told"),
    (NUMBER, "$2 \\cdot 3 + 1$", "$2 \\kdot 3$", "prompt", "\\kdot"),
    (NUMBER, "$2 \\cdot 3 + 1$?", "$2 \\cdot 3?", "prompt", "dollar sign"),
    (CHOICE, "correct = true", "correct = false", "[[answer.options]]", "Exactly one"),
    (CHOICE, "'''That is what the weight does.'''", "''", "remark = ''", "right or wrong"),
    (SHORT, "point = '''It is", "pont = '''It is", "pont", "Did you mean `point`"),
    (TEMPLATE, '"neuron_gradient"', '"neuron_gradent"', "template =", "neuron_gradient"),
    (TEMPLATE, '"neuron_gradient"', '"neuron_gradient"\n[params]\ninput = 2', "input", "inputs"),
    (TEMPLATE, '"neuron_gradient"', '"neuron_gradient"\n[params]\nseed = 2', "seed", "parameter"),
]


@pytest.mark.parametrize(("good", "piece", "other", "at", "said"), BROKEN)
def test_a_problem_is_reported_with_its_line(good, piece, other, at, said):
    assert piece in good
    text = good.replace(piece, other, 1)
    problems = check_text(text, "q.toml")
    lines = [n for n, line in enumerate(text.splitlines(), 1) if at in line]
    assert any(p.line in lines and said in f"{p.what} {p.advice}" for p in problems), problems


def test_all_problems_are_reported_at_once():
    text = NUMBER.replace("level = 1", "level = true").replace("value = 8", "valu = 8")
    text = text.replace("source =", "sorce =").replace("\\cdot", "\\kdot")
    assert {p.line for p in check_text(text, "q.toml")} >= {
        line_with(text, "level"),
        line_with(text, "valu = 8"),
        line_with(text, "sorce"),
        line_with(text, "prompt"),
        line_with(text, "explanation"),
    }


def test_a_misspelled_key_is_one_problem():
    (problem,) = check_text(NUMBER.replace('name = "b', 'nam = "b'), "q.toml")
    assert "`nam` is not a known key" in problem.what


def test_a_parameter_that_a_template_does_not_take_is_reported():
    text = TEMPLATE + '[params]\nactivation = "cosine"\n'
    (problem,) = check_text(text, "q.toml")
    assert problem.line == line_with(text, "activation")
    assert "sigmoid" in str(problem)  # what there is


def test_a_key_that_other_proofs_do_not_confirm_is_reported():
    exercise = build("neuron_gradient", seed=0)
    first, *rest = exercise.parts
    wrong = replace(first, answer=replace(first.answer, value=first.answer.value + 0.1))
    assert list(unproven(exercise)) == []
    assert "computed another way" in next(unproven(replace(exercise, parts=(wrong, *rest))))[0]


def test_a_wrong_answer_that_is_accepted_is_reported():
    exercise = build("neuron_gradient", seed=0)
    first, *rest = exercise.parts

    class Lenient(type(first.answer)):
        def near_misses(self):
            return (self.write(),)

    lenient = replace(first, answer=Lenient(**vars(first.answer)))
    assert list(unfair(exercise)) == []
    assert "although it is wrong" in next(unfair(replace(exercise, parts=(lenient, *rest))))[0]


def test_a_question_must_be_in_the_folder_of_a_skill(tmp_path):
    write_bank(tmp_path)
    stray = tmp_path / "cooking" / "soup.toml"
    stray.parent.mkdir()
    stray.write_text(NUMBER.replace("A weighted sum", "Soup"))
    shouted = tmp_path / "neuron" / "Weighted_Sum.toml"
    shouted.write_text(NUMBER.replace("A weighted sum", "Too loud"))
    first, second = check_paths([stray, shouted])
    assert (first.path, first.what) == (str(stray), "There is no skill 'cooking'.")
    assert "neuron, backprop" in first.advice
    assert "lower-case" in second.advice


def test_a_file_that_is_not_text_is_reported(tmp_path):
    write_bank(tmp_path)
    path = tmp_path / "neuron" / "weighted-sum.toml"
    path.write_bytes(b'title = "a"\nsource = "\xff"\n')
    (problem,) = check_paths([path])
    assert problem.line == 2
    assert "UTF-8" in problem.advice


SKILLS_BROKEN = [
    ('requires = ["neuron"]', 'requires = ["nuron"]', "Did you mean neuron?"),
    ('requires = ["neuron"]', 'requires = "neuron"', "not a list"),
    ("requires = []", 'requires = ["backprop"]', "requires itself"),
    ('summary = "The chain', 'sumary = "The chain', "summary of backprop is missing"),
    ("[backprop]", "[Back_prop]", "not a valid name for a skill"),
    ("[neuron]", "[neuron", "not TOML"),
]


@pytest.mark.parametrize(("piece", "other", "said"), SKILLS_BROKEN)
def test_skills_are_checked_as_well(tmp_path, piece, other, said):
    path = write_bank(tmp_path) / "skills.toml"
    text = path.read_text().replace(piece, other, 1)
    path.write_text(text)
    problems = check_paths([path])
    assert any(said in f"{problem.what} {problem.advice}" for problem in problems)
    assert all(problem.line for problem in problems)


def test_the_command_lists_problems_and_exits_with_1(tmp_path, monkeypatch):
    monkeypatch.setattr(check, "MOST", check.FEWEST)  # proofs of a template, tested elsewhere
    write_bank(tmp_path)
    broken = tmp_path / "neuron" / "weighted-sum.toml"
    broken.write_text(NUMBER.replace("level = 1", "level = 9"))
    run = CliRunner().invoke(command, ["check", str(tmp_path)])
    assert run.exit_code == 1
    assert f"{broken}:3: 1 is easy" in run.output
    report = json.loads(CliRunner().invoke(command, ["check", "--json", str(tmp_path)]).stdout)
    assert report["files"] == len(FILES)
    assert [(p["path"], p["line"]) for p in report["problems"]] == [(str(broken), 3)]
    good = CliRunner().invoke(command, ["check", str(tmp_path / "backprop")])
    assert (good.exit_code, good.stdout) == (0, "1 file, none with problems.\n")
    whole = CliRunner().invoke(
        command, ["check", str(tmp_path / "backprop"), str(tmp_path / "skills.toml")]
    )
    assert whole.stdout == "1 file and skills.toml, none with problems.\n"


@pytest.mark.slow
def test_many_files_are_checked_by_several_processes_with_the_same_result(tmp_path, monkeypatch):
    files = files_under([write_bank(tmp_path)])
    (tmp_path / "neuron" / "weighted-sum.toml").write_text(NUMBER.replace("level = 1", "level = 9"))
    alone = check_paths(files)
    monkeypatch.setattr(check, "WORTH_WORKERS", 0)
    assert check_paths(files) == alone
    assert len(alone) == 1


def test_files_and_folders_may_be_named_together(tmp_path):
    write_bank(tmp_path)
    named = tmp_path / "neuron" / "weighted-sum.toml"
    assert files_under([named, tmp_path / "neuron", named])[0] == named
    assert len(files_under([named, tmp_path / "neuron", named])) == 3


def test_two_questions_of_a_bank_cannot_have_one_title(tmp_path):
    folder = write_bank(tmp_path)
    first, second = sorted(folder.glob("*/*.toml"))[:2]
    text = first.read_text()
    title = text.partition('title = "')[2].partition('"')[0]
    second.write_text(re.sub("^title = .*", f'title = "{title}"', second.read_text(), flags=re.M))
    (problem,) = [one for one in check_paths([first]) if "title" in one.what]
    assert problem.line == line_with(text, "title = ")
    for said in (f"title = '{title.upper()}'", f'# one\ntitle = """\\\n  {title} """'):
        second.write_text(re.sub("^title = .*", lambda _, said=said: said, CHOICE, flags=re.M))
        assert [one.line for one in check_paths([first, second]) if "also that" in one.what]
    assert f"{second.parent.name}/{second.stem}" in problem.what


def test_a_check_says_that_it_works_and_proves_fewer_seeds_of_many_files(tmp_path):
    folder = write_bank(tmp_path)
    told = CliRunner().invoke(command, ["check", "--json", "--seeds", "1", str(folder)])
    assert json.loads(told.stdout)["problems"] == []
    assert "Checking" in told.stderr
    assert [enough(files) for files in (1, 100, 400)] == [200, 20, 5]
