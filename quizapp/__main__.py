"""`python -m quizapp` is the `quizapp` command."""

from quizapp.commands import main

main(prog_name="quizapp")
