"""Words as somebody looks for them: no capitals, no accents, one shape for each letter."""

import unicodedata
from typing import Final

# Letters that people write one for another, and that have no accent to take off.
_ALIKE: Final = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ىیې", "ي"),
        **dict.fromkeys("ئ", "ي"),
        **dict.fromkeys("ؤ", "و"),
        **dict.fromkeys("ةۀۂە", "ه"),
        **dict.fromkeys("کڪ", "ك"),
        **dict.fromkeys("ـ\u200c\u200d\u200e\u200f", None),  # drawn longer, joined, or turned
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        **dict.fromkeys("’‘ʼ`´", "'"),
    }
)


class _Shapes(dict[int, str | int | None]):
    """What becomes of each character, found once. It holds single letters, never words."""

    def __missing__(self, code: int) -> str | int | None:
        letter = chr(code)
        shape: str | int | None = code
        if unicodedata.combining(letter):
            shape = None
        elif letter.isdecimal():  # digits of other scripts
            shape = str(unicodedata.decimal(letter))
        self[code] = shape
        return shape


_SHAPES: Final = _Shapes(_ALIKE)


def folded(text: str) -> str:
    """The same for every way of writing it; folding what is folded changes nothing.

    Unicode compatibility forms are taken apart (NFKD), what stands around letters goes,
    digits of any script become 0 to 9, a run of white space becomes one space.
    """
    return " ".join(bare(text).split())


def bare(text: str) -> str:
    """`folded` with the white space as it was: enough to look for single words in."""
    if text.isascii():
        return text.casefold()
    # Folding capitals can put letters together again, so they are taken apart twice.
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return apart.translate(_SHAPES)
