"""A small bank of real question files, and a database to import them into."""

import random
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.orm import Session

from quizapp.bank.sync import sync
from quizapp.models import Learner, Question
from quizapp.storage.database import make_engine
from tests import databases

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)

SKILLS = """\
[neuron]
title = "The neuron"
summary = "Weights, bias and activation."
requires = []

[backprop]
title = "Backpropagation"
summary = "The chain rule at work."
requires = ["neuron"]
"""

NUMBER = """\
title = "A weighted sum"
type = "number"
level = 1
source = "The neuron"
prompt = '''What is $2 \\cdot 3 + 1$?'''
explanation = '''$2 \\cdot 3 = 6$, plus the bias $1$ gives $7$.'''
hints = ['''First the product.''', '''Then the bias.''']

[answer]
value = 7
decimals = 0

[[answer.wrong]]
value = 8
name = "bias_first"
remark = '''The bias is added after the product.'''
"""

CHOICE = """\
title = "What the bias does"
type = "choice"
level = 1
source = "The neuron"
prompt = '''What does the bias of $\\sigma(wx + b)$ do to the curve?'''
explanation = '''It moves it along the $x$-axis.'''
hints = ['''Where is one half?''']

[[answer.options]]
text = '''It moves the curve sideways.'''
correct = true
remark = '''The midpoint is at $-b/w$.'''

[[answer.options]]
text = '''It makes the curve steeper.'''
correct = false
remark = '''That is what the weight does.'''
"""

SHORT = """\
title = "Why a bias at all"
type = "short_answer"
level = 2
source = "The neuron"
prompt = '''Why does a neuron have a bias?'''
explanation = '''Without one, every boundary passes through the origin.'''
hints = ['''Think of the zero input.''']

[answer]
model = '''It lets the boundary leave the origin.'''

[[answer.rubric]]
point = '''The boundary need not pass through the origin.'''

[[answer.rubric]]
point = '''It is learned like a weight.'''
"""

TEMPLATE = """\
title = "Forward and back through one neuron"
type = "template"
level = 2
source = "Back-propagation"
explanation = '''The chain rule, once.'''
template = "neuron_gradient"
"""

FILES = {
    "skills.toml": SKILLS,
    "neuron/weighted-sum.toml": NUMBER,
    "neuron/what-bias-does.toml": CHOICE,
    "neuron/why-bias.toml": SHORT,
    "backprop/one-neuron.toml": TEMPLATE,
}


def write_bank(folder: Path) -> Path:
    """Write the bank as files."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def open_session(tmp_path: Path) -> Session:
    """A session on a new database with all tables."""
    return Session(make_engine(databases.empty(tmp_path)))


def full_session(tmp_path: Path) -> Session:
    """The same, with the bank imported."""
    write_bank(tmp_path / "questions")
    if not databases.ON:
        return Session(make_engine(databases.holding(_full(), tmp_path / "quiz.db")))
    return Session(make_engine(databases.filled("sample bank", fill)))


def _import(session: Session, folder: Path) -> None:
    report = sync(session, folder, now=NOW)
    assert not report.problems, report.lines()
    session.commit()


def fill(url: str) -> None:
    """Import the bank into a database with tables."""
    with TemporaryDirectory() as folder, Session(make_engine(url)) as session:
        _import(session, write_bank(Path(folder) / "questions"))
        session.get_bind().dispose()


@cache
def _full() -> bytes:
    """A SQLite file with the bank in it, imported once and copied for every test."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        fill(databases.empty(folder))
        return (folder / "quiz.db").read_bytes()


def learner(session: Session, name: str = "Ada") -> Learner:
    row = Learner(name=name, created_at=NOW)
    session.add(row)
    session.commit()
    return row


def row(session: Session, slug: str) -> Question:
    return session.query(Question).filter_by(slug=slug).one()


def chance(seed: int = 1) -> random.Random:
    return random.Random(seed)
