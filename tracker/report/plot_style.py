"""How charts look: type, colours, greys, the shapes of marks. Quiet ground, few lines, full digits."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import matplotlib
from matplotlib.font_manager import get_font
from matplotlib.path import Path as Outline

from tracker.model import ArticleKind

# petroff8: of the palettes measured, the one whose colours stay furthest apart for colour-blind readers.
COLOURS = ("#1845fb", "#ff5e02", "#c91f16", "#c849a9", "#adad7d", "#86c8dd", "#578dff", "#656364")
STYLES: tuple[str | tuple[int, tuple[float, ...]], ...] = ("-", (0, (5, 1.6)), (0, (3, 1.2, 1, 1.2)), (0, (1.2, 1)))
INK, SOFT, PALE, GRID = "#222222", "#6b6b6b", "#a8a8a8", "#e4e4e4"
WIDTH, HEIGHT, DPI = 10.0, 5.625, 160  # inches; 1600 x 900 dots

# One shape for each colour, so that claimants are told apart in a grey print too; what follows the shape is how much
# smaller or larger it is drawn to look as large as a disc.
SHAPES = (("o", 1.0), ("s", 0.92), ("^", 1.1), ("D", 0.86), ("v", 1.1), ("P", 1.15), ("<", 1.1), ("*", 1.45))
SIZES = {ArticleKind.ARTICLE: 6.6, ArticleKind.NOTE: 5.4, ArticleKind.TABLE_ROW: 4.2}  # larger: nearer to the words
SILENT = ((1, 2.4), (4.5, 3), (4.5, 2, 1, 2), (2, 1.2))  # a long silence: thin, in dots or dashes like the line's own
SLIP, SLIP_SIZE = "x", 6.4  # an outlet's error, kept on purpose

SETTINGS: dict[str, object] = {
    "font.family": ["DejaVu Sans"],
    "font.size": 8.5,
    "text.parse_math": False,  # names and titles come from outside: a dollar sign is a dollar sign
    "text.usetex": False,
    "svg.fonttype": "path",
    "svg.hashsalt": "conflict casualty tracker",
    "path.simplify": False,
    "axes.unicode_minus": True,
    "axes.edgecolor": PALE,
    "axes.labelcolor": SOFT,
    "text.color": INK,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
}


def arrow(up: bool) -> Outline:
    """A short stroke with a head, beginning at the mark: the side on which the words set no bound."""
    turn = 1 if up else -1
    points = [(0.0, 0.45), (0.0, 2.0), (-0.42, 1.5), (0.0, 2.0), (0.42, 1.5)]
    codes = [Outline.MOVETO, Outline.LINETO, Outline.MOVETO, Outline.LINETO, Outline.LINETO]
    return Outline([(x, y * turn) for x, y in points], codes)


def colour(rank: int) -> str:
    """The colour of a rank in the palette."""
    return COLOURS[rank % len(COLOURS)]


def shape(rank: int) -> tuple[str, float]:
    """The shape of a rank, and by how much it is drawn larger than a disc."""
    return SHAPES[rank % len(SHAPES)]


def readable(hue: str) -> str:
    """The colour, darkened until text in it has a contrast of 4.5 to 1 on white (WCAG 2 AA)."""
    red, green, blue = (int(hue[i : i + 2], 16) for i in (1, 3, 5))
    while 1.05 / (_luminance(red, green, blue) + 0.05) < 4.5:
        red, green, blue = (int(part * 0.94) for part in (red, green, blue))
    return f"#{red:02x}{green:02x}{blue:02x}"


def fonts() -> Path:
    """The folder of the fonts that charts are drawn with; the PDF uses the same."""
    return Path(matplotlib.get_data_path()) / "fonts" / "ttf"


def drawable(words: str) -> str:
    """The words with every letter that the font cannot draw shown as the replacement character."""
    known = _letters()
    return "".join(letter if ord(letter) in known else "�" for letter in words)


@lru_cache(maxsize=1)
def _letters() -> frozenset[int]:
    return frozenset(get_font(str(fonts() / "DejaVuSans.ttf")).get_charmap())


def _luminance(*parts: int) -> float:
    light = [part / 255 for part in parts]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in light)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
