"""Start-up checks of the key ring: whole, private, apart, and enough for what lies wrapped."""

import re
from typing import Final

from kring.base.keyring import BadKeyRing, KeyRing, read_key_ring
from kring.base.keystore import DataKey
from kring.core.words import gettext_noop
from kring.site.serving.found import KEY_TROUBLE, Finding, Findings
from kring.site.serving.places import Place
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


def ring(place: Place) -> Findings:
    """Everything that can be seen without a database."""
    try:
        read_key_ring(place.ring)
    except BadKeyRing as error:
        yield _said(str(error), place)
    except OSError as error:
        yield _trouble(
            "keyring-unread",
            _("De sleutelbos kan niet gelezen worden ({why}): {path}").format(
                why=error.strerror, path=place.ring
            ),
        )
    yield from _apart(place)


def wraps(place: Place) -> Findings:
    """Every key-encryption key that a wrapped key asks for is on the ring."""
    try:
        held: KeyRing = read_key_ring(place.ring)
    except (BadKeyRing, OSError):
        return  # said by `ring`
    asked = DataKey.objects.order_by("kek_id").values_list("kek_id", flat=True).distinct()
    for missing in sorted(set(asked) - set(held.keks)):
        yield _trouble(
            "kek-missing",
            _("Sleutel {key} ontbreekt op de sleutelbos; zonder die sleutel zijn gezinnen "
              "onleesbaar. Zet ze terug uit de reservekopie: {path}")
            .format(key=missing, path=place.ring),
        )  # fmt: skip


def _apart(place: Place) -> Findings:
    """Who copies the database must not find the ring beside it."""
    if place.ring.resolve().parent == place.data.resolve():
        yield _trouble(
            "keyring-beside",
            _("De sleutelbos ligt in dezelfde map als de databank. "
              "Zet ze elders, liefst op een andere schijf, en zeg waar in KRING_KEY_RING."),
        )  # fmt: skip


def _said(reason: str, place: Place) -> Finding:
    for pattern, code, sentence in SAID:
        if found := re.fullmatch(pattern, reason, re.DOTALL):
            return _trouble(code, _(sentence).format(path=place.ring, **found.groupdict()))
    return _trouble(
        "keyring-unread", _("Dit is geen sleutelbos: {path}").format(path=place.ring)
    )


def _trouble(code: str, sentence: str) -> Finding:
    return Finding(code, sentence, KEY_TROUBLE)
