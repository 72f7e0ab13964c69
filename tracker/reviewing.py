"""What a person should look at, and the entry that their decision becomes in corrections.yaml."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tracker.decisions import NAME, read_decisions
from tracker.errors import ConfigError, TrackerError, UsageError
from tracker.known import know
from tracker.model import Claim, FindingKind, Since
from tracker.sources import Config, load, take_aliases
from tracker.store import Store

_HEAD = """\
# What persons decided about claims and names of claimants. `tracker review` writes entries; `tracker run` takes them in.
# docs/sources.md says what each key means. Keep this file under version control.
"""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to decide: a claim that something speaks against, or a wording that is no claimant's.

    claims    ids of the claims concerned
    kind      what speaks against it; None for a wording
    words     the quote of the first claim, or the wording
    nearest   for a wording: the declared claimant whose name is most like it, None where none is
    """

    claims: tuple[str, ...]
    kind: FindingKind | None
    reason: str
    words: str
    claim: Claim
    nearest: str | None = None


def doubts(store: Store, config: Config, today: date) -> list[Doubt]:
    """What waits for a decision, claims before wordings; what was accepted is not asked again."""
    world = know(store, config, today=today, weighed_on=today, since=Since(date.min))
    found = []
    for one in world.reconciled.changes.waiting:
        claims = [world.claims[id_] for id_ in one.claims if id_ in world.claims]
        if not claims:
            continue
        if one.finding is not None:
            found.append(Doubt(one.claims, one.finding.kind, one.finding.reason, claims[0].quote, claims[0]))
        else:
            reason = f"no claimant's wording, in {len(one.claims)} claims"
            found.append(Doubt(one.claims, None, reason, one.words, claims[0], _nearest(one.words, config)))
    return found


def _nearest(words: str, config: Config) -> str | None:
    from rapidfuzz import fuzz, process, utils

    names = {(c.id, name): name for c in config.claimants.values() for name in (c.name, *c.aliases)}
    near = process.extractOne(
        words, names, scorer=fuzz.token_set_ratio, processor=utils.default_process, score_cutoff=75
    )
    return near[2][0] if near else None


def decide(config: Path, section: str, entry: Mapping[str, Any]) -> Path:
    """Adds an entry to corrections.yaml beside the configuration, and leaves all else in it as it stands.

    The file is replaced whole or not at all, and only by one without a fault. Raises ConfigError for a fault, and
    UsageError for a decision that the file holds already.
    """
    from ruamel.yaml import YAML

    path = config.with_name(NAME)
    held = load(config)  # with a fault nothing is decided
    if faults := read_decisions(path).faults:
        raise ConfigError(list(faults))
    yaml = YAML()
    yaml.width = 10_000  # an address stays on its line
    yaml.indent(mapping=2, sequence=4, offset=2)
    data: Any = yaml.load(path.read_text("utf-8")) if path.exists() else None
    fresh = data is None
    data = {} if fresh else data
    entries = data[section] = data.get(section) or []
    about = "claim" if "claim" in entry else "words"
    last = next((one for one in reversed(entries) if one[about] == entry[about]), None)
    if last is not None and all(last.get(key) == entry.get(key) for key in ("claimant", "instead", "restores")):
        raise UsageError(f"{path}: the last entry about {entry[about]} says the same already")
    entries.append(dict(entry))
    out = io.StringIO()
    yaml.dump(data, out)
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text((_HEAD if fresh else "") + out.getvalue(), "utf-8")
        written = read_decisions(part)
        if wrong := [*written.faults, *take_aliases(written.aliases, dict(held.claimants))]:
            raise ConfigError([fault.replace(str(part), str(path)) for fault in wrong])
        part.replace(path)
    except OSError as error:
        raise TrackerError(f"{path}: cannot be written: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)
    return path
