"""The sentence that opens a report: what matters most of what changed."""

from __future__ import annotations

from datetime import timedelta

from tracker.model import Basis, ChangeKind, Changes, Direction, Gap, Group, Outcome, Statement
from tracker.report.gaps import apart_of, difference
from tracker.report.panels import Desk, place_of
from tracker.report.printed import Text
from tracker.report.say import say
from tracker.report.sentence import apart_sentence, gave, unsigned
from tracker.report.table_row import slip
from tracker.report.wording import counted

RECENT = timedelta(days=31)  # an old figure that was found late opens no report


def lead_news(changes: Changes, desk: Desk) -> Text | None:
    """The widest gap that opened between totals of the killed; where none did, the deepest fall of one.

    None where nothing of the kind is of the month before the last report, or later.
    """
    if changes.since is None:
        return None
    early = changes.since.day - RECENT
    opened = [one.gap for one in changes.gaps if one.opened and one.gap.day > early]
    opened = [gap for gap in opened if _leads(gap.left, desk) and _leads(gap.right, desk)]
    if opened:
        return _opened(max(opened, key=lambda gap: (abs(gap.difference), gap.right.id)), desk)
    pairs = [(one.before, one.after) for one in changes.fell]
    pairs += [
        (one.before, one.after)
        for one in changes.cells
        if one.kind is ChangeKind.LOWERED and one.before is not None and one.after is not None
    ]
    fell = [(b, a) for b, a in pairs if a.as_of.last() > early and _leads(b, desk) and _leads(a, desk)]
    if not fell:
        return None
    before, after = min(fell, key=lambda pair: (pair[1].quantity.point - pair[0].quantity.point, pair[1].id))
    return say(
        "news.lead_fell",
        what=_what(after, desk),
        before=gave(before, desk, opposed=False),
        after=desk.figure(after),
        by=say("sentence.fewer", n=unsigned(difference(before, after, desk))),
    )


def _opened(gap: Gap, desk: Desk) -> Text:
    opposed = Direction.ENEMY in {gap.left.key.direction, gap.right.key.direction}
    return apart_sentence("news.lead_gap", _what(gap.right, desk), apart_of(gap), desk, opposed=opposed)


def _leads(statement: Statement, desk: Desk) -> bool:
    """Whether a figure may open the report: a declared claimant's running total of the killed, with a number."""
    key = statement.key
    return (
        key.outcome is Outcome.KILLED
        and key.basis is Basis.CUMULATIVE
        and key.group in {Group.EVERYONE, Group.CIVILIANS, Group.COMBATANTS}
        and key.claimant in desk.config.claimants
        and desk.proven(statement)
        and not slip(statement, desk.claims)
        and any(letter.isdigit() for letter in desk.figure(statement).text)
    )


def _what(statement: Statement, desk: Desk) -> Text:
    panel, day, since = place_of(statement.key, desk.config)
    return counted(panel, desk.config, day, since)
