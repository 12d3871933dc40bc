"""Makes src/kring/static/fonts/widths.json: the advance widths of the shipped fonts.

    python benchmarks/make_widths.py

Needs fontTools; run it again when a font changes. Characters of one width stand in one string,
so that the table stays small. The width is in thousandths of an em.
"""

import json
import unicodedata
from collections import defaultdict
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent.parent / "src" / "kring" / "static" / "fonts"
FAMILIES = ("NotoSans", "NotoNaskhArabic", "NotoSansEthiopic")  # an earlier one wins
WEIGHTS = {"regular": "Regular", "bold": "Bold"}
DRAWS_NOTHING = {"Cc", "Cf", "Cn", "Co", "Cs", "Me", "Mn"}  # `text.em` knows these


def widths(weight: str) -> dict[str, str]:
    of: dict[str, int] = {}
    for family in FAMILIES:
        font = TTFont(FONTS / f"{family}-{weight}.ttf")
        em = font["head"].unitsPerEm
        for code, glyph in font.getBestCmap().items():
            letter = chr(code)
            if unicodedata.category(letter) not in DRAWS_NOTHING:
                of.setdefault(letter, round(font["hmtx"][glyph][0] * 1000 / em))
    letters: defaultdict[int, list[str]] = defaultdict(list)
    for letter, width in of.items():
        letters[width].append(letter)
    return {str(width): "".join(sorted(letters[width])) for width in sorted(letters)}


if __name__ == "__main__":
    table = {name: widths(weight) for name, weight in WEIGHTS.items()}
    text = json.dumps(table, ensure_ascii=False, indent=0, separators=(",", ":"))
    (FONTS / "widths.json").write_text(text + "\n", encoding="utf-8")
    print({name: sum(map(len, rows.values())) for name, rows in table.items()}, len(text))
