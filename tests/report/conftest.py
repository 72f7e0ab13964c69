"""Reports that several tests look at, each written once."""

from __future__ import annotations

import pytest
from newsdesk import crowded_newsroom, full_newsroom, written

from tracker.report import ReportFiles


@pytest.fixture(scope="session")
def pressed(tmp_path_factory: pytest.TempPathFactory) -> ReportFiles:
    """The full report."""
    return written(full_newsroom(), tmp_path_factory.mktemp("pressed"))


@pytest.fixture(scope="session")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> ReportFiles:
    """A report with a chart of every kind."""
    return written(crowded_newsroom(), tmp_path_factory.mktemp("crowded"))
