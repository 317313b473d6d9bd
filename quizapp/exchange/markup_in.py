r"""HTML of other programs as our Markdown. What is no text is left out: scripts, styles, forms.

Formulas in `\( \)`, `\[ \]`, `$$ $$` or Anki's `[$] [/$]` become ours.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser

import nh3

from .item import CannotCarry

LONGEST = 30_000  # characters of one text
# Each is bounded, so that signs which only begin a formula take no time that grows with the text.
_FORMULA = re.compile(
    r"\\\((?P<inline>.{1,2000}?)\\\)|\\\[(?P<display>.{1,2000}?)\\\]"
    r"|\$\$(?P<dollars>.{1,2000}?)\$\$|\[\$\](?P<anki>.{1,2000}?)\[/\$\]"
    r"|\[latex\](?P<latex>.{1,2000}?)\[/latex\]",
    re.DOTALL,
)
# Signs that Markdown, or the check of a question, would take for more than themselves. A [ is never
# escaped, since the check takes \[ … \] for a formula; without its ] it begins no link.
_SIGNS = re.compile(
    r"""[\\`*_<>$~|]
    | \](?=[(:]) | (?<=\[[ xX])\](?=\s) | (?<=\[)\^   # a link, a box to tick, a footnote
    | \^(?=[^^\s]+\^) | =(?==[^=\s][^=]*==)           # raised or marked text
    | &(?=\#?\w+;)""",
    re.VERBOSE,
)
_LEADS = re.compile(
    r"""^([ ]*)(?=\#+(?:\s|$) | [+-](?:\s|$) | -[- ]*$ | =+[ ]*$)
    | ^([ ]*\d+)(?=[.)](?:\s|$))""",
    re.VERBOSE | re.MULTILINE,
)
_IN_LABELS = {"[": "&#91;", "]": "&#93;", "^": "&#94;"}
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

    What cannot be said is left out; raises `CannotCarry` if the text is far too long.
    """
    clean = nh3.clean(
        _shielded(bounded(source)),
        tags=_KEPT, clean_content_tags=_GONE, attributes={"a": {"href"}, "img": {"src", "alt"}},
        url_schemes={"http", "https", "mailto"}, link_rel=None, url_relative=_local,
    )  # fmt: skip
    reader = _Writer(image)
    reader.feed(clean)
    reader.close()
    return reader.text()


def bounded(source: str) -> str:
    """The same text; raises `CannotCarry` if it is too long to be read in a moment."""
    if len(source) > LONGEST:
        raise CannotCarry(f"A text has over {LONGEST:,} characters. Shorten it.")
    return source


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
    return _LEADS.sub(r"\g<0>\\", _SIGNS.sub(r"\\\g<0>", text))


def _label(text: str) -> str:
    """The same for the words of a link or an image, which its own brackets enclose."""
    pieces = re.split(r"([\[\]^])", text)
    return "".join(_IN_LABELS.get(piece) or escaped(piece) for piece in pieces)


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
            self._say(data[start : found.start()])
            self.parts[-1] += around + _ours(found) + around
            start = found.end()
        self._say(data[start:])

    def _say(self, text: str) -> None:
        plain = re.sub(r"\s+", " ", text.replace("\u00a0", " "))
        said = _label(plain) if "a" in self.open else escaped(plain)
        if self.parts[-1].endswith("]") and said.startswith(("(", ":")):  # across a tag
            self.parts[-1] = f"{self.parts[-1][:-1]}\\]"
        self.parts[-1] += said

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
            said = _label(found.get("alt") or "").replace("\n", " ")
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
