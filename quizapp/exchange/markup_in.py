r"""HTML of other programs as our Markdown. What is no text is left out: scripts, styles, forms.

Formulas in `\( \)`, `\[ \]`, `$$ $$` or Anki's `[$] [/$]` become ours.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser

import nh3

LONGEST = 40_000  # characters of one text
_FORMULA = re.compile(
    r"\\\((?P<inline>.+?)\\\)|\\\[(?P<display>.+?)\\\]|\$\$(?P<dollars>.+?)\$\$"
    r"|\[\$\](?P<anki>.+?)\[/\$\]|\[latex\](?P<latex>.+?)\[/latex\]",
    re.DOTALL,
)
_SPECIAL = re.compile(r"([\\`*_\[\]<>$~|])|(?m:^(\s*)([#+-])(?=\s))|(?m:^(\s*\d+)([.)])(?=\s))")
_AROUND = {"strong": "**", "b": "**", "em": "*", "i": "*", "s": "~~", "del": "~~", "strike": "~~"}
_HEADINGS = {f"h{level}" for level in range(1, 7)}
_BLOCKS = {"p", "div", "section", "article", "dl", "dt", "dd", "figure", "center", *_HEADINGS}
_KEPT = {
    "a", "blockquote", "br", "code", "hr", "img", "li", "ol", "pre", "span", "sub", "sup", "table",
    "tbody", "td", "th", "thead", "tr", "ul", *_AROUND, *_BLOCKS,
}  # fmt: skip
_GONE = {"script", "style", "iframe", "object", "form", "title", "head", "svg", "math", "select"}


def to_markdown(source: str, image: Callable[[str], str] = lambda name: "") -> str:
    """The text of a piece of HTML; `image` gives the name to use for each picture, "" to omit it.

    Raises nothing: what cannot be said is left out.
    """
    clean = nh3.clean(
        _shielded(source[:LONGEST]),
        tags=_KEPT, clean_content_tags=_GONE, attributes={"a": {"href"}, "img": {"src", "alt"}},
        url_schemes={"http", "https", "mailto"}, link_rel=None, url_relative=_local,
    )  # fmt: skip
    reader = _Writer(image)
    reader.feed(clean)
    reader.close()
    return reader.text()


def plain_to_markdown(source: str) -> str:
    """A plain text, whose line ends and formulas stay."""
    return "\n\n".join(to_markdown(html.escape(part, quote=False).replace("\n", "<br>"))
                       for part in re.split(r"\n\s*\n", source.strip()))  # fmt: skip


def lost_in(source: str) -> Iterator[str]:
    """What of a piece of HTML does not come in, in words."""
    found = {name.lower() for name in re.findall(r"<([a-zA-Z]+)", source)}
    if found & {"script", "iframe", "object", "embed", "form"}:
        yield "A script or an embedded page was left out."
    if found & {"audio", "video"}:
        yield "A sound or film was left out."
    if found & {"svg", "math"}:
        yield "A drawing or formula without LaTeX was left out."


def escaped(text: str) -> str:
    """Plain words as Markdown that shows them as they are."""
    return _SPECIAL.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    if found[1]:
        return f"\\{found[1]}"
    return f"{found[2]}\\{found[3]}" if found[3] else f"{found[4]}\\{found[5]}"


def _local(url: str) -> str:
    return url


def _shielded(source: str) -> str:
    """The HTML with `<` and `>` in its formulas written as they have to be in HTML."""

    def safe(found: re.Match[str]) -> str:
        if re.search(r"</?[a-zA-Z]", found[0]):  # tags, as Anki's <br>: the formula's own text
            return re.sub(r"<(?:br|/?div|/?p|/?span)[^<>]*>", " ", found[0])
        return found[0].replace("<", "&lt;").replace(">", "&gt;")

    return _FORMULA.sub(safe, source)


class _Writer(HTMLParser):
    """Writes Markdown while it reads clean HTML; a stack holds what is open."""

    def __init__(self, image: Callable[[str], str]) -> None:
        super().__init__(convert_charrefs=True)
        self.image, self.parts, self.open, self.links = image, [""], [], []  # type: ignore[var-annotated]
        self.rows: list[list[str]] = []

    def text(self) -> str:
        while len(self.parts) > 1:
            self._fold()
        said = re.sub(r"[ \t]+\n", "\n", self.parts[0])
        return re.sub(r"\n{3,}", "\n\n", said).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "br":
            self.parts[-1] += "\n" if "pre" in self.open else "\\\n"
        elif tag == "hr":
            self._block("---")
        elif tag == "img":
            self._image(found)
        elif tag in ("td", "th", "li", "pre", "blockquote", "code", "sub", "sup", "a", *_AROUND):
            self.parts.append("")
            self.links.append(found.get("href") or "")
        elif tag in ("ul", "ol", "table", *_BLOCKS):
            self.parts[-1] += "\n\n"
            self.rows = [] if tag == "table" else self.rows
        elif tag == "tr":
            self.rows.append([])
        self.open.append(tag) if tag not in ("br", "hr", "img") else None

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            at = len(self.open) - 1 - self.open[::-1].index(tag)
            del self.open[at:]
        if tag in ("td", "th", "li", "pre", "blockquote", "code", "sub", "sup", "a", *_AROUND):
            self._close(tag)
        elif tag == "table":
            self._table()
        elif tag in ("ul", "ol", *_BLOCKS):
            self.parts[-1] += "\n\n"

    def handle_data(self, data: str) -> None:
        if "pre" in self.open or "code" in self.open:
            self.parts[-1] += data
            return
        start = 0
        for found in _FORMULA.finditer(data):
            alone = not self.open and _ours(found).startswith("$$")
            around = "\n\n" if alone else ""
            self.parts[-1] += self._words(data[start : found.start()])
            self.parts[-1] += around + _ours(found) + around
            start = found.end()
        self.parts[-1] += self._words(data[start:])

    def _words(self, text: str) -> str:
        return escaped(re.sub(r"\s+", " ", text.replace("\u00a0", " ")))

    def _close(self, tag: str) -> None:
        if len(self.parts) < 2:
            return
        inner, href = self.parts.pop(), self.links.pop()
        said = inner.strip()
        if tag in ("td", "th"):
            if self.rows:
                self.rows[-1].append(re.sub(r"\s*\\?\n\s*", " ", said))
        elif tag == "li":
            ordered = next((each for each in self.open[::-1] if each in ("ul", "ol")), "") == "ol"
            lead = "1. " if ordered else "- "
            before = self.parts[-1].rstrip("\n")
            if before.rpartition("\n")[2].startswith((lead, " ")):  # in the same list
                self.parts[-1] = before + "\n"
            said = re.sub(r"\n+(?=\s*(?:-|1\.) )", "\n", said)  # a list inside follows at once
            self.parts[-1] += lead + said.replace("\n", "\n" + " " * len(lead)) + "\n"
        elif tag == "pre":
            self._block(f"```\n{inner.strip(chr(10)).strip('`').strip(chr(10))}\n```")
        elif tag == "blockquote":
            self._block("> " + said.replace("\n", "\n> "))
        elif not said:
            self.parts[-1] += inner[:1]
        elif tag == "code":
            self.parts[-1] += said if "pre" in self.open else f"`{said.replace('`', chr(39))}`"
        elif tag in ("sub", "sup"):
            self.parts[-1] += f"${'_' if tag == 'sub' else '^'}{{{said.strip('$')}}}$"
        else:
            sign = _AROUND.get(tag, "")
            around = (
                f"[{said}]({href})" if tag == "a" and href.startswith(("http", "mailto")) else ""
            )
            before, after = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
            self.parts[-1] += before + (around or f"{sign}{said}{sign}") + after

    def _fold(self) -> None:
        inner = self.parts.pop()
        self.parts[-1] += inner

    def _block(self, text: str) -> None:
        self.parts[-1] += f"\n\n{text}\n\n"

    def _image(self, found: dict[str, str | None]) -> None:
        name = self.image(found.get("src") or "")
        if name:
            said = escaped(found.get("alt") or "").replace("\n", " ")
            self.parts[-1] += f"![{said}]({name})"

    def _table(self) -> None:
        wide = max(map(len, self.rows), default=0)
        rows = [[*row, *[""] * (wide - len(row))] for row in self.rows if row]
        if rows:
            lines = [f"| {' | '.join(row)} |" for row in rows]
            lines.insert(1, "|" + " --- |" * wide)
            self._block("\n".join(lines))
        self.rows = []


def _ours(found: re.Match[str]) -> str:
    """A formula as we write it; one on a line of its own stays so."""
    latex = " ".join(next(filter(None, found.groups())).split())
    if found["latex"]:
        latex = latex.strip("$")
    return f"$${latex}$$" if found["display"] or found["dollars"] else f"${latex}$"
