"""The learner's terminal: writing lines, and reading answers line by line."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TextIO

from ..presenting.ascii import NAME, speak_plainly, spelt
from ..presenting.latex import width
from ..presenting.prose import text
from ..presenting.runs import Run, painted, wrap
from .markdown import render
from .style import Paint, clean, paint_for
from .typeahead import edit_in_utf8, forget, more
from .waiting import HangUpError, StopError, waiting
from .window import USUAL, fitted, page, size_of

NARROWEST, WIDEST = 24, 76  # columns of text; wider lines are hard to read
LONGEST_LINE = 50_000  # characters of one answer; the rest is ignored

__all__ = ["Screen", "StopError", "open_screen"]


@dataclass
class Screen:
    """Where the drill writes and reads; `edits` says whether the line can be edited.

    The window may be resized at any time, so its size is asked for with every line.
    """

    out: TextIO
    source: TextIO
    paint: Paint
    widest: int = WIDEST
    edits: bool = False
    pages: bool = False  # whether what is long goes through a pager
    kept: str | None = None  # a line that was read too early
    held: list[str] | None = None  # lines that may go through the pager
    rows: int = 0  # how many rows were written so far
    whose: str = ""  # options that say whose answers these are

    @property
    def interactive(self) -> bool:
        return self.source.isatty()

    @property
    def window(self) -> os.terminal_size:
        """The size of the window now."""
        return size_of(self.out) or USUAL

    @property
    def columns(self) -> int:
        """The width to lay text out in."""
        return max(NARROWEST, min(self.widest, self.window.columns - 1))

    def line(self, content: str = "") -> None:
        """Write one line and flush it; break it if it is wider than the window."""
        lines = self._fitted(content)
        if self.held is not None:
            self.held += lines
            return
        self.rows += len(lines)
        self.out.write("\n".join(lines) + "\n")
        self.out.flush()

    def command(self, said: str) -> str:
        """A command line for the same person, which works as it is shown."""
        return f"quizapp {said}{self.whose}"

    @contextmanager
    def paged(self) -> Iterator[None]:
        """Show what is written within in a pager, if it is longer than the window."""
        if not self.pages or self.held is not None:
            yield
            return
        self.held = []
        try:
            yield
        finally:
            lines, self.held = self.held, None
            if len(lines) < self.window.lines - 1:
                for each in lines:
                    self.line(each)
            else:
                self.rows += len(lines)
                page(lines)

    def _fitted(self, content: str) -> list[str]:
        """The line as the stream can write it, in as many pieces as the window needs."""
        if self.out.encoding == NAME:  # what is spelt out is longer
            content = spelt(content)
        lines, size = content.split("\n"), size_of(self.out)
        return [each for line in lines for each in fitted(line, size.columns)] if size else lines

    def markdown(self, source: str, first: str = "", indent: int = 0) -> None:
        """Write Markdown, indented; `first` goes into the margin of the first line."""
        margin = max(indent, width(first))
        for i, content in enumerate(render(source, self.columns - margin, self.paint)):
            before = first + " " * (margin - width(first)) if i == 0 else " " * margin
            self.line((before if content or i == 0 else "") + content)

    def heading(self, title: str) -> None:
        """Write a heading."""
        self.line(self.paint("strong", title))

    def note(self, source: str) -> None:
        """Write an indented remark."""
        self.markdown(source, indent=4)

    def runs(self, runs: Iterable[Run], indent: int = 0, hang: int = 0) -> None:
        """Write styled text, wrapped; all lines but the first are indented by `hang`."""
        for i, line in enumerate(wrap(runs, self.columns - max(indent, hang))):
            self.line(" " * (hang if i else indent) + painted(line, self.paint))

    def aside(self, source: str) -> None:
        """Write something less important, dimmed; nothing if it is empty."""
        if source:
            self.runs([(text(source), "dim")])

    def read(self, prompt: str, role: str = "", begun: str = "") -> str:
        """The learner's next line (or paste of several), cleaned; `StopError` at the end.

        If lines can be edited, `begun` is there already.
        """
        *before, prompt = self._fitted(prompt)
        for each in before:
            self.line(each)
        self.rows += 1
        kept, self.kept = self.kept, None
        if kept is not None:
            self.line(self.paint(role, prompt) + kept)
            return kept
        try:
            with waiting():
                raw = self._edited(prompt, role, begun) if self.edits else self._plain(prompt, role)
        except EOFError:
            self.line()
            raise StopError from None
        except KeyboardInterrupt:
            self.line()
            raise self._with_typed(StopError()) from None
        except HangUpError as end:  # there may be no window to write to
            raise self._with_typed(end) from None
        answer = _tidy(raw)
        if not self.interactive:
            self.line(answer)  # show it, because it wasn't typed here
        return answer

    def forget_typeahead(self) -> None:
        """Discard anything typed so far, so that it doesn't answer the next question."""
        if self.interactive:
            forget(self.source)

    def pasted_more(self) -> bool:
        """Whether more lines came with the one just read, as in a paste."""
        return self.interactive and more(self.source, whole=not self.edits)

    def _with_typed(self, stop: StopError) -> StopError:
        """The exception, with what was on the line."""
        if self.edits:
            import readline

            stop.typed = _tidy(readline.get_line_buffer())
        return stop

    def _plain(self, prompt: str, role: str) -> str:
        self.out.write(self.paint(role, prompt))
        self.out.flush()
        raw = self.source.readline(LONGEST_LINE)
        if not raw:
            raise EOFError
        rest = raw
        while rest and not rest.endswith("\n"):  # drop the rest of a line that is too long
            rest = self.source.readline(LONGEST_LINE)
        return raw

    def _edited(self, prompt: str, role: str, begun: str = "") -> str:
        if self.out.encoding.lower() == "utf-8":
            edit_in_utf8()
        import readline  # makes input() edit the line

        readline.set_startup_hook(lambda: readline.insert_text(begun))

        if self.paint.colours:  # needs escape codes; Python turns it off by default
            readline.parse_and_bind("set enable-bracketed-paste on")
        before, _, after = self.paint(role, "\0").partition("\0") if role else ("", "", "")
        if not before:
            return input(prompt)
        # readline must not count the colour as columns
        return input(f"\x01{before}\x02{prompt}\x01{after}\x02")


def _tidy(raw: str) -> str:
    return clean(raw.rstrip("\r\n"))[:LONGEST_LINE]


def open_screen(
    plain: bool = False, aside: bool = False, pages: bool = True, whose: str = ""
) -> Screen:
    """The terminal; with `aside` it writes to standard error, to keep standard output clean.

    `pages` is whether a pager may be used, which needs a terminal to page in, and `whose` the
    options that commands shown there must repeat.
    """
    out = sys.stderr if aside else sys.stdout
    speak_plainly(out)
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")
    live = sys.stdin.isatty() and out.isatty() and not aside and not plain
    able = live and os.environ.get("TERM", "dumb") != "dumb"
    paint = paint_for(out, plain)
    return Screen(out, sys.stdin, paint, edits=able, pages=able and pages, whose=whose)
