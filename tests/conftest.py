"""A small project about a made-up war, and the command line as a person uses it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes depends on what else the machine does.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("TRACKER_SHARED", ROOT.parent / "shared"))

SOURCES = """\
parties:
  north: {name: North, aliases: [Northern], people: [Northern soldiers, Northerners]}
  south: {name: South, aliases: [Southern], people: [Southern soldiers, Southerners]}
conflicts:
  war-2020:
    title: War in Northland
    reason: Made up for tests.
    start: 2020-01-02
    location_code: SDN
    parties: [north, south]
    reference_claimants: [north-moh]
    places: [{id: northland, name: Northland}, {id: redwell, name: Redwell}]
claimants:
  north-moh:
    name: Northland Ministry of Health
    kind: health
    party: north
    aliases: [Northland's health ministry]
    conflicts: [war-2020]
    reason: The count.
  south-army: {name: Southern Army, kind: military, party: south, conflicts: [war-2020], reason: The other side.}
sources:
  figures: {type: table, where: figures.csv, outlet: Figures, reason: Published figures.}
  notes: {type: folder, kind: note, where: notes, outlet: Notes, reason: Our own notes.}
"""
NOTES = {
    "2020-03-10.md": (
        "published: 2020-03-10\noutlet: Northland Herald\nurl: https://herald.example/10\nlanguage: en",
        "Northland's health ministry said on Tuesday that at least 1,200 people had been killed in Northland since "
        "the war began on 2 January 2020. It said 3,400 others were wounded.\n",
    ),
    "2020-03-12.md": (
        "published: 2020-03-12\noutlet: Southern Post\nurl: https://post.example/12\nlanguage: en",
        "The Southern Army said on Thursday that 900 people had been killed in Northland since the war began on "
        "2 January 2020.\n",
    ),
    "2020-03-14.md": (
        "published: 2020-03-14\noutlet: Gazette du Nord\nurl: https://gazette.example/14\nlanguage: fr",
        "Le ministère a annoncé samedi que 1 250 personnes avaient été tuées depuis le 2 janvier 2020.\n",
    ),
}
HEADER = (
    "conflict,claimant,outcome,victims_group,scope,low,high,qualifier,basis,since,as_of,said_on,outlet,url,place,note"
)
ROWS = (
    ("Northland Ministry of Health", 1000, "2020-03-01", "2020-03-01", "Northland Herald", ""),
    ("Northland Ministry of Health", 1100, "2020-03-05", "2020-03-05", "Northland Herald", ""),
    ("Northland Ministry of Health", 1080, "2020-03-05", "2020-03-06", "Northland Herald", "corrected"),
    ("Southern Army", 700, "2020-03-05", "2020-03-05", "Southern Post", ""),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that need the reference texts say so with a mark and are skipped where those are missing."""
    if not SHARED.is_dir():
        skip = pytest.mark.skip(reason=f"needs the reference texts, which are not at {SHARED}")
        for item in items:
            if item.get_closest_marker("shared"):
                item.add_marker(skip)


def table_row(claimant: str, figure: int, as_of: str, said_on: str, outlet: str, note: str) -> str:
    """One row of the table of figures."""
    url = f"https://{outlet.split()[0].lower()}.example/{said_on}/{figure}"
    return (
        f"war-2020,{claimant},killed,everyone,reported,{figure},{figure},exact,cumulative,2020-01-02,{as_of},{said_on},"
        f"{outlet},{url},Northland,{note}"
    )


def write_project(folder: Path) -> Path:
    """A project of its own: sources.yaml, three notes (one in French), a table of four rows."""
    (folder / "notes").mkdir(parents=True)
    (folder / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    for name, (front, body) in NOTES.items():
        (folder / "notes" / name).write_text(f"---\n{front}\n---\n{body}", encoding="utf-8")
    (folder / "figures.csv").write_text("\n".join([HEADER, *(table_row(*row) for row in ROWS)]) + "\n")
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_project(tmp_path / "project")


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str


Command = Callable[..., Done]


@pytest.fixture
def tracker(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs a command in this process; `cwd` is the folder it is run in, `stdin` what is piped into it."""
    from tracker.cli import main

    def run(*args: object, cwd: Path | None = None, stdin: bytes = b"") -> Done:
        if cwd is not None:
            monkeypatch.chdir(cwd)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(arg) for arg in args])
        out, err = capsys.readouterr()
        return Done(int(ended.value.code or 0), out, err)

    return run


def in_a_process(*args: object, cwd: Path, **environment: str) -> Done:
    """Runs a command as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tracker", *map(str, args)],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        timeout=240,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its name, with its bytes; links are followed, the lock file is left aside."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.glob("**/*"))
        if path.is_file() and path.name != ".writing.lock"
    }


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    """The shipped project run once without a network: the folder with its store and reports, and how it went."""
    folder = tmp_path_factory.mktemp("shipped")
    config = ROOT / "sources.yaml"
    return folder, in_a_process("run", "--offline", "--today", "2026-08-31", "--config", config, cwd=folder)
