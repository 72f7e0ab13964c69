"""What is known of an article as a whole, and its sentences in order with the regions they stand in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from tracker.extract.dateline import counted_from, own_day
from tracker.extract.furniture import Regions, regions_of
from tracker.extract.refusals import Speaks, speaks_of
from tracker.extract.sentence import Sentence
from tracker.extract.setting import Clock
from tracker.extract.tokens import sentences
from tracker.extract.voice import breaks_off
from tracker.extract.wars import anchors, war_of
from tracker.extract.years import Years
from tracker.model import Article, DateBasis, PartialDate, Region

SHORTEST = 25  # code points: a line shorter than this is no sentence of the story
APART = (Region.TEASER, Region.COMMENT, Region.CAPTION)


class Background:
    """What is known of an article as a whole. Each answer is found when the first claim asks for it."""

    def __init__(self, article: Article, started: PartialDate | None) -> None:
        self.article, self.started = article, started
        self.report, printed, self.dateline = own_day(article.text, article.published)
        self.report_basis = DateBasis.DATELINE if printed else DateBasis.PUBLISHED
        self.published = (
            counted_from(article.text, self.report.first()) if self.report and self.report.exact else None
        )
        self.story: list[Sentence] = []
        self.years = Years(article.text) if self.published is None else None

    @cached_property
    def war(self) -> PartialDate | None:
        """The start of the war that the article speaks of."""
        return self.started or war_of(self.article.text, self.report)

    @cached_property
    def conflict(self) -> Speaks:
        """Whether the article speaks of conflict or political violence at all."""
        if self.article.conflict is not None:
            return Speaks.OF_CONFLICT
        return speaks_of(self.article.text, self.war is not None)

    @cached_property
    def clock(self) -> Clock:
        """What the sentences so far say of time."""
        return Clock(self.published, self.report, self.report_basis, war_since=self.war, story=self.story)


def sentences_in(article: Article, background: Background) -> Iterator[tuple[Sentence, Region]]:
    """The sentences of an article, in order, each with the region it stands in."""
    text = article.text
    known = anchors(text)
    regions = Regions([*article.regions, *regions_of(text)])
    before: Sentence | None = None
    paragraph, last_end, parted, quotes_on = 0, 0, False, True
    ordinal = -1
    for start, end in sentences(text):
        ordinal += end - start >= SHORTEST or ordinal < 0  # "Advertisement" and "Share" are no sentences of the story
        gap, last_end = text[last_end:start], end
        paragraph += "\n" in gap
        if breaks_off(text, gap, start):
            parted, quotes_on = True, quotes_on and text[start] in '“"'
        sentence = Sentence(
            text,
            start,
            end,
            ordinal,
            paragraph,
            parted,
            quotes_on,
            before,
            background.published,
            known,
            background.dateline,
            background.years,
        )
        region = regions.at(start)
        yield sentence, region
        if region not in APART:
            before, parted, quotes_on = sentence, False, True
