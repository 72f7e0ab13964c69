"""News agencies, and which one an article's dateline or credit line names: "GAZA (Reuters) -", "Agence France-Presse".

Outlets that print one agency's report have one origin, whether they say so at the top, at the foot, or in the sentence.
"""

from __future__ import annotations

import re

from tracker.naming import name_words

# Each agency by the name it is known under, with how bylines and datelines write it.
_AGENCIES = {
    "Agence France-Presse": ("AFP", "Agence France Presse"),
    "Anadolu Agency": ("AA", "Anadolu", "Anadolu Ajansi"),
    "ANSA": (),
    "Associated Press": ("AP", "The Associated Press", "AP News"),
    "Azertac": (),
    "Bernama": (),
    "Deutsche Presse-Agentur": ("DPA", "dpa"),
    "EFE": ("Agencia EFE",),
    "Interfax": ("Interfax-Ukraine",),
    "IRNA": ("Islamic Republic News Agency",),
    "Kyodo": ("Kyodo News",),
    "Maan News Agency": ("Ma'an News Agency",),
    "National News Agency": ("NNA",),
    "PA Media": ("Press Association",),
    "Press Trust of India": ("PTI",),
    "Reuters": ("Thomson Reuters",),
    "RIA Novosti": ("RIA",),
    "SANA": ("Syrian Arab News Agency",),
    "SUNA": ("Sudan News Agency",),
    "TASS": ("Itar-Tass",),
    "Ukrinform": (),
    "United Press International": ("UPI",),
    "WAFA": (),
    "Xinhua": ("Xinhua News Agency",),
    "Yonhap": ("Yonhap News Agency",),
}
_KNOWN = {name_words(words): name for name, all_ in _AGENCIES.items() for words in (name, *all_)}
_NAMES = "|".join(
    sorted((re.escape(words) for name, all_ in _AGENCIES.items() for words in (name, *all_)), key=len, reverse=True)
)
_NAMED = re.compile(rf"\b(?:{_NAMES})\b")
_HEAD, _FOOT = 400, 300  # letters at the top and at the foot in which an agency is credited
# "KYIV, Nov 16 (Reuters) -", "JERUSALEM - AFP -": a place in capitals, or brackets before a dash; "AFP Sunday 22 Feb"
# where the lines of a page have run together
_DATELINE = re.compile(
    rf"(?:^|\n)[^\n()]{{0,60}}\((?P<in>{_NAMES})\)\s*(?:[-–—:]|$)"
    rf"|(?:^|\n)[A-Z][A-Z ,.]{{2,40}}[-–—,] ?(?P<after>{_NAMES}) ?[-–—:]"
    rf"|\b(?P<run>{_NAMES}) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? [0-9]"
)
# a line that is nothing but a credit: "Source: AFP", "Reuters", "By The Associated Press", "(AFP)", "© Agence France-Presse"
_CREDIT = re.compile(
    rf"(?:^|\n)[\s(\[—–-]*(?:(?:source|by|from|credit|copyright|text|©|with(?: inputs)? from)\b[:\s©]*|©\s*)?"
    rf"(?P<by>{_NAMES})(?:\s+staff)?[\s)\].]*(?=\n|$)",
    re.IGNORECASE,
)


def agency_of(words: str) -> str | None:
    """The agency that these words name and nothing else, None where they name none."""
    return _KNOWN.get(name_words(words))


def agency_in(words: str) -> str | None:
    """The one agency whose name stands in the words: "state news agency SANA"; None where none or several do."""
    if agency := agency_of(words):
        return agency
    named = {agency_of(found) for found in _NAMED.findall(words)}
    return named.pop() if len(named) == 1 else None


def credited(text: str) -> str | None:
    """The one agency that a text credits in its dateline or in a line of its own; None where it names none, or several.

    What a text says of an agency inside its sentences ("told AFP") is no credit.
    """
    head, foot = text[:_HEAD], text[-_FOOT:]
    named = {
        agency_of(words)
        for part, pattern in ((head, _DATELINE), (head, _CREDIT), (foot, _CREDIT))
        for found in pattern.finditer(part)
        for words in found.groups()
        if words
    }
    named.discard(None)
    return named.pop() if len(named) == 1 else None
