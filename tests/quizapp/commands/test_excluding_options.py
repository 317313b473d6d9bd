"""Options that exclude each other are refused together, and each does its own work alone."""

import click
import pytest
from click.testing import CliRunner

from quizapp.commands._options import one_of
from quizapp.commands.bank import command


@pytest.mark.parametrize(
    ("args", "named"),
    [
        (["sync", "--ours", "--theirs", "--yes"], "--ours, --theirs, --edit"),
        (["sync", "--edit", "--theirs"], "--ours, --theirs, --edit"),
        (["log", "--json", "--csv"], "--csv, --json"),
        (["statistics", "--csv", "--json"], "--csv, --json"),
    ],
)
def test_two_that_exclude_each_other_are_wrong_usage(args, named):
    done = CliRunner().invoke(command, args)
    assert done.exit_code == 2
    assert f"Choose one of {named}." in done.output


@pytest.mark.parametrize(("args", "said"), [([], "None"), (["--a"], "a"), (["--b", "--b"], "b")])
def test_one_of_them_names_the_choice(args, said):
    @click.command()
    @one_of("how", a="The first.", b="The second.")
    def chosen(how):
        click.echo(str(how))

    assert CliRunner().invoke(chosen, args).output == f"{said}\n"
