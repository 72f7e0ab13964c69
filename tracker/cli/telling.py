"""The command that puts figures into sentences."""

from __future__ import annotations

import sys

import click

from tracker.cli.options import Asked, about_series
from tracker.cli.showing import Layout, book_of, show
from tracker.cli.terminal import clean, tell
from tracker.model import Terms

_STYLES = ("wire", "humanitarian", "academic")
_SENTENCES = Layout("figure", ("claimant", "conflict"), ("outcome", "as_of", "figure", "statement_id"))


@click.command(short_help="The newest figures as ready sentences, with their references.")
@about_series
@click.option(
    "--style",
    type=click.Choice(_STYLES),
    help="One sentence a line, in this style; wire on a terminal. Without it the table has all three.",
)
def sentences(asked: Asked, style: str | None) -> int:
    """Prints the newest figure of each series as a sentence: who says, how many, as of when, and what it cannot tell.

    \b
    Example:
      tracker sentences --conflict gaza-2023 --outcome killed --claimant gaza-moh --style wire
    """
    from tracker.report.sentence_rows import sentence_rows
    from tracker.report.user_sheets import SENTENCES

    book = book_of(asked)
    # A ready sentence is there to be passed on, which the terms of some tables forbid.
    passed_on = {id_ for id_, claim in book.by_id.items() if claim.terms is Terms.OPEN}
    rows = [row for row in sentence_rows(book) if asked.fits(row) and row["claim_id"] in passed_on]
    if style is None and asked.form is None and sys.stdout.isatty():
        style = _STYLES[0]
    if style is None:
        show(SENTENCES, rows, asked.form, _SENTENCES)
        return 0
    for row in rows:
        click.echo(clean(row[style]))
    if not rows:
        tell("no figure fits; take an option away, or look at what there is without any")
    return 0
