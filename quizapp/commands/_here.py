"""The option of those commands that work on this machine although a server is logged in to."""

from __future__ import annotations

import click

here = click.option("--local", is_flag=True, help="On this machine, also when logged in elsewhere.")
