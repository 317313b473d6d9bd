"""A mail server that keeps what it is sent."""

from __future__ import annotations

import email.policy
import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage

LINK = re.compile(r"^https://\S+$", re.MULTILINE)


class Mailbox(socketserver.ThreadingTCPServer):
    """Takes every letter, unless it is `broken`."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.letters: list[EmailMessage] = []
        self.broken = False

    @property
    def address(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def latest(self) -> tuple[str, str, str]:
        """Recipient, text, and path and query of the link of the last letter."""
        letter = self.letters[-1]
        text = letter.get_content().replace("\r\n", "\n")
        link = LINK.search(text)
        return str(letter["To"]), text, f"/{link[0].split('/', 3)[3]}" if link else ""


class _Talk(socketserver.StreamRequestHandler):
    server: Mailbox

    def handle(self) -> None:
        self._say("220 here")
        for line in self.rfile:
            word = line[:4].upper()
            if word == b"DATA":
                self._say("354 go on")
                said = b"".join(iter(self.rfile.readline, b".\r\n"))
                letter = email.message_from_bytes(said, policy=email.policy.default)
                self.server.letters.append(letter)
            if word == b"QUIT":
                self._say("221 bye")
                return
            self._say("451 later" if self.server.broken and word == b"MAIL" else "250 well")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@contextmanager
def mailbox() -> Iterator[Mailbox]:
    with Mailbox() as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield server
        server.shutdown()
