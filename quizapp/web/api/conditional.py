"""What a program has already is not sent to it again."""

from __future__ import annotations

from flask import Response, request


def unless_known(answer: Response) -> Response:
    """What was read, or 304 without a body to whoever has it already and says its ETag."""
    if request.method in ("GET", "HEAD"):
        answer.add_etag()
        answer.make_conditional(request)
    return answer
