"""`quizapp skills`: the names to use with --skill."""

from __future__ import annotations

import click

from quizapp.commands._options import no_pager
from quizapp.commands._output import print_json, print_list


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@no_pager
def command(as_json: bool, no_pager: bool) -> None:
    """List the skills, for drill --skill."""
    from quizapp.bank.files import question_files, read_skills
    from quizapp.commands._listing import table
    from quizapp.presenting.amounts import count
    from quizapp.storage.banks import banks

    folders = list(banks().values())
    topics = [slug.partition("/")[0] for folder in folders for slug in question_files(folder)]
    skills = {
        slug: one for folder in reversed(folders) for slug, one in read_skills(folder).items()
    }
    if as_json:
        print_json([
            {"skill": slug, "title": skill["title"], "questions": topics.count(slug)}
            for slug, skill in skills.items()
        ])  # fmt: skip
        return
    print_list(table((slug, f"{skill['title']}, {count(topics.count(slug), 'question')}")
                     for slug, skill in skills.items()), no_pager)  # fmt: skip
