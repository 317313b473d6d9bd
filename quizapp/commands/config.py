"""`quizapp config check`: what is set, where, and whether it can work."""

from __future__ import annotations

import click


@click.group()
def command() -> None:
    """Look at the settings."""


@command.command()
def check() -> None:
    """Explain every setting, its value, and where that comes from."""
    from quizapp.storage.configured import configured, problems, settings_file
    from quizapp.storage.declared import SETTINGS

    path = settings_file()
    click.echo(f"Settings file: {path}{'' if path.exists() else ' (there is none)'}\n")
    for setting in SETTINGS:
        now = configured(setting)
        empty = now.value in ("", ())
        value = setting.unset if empty else "***" if setting.secret else _written(now.value)
        click.echo(f"{setting.key}: {value}    ({now.source})")
        click.echo(f"    {setting.says} {setting.variable}")
    wrong = problems()
    for line in wrong:
        click.echo(line, err=True)
    if wrong:
        raise click.exceptions.Exit(1)
    click.echo("\nAll settings are fine.")


def _written(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else f"{value}".removesuffix(".0")
