"""Brings texts in: files, folders, tables, feeds and pages become articles with their bytes; the only room that may
touch the network. Whatever cannot be read is an issue, and the rest goes on."""

from tracker.collect.article import Collected
from tracker.collect.collect import collect
from tracker.collect.files import read_path, read_stream
from tracker.collect.memory import Capture, Seen

__all__ = ["Capture", "Collected", "Seen", "collect", "read_path", "read_stream"]
