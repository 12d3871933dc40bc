"""Are the compiled translations the ones that stand in their sources?"""

from ast import literal_eval
from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path
from typing import Final

from kring.site.speech import gettext as _

CONTEXT: Final = "\x04"  # between context and sentence, as GNU gettext stores them
Key = str | tuple[str, int]


def out_of_step(locale: Path) -> list[str]:
    """One Dutch sentence for every catalogue under `locale` whose `.mo` is not its `.po`.

    Entries are compared, not bytes, so any gettext may have compiled them. Fuzzy and empty
    entries count as untranslated, as they do for `msgfmt`.
    """
    complaints = []
    for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        compiled = source.with_suffix(".mo")
        name = source.relative_to(locale)
        if not compiled.is_file():
            complaints.append(_("{name} is niet gecompileerd.").format(name=name))
        elif translated(source) != inside(compiled):
            complaints.append(
                _("{name} is veranderd sinds het gecompileerd werd.").format(name=name)
            )
    return complaints


def inside(compiled: Path) -> dict[Key, str]:
    """What a `.mo` file answers, its header left out."""
    with compiled.open("rb") as stream:
        catalogue: dict[Key, str] = vars(GNUTranslations(stream))["_catalog"]
    return {key: words for key, words in catalogue.items() if key != ""}


def translated(source: Path) -> dict[Key, str]:
    """What a `.po` file translates, keyed as the compiled form is."""
    catalogue: dict[Key, str] = {}
    for entry in entries(source.read_text("utf-8")):
        key = entry.get("msgid", "")
        if not key or not entry.get("msgstr", entry.get("msgstr[0]", "")):
            continue
        if "msgctxt" in entry:
            key = f"{entry['msgctxt']}{CONTEXT}{key}"
        if "msgstr" in entry:
            catalogue[key] = entry["msgstr"]
        else:
            forms = [word for field, word in entry.items() if field.startswith("msgstr[")]
            catalogue |= {(key, number): words for number, words in enumerate(forms)}
    return catalogue


def entries(text: str) -> Iterator[dict[str, str]]:
    """Every entry of a `.po` file that is neither fuzzy nor obsolete, as field to text."""
    for block in text.split("\n\n"):
        entry: dict[str, str] = {}
        field = ""
        fuzzy = False
        for line in block.splitlines():
            if not line or line.startswith("#"):
                fuzzy |= line.startswith("#,") and "fuzzy" in line
                continue
            if not line.startswith('"'):
                field, _blank, line = line.partition(" ")
                entry[field] = ""
            entry[field] += literal_eval(line)
        if not fuzzy:
            yield entry
