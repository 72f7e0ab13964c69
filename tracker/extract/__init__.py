"""Reads claims out of articles: who said how many people suffered what, when and where, with the exact words."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import tracker.lexicon
from tracker.model import Article, ArticleKind, Notice, PartialDate, Reading, Unread
from tracker.sources import Config

READ_LANGUAGES = ("en",)


@lru_cache(maxsize=1)
def reader_version() -> str:
    """A short hash of the lexicon and of the rules: readings of one version agree, another version reads anew."""
    digest = hashlib.sha256()
    rules = [*Path(tracker.lexicon.__file__).parent.glob("*.*"), *Path(__file__).parent.glob("*.py")]
    for path in sorted(rules, key=lambda p: p.name):
        if path.suffix in (".yaml", ".py"):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def read(article: Article, config: Config | None = None) -> Reading:
    """All claims of one article, in the order of its text, and the sentences that were not read, with the reason.

    `config` resolves the wording of sources to claimants; without it they stay unresolved. Table rows are read by
    their columns; a text in a language without a lexicon is returned unread, never half-read.
    """
    # The rules take seconds to load; what reads nothing, such as drawing one chart, does without them.
    from tracker.extract.claimants import claimants_in_passage, relays_named
    from tracker.extract.reader import read_article
    from tracker.extract.rows import read_row

    if article.kind is ArticleKind.TABLE_ROW:
        return read_row(article, config)
    if article.language is not None and article.language not in READ_LANGUAGES:
        reason = f"language {article.language} is not read yet"
        return Reading(unread=(Unread(article.name, 0, min(len(article.text), 200), article.text[:200], reason),))
    conflict = config.conflicts.get(article.conflict or "") if config else None
    reading = read_article(article, PartialDate.of(conflict.start) if conflict else None)
    ids = claimants_in_passage([claim.source for claim in reading.claims], article.conflict, config)
    claims = tuple(
        replace(claim, claimant=found, relays=relays_named(claim.relays, article.conflict, config))
        for claim, found in zip(reading.claims, ids, strict=True)
    )
    return replace(reading, claims=claims)


# What every note on a correction holds, so that the words of one need not be looked for in each text.
_CORRECTING = ("correct", "corrig", "errat", "version", "amended", "editor", "clarif")


def notices_of(article: Article) -> tuple[Notice, ...]:
    """The notes of an article on figures that it, or an earlier version of it, had wrong, in order."""
    low = article.text.lower()
    if article.language not in (None, *READ_LANGUAGES) or not any(part in low for part in _CORRECTING):
        return ()
    from tracker.extract.notices import notices

    return notices(article)


__all__ = ["notices_of", "read", "reader_version"]
