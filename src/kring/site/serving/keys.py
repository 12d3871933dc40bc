"""Start-up checks of the key ring: whole, private, apart, and enough for what lies wrapped."""

from kring.base.keyring import BadKeyRing, KeyRing, read_key_ring
from kring.base.keystore import DataKey
from kring.site.serving.found import Findings
from kring.site.serving.places import Place
from kring.site.serving.ring_said import said, trouble
from kring.site.speech import gettext as _


def ring(place: Place) -> Findings:
    """Everything that can be seen without a database."""
    try:
        read_key_ring(place.ring)
    except BadKeyRing as error:
        yield said(str(error), place.ring)
    except OSError as error:
        yield trouble(
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
        yield trouble(
            "kek-missing",
            _("Sleutel {key} ontbreekt op de sleutelbos; zonder die sleutel zijn gezinnen "
              "onleesbaar. Zet ze terug uit de reservekopie: {path}")
            .format(key=missing, path=place.ring),
        )  # fmt: skip


def _apart(place: Place) -> Findings:
    """Who copies the database must not find the ring beside it."""
    if place.ring.resolve().parent == place.data.resolve():
        yield trouble(
            "keyring-beside",
            _("De sleutelbos ligt in dezelfde map als de databank. "
              "Zet ze elders, liefst op een andere schijf, en zeg waar in KRING_KEY_RING."),
        )  # fmt: skip
