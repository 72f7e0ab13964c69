"""Claims and a small configuration for tests of reconciliation: short to write, complete as records."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tracker.model import (
    ArticleKind,
    Basis,
    Claim,
    DateBasis,
    Group,
    HedgeRule,
    Inclusion,
    Outcome,
    PartialDate,
    Qualifier,
    Quantity,
    Reconciled,
    Region,
    Scope,
    Series,
    Unit,
    Weighed,
    content_id,
)
from tracker.reconcile import reconcile
from tracker.reconcile.weighing import weigh
from tracker.sources import Break, Claimant, ClaimantKind, Config, Conflict, Event, Party, Place

ISRAEL = Party("israel", "Israel", ("Israeli",), ("Israelis", "Israeli soldiers"))
PALESTINIAN = Party("palestinian", "Palestinians", ("Palestinian", "Gaza"), ("Palestinians", "Palestinian fighters"))
UKRAINE = Party("ukraine", "Ukraine", ("Ukrainian",), ("Ukrainians", "Ukrainian soldiers"))
RUSSIA = Party("russia", "Russia", ("Russian",), ("Russians", "Russian soldiers"))
ARMY = Party("saf", "Sudan's army", (), ("army soldiers",))
PARAMILITARY = Party("rsf", "Rapid Support Forces", (), ("RSF fighters",))
LEBANON = Party("lebanon", "Lebanon", ("Lebanese",), ("Lebanese",))

GAZA = Conflict(
    "gaza",
    "Gaza",
    date(2023, 10, 7),
    "PSE",
    "for tests",
    (
        Place("gaza-strip", "Gaza Strip", ("Gaza", "the enclave")),
        Place("north-gaza", "North Gaza", ("northern Gaza",)),
        Place("gaza-city", "Gaza City"),
        Place("al-ahli", "al-Ahli Hospital", ("al-Ahli Arab Hospital",)),
        Place("in-israel", "Israel"),
    ),
    (PALESTINIAN, ISRAEL),
    ("moh", "gmo"),
    (Break("ocha", date(2024, 5, 8), "Breakdown of the identified only", "OCHA, 8 May 2024"),),
)
ISRAELI = Conflict(
    "israeli",
    "Israel",
    date(2023, 10, 7),
    "ISR",
    "for tests",
    (Place("israel", "Israel"), Place("gaza-strip", "Gaza Strip", ("Gaza",))),
    (ISRAEL, PALESTINIAN),
    ("israel-government",),
    events=(Event("october-7", date(2023, 10, 7), "Attack on southern Israel", "for tests"),),
)
WEST_BANK = Conflict(
    "west-bank",
    "West Bank",
    date(2023, 10, 7),
    "PSE",
    "for tests",
    (Place("west-bank", "West Bank"), Place("jenin", "Jenin")),
    (PALESTINIAN, ISRAEL),
    ("ramallah-moh",),
)
INVASION = Conflict(
    "ukraine",
    "Ukraine",
    date(2022, 2, 24),
    "UKR",
    "for tests",
    (
        Place("ukraine", "Ukraine"),
        Place("makiivka", "Makiivka"),
        Place("belgorod", "Belgorod", ("Belgorod, Russia",)),
    ),
    (UKRAINE, RUSSIA),
    ("ohchr", "general-staff"),
    both_sides_counted=True,
)
SUDAN = Conflict(
    "sudan", "Sudan", date(2023, 4, 15), "SDN", "for tests", (Place("sudan", "Sudan"),), (ARMY, PARAMILITARY)
)
LEBANESE = Conflict(
    "lebanon",
    "Lebanon",
    date(2023, 10, 8),
    "LBN",
    "for tests",
    (Place("lebanon", "Lebanon"),),
    (LEBANON, ISRAEL),
    events=(Event("september-23", date(2024, 9, 23), "Air strikes across Lebanon", "for tests"),),
)


def _claimant(id_: str, name: str, party: str | None = None, **more: object) -> Claimant:
    kinds = {"idf": ClaimantKind.MILITARY, "general-staff": ClaimantKind.MILITARY, "moh": ClaimantKind.HEALTH}
    kind = kinds.get(id_, ClaimantKind.OTHER)
    return Claimant(id_, name, kind, "for tests", party, **more)  # type: ignore[arg-type]


CLAIMANTS = (
    _claimant("moh", "Gaza Ministry of Health", "palestinian", aliases=("health ministry",), conflicts=("gaza",)),
    _claimant("gmo", "Gaza Government Media Office", "palestinian"),
    _claimant("spokesman", "Ashraf al-Qidra", parent="moh"),
    _claimant("ramallah-moh", "Ramallah Ministry of Health", "palestinian", conflicts=("west-bank",)),
    _claimant(
        "lebanon-moh", "Lebanese Health Ministry", "lebanon", aliases=("health ministry",), conflicts=("lebanon",)
    ),
    _claimant("idf", "Israel Defense Forces", "israel"),
    _claimant("israel-government", "Government of Israel", "israel"),
    _claimant("ocha", "OCHA"),
    _claimant("ohchr", "OHCHR", scope=Scope.VERIFIED),
    _claimant("general-staff", "Ukrainian General Staff", "ukraine"),
    _claimant("zelensky", "Volodymyr Zelensky", "ukraine"),
    _claimant("russian-mod", "Russian Ministry of Defence", "russia"),
    _claimant("us", "United States"),
)


def config() -> Config:
    """Six conflicts and a dozen claimants."""
    parties = (ISRAEL, PALESTINIAN, UKRAINE, RUSSIA, ARMY, PARAMILITARY, LEBANON)
    conflicts = (GAZA, ISRAELI, WEST_BANK, INVASION, SUDAN, LEBANESE)
    return Config(
        Path("sources.yaml"),
        {party.id: party for party in parties},
        {conflict.id: conflict for conflict in conflicts},
        {claimant.id: claimant for claimant in CLAIMANTS},
        {},
    )


def day(text: str | None) -> PartialDate | None:
    """A date as precise as it is written."""
    return None if text is None else PartialDate.parse(text)


def figure(words: str) -> Quantity:
    """34049, >34000, >=34000, ~32000, <400, 50-100."""
    for sign, qualifier in ((">=", Qualifier.AT_LEAST), (">", Qualifier.MORE_THAN), ("<", Qualifier.LESS_THAN)):
        if words.startswith(sign):
            number = int(words.removeprefix(sign))
            low, high = (None, number) if qualifier is Qualifier.LESS_THAN else (number, None)
            return Quantity(low, high, qualifier)
    if words.startswith("~"):
        return Quantity(int(words[1:]), int(words[1:]), Qualifier.ABOUT)
    if "-" in words:
        low, high = map(int, words.split("-"))
        return Quantity(low, high, Qualifier.RANGE)
    return Quantity(int(words), int(words))


def claim(
    number: str,
    who: str | None = "moh",
    as_of: str | None = None,
    said: str | None = None,
    *,
    seen: str = "2026-11-24T02:00:00Z",
    outcome: Outcome = Outcome.KILLED,
    basis: Basis = Basis.CUMULATIVE,
    place: str | None = None,
    victims: str | None = None,
    group: Group = Group.EVERYONE,
    group_words: str = "",
    side: str | None = None,
    scope: Scope = Scope.REPORTED,
    inclusions: tuple[Inclusion, ...] = (),
    since: str | None = None,
    part_of: str | None = None,
    source: str | None = None,
    conflict: str | None = None,
    outlet: str | None = "Example",
    relays: tuple[str, ...] = (),
    region: Region = Region.BODY,
    kind: ArticleKind = ArticleKind.ARTICLE,
    unit: Unit = Unit.PERSON,
    quote: str = "",
    article: str | None = None,
    url: str | None = None,
) -> Claim:
    """A claim that says `number` (see `figure`); said on the day it speaks of where nothing else is given."""
    quantity = figure(number)
    if unit is not Unit.PERSON:
        quantity = Quantity(quantity.low, quantity.high, quantity.qualifier, unit=unit)
    said = said if said is not None or as_of is None else as_of
    facts = (
        number,
        who,
        as_of,
        said,
        seen,
        outcome,
        basis,
        place,
        victims,
        group,
        group_words,
        side,
        scope,
        inclusions,
    )
    more = (since, part_of, source, outlet, relays, region, kind, unit, quote, article, url, conflict)
    name = article or content_id("a", *facts, *more)
    return Claim(
        id=content_id("c", *facts, *more),
        article_id=name,
        article=name,
        start=0,
        end=len(quote),
        quote=quote,
        outcome=outcome,
        quantity=quantity,
        basis=basis,
        victims=victims,
        part_of=part_of,
        since=day(since),
        as_of=day(as_of),
        date_basis=DateBasis.STATED if as_of else DateBasis.NONE,
        source=source,
        claimant=who,
        relays=relays,
        place=place,
        group=group,
        group_words=group_words,
        side=side,
        scope=scope,
        inclusions=inclusions,
        region=region,
        kind=kind,
        conflict=conflict,
        outlet=outlet,
        url=url,
        said_on=day(said),
        seen_at=seen,
    )


def made(*claims: Claim, rule: HedgeRule = HedgeRule.WORDS) -> Reconciled:
    """What claims come to, every two claimants compared."""
    return reconcile(claims, config(), all_pairs=True, rule=rule)


def weighed(*claims: Claim, on: str = "2026-11-24") -> Weighed:
    """What weighing them comes to on a day."""
    found = made(*claims)
    return weigh(found.series, found.gaps, {one.id: one for one in claims}, config(), date.fromisoformat(on))


def only(*claims: Claim) -> Series:
    """The one series that claims make."""
    (series,) = made(*claims).series
    return series


def standing(series: Series) -> list[tuple[str, int]]:
    """Each day of a series with its last number."""
    return [(str(said.as_of), said.quantity.point) for said in series.current()]
