"""Languages: which way they run, what they are called, which one a reader gets."""

from collections.abc import Iterable
from typing import Final

DUTCH: Final = "nl"

RIGHT_TO_LEFT: Final = frozenset(
    {"ar", "ckb", "dv", "fa", "he", "prs", "ps", "sd", "ug", "ur", "yi"}
)
RIGHT_TO_LEFT_SCRIPTS: Final = frozenset({"arab", "hebr", "thaa", "nkoo"})

# Own name first: that is what a person looks for in a list. Then how Dutch speakers say it.
NAMES: Final = {
    "nl": ("Nederlands", "Nederlands"),
    "ar": ("العربية", "Arabisch"),
    "prs": ("دری", "Dari"),
    "fa": ("فارسی", "Perzisch"),
    "ps": ("پښتو", "Pasjtoe"),
    "ti": ("ትግርኛ", "Tigrinya"),
    "am": ("አማርኛ", "Amhaars"),
    "tr": ("Türkçe", "Turks"),
    "uk": ("Українська", "Oekraïens"),
    "ru": ("Русский", "Russisch"),
    "fr": ("Français", "Frans"),
    "en": ("English", "Engels"),
    "de": ("Deutsch", "Duits"),
    "es": ("Español", "Spaans"),
    "pt": ("Português", "Portugees"),
    "so": ("Soomaali", "Somalisch"),
    "ku": ("Kurmancî", "Koerdisch (Kurmanci)"),
    "ckb": ("کوردیی ناوەندی", "Koerdisch (Sorani)"),
    "ka": ("ქართული", "Georgisch"),
    "hy": ("Հայերեն", "Armeens"),
    "rn": ("Ikirundi", "Kirundi"),
    "ln": ("Lingála", "Lingala"),
    "ff": ("Fulfulde", "Fula"),
    "sq": ("Shqip", "Albanees"),
    "sv": ("Svenska", "Zweeds"),
}


def direction(tag: str) -> str:
    """`rtl` or `ltr` for a BCP 47 tag such as `ar`, `fa-AF` or `uk`.

    A script subtag decides over the language: `ku-Arab` is rtl, `ku-Latn` is ltr.
    """
    language, *subtags = tag.lower().replace("_", "-").split("-")
    scripts = [subtag for subtag in subtags if len(subtag) == 4]
    if scripts:
        return "rtl" if scripts[0] in RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def own_name(tag: str) -> str:
    """The language's own name, or the tag when we do not know it."""
    return NAMES.get(tag.lower().split("-")[0], (tag, tag))[0]


def dutch_name(tag: str) -> str:
    return NAMES.get(tag.lower().split("-")[0], (tag, tag))[1]


def closest(wanted: str, available: Iterable[str]) -> str:
    """The tag out of `available` that a reader of `wanted` gets.

    The same tag, else the same language (`fr-BE` reads `fr`), else Dutch, else the first one;
    `nl` when nothing is available.
    """
    tags = list(available)
    return (
        next((tag for tag in tags if tag.lower() == wanted.lower()), None)
        or _same_language(wanted, tags)
        or _same_language(DUTCH, tags)
        or next(iter(tags), DUTCH)
    )


def _same_language(wanted: str, tags: Iterable[str]) -> str | None:
    language = wanted.lower().split("-")[0]
    return next((tag for tag in tags if tag.lower().split("-")[0] == language), None)
