"""What the commands list, suggest and complete."""

from __future__ import annotations

import json
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from engine import TEMPLATES
from quizapp.commands import main
from quizapp.commands._listing import parameters, skill_names, template_names
from tests.terminal.program import Program


def test_a_mistyped_command_is_answered_with_the_one_that_was_meant(program: Program) -> None:
    done = program.run("dril")
    assert done.returncode == 2
    assert "Did you mean 'drill'?" in done.stderr


def test_no_summary_of_a_command_is_cut_off() -> None:
    context = click.Context(main)
    found = {name: main.get_command(context, name) for name in main.list_commands(context)}
    groups = [name for name, command in found.items() if isinstance(command, click.Group)]
    assert "bank" in groups
    for words in ([], *([name] for name in groups)):
        shown = CliRunner(env={"COLUMNS": "80"}).invoke(main, [*words, "-h"]).output
        assert "..." not in shown.partition("Commands:")[2], words


def test_skills_lists_what_drill_takes(program: Program) -> None:
    (first, *_) = json.loads(program.run("skills", "--json").stdout)
    assert f"{first['skill']} " in program.run("skills").stdout
    assert "1/10" in program.drill("--skill", first["skill"], typed="q\n")


def test_templates_tells_the_parameters_of_one_and_its_example_runs(program: Program) -> None:
    assert "mlp_backprop" in program.run("templates").stdout
    shown = program.run("templates", "mlp_backprop").stdout
    assert "activation  " in shown
    example = shown.partition("For example: quizapp ")[2].split()
    assert program.run(*example).returncode == 0
    document = json.loads(program.run("templates", "mlp_backprop", "--json").stdout)
    assert document[0]["choices"] == {
        key: list(values) for key, values in TEMPLATES["mlp_backprop"].choices.items()
    }
    assert "Did you mean mlp_backprop" in program.run("templates", "mlp_bakprop").stderr


def test_status_names_the_database_without_its_password(program: Program) -> None:
    url = "postgresql+psycopg://me:secret@db/quiz"
    shown = program.run("status", QUIZAPP_DATABASE_URL=url, HOME=str(program.checkout)).stdout
    assert "db/quiz" in shown
    assert "secret" not in shown
    assert "Server: none" in shown


@pytest.mark.parametrize(
    ("stdout", "code", "said"), [("/dev/full", 1, "The output cannot be written"), ("&-", 0, "")]
)
def test_an_output_that_takes_nothing_is_said_in_a_line(stdout: str, code: int, said: str) -> None:
    command = f'"{sys.executable}" -m quizapp templates >{stdout}'
    done = subprocess.run(command, shell=True, stderr=subprocess.PIPE, text=True)
    assert done.returncode == code
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == bool(said)


def test_a_shell_completes_skills_templates_and_parameters(program: Program) -> None:
    assert "_QUIZAPP_COMPLETE=bash_complete" in program.run("completion", "bash").stdout
    completed = program.run(
        _QUIZAPP_COMPLETE="bash_complete", COMP_WORDS="quizapp exercise mlp_b", COMP_CWORD="2"
    )
    assert "mlp_backprop" in completed.stdout
    context = main.make_context("quizapp", ["exercise", "mlp_backprop"])
    context.params["template"] = "mlp_backprop"
    param = main.params[0]
    assert "neuron" in skill_names(context, param, "neu")
    assert [item.value for item in template_names(context, param, "mlp_f")] == ["mlp_forward"]
    assert "hidden=2" in parameters(context, param, "hid")
