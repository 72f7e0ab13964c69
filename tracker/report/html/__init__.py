"""The report as web pages beside the PDF: one folder, readable without a script, every figure a link to its evidence.

The pages are made of the same data as the PDF. Only this package knows Jinja and markup.
"""

from tracker.report.html.render import web_pages

__all__ = ["web_pages"]
