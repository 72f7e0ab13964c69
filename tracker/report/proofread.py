"""The last look before printing: does every number of the report stand on a stored quote, a date or a count?"""

from __future__ import annotations

from collections.abc import Mapping

from tracker.model import Claim
from tracker.report.evidence import tells
from tracker.report.printed import Day, How, Part, Printed, Quoted, clean, day_text, walk


def unproven(report: object, claims: Mapping[str, Claim]) -> list[str]:
    """One line for every part of a report (or of any record of it) whose digits have nothing behind them."""
    faults: list[str] = []
    seen: set[Part] = set()
    for part in walk(report):
        if part not in seen:
            seen.add(part)
            faults.extend(f"{_shown(part)}: {fault}" for fault in _faults(part, claims))
    return faults


def _faults(part: Part, claims: Mapping[str, Claim]) -> list[str]:
    if isinstance(part, str):
        return ["literal words hold a digit"] if any(letter.isdigit() for letter in part) else []
    if isinstance(part, Printed):
        return _figure(part, claims)
    if isinstance(part, Quoted):
        claim = claims.get(part.claim)
        if claim is None:
            return [f"quotes claim {part.claim}, which is not among the claims"]
        body = clean(claim.quote, 100_000)
        return [
            f"{piece!r} is not in the quote of {part.claim}" for piece in part.text.split("…") if piece not in body
        ]
    if isinstance(part, Day) and part.text != day_text(part.day).text:
        return [f"the words do not say {part.day}"]
    return []


def _figure(part: Printed, claims: Mapping[str, Claim]) -> list[str]:
    lost = [f"claim {name} is not among the claims" for name in part.claims if name not in claims]
    if lost:
        return lost
    if part.how is How.STATED:
        return _stated(part, claims)
    if part.how is How.COUNT:
        wrong = part.values != (len(part.counted),) or not _digits_are(part, part.values)
        return ["the count is not the number of records"] if wrong else []
    if part.how is How.AGE:
        wrong = part.values != ((part.days[1] - part.days[0]).days,) or not _digits_are(part, part.values)
        return ["the age is not the days between its dates"] if wrong else []
    return _computed(part, claims)


def _stated(part: Printed, claims: Mapping[str, Claim]) -> list[str]:
    if not part.claims:
        return ["no claim stands behind it"]
    if not any(letter.isdigit() for letter in part.text):
        words = part.text.strip("“”").removesuffix("…").lower()
        good = [name for name in part.claims if words in clean(claims[name].quote, 100_000).lower()]
        return [] if good else ["its words are in no quote"]
    if not _digits_are(part, part.values):
        return ["the digits printed are not its values"]
    missing = [name for name in part.claims if not tells(part.values, claims[name].quote)]
    return [f"the quote of {name} does not show it" for name in missing]


def _computed(part: Printed, claims: Mapping[str, Claim]) -> list[str]:
    if len(part.inputs) != 2:
        return ["it needs two figures to be worked out from"]
    faults = [fault for figure in part.inputs for fault in _figure(figure, claims)]
    left, right = (figure.values for figure in part.inputs)
    if part.how is How.PART:
        good = part.values[0] + sum(part.siblings) in {r - n for n in left for r in right}
    elif part.how is How.DIFFERENCE:
        good = part.values[0] in {r - n for n in left for r in right}
    else:
        good = any(n and abs(part.values[0] - r / n) <= 0.051 for n in left for r in right)
    return (
        faults if good and _digits_are(part, part.values) else [*faults, f"it is not the {part.how} of its figures"]
    )


def _digits_are(part: Printed, values: tuple[float, ...]) -> bool:
    digits = part.text.replace(",", "").replace("−", "-")
    return all(
        f"{abs(value):g}" in digits or f"{abs(value):.1f}" in digits or str(abs(value)) in digits for value in values
    )


def _shown(part: Part) -> str:
    return repr(part if isinstance(part, str) else part.text)
