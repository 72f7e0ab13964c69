"""Gold articles in, marks out: the input and the printing of `tracker score`."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.claim_rows import record
from tracker.cli.options import now
from tracker.cli.terminal import Line, clean, tell, tell_issues
from tracker.errors import UsageError
from tracker.model import Outcome
from tracker.score import FIELDS, Record, Score, score

if TYPE_CHECKING:
    from tracker.sources import Config

_MARKDOWN_FIELDS = (*FIELDS, "whole")


def score_gold(gold: Path, predictions: Path | None, config: Config | None) -> Score:
    """Marks predictions against a gold set, or what is read from its articles now."""
    articles = load_gold(gold)
    read = _given(predictions) if predictions else _read_now(articles, gold, config)
    return score([(name, str(row["text"]), row["claims"]) for name, row in articles.items()], read)


def load_gold(path: Path) -> dict[str, dict[str, Any]]:
    """Annotated articles by id. Raises UsageError naming file and line for what is no annotated article."""
    articles: dict[str, dict[str, Any]] = {}
    for where, name, row in _gold_rows(path):
        if (
            not isinstance(row, dict)
            or not isinstance(row.get("text"), str)
            or not isinstance(row.get("claims"), list)
        ):
            raise UsageError(f"{where}: no annotated article; each is an object with id, text and a list of claims")
        for number, claim in enumerate(row["claims"]):
            if fault := _claim_fault(claim, len(row["claims"])):
                raise UsageError(f"{where}: claims.{number}: {fault}")
        id_ = str(row.get("id") or row.get("url") or name)
        if id_ in articles:
            raise UsageError(f"{where}: found the id {id_[:80]!r} twice; each article needs its own")
        articles[id_] = row
    if not articles:
        raise UsageError(f"{path}: found no annotated articles; give a .jsonl file or a folder of .json files")
    return articles


def _claim_fault(claim: Any, claims: int) -> str | None:
    """What is wrong with a claim that people have written down: a slip there would count as a miss of the reader."""
    if not isinstance(claim, dict):
        return "must be an object with outcome, low and high"
    outcomes = [outcome.value for outcome in Outcome]
    if claim.get("outcome") not in outcomes:
        return f"outcome: found {claim.get('outcome')!r}; must be one of {', '.join(outcomes)}"
    for key in ("low", "high"):
        if type(claim.get(key)) not in (int, type(None)):
            return f"{key}: found {claim[key]!r}; must be a whole number or null"
    part = claim.get("part_of")
    if part is not None and not (type(part) is int and 0 <= part < claims):
        return f"part_of: found {part!r}; must be the place of another claim in the list, from 0, or null"
    return None


def _gold_rows(path: Path, what: str = "annotated articles") -> list[tuple[str, str, Any]]:
    try:
        if path.is_dir():
            files = sorted(path.glob("*.json"))
            texts = [(str(f), f.stem, f.read_text("utf-8")) for f in files]
        else:
            lines = path.read_text("utf-8").split("\n")
            texts = [(f"{path}:{n}", str(n), line) for n, line in enumerate(lines, 1) if line.strip()]
    except FileNotFoundError as error:
        raise UsageError(f"{path}: found no such file or folder of {what}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read as UTF-8 text: {error}") from error
    return [(where, name, _parsed(where, text)) for where, name, text in texts]


def _parsed(where: str, text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise UsageError(f"{where}: not JSON: {error}") from error


def _given(path: Path) -> dict[str, list[Record]]:
    read: dict[str, list[Record]] = defaultdict(list)
    for where, _, row in _gold_rows(path, "claims"):
        if not isinstance(row, dict) or "article" not in row or "outcome" not in row:
            raise UsageError(f"{where}: no claim; each line is an object with article, outcome, low and high")
        read[str(row.get("article"))].append(row)
    return read


def _read_now(articles: dict[str, dict[str, Any]], gold: Path, config: Config | None) -> dict[str, list[Record]]:
    from tracker.collect import Collected, read_stream
    from tracker.extract import READ_LANGUAGES, read

    line = Line()
    found: dict[str, list[Record]] = {}
    other: Counter[str] = Counter()
    keys = ("title", "published", "outlet", "url", "language")
    try:
        for done, (name, row) in enumerate(articles.items(), 1):
            line("reading", done, len(articles))
            one = {"id": name, "text": row["text"], **{key: row[key] for key in keys if row.get(key)}}
            for got in read_stream(json.dumps(one).encode(), seen_at=now(), name=str(gold)):
                if isinstance(got, Collected):
                    other[got.article.language or "en"] += 1
                    found[name] = [record(claim) for claim in read(got.article, config).claims]
                else:
                    tell_issues([got])
    finally:
        line.clear()
    if unread := sorted(code for code in other if code not in READ_LANGUAGES):
        told = ", ".join(f"{other[code]:,} in {clean(code)}" for code in unread)
        tell(f"texts not read, whose claims all count as missed: {told}; read is {', '.join(READ_LANGUAGES)}")
    return found


def print_marks(marks: Score, gold: Path, form: str, misses: int) -> None:
    """The marks as a table for people, JSON for programs, or Markdown for docs/evaluation.md."""
    if form == "json":
        click.echo(json.dumps(as_json(marks), indent=1))
    elif form == "markdown":
        click.echo(as_markdown(marks, gold.name))
    else:
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
        "fields": {name: marks.share(name) for name in (*FIELDS, "whole")},
        "whole_f1": marks.whole.f1,
        "by_outcome": {
            outcome: {"precision": rates.precision, "recall": rates.recall, "f1": rates.f1}
            for outcome, rates in sorted(marks.outcomes.items())
        },
    }


def as_markdown(marks: Score, name: str) -> str:
    """One row of each table of docs/evaluation.md."""
    claims, figures = marks.claims, marks.figures
    rates = (claims.precision, claims.recall, claims.f1, figures.f1, marks.whole.f1)
    fields = [marks.share(field) for field in _MARKDOWN_FIELDS]
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
    click.echo("fields of the claims found: " + "  ".join(f"{n} {marks.share(n):.2f}" for n in _MARKDOWN_FIELDS))
    for outcome, rates in sorted(marks.outcomes.items()):
        shares = f"precision {rates.precision:.2f}  recall {rates.recall:.2f}  F1 {rates.f1:.2f}"
        click.echo(f"  {outcome:<11} {shares}  ({rates.right} right, {rates.wrong} wrong, {rates.missed} missed)")
