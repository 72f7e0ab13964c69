"""People who died on earlier days and were added to a count later: "of whom 720 were added retroactively".

Such a batch says when it was approved and not when its people died. It is never a running total nor one attack.
"""

from __future__ import annotations

from dataclasses import replace

from tracker.extract.phrases import phrases
from tracker.lexicon.guarded import Guarded
from tracker.model import Basis, Claim, Inclusion, SpanKind

REACH = 120  # code points between a figure and the words that say it was added
BEFORE = 30  # the same where those words come first: "retroactively added another 697 dead"
# Between a figure and words of another: "66,288 dead, a toll that includes people added retroactively".
OTHERS = Guarded(
    r"[.;:!?\n]|,(?!\s*(?:whose|who|which were|all|most)\b)|"
    r"\b(?:tolls?|totals?|counts?|tally|tallies|includ\w+|among|but|while)\b"
)
LEADS_IN = Guarded(r"\s+(?:add(?:ed|ing|s)\s+)?(?:another\s+|a further\s+|some\s+|the\s+)?$")


def with_additions(text: str, claims: list[Claim]) -> list[Claim]:
    """The claims, those of people added for earlier days marked as such and taken out of totals and attacks."""
    ordered = sorted((figure_of(claim), n) for n, claim in enumerate(claims))
    out = list(claims)
    for found in phrases("scopes", "retroactive").finditer(text) if claims else ():
        n = _behind_figure(text, ordered, found.start()) if ordered else None
        if n is None:
            n = _before_figure(text, ordered, found.end())
        if n is not None and Inclusion.RETROACTIVE not in out[n].inclusions:
            out[n] = _added(out[n])
    return out


def figure_of(claim: Claim) -> tuple[int, int]:
    """Where the figure of a claim stands."""
    return next(((s.start, s.end) for s in claim.spans if s.kind is SpanKind.FIGURE), (claim.start, claim.end))


def _behind_figure(text: str, ordered: list[tuple[tuple[int, int], int]], at: int) -> int | None:
    """The claim of the last figure before `at`, where the words between speak of its people."""
    before = [(span, n) for span, n in ordered if at - REACH <= span[1] <= at]
    if not before:
        return None
    (_, end), n = before[-1]
    return None if OTHERS.search(text, end, at) else n


def _before_figure(text: str, ordered: list[tuple[tuple[int, int], int]], at: int) -> int | None:
    """The claim of the figure that follows the words at once."""
    behind = [(span, n) for span, n in ordered if at <= span[0] <= at + BEFORE]
    if not behind:
        return None
    (start, _), n = behind[0]
    return n if LEADS_IN.match(text, at, start) else None


def _added(claim: Claim) -> Claim:
    marked = (*claim.inclusions, Inclusion.RETROACTIVE)
    if claim.basis is Basis.PERIOD:
        return replace(claim, inclusions=marked)
    return replace(claim, inclusions=marked, basis=Basis.PERIOD, since=None)
