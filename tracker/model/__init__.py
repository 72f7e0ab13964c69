"""Every record and closed vocabulary of the tracker. No I/O, no clock.

The river: Article -> Claim -> Statement -> Series[Revision] -> Gap. Records are frozen; ids are derived from
content, so that two runs over one text agree. Three clocks carry the same names everywhere:

as_of    the day the figure speaks of
said_on  the day it was said or published
seen_at  when the tracker first had it

Missing is None with a reason, never 0 and never yesterday's number.
"""

from tracker.model.records import (
    NO_FRAME,
    Article,
    Bracket,
    Chain,
    Claim,
    Gap,
    LeftOut,
    PanelKey,
    Reading,
    Reconciled,
    Revision,
    Series,
    SeriesKey,
    Statement,
    Unread,
    replaces,
)
from tracker.model.values import PartialDate, Quantity, Span, content_id
from tracker.model.vocabulary import (
    ArticleKind,
    Basis,
    DateBasis,
    Direction,
    GapCause,
    Group,
    Inclusion,
    LeftOutReason,
    Outcome,
    Qualifier,
    Region,
    RevisionKind,
    Scope,
    SpanKind,
    Terms,
    Unit,
)

__all__ = [
    "NO_FRAME",
    "Article",
    "ArticleKind",
    "Basis",
    "Bracket",
    "Chain",
    "Claim",
    "DateBasis",
    "Direction",
    "Gap",
    "GapCause",
    "Group",
    "Inclusion",
    "LeftOut",
    "LeftOutReason",
    "Outcome",
    "PanelKey",
    "PartialDate",
    "Qualifier",
    "Quantity",
    "Reading",
    "Reconciled",
    "Region",
    "Revision",
    "RevisionKind",
    "Scope",
    "Series",
    "SeriesKey",
    "Span",
    "SpanKind",
    "Statement",
    "Terms",
    "Unit",
    "Unread",
    "content_id",
    "replaces",
]
