"""Runs by itself as a child process: charts and their language pickled on standard input, drawings pickled out.

Both ends are this program, and nothing else writes to the pipe between them.
"""

from __future__ import annotations

import pickle
import sys


def main() -> None:
    """Draws the charts that stand on standard input."""
    from tracker.report.catalogue import speaking
    from tracker.report.plot import draw

    language, charts = pickle.load(sys.stdin.buffer)  # noqa: S301
    with speaking(language):
        drawings = [draw(chart) for chart in charts]
    pickle.dump(drawings, sys.stdout.buffer)


if __name__ == "__main__":
    main()
