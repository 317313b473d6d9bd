"""From the name of a time zone to the zone, whoever sent the name.

Names come from browsers, other servers and people. Some are newer than the database of zones on
this machine, and some were dropped from it. A name is stored as it came, and read each time.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

LONGEST = 60  # characters, as the database keeps them
SHAPE = re.compile(r"[A-Za-z][\w+-]*(/[\w+-]+)*", re.ASCII)
# what databases of another age call the same zone
ALSO = {
    "America/Ciudad_Juarez": "America/Ojinaga",
    "America/Nuuk": "America/Godthab",
    "Asia/Kolkata": "Asia/Calcutta",
    "Asia/Yangon": "Asia/Rangoon",
    "Europe/Kyiv": "Europe/Kiev",
    "Pacific/Kanton": "Pacific/Enderbury",
    "US/Pacific-New": "US/Pacific",
}
ALSO |= {new: old for old, new in ALSO.items()}
NEITHER = {"Factory", "localtime", "posixrules"}  # names of files, not of zones


def zone(name: str) -> tzinfo:
    """The zone of that name, or UTC where the database has none."""
    return _found(name) or _found(ALSO.get(name, "")) or UTC


def is_known(name: str) -> bool:
    """Whether days begin when that name says, and not merely at midnight UTC."""
    return bool(_found(name) or _found(ALSO.get(name, "")))


def names() -> list[str]:
    """All zones that can be chosen."""
    return sorted(_by_lower_case().values())


def read(typed: str, *, trusted: tuple[str, ...] = ()) -> str:
    """The name that was meant, however capitalised; `ValueError`, as advice, where it is none.

    What is `trusted`, because a browser or an earlier plan said so, is kept as it came.
    """
    name = typed.strip()
    if not name:
        raise ValueError(
            "Choose the time zone your days begin in, such as Europe/Berlin or America/New_York."
        )
    plausible = len(name) <= LONGEST and SHAPE.fullmatch(name) is not None
    if found := _by_lower_case().get(re.sub(r"\s+", "_", name).lower()):
        return found
    if plausible and (name in trusted or name in ALSO or len(_by_lower_case()) == 1):
        return name  # where there is no database, nobody can tell a slip
    shown = name if len(name) <= LONGEST else name[:LONGEST] + "…"
    raise ValueError(
        f"“{shown}” isn't a time zone we know. Choose one from the list by its continent and "
        "city, such as Europe/Berlin or America/New_York."
    )


def day_in(moment: datetime, where: tzinfo) -> date:
    """The day a moment falls on there, also at both ends of the calendar."""
    try:
        return moment.astimezone(where).date()
    except OverflowError:
        return moment.date()


def _found(name: str) -> tzinfo | None:
    if name == "UTC":
        return UTC
    try:
        return ZoneInfo(name) if SHAPE.fullmatch(name) else None
    except (KeyError, ValueError, OSError):  # none such; a broken file; a folder
        return None


@cache
def _by_lower_case() -> dict[str, str]:
    return {name.lower(): name for name in ({"UTC"} | available_timezones()) - NEITHER}
