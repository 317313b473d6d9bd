"""Options that several commands share."""

import shlex

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


def whose(email: str | None, local: bool) -> str:
    """The options above, as they must be said again in a command for the same person."""
    return (f" --email {shlex.quote(email)}" if email else "") + (" --local" if local else "")
