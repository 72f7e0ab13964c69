"""The options that several commands share, and how their values are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tracker.errors import UsageError
from tracker.model import HedgeRule, Outcome, PartialDate, Slice

if TYPE_CHECKING:
    from tracker.sources import Config

Command = TypeVar("Command", bound=Callable[..., Any])


def day(words: str) -> date:
    """A calendar day: 2024-05-08."""
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise click.BadParameter(f"{words!r} is no day; write it like 2024-05-08") from error


def partial_date(words: str) -> PartialDate:
    """A day, or a month or a year where no more is known."""
    try:
        return PartialDate.parse(words)
    except ValueError as error:
        raise click.BadParameter(f"{words!r} is no date; write it like 2024-05-08, 2024-05 or 2024") from error


def language_tag(words: str) -> str:
    """The two letters of a language: en, also written en-GB."""
    from tracker.collect.language import language_code

    code = language_code(words)
    if code is None:
        raise click.BadParameter(f"{words!r} is no language; write two letters such as en")
    return code


FILE = click.Path(path_type=Path)
OUTCOME = click.Choice([outcome.value for outcome in Outcome])


def with_config(command: Command) -> Command:
    """Adds --config, sources.yaml of the current folder unless said otherwise."""
    return click.option(
        "--config", type=FILE, default=Path("sources.yaml"), show_default=True, help="Conflicts, claimants, sources."
    )(command)


def with_store(command: Command) -> Command:
    """Adds --store."""
    return click.option(
        "--store", type=FILE, default=Path("tracker.sqlite"), show_default=True, help="Where everything is kept."
    )(command)


def with_out(command: Command) -> Command:
    """Adds --out."""
    return click.option(
        "--out", type=FILE, default=Path("reports"), show_default=True, help="Folder the dated reports go into."
    )(command)


def _today(words: str) -> date:
    found = day(words)
    if not 1900 <= found.year <= 2999:
        raise click.BadParameter(f"{words!r} is no day to run for; write one like 2024-05-08")
    return found


def with_today(command: Command) -> Command:
    """Adds --today: the one place where the calendar comes in."""
    return click.option(
        "--today", type=_today, metavar="DATE", help="Do as on this day, which makes a run repeatable."
    )(command)


def with_known_on(command: Command) -> Command:
    """Adds --known-on: what was public by a day, and no more."""
    return click.option(
        "--known-on", type=day, metavar="DATE", help="As it was known on this day, not as it is known now."
    )(command)


def with_slice(command: Command) -> Command:
    """Adds the options that ask for a part of what is known: conflict, claimants, days."""
    options = (
        click.option("--conflict", metavar="ID", help="Only this conflict of sources.yaml."),
        click.option("--claimants", metavar="ID,ID", help="Only these claimants of sources.yaml."),
        click.option(
            "--from", "first", type=day, metavar="DATE", help="Only figures that speak of this day or later."
        ),
        click.option(
            "--to", "last", type=day, metavar="DATE", help="Only figures that speak of this day or earlier."
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def slice_of(asked: Mapping[str, Any], config: Config, path: Path) -> Slice | None:
    """The slice that the options of `with_slice` ask for, None where they ask for everything.

    Raises UsageError for an id that is not declared, and for days in the wrong order.
    """
    names = tuple(dict.fromkeys(name.strip() for name in (asked["claimants"] or "").split(",") if name.strip()))
    must_know("conflict", asked["conflict"], config.conflicts, path)
    for name in names:
        must_know("claimants", name, config.claimants, path)
    first, last = asked["first"], asked["last"]
    if first and last and first > last:
        raise UsageError(f"--from {first} --to {last}: the first day is after the last one")
    found = Slice(asked["conflict"] or "", names, first, last)
    return None if found == Slice() else found


@dataclass(frozen=True, slots=True)
class Asked:
    """Which series a command is asked about, as known on which day, how they are shown, and where they are kept."""

    conflict: str | None
    outcome: str | None
    claimant: str | None
    known_on: date | None
    form: str | None
    config: Path
    store: Path

    def fits(self, row: Mapping[str, object]) -> bool:
        """Whether a row is about what was asked for."""
        wanted = {"conflict": self.conflict, "outcome": self.outcome, "claimant": self.claimant}
        return all(value is None or name not in row or row[name] == value for name, value in wanted.items())

    def day(self, today: date | None = None) -> date:
        """The day asked about: the one looked back to, else today."""
        return self.known_on or day_and_moment(today)[0]


def about_series(command: Callable[..., int]) -> Callable[..., int]:
    """Adds the options that choose series, and hands their values on as the command's first argument, an `Asked`."""

    @wraps(command)
    def called(**given: Any) -> int:
        asked = Asked(*(given.pop(name) for name in Asked.__slots__))
        return command(asked, **given)

    own = getattr(command, "__click_params__", [])
    called.__click_params__ = []  # type: ignore[attr-defined]
    with_config(with_store(called))
    called.__click_params__ += own  # type: ignore[attr-defined]
    for option in reversed(
        (
            click.option("--conflict", metavar="ID", help="Only this conflict of sources.yaml."),
            click.option("--outcome", type=OUTCOME, help="Only this outcome."),
            click.option("--claimant", metavar="ID", help="Only this claimant of sources.yaml."),
            with_known_on,
            click.option(
                "--format",
                "form",
                type=click.Choice(["csv", "table"]),
                help="table on a terminal, else csv, unless said otherwise.",
            ),
        )
    ):
        option(called)
    return called


def with_hedge_rule(command: Command) -> Command:
    """Adds --hedge-rule: the convention that turns the words of a figure into bounds."""
    return click.option(
        "--hedge-rule",
        type=click.Choice([rule.value for rule in HedgeRule]),
        default=HedgeRule.WORDS.value,
        show_default=True,
        help="What bounds words such as 'more than' and 'dozens' set; the record keeps the words.",
    )(command)


def now() -> str:
    """This moment as it is noted with what is first seen: ISO 8601, UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def day_and_moment(today: date | None) -> tuple[date, str]:
    """Today and the moment of seeing: as given, or by the clock, both in UTC."""
    if today is not None:
        return today, f"{today.isoformat()}T00:00:00Z"
    moment = now()
    return date.fromisoformat(moment[:10]), moment


def must_know(option: str, value: str | None, ids: Iterable[str], path: Path) -> None:
    """Raises UsageError for an id that sources.yaml does not declare, with the nearest that it does."""
    known = list(ids)
    if value is None or value in known:
        return
    from rapidfuzz import process

    near = process.extractOne(value, known, score_cutoff=50)
    remedy = f"did you mean {near[0]!r}?" if near else f"declared are {', '.join(sorted(known)[:12])}"
    raise UsageError(f"--{option}: found {value!r}, which {path} does not declare; {remedy}")
