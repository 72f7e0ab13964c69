#!/usr/bin/env python3
"""How long a million claims over 300 series take to reconcile, and how that grows with their number.

    python benchmarks/reconcile_claims.py [--claims 1000000]

Claims are made up: thirty claimants of sources.yaml, two outcomes and five groups of victims in Gaza, day after day,
each figure carried by several outlets on the day it was said or up to two days later. Prints seconds and memory for a
tenth of them and for all, and the ratio; exits with 1 where all took over 60 seconds or over twelve times as long as
the tenth, or the process held over 4 GB.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from measured import most_megabytes

from tracker.model import Basis, Claim, DateBasis, Group, Outcome, PartialDate, Quantity
from tracker.reconcile import reconcile
from tracker.sources import Config, load

CLAIMANTS, OUTCOMES, CARRIED = 30, (Outcome.KILLED, Outcome.INJURED), 3
GROUPS = (Group.EVERYONE, Group.CHILDREN, Group.WOMEN, Group.CIVILIANS, Group.JOURNALISTS)
START = date(2023, 10, 8)


def made_up(number: int, config: Config, carried: int = CARRIED) -> Iterator[Claim]:
    """So many claims, the same ones every time, each figure in so many outlets."""
    chance = random.Random(1)  # noqa: S311
    whom = list(config.claimants.values())[:CLAIMANTS]
    lines = CLAIMANTS * len(OUTCOMES) * len(GROUPS)
    for n in range(number):
        line, at = n // carried % lines, n // carried // lines
        claimant = whom[line % CLAIMANTS]
        day = START + timedelta(days=at)
        said = day + timedelta(days=chance.randrange(3))
        figure = 1000 + 40 * at + line % 7
        yield Claim(
            id=f"c-{n:012x}",
            article_id=f"a-{n // 3:012x}",
            article=f"article {n // 3}",
            start=0,
            end=20,
            quote="x" * 20,
            outcome=OUTCOMES[line // CLAIMANTS % 2],
            quantity=Quantity(figure, figure),
            basis=Basis.CUMULATIVE,
            as_of=PartialDate.of(day),
            date_basis=DateBasis.STATED,
            source=claimant.name,
            claimant=claimant.id,
            group=GROUPS[line // CLAIMANTS // 2],
            place="Gaza Strip",
            conflict="gaza-2023",
            outlet=f"Outlet {n % 57}",
            said_on=PartialDate.of(said),
            seen_at="2040-01-01T02:00:00Z",
            side="Palestinians",
        )


def seconds(number: int, config: Config) -> float:
    """How long so many claims take, made before the clock starts."""
    claims = list(made_up(number, config))
    began = time.perf_counter()
    made = reconcile(claims, config)
    took = time.perf_counter() - began
    held = most_megabytes()
    print(
        f"{number:>9,} claims  {len(made.series)} series  {len(made.statements):>9,} statements  "
        f"{len(made.gaps):>9,} gaps  {took:7.1f} s  {held:,.0f} MB",
        flush=True,
    )
    return took


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--claims", type=int, default=1_000_000)
    given = options.parse_args()
    config = load(Path(__file__).parents[1] / "sources.yaml")
    tenth = seconds(given.claims // 10, config)
    whole = seconds(given.claims, config)
    held = most_megabytes()
    print(f"ten times the claims took {whole / tenth:.1f} times as long")
    return int(whole > 60 or whole > 12 * tenth or held > 4096)


if __name__ == "__main__":
    raise SystemExit(main())
