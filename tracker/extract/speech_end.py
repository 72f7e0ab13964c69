"""Whether a speaker and his verb close what was said before them: "40 people died, the ministry said"."""

from __future__ import annotations

import re

from tracker.extract.attribution_words import GOES_ON_SAYING, NEW_CLAUSE, NEXT_CLAUSE, SUFFIX
from tracker.extract.speech import Marked


def is_suffix(marked: Marked, n: int, first: int) -> bool:
    """True where the verb at token `n`, whose subject starts at `first`, closes what was said before it."""
    text, toks = marked.text, marked.toks
    tail = text[toks[n].end : marked.end].strip(" \n\"”’'")
    lead = text[marked.start : first].strip(" \n")
    opening = GOES_ON_SAYING.split(tail, maxsplit=1)[0]  # "said on Wednesday, adding that" says nothing yet
    if toks[n].low == "told" and lead.endswith((",", "”", '"')) and not re.search(r"\bthat\b", opening):
        return True
    if len(lead) <= 12 or tail.startswith(("to having ", "to losing ", "to killing ")):
        return False  # what the rebels "admitted to having lost" stands behind the verb
    opening = NEXT_CLAUSE.split(opening, maxsplit=1)[0] if lead.endswith(",") else opening
    if tail and tail[0] not in ".,;:" and re.search(r"\bthat\b|:|[\"“]", opening):
        return False
    if SUFFIX.match(tail):
        rest = re.sub(r"^[^,;:]*", "", tail)
        if len(rest.split()) < 14 or lead.rstrip().endswith((",", "”", '"', ",”", "’")):
            return True
    return _runs_together(marked, n, first)


def _runs_together(marked: Marked, n: int, first: int) -> bool:
    """True for "12 were hurt in the raid the group said": a clause that ends where the speaker begins, its comma lost.

    Not for a new clause ("while the group said"), a new sentence ("The group said") or a clause that the verb is
    put into ("the raid the group said killed 12").
    """
    toks = marked.toks
    at = next((k for k, t in enumerate(toks) if t.start >= first), 0)
    if at == 0 or not toks[at - 1].text[0].isalnum() or toks[at - 1].low in NEW_CLAUSE:
        return False
    if toks[at].text[0].isupper() and toks[at].low in ("the", "a", "an") and not toks[n].text.isupper():
        return False
    before = [i for i in marked.items if i.last <= at]
    if not any(i.count is not None for i in before) or not any(i.outcome is not None for i in before):
        return False
    following = next((i for i in marked.items if i.first > n), None)
    return following is None or not (
        following.label in ("BE", "HAVE", "MODAL", "RISE") or following.form in ("ED", "ING", "DIE", "BASE")
    )
