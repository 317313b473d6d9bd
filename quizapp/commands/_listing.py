"""What the listings share: completing names in a shell, and names with their words beside them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def skill_names(ctx: click.Context, param: click.Parameter, typed: str) -> list[str]:
    """The skills that begin like this, for completion in a shell."""
    from quizapp.bank.files import read_skills
    from quizapp.storage.banks import banks

    every = dict.fromkeys(slug for folder in banks().values() for slug in read_skills(folder))
    return [slug for slug in every if slug.startswith(typed)]


def set_names(ctx: click.Context, param: click.Parameter, typed: str) -> list[str]:
    """The ready-made sets that begin like this."""
    from quizapp.browse.sets import every_set

    return [slug for slug in every_set() if slug.startswith(typed)]


def template_names(ctx: click.Context, param: click.Parameter, typed: str) -> list[CompletionItem]:
    """The templates that begin like this, with what they are."""
    from click.shell_completion import CompletionItem

    from engine import TEMPLATES

    return [CompletionItem(name, help=each.summary)
            for name, each in TEMPLATES.items() if name.startswith(typed)]  # fmt: skip


def parameters(ctx: click.Context, param: click.Parameter, typed: str) -> list[str]:
    """`name=value` for each parameter of the template that was named before."""
    from engine import TEMPLATES

    name = str(ctx.params.get("template"))
    if name not in TEMPLATES:
        return []
    every = (f"{key}={plain(value)}" for key, values in TEMPLATES[name].choices.items()
             for value in values)  # fmt: skip
    return [pair for pair in every if pair.startswith(typed)]


def plain(value: object) -> str:
    """A parameter's value, written for `-p name=`."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def table(rows: Iterable[tuple[str, str]]) -> str:
    """Names with their words beside them."""
    formatter = click.HelpFormatter()
    formatter.write_dl(list(rows))
    return formatter.getvalue()
