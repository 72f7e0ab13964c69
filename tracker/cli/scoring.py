"""Gold texts in, marks out: the reading and the printing of `tracker score`."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.claim_rows import record
from tracker.cli.gold_files import Row, load_gold, load_predictions
from tracker.cli.options import now
from tracker.cli.terminal import Line, clean, tell, tell_issues
from tracker.score import FIELDS, Record, Score, score
from tracker.score_incidents import OUTCOMES, IncidentScore, score_incidents

if TYPE_CHECKING:
    from tracker.sources import Config

_SHARES = (*FIELDS, "whole")
_MIXED = (("casualties", "killed"), ("killed", "casualties"))  # told apart with care: annotated, read as


@dataclass(slots=True)
class _Read:
    """What was read in the texts of a gold set."""

    claims: dict[str, list[Record]] = field(default_factory=dict)
    heard: int = 0
    silent: int = 0


def score_gold(path: Path, predictions: Path | None, config: Config | None) -> Score | IncidentScore:
    """Marks predictions against a gold set, or what is read from its texts now."""
    gold = load_gold(path)
    read = None if predictions else _read_now(gold.articles, path, config)
    claims = read.claims if read else load_predictions(predictions) if predictions else {}
    if gold.coded:
        return score_incidents(gold.incidents(), claims)
    marks = score([(name, str(row["text"]), row["claims"]) for name, row in gold.articles.items()], claims)
    if read:
        marks.heard, marks.silent = read.heard, read.silent
    return marks


def _read_now(articles: dict[str, Row], gold: Path, config: Config | None) -> _Read:
    from tracker.collect import Collected, read_stream
    from tracker.extract import READ_LANGUAGES, read

    line = Line()
    found = _Read()
    other: Counter[str] = Counter()
    keys = ("title", "published", "outlet", "url", "language")
    try:
        for done, (name, row) in enumerate(articles.items(), 1):
            line("reading", done, len(articles))
            one = {"id": name, "text": row["text"], **{key: row[key] for key in keys if row.get(key)}}
            for got in read_stream(json.dumps(one).encode(), seen_at=now(), name=str(gold)):
                if isinstance(got, Collected):
                    other[got.article.language or "en"] += 1
                    reading = read(got.article, config)
                    found.claims[name] = [record(claim) for claim in reading.claims]
                    found.heard += reading.heard
                    found.silent += reading.silent
                else:
                    tell_issues([got])
    finally:
        line.clear()
    if unread := sorted(code for code in other if code not in READ_LANGUAGES):
        told = ", ".join(f"{other[code]:,} in {clean(code)}" for code in unread)
        tell(f"texts not read, whose claims all count as missed: {told}; read is {', '.join(READ_LANGUAGES)}")
    return found


def print_marks(marks: Score | IncidentScore, gold: Path, form: str, misses: int) -> None:
    """The marks as a table for people, JSON for programs, or rows of Markdown."""
    if isinstance(marks, IncidentScore):
        _print_incidents(marks, gold, form, misses)
        return
    if form == "json":
        click.echo(json.dumps(as_json(marks), indent=1))
        return
    if form == "markdown":
        click.echo(as_markdown(marks, gold.name))
        return
    _print_table(marks)
    for title, claims in (("missed", marks.missed), ("wrong", marks.wrong)):
        for name, claim in claims[:misses]:
            figure = f"{claim.get('outcome')} {claim.get('low')}..{claim.get('high')}"
            click.echo(f"{title}: {clean(name)}: {figure}: {clean(claim.get('quote', ''))!r}")


def as_json(marks: Score) -> dict[str, object]:
    """The marks under stable names."""
    return {
        "articles": marks.articles,
        "gold_claims": marks.gold,
        "predicted": marks.predicted,
        "precision": marks.claims.precision,
        "recall": marks.claims.recall,
        "f1": marks.claims.f1,
        "figure_precision": marks.figures.precision,
        "figure_recall": marks.figures.recall,
        "figure_f1": marks.figures.f1,
        "grounded": marks.grounded / marks.predicted if marks.predicted else 0.0,
        "fields": {name: marks.share(name) for name in _SHARES},
        "whole_f1": marks.whole.f1,
        "confusion": {f"{gold}_read_as_{read}": marks.confusion(gold, read) for gold, read in _MIXED},
        "coverage": marks.coverage,
        "heard": marks.heard,
        "silent": marks.silent,
        "by_outcome": {
            outcome: {
                "gold": marks.annotated[outcome],
                "precision": rates.precision,
                "recall": rates.recall,
                "f1": rates.f1,
            }
            for outcome, rates in sorted(marks.outcomes.items())
        },
    }


def as_markdown(marks: Score, name: str) -> str:
    """Two rows of Markdown: the marks of claims, and the shares of fields."""
    claims, figures = marks.claims, marks.figures
    rates = (claims.precision, claims.recall, claims.f1, figures.f1, marks.whole.f1)
    fields = [marks.share(field) for field in _SHARES]
    return (
        f"| {name} | {marks.articles} | {marks.gold} | " + " | ".join(f"{rate:.3f}" for rate in rates) + " |\n"
        f"| {name} | " + " | ".join(f"{share:.2f}" for share in fields) + " |"
    )


def _print_table(marks: Score) -> None:
    click.echo(f"{marks.articles:,} articles with {marks.gold:,} claims; {marks.predicted:,} claims read")
    lines = (
        ("claim", marks.claims, "outcome and both bounds are right"),
        ("figure", marks.figures, "outcome and number are right, bounds aside"),
        ("whole", marks.whole, "qualifier, basis, day, source and part are right too"),
    )
    for title, rates, about in lines:
        shares = f"precision {rates.precision:.3f}  recall {rates.recall:.3f}  F1 {rates.f1:.3f}"
        click.echo(f"{title:<9} {shares}  ({about})")
    grounded = marks.grounded / marks.predicted if marks.predicted else 0.0
    click.echo(f"grounded  {grounded:.3f} of the quotes stand in the text at their offsets")
    for gold, read in _MIXED:
        share = f"{marks.confusion(gold, read):.3f} of the {marks.annotated[gold]:,} annotated figures"
        click.echo(f"confused  {share} of {gold} were read as {read}")
    if marks.coverage is not None:
        click.echo(
            f"coverage  {marks.coverage:.3f} of the {marks.heard:,} sentences with a count and a word for an outcome "
            "were read, or refused for a named reason"
        )
    click.echo("fields of the claims found: " + "  ".join(f"{n} {marks.share(n):.2f}" for n in _SHARES))
    for outcome, rates in sorted(marks.outcomes.items()):
        shares = f"precision {rates.precision:.2f}  recall {rates.recall:.2f}  F1 {rates.f1:.2f}"
        click.echo(f"  {outcome:<11} {shares}  ({rates.right} right, {rates.wrong} wrong, {rates.missed} missed)")


def incidents_as_json(marks: IncidentScore) -> dict[str, object]:
    """The marks of a set of incidents under stable names."""
    told: dict[str, object] = {"incidents": marks.incidents, "predicted": marks.predicted}
    for outcome in OUTCOMES:
        tallies = marks.of(outcome)
        if tallies:
            shares: dict[str, object] = {
                kind: {"right": tally.right, "total": tally.total, "share": tally.share}
                for kind, tally in tallies.items()
            }
            told[outcome] = {**shares, "mean_of_stated_and_zero": marks.mean(outcome)}
    return told


def _print_incidents(marks: IncidentScore, gold: Path, form: str, misses: int) -> None:
    if form == "json":
        click.echo(json.dumps(incidents_as_json(marks), indent=1))
        return
    if form == "table":
        click.echo(f"{marks.incidents:,} texts with coded numbers; {marks.predicted:,} claims read")
    for outcome in OUTCOMES:
        tallies = marks.of(outcome)
        if form == "markdown" and tallies:
            shares = " | ".join(f"{kind} {tally.share:.3f} (n={tally.total:,})" for kind, tally in tallies.items())
            click.echo(f"| {gold.name} | {outcome} | {shares} |")
        elif tallies:
            shares = "  ".join(f"{kind} {tally.share:.3f} (n={tally.total:,})" for kind, tally in tallies.items())
            mean = marks.mean(outcome)
            told = f"   mean of stated and zero {mean:.3f}" if mean is not None else ""
            click.echo(f"{outcome}: {shares}{told}")
    if form == "table":
        for name, outcome, kind, coded, read in marks.wrong[:misses]:
            numbers = ", ".join(map(str, read)) or "nothing"
            click.echo(f"{kind}: {clean(name)}: {outcome} {coded}, read {numbers}")
