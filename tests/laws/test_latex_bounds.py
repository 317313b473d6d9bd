"""Law: no formula that passes the check hangs the converter or crashes the process.

Every opening sign in Unicode and every command is repeated in every way that could leave it open. A
child process does the work; if it hangs or dies, its formula is named.
"""

from __future__ import annotations

import json
import select
import subprocess
import sys
import unicodedata

import pytest

from quizapp.presenting import latex_commands as commands
from quizapp.presenting.latex_bounds import LONGEST, MOST_UNCLOSED, BadLatexError, bound, opening
from quizapp.presenting.mathml import convert
from tests.over import over

QUICK = 0.05  # seconds of work for one formula
SILENT = {True: 30.0, False: 2.0}  # until a child is taken for hung, where it should not be
CHILD = """
import json, sys, threading, time
from quizapp.presenting.mathml import BadLatexError, convert, _CONVERTER


def answer():
    for latex in formulas:
        start = time.process_time()
        try:
            if checked:
                convert(latex, True)
            else:
                _CONVERTER.convert_with_local_state(latex, displaystyle=True)
        except BadLatexError:
            pass
        print(time.process_time() - start, flush=True)

checked, formulas = json.load(sys.stdin)
threading.stack_size(512 * 1024)  # a thread of a server has little of it
thread = threading.Thread(target=answer)
thread.start()
thread.join()
"""
TIMES = 48
SIGNS = [chr(code) for code in range(33, 0x1FBFF) if unicodedata.category(chr(code))[0] in "PS"]
OPENERS = [sign for sign in SIGNS if opening(sign) and sign != "{"] + [r"\{"]
OPENERS += [rf"\{name} " for name in sorted(commands.OPENING)]
CLOSERS = [sign for sign in SIGNS if unicodedata.category(sign) in ("Pe", "Pf")]
CLOSERS += ["⌝", "⌟", "⎱", "|", ">", "!", "/", r"\}", r"\|"]
CLOSERS += [rf"\{name} " for name in sorted(commands.CLOSING)]
SPECIAL = commands.KNOWN - commands.PLAIN
ANY = (r"\%s ", r"\%s{a}", r"\%s_", r"(\%s)", r"(_\%s)", r"\left\%s ", r"\bigl\%s ")
ARGUMENTS = (
    r"\%s a", r"\%s{", r"\%s[", r"{\%s", r"\big\%s ", r"(\%s a)", r"(\%s{a})", r"(\%s{)}",
    r"(\%s{a}{)}", r"(\%s[)]{a}", r"(\left\%s)\right.", r"\%s{x_}", r"(\%s{x_})", r"\%s{(}",
    r"\%s(",
    r"\sqrt\%s a", r"\left(\middle\%s )\right)", r"{(\%s)}", r"\begin{matrix}(\%s)\end{matrix}",
    r"(\%s*)", r"(\%s )", r"(\%s^)", r"(\%s\hat)", r"(\%s\frac{a})", r"\hat\%s)(",
)  # fmt: skip
HOSTILE = (
    "(^)", "(_{)}", r"(\frac{a})", r"(\text{)}", r"\text{(", "(&)", r"(\\)", r"\bigl|", r"\bigl.",
    r"(\bigm)", r"((\bigr)", r"(\big(\bigr)", "(')", r"(\not)", "{(}", "({)}", r"\left(()\right.",
    r"\mathrm(", r"\mathbb{(}", r"\sqrt[(]{a}", r"\sqrt[", r"(\sqrt[)]{a}", "x^(", r"(\sqrt[}])",
    r"a\over b", r"{(\over)}", r"\pmod{x_}", r"(\,^)", "(a)_b^c", r"\sin", "a^", "a_1", r"\sqrt",
    r"\hat", r"\frac", r"\frac1", r"\hat{", r"\begin{matrix}", r"\begin{array}{c}(", "'", r"\left(",
    r"\begin{array}{)}(", r"\begin{", r"\end{matrix}", r"\right)", "[0,1)", "]0,1[", "(((a", "%(\n",
    r"\def\a{\a\a}\a", r"\operatorname*{(}", r"\operatorname*)", "\u0332", "~(", "#1", '"(', "$(",
    r"(\left)\right.", r"(\middle)", r"\left(\middle)\right(", r"(\left.)\right.",
    r"(\left\}\right\{",
    r"(\bigr\left)", r"(\hat{}\hat)", "(^{)^{", "{^", "a^{b", r"\text{\text{", "([{", "(<", "((a))",
    r"(⟨\not\sum\big))", r")=\big)\bigl(\lvert ", r"()\pmod\bigm(", r"(\frac\sum')",
    r"(\frac\overset\}\sum\limits)",
)  # fmt: skip


