"""Language as data: words, frames and examples, one file a language."""

from tracker.lexicon.load import Lexicon, lexicon, read_language

__all__ = ["Lexicon", "lexicon", "read_language"]
