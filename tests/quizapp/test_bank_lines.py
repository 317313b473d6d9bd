"""Finding the line of every key in a TOML text."""

import tomllib

import pytest

from quizapp.bank.lines import key_lines, line_of

TEXT = """\
# a comment with a = 1 and [brackets]
title = "a # b [c] = d"
prompt = '''
answer = 'no key'
[no.table]
'''
"quoted key" = 1
dotted.key.here = 2   # line 8
explanation = \"\"\"ends in quotes \\\"\"\" not yet
then\"\"\"\"\"
hints = [
    'one',  # ]
    '''two
    ''', 'three',
]
when = 1979-05-27 07:32:00
table = { a = 1, "b" = [2, {c = 3}] }

[answer]
value = -1e3

[[answer.options]]
text = '''x'''

[[answer.options]]
text = '''
[[answer.options]]
'''
[answer.options.extra]
deep = true

[[ answer . 'options' ]]
text = 'z'
"""

LINES = {
    ("title",): 2,
    ("prompt",): 3,
    ("quoted key",): 7,
    ("dotted", "key", "here"): 8,
    ("explanation",): 9,
    ("hints",): 11,
    ("hints", 0): 12,
    ("hints", 1): 13,
    ("hints", 2): 14,
    ("when",): 16,
    ("table", "b", 1, "c"): 17,
    ("answer",): 19,
    ("answer", "value"): 20,
    ("answer", "options"): 22,
    ("answer", "options", 0, "text"): 23,
    ("answer", "options", 1): 25,
    ("answer", "options", 1, "text"): 26,
    ("answer", "options", 1, "extra", "deep"): 30,
    ("answer", "options", 2, "text"): 33,
}


@pytest.mark.parametrize(("where", "line"), LINES.items())
def test_a_key_is_found_on_its_line(where, line):
    assert line_of(TEXT, where) == line


def test_windows_line_ends_change_no_line():
    assert key_lines(TEXT.replace("\n", "\r\n")) == key_lines(TEXT)


def test_a_missing_key_gets_the_line_of_the_nearest_key_around_it():
    assert line_of(TEXT, ("answer", "options", 1, "remark")) == 25
    assert line_of(TEXT, ("answer", "options", 7)) == 22
    assert line_of(TEXT, ("nowhere",)) == 1


def test_exactly_the_keys_that_tomllib_reads_are_found():
    def paths(value, path=()):
        entries = (
            value.items()
            if isinstance(value, dict)
            else enumerate(value)
            if isinstance(value, list)
            else ()
        )
        for key, entry in entries:
            yield (*path, key)
            yield from paths(entry, (*path, key))

    assert set(key_lines(TEXT)) == set(paths(tomllib.loads(TEXT)))
