"""Persons, households and days as units that never mix by mistake.

One registry for the whole program: quantities of two registries cannot meet. Each unit is defined on its own, so that
a daily rate cannot be added to a total, nor families to people; pint raises `DimensionalityError` for both. What
happened to the people (killed, injured) is no unit: it is a field of the claim.

Quantities carry a unit for a check or a rate and are turned back into plain integers at once; nothing is stored in
them, and no article text is ever parsed by pint.
"""

from __future__ import annotations

from functools import cache
from typing import TypeAlias

import pint

from tracker.model import Unit

Counted: TypeAlias = "pint.Quantity[int]"

_registry: pint.UnitRegistry[int] = pint.UnitRegistry(None)
_registry.define("person = [person_count] = _ = people = persons")
_registry.define("household = [household_count] = _ = households = family = families")
_registry.define("day = [day_count] = _ = days")


def count(number: int, unit: Unit) -> Counted:
    """So many of what a figure counts one by one."""
    return _registry.Quantity(number, unit.value)


def people(number: int) -> Counted:
    """So many persons."""
    return count(number, Unit.PERSON)


def households(number: int) -> Counted:
    """So many families. They become people in no way that the tracker knows."""
    return count(number, Unit.HOUSEHOLD)


def days(number: int) -> Counted:
    """So many days."""
    return _registry.Quantity(number, "day")


def per_day(total: Counted, length: Counted) -> Counted:
    """The daily rate of a total over a window: a bulletin over 48 hours is divided by two days, not one.

    Raises ValueError for a window of no days, DimensionalityError where `length` is not a number of days.
    """
    length.to("day")
    if length.magnitude <= 0:
        raise ValueError(f"a rate needs a window of at least one day, not {length.magnitude}")
    rate: Counted = total / length
    return rate


def over(rate: Counted, length: Counted) -> Counted:
    """What a daily rate comes to in so many days. Raises DimensionalityError where either is something else."""
    length.to("day")
    total: Counted = rate * length
    return total


def difference(left: int, left_unit: Unit, right: int, right_unit: Unit) -> int:
    """`right - left` of two figures of one unit. Raises DimensionalityError for people less families."""
    return int((count(right, right_unit) - count(left, left_unit)).magnitude)


@cache
def must_compare(left: Unit, right: Unit) -> None:
    """Raises DimensionalityError unless figures in the two units may be added and subtracted.

    Asked once for two series; the figures within them then stay plain integers, which is quick.
    """
    difference(0, left, 0, right)
