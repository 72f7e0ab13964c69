"""Checks the sources of sources.yaml: addresses and paths, and the keys that each type of source needs or knows."""

from __future__ import annotations

import re
from dataclasses import replace

from tracker.sources import LISTINGS, TABLE_FORMATS, Source, SourceType
from tracker.yaml_lines import LinedData, Where, nearest

_OF_ADDRESSES = ("feed", "sitemap", "page", "reliefweb", "gdelt")
_OWN_KEYS = {
    "links_with": LISTINGS,
    "query": (SourceType.RELIEFWEB, SourceType.GDELT),
    "appname": (SourceType.RELIEFWEB,),
    "format": (SourceType.TABLE,),
    "claimant": (SourceType.TABLE,),
}
_LEAST = {"days": 1, "expect_at_least": 0}


def check_source(lined: LinedData, source: Source) -> Source:
    """The source with its path resolved from the folder of the file; its faults are noted."""
    where: Where = ("sources", source.id)
    if source.language is not None and not re.fullmatch(r"[a-z]{2}", source.language):
        lined.fault((*where, "language"), f"found {source.language!r}; must be ISO 639-1 such as en")
    if not 1 <= source.entries <= 500:
        lined.fault((*where, "entries"), f"found {source.entries}; must be from 1 to 500")
    for name, least in _LEAST.items():
        if (found := getattr(source, name)) < least:
            lined.fault((*where, name), f"found {found}; must be a whole number, {least} or more")
    _check_own_keys(lined, where, source)
    if source.is_remote or re.match(r"[a-z][a-z0-9+.-]*://", source.where, re.IGNORECASE):
        _check_address(lined, (*where, "where"), source)
        return source
    return replace(source, where=str(lined.path.parent / source.where))


def _check_address(lined: LinedData, where: Where, source: Source) -> None:
    if source.type in (SourceType.FOLDER, SourceType.TELEGRAM):
        types = ", ".join(_OF_ADDRESSES)
        message = f"found {source.where!r}; a {source.type} needs a path; an address needs type {types} or table"
        lined.fault(where, message)
    elif not re.fullmatch(r"https?://[^\s/]+\S*", source.where):
        lined.fault(where, f"found {source.where!r}; a {source.type} needs an http or https address")


def _check_own_keys(lined: LinedData, where: Where, source: Source) -> None:
    """Keys that one type of source needs, or that mean nothing to another."""
    for name, types in _OWN_KEYS.items():
        if getattr(source, name) and source.type not in types and (name, source.format) != ("format", "figures"):
            lined.fault((*where, name), f"means nothing to a {source.type}; it belongs to {', '.join(types)}")
    if source.type is SourceType.RELIEFWEB and not source.appname:
        message = "found nothing; ReliefWeb answers approved names alone, ask for yours at"
        lined.fault((*where, "appname"), f"{message} https://apidoc.reliefweb.int/parameters#appname")
    if source.type is SourceType.GDELT and not source.query:
        lined.fault((*where, "query"), "found nothing; say what is asked for, as in: query: 'Sudan killed'")
    if source.format not in TABLE_FORMATS:
        lined.fault((*where, "format"), f"found {source.format!r}; {nearest(source.format, TABLE_FORMATS)}")
