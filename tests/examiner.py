"""A local examiner for second opinions: a server that speaks OpenAI's chat completions."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

Opinions = Callable[[dict[str, Any]], list[dict[str, Any]]]


@contextmanager
def examiner(opinions: Opinions, drip: float = 0.0) -> Iterator[tuple[dict[str, str], list[Any]]]:
    """The settings that lead to it, and the requests it has got; a `drip` makes it slow."""
    asked: list[Any] = []

    class Examiner(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append((self.path, self.headers["Authorization"], body))
            found = opinions(json.loads(body["messages"][-1]["content"]))
            message = {"role": "assistant", "content": json.dumps({"points": found})}
            reply = json.dumps({"choices": [{"index": 0, "message": message}]}).encode()
            if isinstance(found, str):  # all that it says
                reply = found.encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(reply)))
            self.end_headers()
            for byte in reply if drip else [reply]:
                time.sleep(drip)
                try:
                    self.wfile.write(bytes([byte]) if drip else byte)
                except OSError:
                    return

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Examiner)
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield (
            {
                "QUIZAPP_EXAMINER_ADDRESS": f"http://127.0.0.1:{server.server_port}/v1/",
                "QUIZAPP_EXAMINER_MODEL": "strict-but-fair",
                "QUIZAPP_EXAMINER_KEY": "sk-local",
            },
            asked,
        )
    finally:
        server.shutdown()
        server.server_close()
