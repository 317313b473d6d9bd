"""Options that several commands take."""

import click

of_account = click.option(
    "--email", help="Of the account with this address; by default of the drill's guest."
)
plain_and_unedited = click.option("--plain", is_flag=True, help="No colours, no line editing.")