def formulas() -> list[str]:
    pieces = [*OPENERS, *SIGNS, *HOSTILE]
    pieces += [f"({closer}" for closer in CLOSERS] + [f"{opener})" for opener in OPENERS]
    pieces += [f"{opener}a{closer}" for opener in OPENERS[-25:] for closer in CLOSERS[-25:]]
    pieces += [way % name for name in sorted(commands.KNOWN) for way in ANY]
    pieces += [way % name for name in sorted(SPECIAL) for way in ARGUMENTS]
    return [piece * min(TIMES, LONGEST // len(piece)) for piece in dict.fromkeys(pieces)]


def passes(latex: str) -> bool:
    try:
        bound(latex)
    except BadLatexError:
        return False
    return True


def slow(latex: list[str], checked: bool = True) -> list[str]:
    """The formulas that are slow, or at which a child hangs or dies."""
    pipe = subprocess.PIPE
    child = subprocess.Popen([sys.executable, "-c", CHILD], stdin=pipe, stdout=pipe)
    assert child.stdin
    assert child.stdout
    try:
        child.stdin.write(json.dumps([checked, latex]).encode())
        child.stdin.close()
        answers, patience = b"", 30.0  # until it has begun
        ready = select.poll()
        ready.register(child.stdout, select.POLLIN)
        while ready.poll(1000 * patience):
            if not (more := child.stdout.read1()):
                break
            answers, patience = answers + more, SILENT[checked]
        seconds = [float(line) for line in answers.split()]
        found = [f"{took:.2f} s: {one}" for took, one in zip(seconds, latex, strict=False)
                 if took > QUICK]  # fmt: skip
        return found + [f"hangs or ends: {one}" for one in latex[len(seconds) :][:1]]
    finally:
        child.kill()
        child.wait()


@pytest.mark.slow
def test_what_passes_the_check_is_converted_at_once():
    assert slow([latex for latex in formulas() if passes(latex)]) == []


@pytest.mark.parametrize("latex", ["⟨" * 60, "{" * 100_000])
def test_a_formula_that_hangs_or_crashes_the_converter_is_found(latex):
    assert slow(["a", latex, "b"], checked=False) == [f"hangs or ends: {latex}"]


@over(OPENERS)
def test_every_opening_sign_and_command_is_counted(opener):
    assert not passes(opener * (MOST_UNCLOSED + 1))


@over(sorted(commands.PLAIN | commands.ARITY.keys() - {"begin", "end"}))
def test_a_command_is_known_to_the_converter_and_takes_as_many_arguments_as_stated(name):
    arity = commands.ARITY.get(name, 0)
    above = r"\sum" if name in ("limits", "nolimits", "displaylimits") else ""
    rows = r"\begin{array}{c} %s \end{array}" if name == "hline" else "%s"
    arguments = ["1cm" if name == "hspace" else "a"] * arity
    convert(rows % (rf"{above}\{name}" + "".join(f"{{{one}}}" for one in arguments)))
    if arity and name != "pmod":  # which writes "(mod )"
        with pytest.raises(BadLatexError):
            convert("{" + rf"\{name}" + "{a}" * (arity - 1) + "}")


@over(sorted(commands.ENVIRONMENTS))
def test_an_environment_is_known_to_the_converter(name):
    columns = "{c}" if name in ("array", "darray", "subarray") else ""
    convert(rf"\begin{{{name}}}{columns} a \end{{{name}}}", True)


@over(sorted(commands.PUNCTUATION))
def test_a_sign_after_a_backslash_is_known_to_the_converter(sign):
    convert(rf"\begin{{matrix}} a \{sign} b \end{{matrix}}")


def test_no_known_command_is_refused():
    assert commands.KNOWN & commands._INSTEAD.keys() == set()
