"""Errors a person can act on: which file, which place in it, what was found, what would be right."""


class TrackerError(Exception):
    """Anything the tracker refuses or cannot do; its text is meant for the person at the keyboard."""

    exit_code = 3


class UsageError(TrackerError):
    """Asked wrongly: a bad option, a missing path, a configuration that cannot be read."""

    exit_code = 2


class ConfigError(UsageError):
    """A configuration or lexicon file is wrong. `problems` holds one line a fault, each with file and line."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


class StoreError(TrackerError):
    """The store cannot be opened, is from a newer version, or is held by another run."""


class GateError(TrackerError):
    """A gate before publication is shut: the report was not written, and the last good one stands."""

    exit_code = 1
