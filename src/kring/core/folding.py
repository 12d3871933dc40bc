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


def folded(text: str) -> str:
    """The same for every way of writing it; folding what is folded changes nothing.

    Unicode compatibility forms are taken apart (NFKD), what stands around letters goes,
    digits of any script become 0 to 9, a run of white space becomes one space.
    """
    if text.isascii():
        return " ".join(text.casefold().split())
    while True:
        apart = unicodedata.normalize("NFKD", text.translate(_ALIKE).casefold())
        bare = "".join(
            str(unicodedata.decimal(each)) if each.isdecimal() else each
            for each in apart.translate(_ALIKE)
            if not unicodedata.combining(each)
        )
        bare = " ".join(bare.split())
        if bare == text:
            return bare
        text = bare
