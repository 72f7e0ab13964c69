"""Commands for archives larger than a night: bulk, reconcile."""

from __future__ import annotations

from pathlib import Path

import click

from tracker.cli.options import FILE, now, with_config, with_store
from tracker.cli.terminal import Line, clean, tell


@click.command(short_help="Web archives to claims as Parquet, on all processors or a cluster.")
@click.argument("warc", type=FILE, nargs=-1, required=True)
@click.option(
    "--out", type=FILE, required=True, help="Folder of the Parquet files; shards done there are not done again."
)
@with_config
@click.option(
    "--scheduler", metavar="ADDRESS", help="A Dask scheduler, such as tcp://host:8786; its workers do the work."
)
@click.option("--workers", type=click.IntRange(min=1), help="Processes on this machine; one for each processor.")
@click.option(
    "--ungated", is_flag=True, help="Take every page apart with care, also those that seem to hold nothing."
)
def bulk(
    warc: tuple[Path, ...], out: Path, config: Path, scheduler: str | None, workers: int | None, ungated: bool
) -> int:
    """Reads web archives (.warc, .warc.gz) and writes the claims of their pages as Parquet, partitioned by said_on.

    Same lexicon, same claims, same ids as `tracker extract`. A run that was killed goes on with the shards that are left.

    \b
    Example:
      tracker bulk CC-NEWS-*.warc.gz --out claims
      tracker bulk CC-NEWS-*.warc.gz --out /shared/claims --scheduler tcp://head:8786
    """
    from tracker.bulk import run, shards_of
    from tracker.gathering import reading_version
    from tracker.sources import load

    settings = load(config)
    version = reading_version(settings) + ("-ungated" if ungated else "")
    shards = shards_of(warc, version)
    line = Line()
    try:
        done = run(shards, out, config, scheduler=scheduler, ungated=ungated, workers=workers, progress=line)
    finally:
        line.clear()
    for name, why in sorted(done.failed.items()):
        tell(f"error: shard {name}: {clean(why)}")
    click.echo(f"{done.shards:,} shards, {done.pages:,} pages, {done.read:,} read, {done.claims:,} claims")
    for reason, count in done.refused.most_common():
        click.echo(f"{count:>10,}  {clean(reason)}")
    return 1 if done.failed else 0


@click.command(short_help="The series of a bulk result, or the result into a store.")
@click.option("--from", "folder", type=FILE, required=True, help="The folder that `tracker bulk --out` has written.")
@with_config
@with_store
@click.option("--into-store", is_flag=True, help="Add articles, bytes and claims to the store, for reports.")
def reconcile(folder: Path, config: Path, store: Path, into_store: bool) -> int:
    """Reconciles the claims of a bulk result by the same rules as those of a store, and prints the series as CSV.

    \b
    Example:
      tracker reconcile --from claims > series.csv
      tracker reconcile --from claims --into-store
    """
    from tracker.bulk import lines_of, take_into
    from tracker.gathering import reading_version
    from tracker.sources import load
    from tracker.store import Store

    settings = load(config)
    if into_store:
        with Store.open(store) as held:
            added = take_into(folder, held, reading_version(settings), now())
        click.echo("{:,} new articles, {:,} new claims".format(*added))
        return 0
    from tracker.report.csv_file import to_csv
    from tracker.report.rows import Book
    from tracker.report.schema import SERIES

    click.echo(to_csv(SERIES, []), nl=False)
    for made in lines_of(folder, settings):
        _, _, lines = to_csv(SERIES, Book(made, {}, settings).series()).partition(b"\n")
        click.echo(lines, nl=False)
    return 0
