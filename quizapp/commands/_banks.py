"""What `serve` and `bank` share: which banks are meant, and asking before many questions change."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def choose_banks(said: tuple[str, ...]) -> dict[str, Path]:
    """The banks that an option names, for this process and those that it starts."""
    from quizapp.storage.banks import NoBank, checked_banks, write_banks

    try:
        found = checked_banks(said)
    except NoBank as error:
        raise click.ClickException(str(error)) from None
    if said:
        os.environ["QUIZAPP_BANKS"] = write_banks(found)
    return found


def chosen_bank(folder: Path | None, name: str | None) -> tuple[str, Path]:
    """One bank: this folder under this name, or else the first that is served."""
    from quizapp.storage.banks import bank_of

    known = choose_banks(())
    if folder is None:
        if name and name not in known:
            raise click.ClickException(f"No bank is called {name!r}. There are {', '.join(known)}.")
        name = name or next(iter(known))
        return name, known[name]
    return name or bank_of(folder), folder


def stored_bank(session: Session, name: str | None, folder: Path) -> tuple[str, Path]:
    """A bank whose questions the database has, and its folder: `folder` if it is not served."""
    from sqlalchemy import select

    from quizapp.models import Question

    if name is None or name in choose_banks(()):
        return chosen_bank(None, name)
    known = sorted({*choose_banks(()), *session.scalars(select(Question.bank).distinct())})
    if name not in known:
        raise click.ClickException(f"No bank is called {name!r}. There are {', '.join(known)}.")
    return name, folder


def not_served(name: str, folder: Path) -> str:
    """What to know after questions came into a bank that is not served; "" for one that is."""
    from quizapp.storage.banks import bank_of

    if name in choose_banks(()):
        return ""
    said = folder if name == bank_of(folder) else f"{name}={folder}"
    return (
        f"They are in a bank called {name}, which is not served yet: "
        f"`quizapp serve --bank {said}` serves it, and `bank export` writes it with --bank {name}."
    )


def told(banks: list[str]) -> str:
    """Some banks, and how to name them."""
    return ", ".join(f"{name} (--bank {name})" for name in banks)


def agreed(question: str, yes: bool) -> bool:
    """Whether somebody agrees; without a terminal to ask in, only `--yes` does."""
    if yes:
        return True
    if not sys.stdin.isatty():
        click.echo(f"{question} Nobody can be asked here: say --yes to agree.", err=True)
        return False
    return click.confirm(question, err=True)


def set_others_aside(session: Session, now: datetime, yes: bool) -> None:
    """Ask about the questions of banks that are not served any more."""
    from quizapp.bank.setting_aside import of_other_banks, set_aside
    from quizapp.presenting.amounts import count
    from quizapp.storage.banks import banks

    for bank, rows in of_other_banks(session, list(banks())).items():
        many = count(len(rows), "question")
        ask = f"Set aside {many} of the bank {bank}, which is not served now?"
        if agreed(ask, yes):
            set_aside(rows, now)
            session.commit()
            click.echo(
                f"Set aside: {many} of the bank {bank}. They are back when it is served again."
            )
