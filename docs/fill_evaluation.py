"""Fills the numbers of docs/evaluation.md: marks each gold set with `tracker score` and writes the tables anew.

python docs/fill_evaluation.py DATE GOLD...
python docs/fill_evaluation.py 2026-11-24 ../shared/gold/dev.jsonl ../shared/gold/world.jsonl
"""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

PAGE = Path(__file__).parent / "evaluation.md"
CLAIMS = "| set | articles | claims | precision | recall | F1 | figure F1 | whole F1 |\n|---|---|---|---|---|---|---|---|\n"
FIELDS = (
    "| set | qualifier | victims | part | basis | since | as_of | source | place | whole |\n"
    "|---|---|---|---|---|---|---|---|---|---|\n"
)


def main(day: date, sets: list[str]) -> None:
    """Scores each set and replaces what stands between the two markers of the page."""
    from tracker.extract import reader_version

    claims, fields = [], []
    for gold in sets:
        command = [sys.executable, "-m", "tracker", "score", gold, "--format", "markdown"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
        one, other = done.stdout.strip().split("\n")
        claims.append(one)
        fields.append(other)
    tables = f"Measured on {day.isoformat()} with reader version `{reader_version()}`.\n\n"
    tables += CLAIMS + "\n".join(claims) + "\n\nOf the claims found, the share with each field right:\n\n"
    tables += FIELDS + "\n".join(fields)
    text = PAGE.read_text("utf-8")
    marked = re.compile(r"(<!-- scores -->\n).*(\n<!-- end of scores -->)", re.DOTALL)
    if not marked.search(text):
        raise SystemExit(f"{PAGE}: found no markers to write between")
    PAGE.write_text(marked.sub(lambda found: found.group(1) + tables + found.group(2), text), "utf-8")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        raise SystemExit(__doc__)
    main(date.fromisoformat(sys.argv[1]), sys.argv[2:])
