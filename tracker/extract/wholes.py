"""Which claim a part told in words belongs to, whether it may, and whom it takes up."""

from __future__ import annotations

from tracker.extract.structure import Found
from tracker.model import Claim, Outcome


def exceeds(claim: Claim, parent: Claim) -> bool:
    """Whether a figure is larger than the one it would be a part of: "10 fighters lost (433 airmen missing)"."""
    high = parent.quantity.high
    if claim.quantity.unit is not parent.quantity.unit or high is None:
        return False
    return claim.quantity.point > high or (
        claim.quantity.point == high and claim.victims == parent.victims is not None
    )


def taken_up(found: Found, parent: Claim) -> str | None:
    """Whose part it is where the sentence does not say: "ten of them", "casualties, including 40 deaths"."""
    bare = found.count.kind == "self" or found.outcome is not parent.outcome
    return parent.victims if found.count.of_group or bare else None


def whose(claim: Claim) -> str | None:
    """Whose people a count is of, for one that goes on from it: words without a name in them ("people") tell nothing."""
    named = claim.victims and any(word[:1].isupper() for word in claim.victims.split())
    return claim.side or (claim.victims if named else None)


def parent_before(before: list[Claim], here: list[Claim], claim: Claim) -> Claim | None:
    """The earlier claim that a subset of another sentence belongs to: the last one not itself a part, and not smaller.

    The last one told may have met with another fate: "17 were killed and 20 hurt. The toll included six children."
    """
    wholes = [
        earlier
        for earlier in [*reversed(here), *reversed(before[-50:])]
        if earlier.part_of is None and earlier.start < claim.start and earlier.quantity.point >= claim.quantity.point
    ]
    if not wholes:
        return None
    shared = (Outcome.CASUALTIES, claim.outcome)
    near = NAMED if claim.frame in ("of-group", "part-of-before") else TOLD_TOGETHER
    if claim.frame == "part-of-before" and wholes[0].outcome in (Outcome.KILLED, Outcome.INJURED):
        return next(
            (earlier for earlier in wholes[:near] if earlier.outcome in shared), None
        )  # no wounded are of the dead
    other = wholes[0] if wholes[0].outcome in OF_THESE.get(claim.outcome, ()) else None
    return next((earlier for earlier in wholes[:near] if earlier.outcome in shared), other)


# Of whom those with another fate may be told as a part: captives are killed, the displaced are not held.
OF_THESE = {
    Outcome.KILLED: (Outcome.CAPTIVE, Outcome.MISSING, Outcome.INJURED, Outcome.DETAINED),
    Outcome.INJURED: (Outcome.KILLED, Outcome.CAPTIVE, Outcome.DETAINED),
    Outcome.CAPTIVE: (Outcome.MISSING, Outcome.DETAINED),
    Outcome.DETAINED: (Outcome.CAPTIVE, Outcome.MISSING),
    Outcome.MISSING: (Outcome.CAPTIVE, Outcome.DETAINED),
    Outcome.CASUALTIES: (Outcome.CAPTIVE,),
}
NAMED = 6  # figures back to the dead, where a part is told as of "the dead"
TOLD_TOGETHER = 2  # figures of one event that stand side by side: the dead and the wounded
