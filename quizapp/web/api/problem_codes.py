"""What each problem is called, so that programs need not read what is meant for people.

A code never changes its meaning. Each has its place on the page about the API: that address
is the `type` of its problems (RFC 9457).
"""

from __future__ import annotations

USUAL = {  # by status, where there is no closer one
    400: "not_json",
    401: "no_token",
    403: "only_reads",
    404: "not_found",
    405: "wrong_method",
    409: "changed",
    410: "gone",
    413: "too_large",
    422: "invalid",
    423: "in_interview",
    429: "too_many",
    500: "broken",
    503: "unavailable",
}
OTHER = "failed"
CODES = {
    "not_json": "The body isn't one JSON document.",
    "no_token": "The request has no token.",
    "bad_token": "The token was mistyped or revoked, or is too old.",
    "only_reads": "The token may only read.",
    "not_found": "There is nothing at this address.",
    "no_attempt": "You have no attempt with this number.",
    "no_board": "You have no whiteboard with this number.",
    "no_hint": "The question has fewer hints.",
    "no_interview": "You have no interview with this number.",
    "no_page": "There is no study page on this topic.",
    "no_plan": "You have no plan yet.",
    "no_question": "There is no such question, or it isn't asked any more.",
    "no_questions": "No question fits what you asked for.",
    "nothing_to_derive": "The question or topic has no gradient to derive by hand.",
    "wrong_method": "The address needs a different method.",
    "changed": "What you want to change has changed in the meantime.",
    "running": "The interview has to end first.",
    "gone": "The question has changed since, and can't be shown as it was.",
    "too_large": "The body is too large.",
    "invalid": "The body or the query isn't as described; `errors` says where.",
    "unstorable": "There is a character in it that can't be stored.",
    "in_interview": "An interview that is under way asks this question.",
    "too_many": "There were too many requests, or too many of one kind.",
    "broken": "Something broke on the server.",
    "unavailable": "Nothing can be read or stored for the moment.",
    "failed": "It failed for another reason; `detail` says which.",
}
REFUSALS = {  # of one answer among several
    "no_variant": "There is no question with this revision and variant.",
    "in_interview": CODES["in_interview"],
    "other_numbers": "The server draws other numbers for this variant.",
    "too_early": "It was answered before the account or the question existed.",
    "no_part": "The question has no part of that name.",
    "key_used": "You answered something else with this key.",
}
