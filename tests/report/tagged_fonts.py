"""What a font in a PDF must bring along so that its text can be shown anywhere and read aloud (ISO 14289-1, 7.21)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from fontTools.ttLib import TTFont

CHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f ]*)>")
RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<[0-9A-Fa-f ]*>|\[[^\]]*\])")
BLOCK = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
NO_LETTERS = {0x0000, 0xFEFF, 0xFFFE}


def font_faults(font: Any, shown: set[Any]) -> Iterator[str]:
    """One line a fault of a font. `shown` holds the strings that were drawn with it, as they stand in the file."""
    name = str(font.get("/BaseFont", "?"))[1:]
    if font["/Subtype"] != "/Type0":
        yield from _simple(font, name)
        return
    inner = font["/DescendantFonts"][0].get_object()
    described = inner["/FontDescriptor"].get_object()
    codes = {raw[n] * 256 + raw[n + 1] for raw in map(_bytes, shown) for n in range(0, len(raw) - 1, 2)}
    if font.get("/Encoding") not in ("/Identity-H", "/Identity-V"):
        yield f"7.21.3: {name} needs a character map that is not looked into here"
        return
    if inner["/Subtype"] == "/CIDFontType2" and inner.get("/CIDToGIDMap") is None:
        yield f"7.21.3: {name} does not say which glyph a character has"
    if 0 in codes:
        yield f"7.21.8: {name} shows a glyph that is none"
    listed = described["/CIDSet"].get_object().get_data() if "/CIDSet" in described else None
    if listed is not None and any(
        code // 8 >= len(listed) or not listed[code // 8] >> (7 - code % 8) & 1 for code in codes
    ):
        yield f"7.21.4.2: the list of characters of {name} lacks some that are shown"
    yield from _letters(font, name, codes)
    held = next(
        (described[k].get_object() for k in ("/FontFile2", "/FontFile3", "/FontFile") if k in described), None
    )
    if held is None:
        yield f"7.21.4.1: {name} is not in the file"
    elif "/FontFile2" in described or held.get("/Subtype") == "/OpenType":
        yield from _widths(inner, TTFont(io.BytesIO(held.get_data())), name, codes)


def _simple(font: Any, name: str) -> Iterator[str]:
    if font["/Subtype"] == "/Type3":
        return
    described = font.get("/FontDescriptor")
    if described is None or not {"/FontFile", "/FontFile2", "/FontFile3"} & described.get_object().keys():
        yield f"7.21.4.1: {name} is not in the file"
    if "/ToUnicode" not in font and "/Encoding" not in font:
        yield f"7.21.7: the letters of {name} cannot be told"


def _bytes(shown: Any) -> bytes:
    return shown if isinstance(shown, bytes) else bytes(shown.original_bytes)


def _letters(font: Any, name: str, codes: set[int]) -> Iterator[str]:
    if "/ToUnicode" not in font:
        yield f"7.21.7: the letters of {name} cannot be told"
        return
    told: dict[int, set[int]] = {}
    for kind, block in BLOCK.findall(font["/ToUnicode"].get_object().get_data()):
        if kind == b"char":
            for code, letters in CHAR.findall(block):
                words = bytes.fromhex(letters.decode().replace(" ", "")).decode("utf-16-be", "replace")
                told[int(code, 16)] = set(map(ord, words)) or {0}
        else:
            for first, last in RANGE.findall(block):
                told |= {code: set() for code in range(int(first, 16), int(last, 16) + 1)}
    if codes - told.keys():
        yield f"7.21.7: {len(codes - told.keys())} glyphs of {name} stand for no letter"
    if any(NO_LETTERS & letters for code, letters in told.items() if code in codes):
        yield f"7.21.7: a glyph of {name} stands for what is no letter"


def _widths(inner: Any, font: TTFont, name: str, codes: set[int]) -> Iterator[str]:
    widths: dict[int, float] = {}
    row = [one.get_object() for one in inner.get("/W", [])]
    at = 0
    while at < len(row):
        if isinstance(row[at + 1], list):
            widths |= {int(row[at]) + n: float(width) for n, width in enumerate(row[at + 1])}
            at += 2
        else:
            widths |= dict.fromkeys(range(int(row[at]), int(row[at + 1]) + 1), float(row[at + 2]))
            at += 3
    scale, held = 1000 / font["head"].unitsPerEm, list(font["hmtx"].metrics.values())
    default = float(inner.get("/DW", 1000))
    off = [c for c in codes if c < len(held) and abs(widths.get(c, default) - held[c][0] * scale) > 1]
    if off:
        yield f"7.21.5: {len(off)} glyphs of {name} are as wide as the file says and not as they are"
    if any(code >= len(held) for code in codes):
        yield f"7.21.4.1: {name} lacks glyphs that are shown"
