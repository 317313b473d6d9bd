"""`quizapp bank new | image | rename-file | diff | watch`: help while writing question files."""

from __future__ import annotations

from pathlib import Path

import click

from quizapp.commands import _banks
from quizapp.commands._bank_files import FOLDER, bank_name

WATCHED = 20  # variants of each template that are proven whenever a file is saved
in_folder = click.option(
    "--in", "folder", type=FOLDER, help="The folder of the bank; by default the one served."
)


@click.command()
@click.argument("kind")
@click.argument("name")
@in_folder
def new(kind: str, name: str, folder: Path | None) -> None:
    """Start a question file.

    KIND is its type, NAME its topic and name, as in neuron/a-sum.
    """
    from shlex import quote

    from engine.registry import did_you_mean
    from quizapp.bank.files import name_problems, place_problems
    from quizapp.kinds import KINDS

    kind = kind.replace("-", "_")
    if kind not in KINDS:
        hint = did_you_mean(kind, KINDS)
        raise click.ClickException(f"There is no type {kind}.{hint} There are {', '.join(KINDS)}.")
    path = _banks.chosen_bank(folder, None)[1] / f"{name}.toml"
    if problems := name_problems(path) or place_problems(path):
        raise click.ClickException(f"{problems[0].what} {problems[0].advice}")
    path.parent.mkdir(exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(KINDS[kind].start)
    except FileExistsError:
        raise click.ClickException(f"{path} already exists. Choose another name.") from None
    click.echo(f"{path}\nEdit it, and see what to fix: quizapp bank watch {quote(str(path))}")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("topic")
@in_folder
def image(file: Path, topic: str, folder: Path | None) -> None:
    """Add an image FILE to the questions of a TOPIC.

    It is made small, put beside the question files, and you are told how to show it.
    """
    from quizapp.bank.decoding import Garbled
    from quizapp.bank.files import read_skills
    from quizapp.bank.images import made_small
    from quizapp.presenting.image_names import markdown_of

    bank = _banks.chosen_bank(folder, None)[1]
    try:
        if topic not in (known := read_skills(bank)):
            raise click.ClickException(f"There's no topic {topic}. There are {', '.join(known)}.")
        name, small = made_small(file.read_bytes())
    except (Garbled, ValueError) as error:
        raise click.ClickException(str(error)) from None
    (bank / topic).mkdir(exist_ok=True)
    (bank / topic / name).write_bytes(small)
    shown = markdown_of(name, "what it shows")
    click.echo(f"{bank / topic / name}\nWrite this into a question: {shown}")


@click.command("rename-file")
@click.argument("old")
@click.argument("new_name", metavar="NEW")
@in_folder
def rename_file(old: str, new_name: str, folder: Path | None) -> None:
    """Rename a question file, also in sets and notes.

    The next sync keeps its history.
    """
    from quizapp.bank import renamed_files

    try:
        written = renamed_files.rename_file(_banks.chosen_bank(folder, None)[1], old, new_name)
    except renamed_files.CannotRename as error:
        raise click.ClickException(str(error)) from None
    click.echo("Written: " + ", ".join(map(str, written)))


@click.command()
@click.argument("folder", required=False, type=FOLDER)
@click.argument("slugs", nargs=-1)
@bank_name
def diff(folder: Path | None, slugs: tuple[str, ...], bank: str | None) -> None:
    """Show how files differ from the database."""
    from quizapp.bank.comparing import departures
    from quizapp.commands._database import open_database
    from quizapp.storage.database import make_sessions

    name, folder = _banks.chosen_bank(folder, bank)
    with make_sessions(open_database())() as session:
        found = [one for one in departures(session, folder, name) if not slugs or one.slug in slugs]
    for one in found:
        click.echo("\n".join([f"{one.slug}: {one.what}", *one.lines, ""]))
    if not found:
        click.echo("The files and the database are equal.")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
def watch(paths: tuple[Path, ...]) -> None:
    """Check and show question files whenever they are saved.

    Each is shown as learners see it, with its answers. Ctrl-C stops.
    """
    from quizapp.bank.check import check_paths
    from quizapp.bank.files import LISTS
    from quizapp.bank.watching import saved

    paths = paths or (_banks.chosen_bank(None, None)[1],)
    click.echo(f"Watching {', '.join(map(str, paths))} (Ctrl-C stops).")
    try:
        for changed in saved(paths):
            for path in changed:
                told = [str(problem) for problem in check_paths([path], WATCHED)]
                if not told and path.name not in LISTS:
                    _show(path)
                click.echo("\n".join(told) or f"{path}: nothing to fix.")
    except KeyboardInterrupt:
        click.echo()


def _show(path: Path) -> None:
    """Print a question as learners see it, with its answers."""
    from quizapp.bank.decoding import decode, read_bytes
    from quizapp.bank.load import read_question
    from quizapp.commands._exercise_in_full import print_exercise
    from quizapp.terminal.screen import open_screen

    question, screen = read_question(decode(read_bytes(path))), open_screen(pages=False)
    screen.heading(question.title)
    print_exercise(screen, question.exercise(1), solution=True)
    screen.line()
