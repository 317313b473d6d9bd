"""Time zones by name, even names that this machine doesn't know.

Names come from browsers, other servers and people, and may be newer than the time zone database of
this machine, or were dropped from it. So a name is stored as it came, and looked up each time.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

LONGEST = 60  # characters that fit into the database
SHAPE = re.compile(r"[A-Za-z][\w+-]*(/[\w+-]+)*", re.ASCII)
# other names of the same zone in older or newer databases
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
NEITHER = {"Factory", "localtime", "posixrules"}  # files that are not zones


def zone(name: str) -> tzinfo:
    """The zone with this name, or UTC if it is unknown."""
    return _found(name) or _found(ALSO.get(name, "")) or UTC


def is_known(name: str) -> bool:
    """Whether the zone is known, so that it need not be replaced by UTC."""
    return bool(_found(name) or _found(ALSO.get(name, "")))


def names() -> list[str]:
    """All zones that can be chosen."""
    return sorted(_by_lower_case().values())


def read(typed: str, *, trusted: tuple[str, ...] = ()) -> str:
    """The zone's proper name, ignoring case; `ValueError` with advice if it is unknown.

    Names in `trusted`, which come from a browser or an earlier plan, are accepted as they are.
    """
    name = typed.strip()
    if not name:
        raise ValueError(
            "Choose the time zone your days begin in, such as Europe/Berlin or America/New_York."
        )
    plausible = len(name) <= LONGEST and SHAPE.fullmatch(name) is not None
    if found := _by_lower_case().get(re.sub(r"\s+", "_", name).lower()):
        return found
    city = "/" + re.sub(r"\s+", "_", name).lower()  # enough, where only one zone has that name
    places = {low: full for low, full in _by_lower_case().items() if not low.startswith("etc/")}
    cities = [full for low, full in places.items() if low.endswith(city)]
    if len(cities) == 1:
        return cities[0]
    if plausible and (name in trusted or name in ALSO or len(_by_lower_case()) == 1):
        return name  # without a database, we cannot find mistakes
    shown = name if len(name) <= LONGEST else name[:LONGEST] + "…"
    raise ValueError(
        f"“{shown}” isn't a time zone we know. Choose one from the list by its continent and "
        "city, such as Europe/Berlin or America/New_York."
    )


def day_in(moment: datetime, where: tzinfo) -> date:
    """The day of a moment in this zone, even at both ends of the calendar."""
    try:
        return moment.astimezone(where).date()
    except OverflowError:
        return moment.date()


def _found(name: str) -> tzinfo | None:
    if name == "UTC":
        return UTC
    try:
        return ZoneInfo(name) if SHAPE.fullmatch(name) else None
    except (KeyError, ValueError, OSError):  # unknown, a broken file, a folder
        return None


@cache
def _by_lower_case() -> dict[str, str]:
    return {name.lower(): name for name in ({"UTC"} | available_timezones()) - NEITHER}
