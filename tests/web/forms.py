"""The forms of a page, filled and sent as by a browser without scripts."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

UNTYPED = ("hidden", "submit", "button", "search", "file")  # no page may hold a chosen file


@dataclass
class Control:
    """One field: its value, its options, and whether it is sent."""

    name: str
    kind: str
    value: str
    on: bool = True
    options: list[str] = field(default_factory=list)

    def fill(self, number: int) -> None:
        """Fill the field."""
        if self.kind in ("checkbox", "radio"):
            self.on = True
        elif self.kind == "select":
            self.value = self.options[-1]
        elif self.kind == "date":
            self.value = "2031-02-03"
        elif self.kind == "number":
            self.value = "37"
        elif self.kind == "textarea":
            self.value = f'Line one, {number}\n<b>"two"</b> & λ'
        else:
            self.value = f"typed <i>{number}</i> & λ"


@dataclass
class Form:
    action: str
    controls: list[Control] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    @property
    def typed(self) -> list[Control]:
        return [one for one in self.controls if one.name and one.kind not in UNTYPED]

    def fill(self) -> None:
        """Fill every field; of radio buttons, choose the last."""
        radios = {one.name: one for one in self.typed if one.kind == "radio"}
        for number, one in enumerate(self.typed):
            one.on = one.on and one.kind != "radio"
            if one.kind != "radio" or one is radios[one.name]:
                one.fill(number)

    def sent(self) -> dict[str, list[str]]:
        """The fields that are sent."""
        found: dict[str, list[str]] = {}
        for one in self.controls:
            if one.name and one.on:
                found.setdefault(one.name, []).append(one.value)
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.form: Form | None = None
        self.inside: Control | None = None

    def handle_starttag(self, tag: str, found: list[tuple[str, str | None]]) -> None:
        said = dict(found)
        name, value = said.get("name") or "", said.get("value") or ""
        if tag == "form":
            self.form = Form(said.get("action") or "")
            if said.get("method") == "post":
                self.forms.append(self.form)
        elif self.form is None or "disabled" in said or "readonly" in said:
            return
        elif tag == "input":
            kind = said.get("type") or "text"
            ticks = kind in ("checkbox", "radio")
            on = "checked" in said if ticks else True
            self.form.controls.append(Control(name, kind, value or ("on" if ticks else ""), on))
        elif tag in ("textarea", "select"):
            self.inside = Control(name, tag, "")
            self.form.controls.append(self.inside)
        elif tag == "option" and self.inside:
            self.inside.options.append(value)
            if "selected" in said or len(self.inside.options) == 1:
                self.inside.value = value
        elif tag == "button" and name:
            self.form.buttons.append((name, value))

    def handle_data(self, data: str) -> None:
        if self.inside and self.inside.kind == "textarea":
            self.inside.value += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.inside:
            self.inside.value = self.inside.value.removeprefix("\n")
        if tag in ("textarea", "select"):
            self.inside = None
        if tag == "form":
            self.form = None


def forms(page: str) -> list[Form]:
    """The forms that use POST."""
    reader = _Reader()
    reader.feed(page)
    return reader.forms
