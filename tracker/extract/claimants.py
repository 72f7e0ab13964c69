"""A source's wording to the id of a claimant that sources.yaml declares; the wording itself is always kept."""

from __future__ import annotations

import re

from tracker.sources import Config


def claimant_of(words: str | None, conflict: str | None, config: Config | None) -> str | None:
    """The claimant's id, None where nobody of that name is declared or the name fits several."""
    if not words or config is None:
        return None
    found = config.claimant_named(words, conflict)
    return found.id if found else None


def relays_named(relays: tuple[str, ...], conflict: str | None, config: Config | None) -> tuple[str, ...]:
    """Relaying bodies under the one name that sources.yaml has for all their wordings; others as they are written."""
    if not relays or config is None:
        return relays
    known = (config.claimant_named(words, conflict) for words in relays)
    return tuple(dict.fromkeys(body.name if body else words for body, words in zip(known, relays, strict=True)))


# Nouns that stand for a body named earlier: "the ministry", "the office there", "the same statement".
STANDING_FOR = frozenset(
    [
        "ministry",
        "office",
        "group",
        "army",
        "military",
        "union",
        "committee",
        "network",
        "council",
        "agency",
        "authorities",
        "government",
        "commission",
        "mission",
        "observatory",
        "organisation",
        "organization",
        "hospital",
        "officials",
        "minister",
        "spokesman",
        "spokeswoman",
        "president",
        "centre",
        "center",
        "statement",
    ]
)

# What a body says its figures in: "the ministry's daily report" is the ministry.
OF_A_BODY = re.compile(
    r"['’]s?\s+(?:[a-z]+\s+){0,2}(?:reports?|bulletins?|updates?|statements?|figures|count|tally|toll|data|briefing|"
    r"spokes(?:man|woman|person))$"
)


def claimants_in_passage(words: list[str | None], conflict: str | None, config: Config | None) -> list[str | None]:
    """The claimant ids of sources in the order of the text; a bare noun takes the last body whose words hold that noun."""
    out: list[str | None] = []
    known: list[tuple[str, str]] = []
    for wording in words:
        found = claimant_of(wording, conflict, config)
        if found is None and wording:
            body = OF_A_BODY.sub("", wording.lower())
            plain = re.sub(r"\b(?:there|itself|the|same|its|own|country['’]s|a|local)\b", " ", body)
            nouns = [w for w in re.findall(r"[a-z]+", plain) if w in STANDING_FOR]
            others = [w for w in re.findall(r"[a-z]+", plain) if w not in STANDING_FOR]
            if nouns and len(others) <= 1:
                match = [i for text, i in reversed(known) if nouns[-1] in text and all(o in text for o in others)]
                if not match and nouns[-1] == "statement" and known:
                    match = [known[-1][1]]
                found = match[0] if match else claimant_of(plain.strip(), conflict, config)
        if found is not None and wording:
            known.append((wording.lower(), found))
        out.append(found)
    return out
