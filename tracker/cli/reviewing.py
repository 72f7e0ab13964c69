"""The command `review`: what waits for a person, and their decisions into corrections.yaml."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from tracker.cli.options import day_and_moment, must_know, with_config, with_store, with_today
from tracker.cli.terminal import clean, table, tell
from tracker.errors import UsageError
from tracker.model import Quantity

_ALL = 1_000_000
_HEADER = ("claim", "what", "figure", "claimant", "said_on", "words", "why")


@click.group(short_help="What waits for a person, and their decisions.", invoke_without_command=True)
@with_config
@with_store
@with_today
@click.option("--limit", type=click.IntRange(min=1), default=40, show_default=True, help="How many are listed.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "table"]),
    help="table on a terminal, else csv, unless said otherwise.",
)
@click.pass_context
def review(
    context: click.Context, config: Path, store: Path, today: date | None, limit: int, form: str | None
) -> int:
    """Lists doubtful claims and wordings that are no claimant's. Decisions go into corrections.yaml beside sources.yaml,
    with who made them and why; they outlive every new reading, and `tracker run` takes them in.

    \b
    Example:
      tracker review
      tracker review accept c-0123456789ab --by "A. Reader" --why "The page says so twice."
      tracker review reject c-0123456789ab --by "A. Reader" --why "Speaks of another war."
      tracker review correct c-0123456789ab --instead c-ba9876543210 --by "A. Reader" --why "Misprint, set right."
      tracker review alias "The Gaza press bureau" --claimant gaza-gmo --by "A. Reader" --why "It signs so."
    """
    if context.invoked_subcommand is not None:
        return 0
    from tracker.reviewing import doubts
    from tracker.sources import load
    from tracker.store import Store

    settings = load(config)
    day, _ = day_and_moment(today)
    with Store.open(store, read_only=True) as held:
        found = doubts(held, settings, day)
    rows = [
        (
            one.claims[0] if one.kind else "",
            str(one.kind or "wording"),
            "" if one.kind is None else _figure(one.claim.quantity),
            one.claim.claimant or one.claim.source or "" if one.kind else one.nearest or "",
            str(one.claim.said_on or ""),
            one.words,
            one.reason,
        )
        for one in found[:limit]
    ]
    if form == "csv" or (form is None and not sys.stdout.isatty()):
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows([_HEADER, *([clean(cell) for cell in row] for row in rows)])
        click.echo(out.getvalue(), nl=False)
    elif rows:
        click.echo(table(_HEADER, rows, whole=frozenset({0, 1})))
    if len(found) > limit:
        tell(f"and {len(found) - limit:,} more; --limit {_ALL} lists them all")
    claims = sum(one.kind is not None for one in found)
    tell(f"{claims:,} doubtful claims and {len(found) - claims:,} wordings of no claimant wait for a decision")
    return 0


def _figure(said: Quantity) -> str:
    one = said.low == said.high or said.low is None or said.high is None
    words = f"{said.point:,}" if one else f"{said.low:,} to {said.high:,}"
    return words if said.qualifier == "exact" else f"{words} {said.qualifier}"


def _deciding(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds who decides and why, and where the decision is kept."""
    for option in (
        with_today,
        with_store,
        with_config,
        click.option("--why", required=True, help="The reason, in a sentence."),
        click.option("--by", required=True, envvar="TRACKER_REVIEWER", help="Who decides; or set TRACKER_REVIEWER."),
    ):
        command = option(command)
    return command


_EVIDENCE = click.option("--evidence", help="What it rests on; the page of the claim unless said otherwise.")


@review.command(short_help="The claim stands as it is read.")
@click.argument("claim")
@_EVIDENCE
@_deciding
def accept(**given: Any) -> int:
    """Says that a claim stands as it is read: it is not asked about again, and earlier decisions on it are taken back."""
    return _decide({"restores": True}, given)


@review.command(short_help="The claim is out of force.")
@click.argument("claim")
@_EVIDENCE
@_deciding
def reject(**given: Any) -> int:
    """Puts a claim out of force. It stays in the store and beside its series, struck through, with who and why."""
    return _decide({}, given)


@review.command(short_help="Another claim takes its place.")
@click.argument("claim")
@click.option("--instead", required=True, metavar="CLAIM", help="The claim that takes its place.")
@_EVIDENCE
@_deciding
def correct(**given: Any) -> int:
    """Puts another claim in the place of one. A figure is never typed in: it has words of its own somewhere."""
    return _decide({"instead": given.pop("instead")}, given)


@review.command(short_help="A wording means a claimant.")
@click.argument("words")
@click.option("--claimant", required=True, metavar="ID", help="Whom the wording means.")
@_deciding
def alias(words: str, claimant: str, **given: Any) -> int:
    """Puts a wording down to a claimant of sources.yaml. The next run reads all articles anew by it."""
    from tracker.reviewing import decide
    from tracker.sources import load

    settings = load(given["config"])
    must_know("claimant", claimant, settings.claimants, given["config"])
    if not words.strip():
        raise UsageError("the wording is empty")
    entry = {"words": " ".join(words.split()), "claimant": claimant, **_who(given)}
    click.echo(decide(given["config"], "aliases", entry))
    return 0


def _decide(what: dict[str, Any], given: dict[str, Any]) -> int:
    from tracker.reviewing import decide
    from tracker.store import Store

    with Store.open(given["store"], read_only=True) as held:
        claim = held.claim(given["claim"])
        instead = held.claim(what["instead"]) if "instead" in what else None
    if claim is None:
        raise UsageError(f"claim {given['claim']!r}: the store holds none of this id; `tracker review` lists them")
    if "instead" in what:
        if instead is None:
            raise UsageError(f"--instead {what['instead']!r}: the store holds no claim of this id")
        if instead.id == claim.id:
            raise UsageError(f"--instead {what['instead']!r}: is the claim itself")
        what = {"instead": instead.id}
    evidence = given["evidence"] or claim.url or claim.article
    entry = {"claim": claim.id, **_who(given), "evidence": evidence, **what}
    path = decide(given["config"], "corrections", entry)
    tell(f"{claim.id}: {clean(claim.quote)}")
    if instead is not None:
        tell(f"in its place {instead.id}: {clean(instead.quote)}")
    click.echo(path)
    return 0


def _who(given: dict[str, Any]) -> dict[str, Any]:
    day, _ = day_and_moment(given["today"])
    for key in ("by", "why"):
        if not given[key].strip():
            raise UsageError(f"--{key}: found nothing; a decision needs who made it and why")
    return {"by": " ".join(given["by"].split()), "said_on": day, "why": " ".join(given["why"].split())}
