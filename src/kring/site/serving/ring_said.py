"""Why a key ring is refused, in a sentence that names the reason and never a key."""

import re
from pathlib import Path
from typing import Final

from kring.core.words import gettext_noop
from kring.site.serving.found import KEY_TROUBLE, Finding
from kring.site.speech import gettext as _

# Why a ring is refused, and how we say it. Each pattern's groups fill the sentence.
SAID: Final = (
    (
        r"the key ring is missing.*",
        "keyring-missing",
        gettext_noop("De sleutelbos ontbreekt: {path}. Zet ze terug uit de reservekopie."),
    ),
    (
        r"the key ring can be read by others.*",
        "keyring-open",
        gettext_noop("Anderen kunnen de sleutelbos lezen. Doe: chmod 400 {path}"),
    ),
    (
        r".*key '(?P<key>.*)' is not \d+ bytes long",
        "keyring-short",
        gettext_noop("Sleutel {key} in de sleutelbos is niet 32 bytes lang: {path}"),
    ),
    (
        r"the primary key '(?P<key>.*)' is not in the key ring",
        "keyring-primary",
        gettext_noop("De eerste sleutel, {key}, staat niet in de sleutelbos: {path}"),
    ),
    (
        r"the same key stands twice in the key ring",
        "keyring-twice",
        gettext_noop("In de sleutelbos staat twee keer dezelfde sleutel: {path}"),
    ),
)


def said(reason: str, path: Path) -> Finding:
    """`reason` as `BadKeyRing` gives it, for whoever has to mend the ring at `path`."""
    for pattern, code, sentence in SAID:
        if found := re.fullmatch(pattern, reason, re.DOTALL):
            return trouble(code, _(sentence).format(path=path, **found.groupdict()))
    return trouble("keyring-unread", _("Dit is geen sleutelbos: {path}").format(path=path))


def trouble(code: str, sentence: str) -> Finding:
    return Finding(code, sentence, KEY_TROUBLE)
