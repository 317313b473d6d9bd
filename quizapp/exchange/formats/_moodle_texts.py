"""One question of a Moodle XML file while it is read: its texts, images and answers."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from ..item import CannotCarry
from ..markup_in import lost_in, plain_to_markdown, to_markdown
from ._moodle_out import PLUGIN_FILE

BY_LINES = ("moodle_auto_format", "wiki_like", "wiki_like_format")  # HTML whose line ends count
WHOLE = {
    "correctfeedback": ("correct", "Your answer is correct."),
    "partiallycorrectfeedback": ("partly correct", "Your answer is partially correct."),
    "incorrectfeedback": ("wrong", "Your answer is incorrect."),
}


@dataclass
class MoodleQuestion:
    """A `<question>`: its texts as Markdown, its images, and what was lost on the way."""

    element: Element
    images: dict[str, bytes] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    here: dict[str, str] = field(default_factory=dict)  # images of one text -> their names above

    @property
    def title(self) -> str:
        return (self.element.findtext("name/text") or "").strip()

    @property
    def asked(self) -> str:
        """The text of the question, with the one image that old versions kept beside it."""
        text = self.text(self.element.find("questiontext"))
        name, data = (self.element.findtext(key) for key in ("image", "image_base64"))
        if name and data:
            self._take(name.strip(), data)
            text += "\n\n" + to_markdown(f"<img src='{PLUGIN_FILE}{name.strip()}'>", self._image)
        return text.strip()

    @property
    def hints(self) -> tuple[str, ...]:
        found = self.element.findall("hint")
        inside = (hint.find("hintcontent") for hint in found)  # of old versions
        texts = (hint if old is None else old for hint, old in zip(found, inside, strict=True))
        return tuple(filter(None, map(self.text, texts)))

    def text(self, element: Element | None) -> str:
        """The text in an element, with the images that stand beside it."""
        if element is None:
            return ""
        self.here = {}
        for file in element.findall("file"):
            path = f"{file.get('path') or ''}/{file.get('name') or ''}"
            self._take("/".join(filter(None, path.split("/"))), file.text or "")
        return self.markdown(element.findtext("text") or "", element.get("format") or self._usual)

    @property
    def _usual(self) -> str:
        """The format of a text that doesn't name its own."""
        asked = self.element.find("questiontext")
        return (asked.get("format") if asked is not None else "") or "html"

    def markdown(self, source: str, kind: str = "html") -> str:
        if kind == "markdown":
            return source.strip()
        if kind == "plain_text":
            return plain_to_markdown(source)
        self.notes += [note for note in lost_in(source) if note not in self.notes]
        lines = source.strip().replace("\n", "<br>") if kind in BY_LINES else source
        return to_markdown(lines, self._image)

    def note(self, *said: str) -> None:
        """Tell the author, once."""
        self.notes += [one for one in said if one not in self.notes]

    def said_of_all(self) -> None:
        """Note what is said of every correct or wrong answer, which has no place here."""
        for name, (what, usual) in WHOLE.items():
            said = self.text(self.element.find(name))
            if said and said != usual:
                self.note(f"What is said of every {what} answer was left out: {said[:80]}")

    def _take(self, name: str, data: str) -> None:
        """Keep an image; each text may have another one called `image.png`."""
        try:
            image = base64.b64decode(data, validate=False)
        except (binascii.Error, ValueError):
            self.note(f"The image {name} is broken.")
            return
        folder, _, last = name.rpartition("/")
        names = (f"{number}-{last}" if number else last for number in range(len(self.images) + 1))
        free = next(one for one in names if self.images.get(one, image) == image)
        self.here[name] = free
        self.images[free] = image

    def _image(self, source: str) -> str:
        name = unquote(source.removeprefix(PLUGIN_FILE)).partition("?")[0].strip("/")
        kept = self.here.get(name, name)
        if source.startswith(PLUGIN_FILE) and kept in self.images:
            return kept.replace(" ", "%20")
        self.note(f"An image was left out, which isn't in the file: {source[:60]}")
        return ""

    def answers(self) -> Iterator[tuple[Element, float]]:
        """Each answer with its share of the credit, from −1 to 1."""
        for answer in self.element.findall("answer"):
            try:
                said = answer.get("fraction") or answer.findtext("fraction") or 0
                yield answer, float(said) / 100
            except ValueError:
                raise CannotCarry("The share of an answer is no number.") from None


def said_in(answer: Element) -> str:
    """The plain text of an answer, which old versions wrote without a `<text>`."""
    return (answer.findtext("text") or answer.text or "").strip()
