"""Writes the golden files again from the code, and shows what changed: `make golden`.

`<name>.py` of this folder says with `made()` what `<name>.json` holds, and
`python -m tests.golden NAME` writes that one alone. New question files are checked, and those that
pass are listed as checked.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from quizapp.bank.checked import CHECKED, renewed
from quizapp.storage import resources

FOLDER = Path(__file__).parent
SAME = "{file}: nothing changed."
ADVICE = """
A changed fingerprint reassigns the numbers of exercises that people have bookmarked, and a changed
mark judges the same answers otherwise. Where that is meant, commit the file with the reason; where
it is not, look for what changed the drawing or the marking."""
REFUSED = (
    "These question files are not listed as checked: correct them, and run `make golden` again."
)


def main() -> None:
    changed, chosen = False, sys.argv[1:]
    modules = sorted(FOLDER.glob("[a-z]*.py"))
    for module in (each for each in modules if not chosen or each.stem in chosen):
        file = module.with_suffix(".json")
        before = json.loads(file.read_text()) if file.exists() else {}
        now = import_module(f"tests.golden.{module.stem}").made()
        file.write_text(json.dumps(now, indent=1, ensure_ascii=False) + "\n")
        lines = differences(before, now)
        changed |= any(line.startswith("changed") for line in lines)
        tell(file, lines)
    refused = list_checked(resources.questions() / CHECKED)
    if changed:
        print(ADVICE)
    if refused:
        sys.exit("\n".join(["", *refused, REFUSED]))


def tell(file: Path, lines: list[str]) -> None:
    """Print what changed in a file."""
    shown = [f"{file.relative_to(Path.cwd())}:", *(f"  {line}" for line in lines)]
    print("\n".join(shown) if lines else SAME.format(file=file.name))


def list_checked(file: Path) -> list[str]:
    """Write the list of checked question files; why some are refused, a line each."""
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    now, problems = renewed(file.parent)
    file.write_text(now, encoding="utf-8")
    was, new = ({line[66:]: line[:8] for line in text.splitlines()} for text in (before, now))
    tell(file, differences(was, new))
    return [" ".join(str(one).split()) for one in problems]


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
