"""Conflict casualty figure tracker: who said how many, about which day, and how far apart they are."""

__version__ = "0.1.0"
