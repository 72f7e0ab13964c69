"""Checks what sources.yaml says and makes records of it: shapes first, then each id that an entry uses of another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

from tracker.model import ArticleKind, Scope
from tracker.naming import name_words
from tracker.sources import Claimant, ClaimantKind, Conflict, Party, Place, Source, SourceType
from tracker.sources_checks import check_source
from tracker.yaml_lines import LinedData, Where, nearest, read_yaml

Record = TypeVar("Record", Party, Conflict, Claimant, Source)
Read = tuple[list[str], dict[str, Party], dict[str, Conflict], dict[str, Claimant], dict[str, Source]]

_SECTIONS = ("parties", "conflicts", "claimants", "sources")
_VOCABULARIES: dict[str, type[Enum]] = {"type": SourceType, "scope": Scope}


def read_sources(path: Path) -> Read:
    """Every fault of the file, and what of it could be read: parties, conflicts, claimants and sources by id."""
    lined = read_yaml(path)
    data = lined.data
    if not lined.faults and not isinstance(data, dict):
        lined.fault((), f"found {_short(data)}; must hold the sections {', '.join(_SECTIONS)}")
    if not isinstance(data, dict):
        return lined.faults, {}, {}, {}, {}
    for key in data:
        if key not in _SECTIONS:
            lined.fault((key,), f"found {_short(key)}; {nearest(key, _SECTIONS)}")

    parties = _section(lined, "parties", Party)
    for key, raw in _entries(data, "conflicts"):
        ids = raw.get("parties")
        if isinstance(ids, list):
            for number, party in enumerate(ids):
                _known(lined, ("conflicts", key, "parties", number), party, data.get("parties"))
            raw["parties"] = [parties[party] for party in ids if isinstance(party, str) and party in parties]
    conflicts = _section(lined, "conflicts", Conflict)
    claimants = _section(lined, "claimants", Claimant)
    sources = _section(lined, "sources", Source)

    _check_references(lined, data)
    _check_conflicts(lined, conflicts)
    _check_aliases(lined, claimants)
    sources = {key: check_source(lined, source) for key, source in sources.items()}
    return lined.ordered_faults(), parties, conflicts, claimants, sources


def _section(lined: LinedData, section: str, record: type[Record]) -> dict[str, Record]:
    """The entries of one section as records; an entry with a fault is left out and its faults are noted."""
    from pydantic import TypeAdapter, ValidationError

    raw_section = lined.data.get(section)
    if not isinstance(raw_section, dict):
        lined.fault((section,), f"found {_short(raw_section)}; must be entries by id, even if none: {section}: {{}}")
        return {}
    adapter: TypeAdapter[Record] = TypeAdapter(record)
    read: dict[str, Record] = {}
    for key, raw in raw_section.items():
        where: Where = (section, key)
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key):
            lined.fault(where, f"found {_short(key)}; an id is of small letters, digits and single hyphens")
        if not isinstance(raw, dict):
            lined.fault(where, f"found {_short(raw)}; must be keys and values, such as reason: ...")
            continue
        for place, text in _strings(raw, where):
            if not text.strip():
                lined.fault(place, "found an empty text; write one or leave the key out")
        if "id" in raw:
            lined.fault((*where, "id"), "found 'id'; the key of the entry is its id already, leave it out")
        try:
            read[key] = adapter.validate_python({**raw, "id": key})
        except ValidationError as errors:
            _note(lined, where, errors.errors(include_url=False), record)
    return read


def _note(lined: LinedData, where: Where, errors: Iterable[Any], record: type) -> None:
    for error in errors:
        lined.fault((*where, *error["loc"]), _remedy(error, record))


def _remedy(error: dict[str, Any], record: type) -> str:
    """One fault that the check of shapes found, said with what would be right."""
    key = str(error["loc"][-1])
    found = _short(error["input"])
    if error["type"] in ("unexpected_keyword_argument", "extra_forbidden"):
        inner = {
            "places": "id name aliases country pcodes whole",
            "breaks": "claimant day label reference",
            "events": "id day label reference",
        }
        known = inner.get(str(error["loc"][0]), "").split() or [f.name for f in fields(record) if f.name != "id"]
        return f"found {key!r}; {nearest(key, known)}"
    if error["type"] in ("missing", "missing_argument"):
        return "found nothing; the key must be given"
    if error["type"] == "enum":
        words = _VOCABULARIES.get(key) or (ClaimantKind if record is Claimant else ArticleKind)
        return f"found {found}; {nearest(str(error['input']), [str(word.value) for word in words])}"
    if error["type"].startswith("date"):
        return f"found {found}; must be a day such as 2023-10-07"
    if error["type"] == "tuple_type":
        return f"found {found}; must be a list, such as [{str(error['input'])[:30]}]"
    return f"found {found}; {str(error['msg'])[0].lower()}{str(error['msg'])[1:]}"


def _check_references(lined: LinedData, data: dict[str, Any]) -> None:
    conflicts, claimants = data.get("conflicts"), data.get("claimants")
    for key, raw in _entries(data, "conflicts"):
        for number, claimant in _items(raw, "reference_claimants"):
            _known(lined, ("conflicts", key, "reference_claimants", number), claimant, claimants)
        for number, row in _items(raw, "breaks"):
            if isinstance(row, dict) and "claimant" in row:
                _known(lined, ("conflicts", key, "breaks", number, "claimant"), row["claimant"], claimants)
    for key, raw in _entries(data, "claimants"):
        if raw.get("party") is not None:
            _known(lined, ("claimants", key, "party"), raw["party"], data.get("parties"))
        if raw.get("parent") is not None:
            _known(lined, ("claimants", key, "parent"), raw["parent"], claimants)
            if _in_a_circle(key, claimants):
                lined.fault(("claimants", key, "parent"), f"found {key!r} among its own parents; break the circle")
        for number, conflict in _items(raw, "conflicts"):
            _known(lined, ("claimants", key, "conflicts", number), conflict, conflicts)
    for key, raw in _entries(data, "sources"):
        if raw.get("conflict") is not None:
            _known(lined, ("sources", key, "conflict"), raw["conflict"], conflicts)
        if raw.get("claimant") is not None:
            _known(lined, ("sources", key, "claimant"), raw["claimant"], claimants)


def _in_a_circle(key: str, claimants: Any) -> bool:
    seen: set[object] = set()
    at: object = key
    while isinstance(at, str) and isinstance(claimants, dict) and isinstance(claimants.get(at), dict):
        if at in seen:
            return at == key
        seen.add(at)
        at = claimants[at].get("parent")
    return False


def _check_conflicts(lined: LinedData, conflicts: dict[str, Conflict]) -> None:
    for conflict in conflicts.values():
        where: Where = ("conflicts", conflict.id)
        if not re.fullmatch(r"[A-Z]{3}", conflict.location_code):
            lined.fault(
                (*where, "location_code"), f"found {conflict.location_code!r}; must be ISO alpha-3 such as SDN"
            )
        if conflict.silent_after_days < 1:
            lined.fault(
                (*where, "silent_after_days"),
                f"found {conflict.silent_after_days}; must be a number of days, 1 or more",
            )
        if not conflict.places:
            lined.fault((*where, "places"), "found none; the first place is the whole theatre")
        sections = {"places": [p.id for p in conflict.places], "events": [e.id for e in conflict.events]}
        for section, ids in sections.items():
            for number, key in enumerate(ids):
                if key in ids[:number]:
                    lined.fault((*where, section, number, "id"), f"found {key!r} twice; ids differ in one conflict")
        names: dict[tuple[str, ...], str] = {}
        for number, place in enumerate(conflict.places):
            for name in (place.name, *place.aliases):
                if (other := names.setdefault(name_words(name), place.id)) != place.id:
                    lined.fault(
                        (*where, "places", number), f"found the name {name!r}, which {other!r} has too; keep one"
                    )
            _check_area(lined, (*where, "places", number), place, conflict)


def _check_area(lined: LinedData, where: Where, place: Place, conflict: Conflict) -> None:
    """P-codes of one place: each lies in the one before it, and somebody published them."""
    if place.country and not re.fullmatch(r"[A-Z]{3}", place.country):
        lined.fault((*where, "country"), f"found {place.country!r}; must be ISO alpha-3 such as SDN")
    for number, code in enumerate(place.pcodes):
        above = place.pcodes[number - 1] if number else ""
        if not re.fullmatch(r"[A-Z]{2,3}[0-9]+", code) or not code.startswith(above):
            lined.fault((*where, "pcodes", number), f"found {code!r}; must be a P-code such as {above or 'SD'}02")
    if place.pcodes and not conflict.pcodes_reference:
        lined.fault((*where, "pcodes"), "found P-codes; say in pcodes_reference of the conflict who publishes them")


def _check_aliases(lined: LinedData, claimants: dict[str, Claimant]) -> None:
    for claimant in claimants.values():
        names = (claimant.name, *claimant.aliases, *claimant.alone)
        if empty := next((name for name in names if not name_words(name)), None):
            lined.fault(("claimants", claimant.id), f"found the name {empty!r}; it holds no word to look for")
    for id_, message in _shared_names(claimants):
        lined.fault(("claimants", id_, "aliases"), message)


def shared_names(claimants: dict[str, Claimant]) -> list[str]:
    """Wordings that two claimants have and that nothing tells apart, one line each."""
    return [f"claimants.{id_}: {message}" for id_, message in _shared_names(claimants)]


def _shared_names(claimants: dict[str, Claimant]) -> Iterator[tuple[str, str]]:
    """Two claimants may share a wording only where their conflicts tell them apart."""
    owners: dict[tuple[str, ...], list[Claimant]] = {}
    for claimant in claimants.values():
        words = {name_words(name): name for name in (claimant.name, *claimant.aliases, *claimant.alone)}
        words.pop((), None)
        for key, name in words.items():
            for other in owners.setdefault(key, []):
                shared = set(claimant.conflicts) & set(other.conflicts)
                if shared or not claimant.conflicts or not other.conflicts:
                    yield (
                        claimant.id,
                        f"found the name {name!r}, which {other.id!r} has too; keep one, or part them by conflicts",
                    )
            owners[key].append(claimant)


def _known(lined: LinedData, where: Where, key: object, entries: Any) -> None:
    if not isinstance(key, str):
        lined.fault(where, f"found {_short(key)}; must be an id")
    elif not isinstance(entries, dict) or key not in entries:
        lined.fault(where, f"found {key!r}; {nearest(key, entries if isinstance(entries, dict) else ())}")


def _entries(data: dict[str, Any], section: str) -> Iterator[tuple[str, dict[str, Any]]]:
    raw = data.get(section)
    if isinstance(raw, dict):
        yield from ((key, value) for key, value in raw.items() if isinstance(value, dict))


def _items(raw: dict[str, Any], key: str) -> Iterator[tuple[int, Any]]:
    if isinstance(raw.get(key), list):
        yield from enumerate(raw[key])


def _strings(value: Any, where: Where) -> Iterator[tuple[Where, str]]:
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _strings(inner, (*where, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _strings(inner, (*where, number))


def _short(value: object) -> str:
    if value is None:
        return "nothing"
    text = str(value) if isinstance(value, date | int | float) else repr(value)
    return text if len(text) <= 80 else text[:77] + "..."
