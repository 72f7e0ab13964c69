"""Paragraphs of our own, one test each: every claim they hold is read, and nothing else is."""

from __future__ import annotations

import pytest
from casebook import CASES, Case, check, load

NOT_YET = CASES / "not_yet.yaml"
BOOKS = sorted(path for path in CASES.glob("*.yaml") if path != NOT_YET)


def reads() -> list[object]:
    """All cases as parameters; those that the reader cannot read yet must go on failing until they are moved."""
    out: list[object] = [pytest.param(case, id=f"{path.stem}/{case.name}") for path in BOOKS for case in load(path)]
    for case in load(NOT_YET) if NOT_YET.exists() else []:
        reason = f"reads now: move {case.name} from not_yet.yaml to {case.book}.yaml"
        mark = pytest.mark.xfail(strict=True, reason=reason, raises=AssertionError)
        out.append(pytest.param(case, id=f"not_yet/{case.book}/{case.name}", marks=mark))
    return out


@pytest.mark.parametrize("case", reads())
def test_paragraph_is_read_as_the_contract_asks(case: Case) -> None:
    difference = check(case)
    assert not difference, difference


def test_every_case_has_a_name_of_its_own() -> None:
    names = [(case.book, case.name) for path in CASES.glob("*.yaml") for case in load(path)]
    assert sorted(names) == sorted(set(names))


def test_what_is_not_read_yet_says_why_and_where_it_belongs() -> None:
    books = {path.stem for path in BOOKS}
    for case in load(NOT_YET) if NOT_YET.exists() else []:
        assert case.why, f"{case.name} does not say why it is not read"
        assert case.book in books, f"{case.name} belongs in {case.book}.yaml, which does not exist"
