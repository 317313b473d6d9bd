"""`quizapp templates [NAME]`: the kinds of generated exercise, and the parameters of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quizapp.commands._listing import plain, table, template_names
from quizapp.commands._options import no_pager
from quizapp.commands._output import print_json, print_list

if TYPE_CHECKING:
    from engine.templates._base import Template


@click.command()
@click.argument("name", required=False, shell_complete=template_names)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@no_pager
def command(name: str | None, as_json: bool, no_pager: bool) -> None:
    """List the templates, or the parameters of one."""
    from engine import TEMPLATES
    from engine.registry import did_you_mean

    if name is not None and name not in TEMPLATES:
        hint = did_you_mean(name, TEMPLATES)
        raise click.UsageError(f"There is no template {name!r}.{hint} See quizapp templates.")
    chosen = [TEMPLATES[name]] if name else list(TEMPLATES.values())
    if as_json:
        print_json([
            {"template": one.name, "summary": one.summary, "defaults": dict(one.defaults),
             "choices": {key: list(values) for key, values in one.choices.items()}}
            for one in chosen
        ])  # fmt: skip
    elif name:
        _show(chosen[0])
    else:
        print_list(table((one.name, one.summary) for one in chosen), no_pager)


def _show(template: Template) -> None:
    click.echo(template.summary)
    if not template.choices:
        click.echo(f"\nIt has no parameters: quizapp exercise {template.name} --seed 7")
        return
    click.echo("\nParameters, with the default first:\n")
    said = ((key, ", ".join(map(plain, _default_first(template, key)))) for key in template.choices)
    click.echo(table(said), nl=False)
    key, values = next(iter(template.choices.items()))
    click.echo(f"\nFor example: quizapp exercise {template.name} -p {key}={plain(values[-1])}")


def _default_first(template: Template, key: str) -> list[object]:
    default = template.defaults[key]
    return [default, *(value for value in template.choices[key] if value != default)]
