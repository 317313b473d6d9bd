"""`quizapp completion SHELL`: completing commands, skills, templates and parameters with Tab."""

from __future__ import annotations

import click

INSTALL = {
    "bash": 'eval "$(quizapp completion bash)"    in ~/.bashrc',
    "zsh": 'eval "$(quizapp completion zsh)"    in ~/.zshrc',
    "fish": "quizapp completion fish > ~/.config/fish/completions/quizapp.fish",
}


@click.command(epilog="\b\n" + "\n".join(INSTALL.values()))
@click.argument("shell", type=click.Choice(list(INSTALL)))
def command(shell: str) -> None:
    """Print a script that completes commands in SHELL."""
    from click.shell_completion import get_completion_class

    from quizapp.commands import main

    made = get_completion_class(shell)
    assert made
    click.echo(made(main, {}, "quizapp", "_QUIZAPP_COMPLETE").source())
