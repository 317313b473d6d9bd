"""Writes the golden files again from the code, and shows what changed: `make golden`.

`<name>.py` of this folder says with `made()` what `<name>.json` holds, and
`python -m tests.golden NAME` writes that one alone. The list of checked question files is written
too.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from quizapp.bank.checked import CHECKED, list_of
from quizapp.storage import resources

FOLDER = Path(__file__).parent
SAME = "{file}: nothing changed."
ADVICE = """
A changed fingerprint reassigns the numbers of exercises that people have bookmarked, and a changed
mark judges the same answers otherwise. Where that is meant, commit the file with the reason; where
it is not, look for what changed the drawing or the marking."""


def main() -> None:
    changed, chosen = False, sys.argv[1:]
    modules = sorted(FOLDER.glob("[a-z]*.py"))
    for module in (each for each in modules if not chosen or each.stem in chosen):
        file = module.with_suffix(".json")
        before = json.loads(file.read_text()) if file.exists() else {}
        now = import_module(f"tests.golden.{module.stem}").made()
        file.write_text(json.dumps(now, indent=1, ensure_ascii=False) + "\n")
        lines = list(differences(before, now))
        changed |= any(line.startswith("changed") for line in lines)
        shown = [f"{file.relative_to(Path.cwd())}:", *(f"  {line}" for line in lines)]
        print("\n".join(shown) if lines else SAME.format(file=file.name))
    bank = resources.questions()
    (bank / CHECKED).write_text(list_of(bank), encoding="utf-8")
    if changed:
        print(ADVICE)


def differences(before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """A line for each entry that is new, gone or changed."""
    found = [(name, "new" if name not in before else "gone" if name not in now else "changed")
             for name in sorted({*before, *now}) if before.get(name) != now.get(name)]  # fmt: skip
    return [
        f"{how}: {name}" + (f" {before[name]} -> {now[name]}" if how == "changed" else "")
        for name, how in found
    ]


if __name__ == "__main__":
    main()
