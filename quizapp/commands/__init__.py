"""The `quizapp` command: each file in this folder is the subcommand of its name.

Only the file that runs is imported, so that a drill does not load the web server. A file defines
`command`, a `click.Command`, and imports what is heavy inside functions; files that begin with an
underscore hold what several commands share. Exit codes: 0 done, 1 the thing asked for is wrong
(`click.ClickException`), 2 wrong usage (`click.UsageError`).
"""

from __future__ import annotations

import pkgutil
import sys
from importlib import import_module
from typing import Any

import click

from quizapp.commands._output import lost_output, stand_in_for_closed_streams, writes_all


class CommandFolder(click.Group):
    """A group whose subcommands are the modules of this package."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command, with streams that can write everything."""
        stand_in_for_closed_streams()
        if not all(writes_all(stream) for stream in (sys.stdout, sys.stderr)):
            from quizapp.presenting.ascii import speak_plainly

            speak_plainly(sys.stdout, sys.stderr)
        return super().main(*args, **kwargs)

    def list_commands(self, ctx: click.Context) -> list[str]:
        names = (module.name for module in pkgutil.iter_modules(__path__))
        return sorted(name for name in names if not name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        try:
            command = getattr(import_module(f"{__name__}.{cmd_name}"), "command", None)
            if not isinstance(command, click.Command):
                raise TypeError("it must define `command`, a function with @click.command()")
        except Exception as error:  # a file may raise anything, and the other commands are fine
            return _broken(cmd_name, error)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that `args` names; a mistyped one is answered with those found here."""
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as error:
            known = self.list_commands(ctx)
            raise click.NoSuchCommand(error.command_name, possibilities=known, ctx=ctx) from None

    def invoke(self, ctx: click.Context) -> Any:
        """Run the subcommand; if the database or the output refuses, say so in a line."""
        try:
            return super().invoke(ctx)
        except (KeyboardInterrupt, click.Abort):  # Click would say "Aborted!", as if it had failed
            click.echo("\nStopped.", err=True)
            raise click.exceptions.Exit(1) from None
        except OSError as error:
            if problem := lost_output(error):
                raise click.ClickException(problem) from None
            raise
        except Exception as error:
            if problem := _trouble(error):
                raise click.ClickException(problem) from None
            raise


def _broken(name: str, error: Exception) -> click.Command:
    """What stands for a command whose file is broken, once standard error says which and why."""
    from engine.broken_file import broken  # the engine is slow to import

    said = str(broken(error, f"quizapp/commands/{name}.py"))
    takes_all = {"ignore_unknown_options": True, "allow_extra_args": True}
    return click.Command(
        name, takes_all, help=said, short_help="(Broken.)",
        callback=lambda: click.get_current_context().exit(1),
    )  # fmt: skip


def _trouble(error: Exception) -> str | None:
    if "sqlalchemy" not in sys.modules:  # it cannot be to blame, and is slow to import
        return None
    from quizapp.storage.trouble import advice

    return advice(error)


@click.command(cls=CommandFolder, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(None, "-V", "--version", package_name="quizapp", prog_name="quizapp")
def main() -> None:
    """Prepare for neural-network interviews: quiz, drill, and a bank of questions."""
