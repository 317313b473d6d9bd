"""Options that several commands share."""

import shlex
from collections.abc import Callable
from typing import Any

import click

of_account = click.option(
    "--email", help="The account with this address; by default the drill's guest."
)
as_account = click.option("--email", help="Practise as the account with this address.")
here = click.option(
    "--local", is_flag=True, help="Use this machine's data, even if logged in to a server."
)
no_pager = click.option(
    "--no-pager", is_flag=True, help="Print what is long as it is, without $PAGER."
)
plain_and_unedited = click.option("--plain", is_flag=True, help="No colours, no line editing.")


def one_of(name: str, **helps: str) -> Callable[[Any], Any]:
    """Flags that exclude each other, given to the command under one name; None without them."""
    told = ", ".join(f"--{word}" for word in helps)

    def take(context: click.Context, flag: click.Parameter, value: bool) -> None:
        context.params.setdefault(name, None)
        if value and context.params[name]:
            raise click.UsageError(f"Choose one of {told}.")
        if value:
            context.params[name] = flag.name

    def add(command: Any) -> Any:
        for word, said in reversed(helps.items()):
            option = click.option(
                f"--{word}", is_flag=True, expose_value=False, callback=take, help=said
            )
            command = option(command)
        return command

    return add


def whose(email: str | None, local: bool) -> str:
    """The options above, as they must be said again in a command for the same person."""
    return (f" --email {shlex.quote(email)}" if email else "") + (" --local" if local else "")
