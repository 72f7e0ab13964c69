"""Why the sentences of an article were read as they were, or not read. Takes records and gives lines of text."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict

from tracker.claim_words import claim_lines, line, plain
from tracker.extract.labels import holds_count, labelled, order_of
from tracker.extract.tokens import sentences
from tracker.model import NO_FRAME, Article, Claim, Reading
from tracker.sources import Config

_WORDS = {
    NO_FRAME: "no frame of the language file has its words in this order",
    "cut off": "it breaks off, so that what it would say is not known",
}


def explain_article(article: Article, reading: Reading, config: Config | None, *, colour: bool = False) -> list[str]:
    """Each sentence that holds a count: its words under their labels, the claims read in it with the frame that read
    them, or the reason why there is none."""
    published = f"published {article.published}" if article.published else "without a day of publication"
    out = [f"article {plain(article.name)}", "", line("", f"{article.language or 'language not told'}, {published}")]
    claims: dict[int, list[Claim]] = defaultdict(list)
    reasons: dict[int, list[str]] = defaultdict(list)
    places = list(sentences(article.text))
    starts = [start for start, _ in places]
    for claim in reading.claims:
        claims[starts[max(0, bisect_right(starts, claim.start) - 1)]].append(claim)
    for one in reading.unread:
        reasons[one.start].append(one.reason)
    if not reading.claims and any(reason.startswith("language") for told in reasons.values() for reason in told):
        return [*out, line("not read", next(iter(reasons.values()))[0])]
    told = 0
    for start, end in places:
        if start not in claims and start not in reasons and not holds_count(article.text, start, end):
            continue
        told += 1
        out += ["", f"{told}. {plain(article.text[start:end])}", line("labels", _labels(article.text, start, end))]
        for claim in claims.get(start, ()):
            out += ["", f"  {claim.id}", *claim_lines(claim, article.text, config, colour=colour)]
            if order := order_of(claim.frame):
                out.append(line("", order))
        for reason in dict.fromkeys(reasons.get(start, ())):
            out.append(line("not read", _WORDS.get(reason, f"refused: {plain(reason)}")))
        if start not in claims and start not in reasons:
            out.append(
                line(
                    "not read",
                    "no claim: no word under a label of an outcome governs the count, or it is told elsewhere",
                )
            )
    if not told:
        out += ["", line("not read", "no sentence counts people; numbers of days, ages, money and things do not")]
    return out


def _labels(text: str, start: int, end: int) -> str:
    return " ".join(
        f"{plain(words)}[{label}]" if label else plain(words) for words, label in labelled(text, start, end)
    )
