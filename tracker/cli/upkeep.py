"""Commands that keep a store sound: backup, restore, prune, reread."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from tracker.cli.options import FILE, day_and_moment, now, with_config, with_store, with_today
from tracker.cli.terminal import Line, clean, table, tell, tell_issues

_KEPT_DAYS = 365
_TOLD = 40  # moved figures that are printed


@click.command(short_help="A copy of the store, checked to the byte.")
@click.argument("file", type=FILE)
@with_store
def backup(file: Path, store: Path) -> int:
    """Writes a copy of the store as it is at this moment, also while a run is under way, and checks every byte of it.

    A copy never replaces anything: name a file that is not there yet.

    \b
    Example:
      tracker backup copies/tracker-2026-11-26.sqlite
    """
    from tracker.store import Store

    with Store.open(store, read_only=True) as held:
        held.copy_to(file)
    click.echo(file)
    return 0


@click.command(short_help="A copy in the place of the store, which is put aside.")
@click.argument("file", type=FILE)
@with_store
def restore(file: Path, store: Path) -> int:
    """Checks every byte of a copy and puts it in the place of the store. What stood there is renamed and kept.

    \b
    Example:
      tracker restore copies/tracker-2026-11-26.sqlite
    """
    from tracker.store import restore as put_back

    old = put_back(file, store, aside=f"before-{now().replace(':', '')}")
    if old is not None:
        tell(f"the store that stood there is kept as {old}")
    click.echo(store)
    return 0


@click.command(short_help="Lets go of the bytes of old pages that no figure rests on.")
@with_store
@with_today
@click.option(
    "--older-than",
    type=click.IntRange(1, 100_000),
    default=_KEPT_DAYS,
    show_default=True,
    metavar="DAYS",
    help="Only what was first seen more than so many days ago.",
)
@click.option("--dry-run", is_flag=True, help="Only count.")
def prune(store: Path, today: date | None, older_than: int, dry_run: bool) -> int:
    """Lets go of the raw bytes of pages that never gave a claim in any reading, and of answers that became no article.

    What a claim was ever read from stays, and so do the text of every article, the hashes, and a note of what went.

    \b
    Example:
      tracker prune --older-than 365 --dry-run
    """
    from tracker.store import Store

    day, _ = day_and_moment(today)
    with Store.open(store, create=False, read_only=dry_run) as held:
        done = held.may_go(day, older_than) if dry_run else held.let_go(day, older_than)
        packed = dry_run or held.pack()
    would = "would be let go" if dry_run else "let go"
    size = sum(size for _, size in done)
    click.echo(f"{len(done):,} pages and answers {would}, {size / 1e6:,.1f} MB before packing")
    if not packed:
        tell(f"{store}: the disk has no room to pack the file; later nights use what was freed inside it")
    return 0


@click.command(short_help="Reads every stored article anew and shows which figures moved, and why.")
@with_config
@with_store
@click.option("--dry-run", is_flag=True, help="Store nothing; only show what the present rules would move.")
def reread(config: Path, store: Path, dry_run: bool) -> int:
    """Reads every article of the store by the present rules, lexicon and names of claimants, and shows what moved.

    For after a change of the lexicon or of sources.yaml. Earlier readings stay in the store. The lines are the material of
    CHANGELOG's "Data".

    \b
    Example:
      tracker reread --dry-run
    """
    from tracker.rereading import Moved, reread_all
    from tracker.sources import load

    settings = load(config)
    line = Line()
    try:
        done = reread_all(store, settings, keep=not dry_run, progress=line)
    finally:
        line.clear()
    tell_issues(done.failed[:_TOLD])

    def row(one: Moved) -> tuple[object, ...]:
        return one.series, one.as_of, one.before, one.after, one.why

    if done.moved:
        click.echo(table(("series", "day", "before", "after", "why"), [row(one) for one in done.moved[:_TOLD]]))
    if len(done.moved) > _TOLD:
        tell(f"and {len(done.moved) - _TOLD:,} more figures")
    for why, count in done.reasons.most_common(_TOLD):
        click.echo(f"{count:>6}  {clean(why)}")
    what = "would be read otherwise" if dry_run else "are read otherwise"
    click.echo(
        f"{done.articles:,} articles read anew; {sum(done.reasons.values()):,} claims {what}, {done.new:,} are new; "
        f"{len(done.moved):,} figures of {len({one.series for one in done.moved}):,} series moved"
    )
    return 0
