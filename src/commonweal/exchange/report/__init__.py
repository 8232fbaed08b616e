"""Reports of a design: one printable page, Markdown, and plain data."""

from commonweal.exchange.report.data import proposals_data
from commonweal.exchange.report.rendering import render_html, render_markdown
from commonweal.exchange.report.view import ReportView, make_view

__all__ = ["ReportView", "make_view", "proposals_data", "render_html", "render_markdown"]
