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
    Claim,
    LeftOut,
    Reading,
    Reconciled,
    Unread,
    replaces,
)
from tracker.model.statements import Chain, Gap, GapPart, PanelKey, Revision, Series, SeriesKey, Statement
from tracker.model.values import PartialDate, Quantity, Span, content_id
from tracker.model.vocabulary import (
    ArticleKind,
    Basis,
    DateBasis,
    Direction,
    FindingKind,
    GapCause,
    Group,
    HedgeRule,
    Inclusion,
    LeftOutReason,
    Outcome,
    Policy,
    Qualifier,
    Region,
    ResidualKind,
    RevisionKind,
    Scope,
    SpanKind,
    Terms,
    Unit,
)
from tracker.model.weighed import (
    Choice,
    Dispersion,
    Finding,
    GapSpan,
    Lead,
    PolicyFigure,
    Residual,
    RevisionStatistics,
    Weighed,
)

__all__ = [
    "NO_FRAME",
    "Article",
    "ArticleKind",
    "Basis",
    "Bracket",
    "Chain",
    "Choice",
    "Claim",
    "DateBasis",
    "Direction",
    "Dispersion",
    "Finding",
    "FindingKind",
    "Gap",
    "GapCause",
    "GapPart",
    "GapSpan",
    "Group",
    "HedgeRule",
    "Inclusion",
    "Lead",
    "LeftOut",
    "LeftOutReason",
    "Outcome",
    "PanelKey",
    "PartialDate",
    "Policy",
    "PolicyFigure",
    "Qualifier",
    "Quantity",
    "Reading",
    "Reconciled",
    "Region",
    "Residual",
    "ResidualKind",
    "Revision",
    "RevisionKind",
    "RevisionStatistics",
    "Scope",
    "Series",
    "SeriesKey",
    "Span",
    "SpanKind",
    "Statement",
    "Terms",
    "Unit",
    "Unread",
    "Weighed",
    "content_id",
    "replaces",
]
