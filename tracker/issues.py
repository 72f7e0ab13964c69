"""What went wrong or was left out, recorded with a reason: dropping something is never a silence."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much an issue asks of a person."""

    NOTE = "note"  # recorded for the reader; nothing to do
    WARNING = "warning"  # worth a look
    ERROR = "error"  # this part of the work could not be done


@dataclass(frozen=True, slots=True, order=True)
class Issue:
    """One thing that a stage refused, dropped, doubted or could not do.

    `stage` is the room it happened in (collect, extract, reconcile, report, store); `code` is a short
    stable word for counting ("fetch-failed", "unresolved-claimant"); `subject` names the source, article
    or claim concerned; `message` says in one sentence what was found and what would be right.
    """

    stage: str
    code: str
    subject: str
    message: str
    severity: Severity = Severity.WARNING
