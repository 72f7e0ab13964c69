"""The report: charts, tables and sentences, as PDF, PNG and CSV. `write_report` is the door."""

from tracker.report.write import ReportFiles, export_tables, write_report

__all__ = ["ReportFiles", "export_tables", "write_report"]
