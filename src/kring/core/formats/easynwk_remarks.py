"""What we say to somebody whose easyNWK map was read: all that Kring has no place for."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from kring.core.family import Family
from kring.core.formats.easynwk_alter import stands
from kring.core.formats.easynwk_words import SAID, TOOL
from kring.core.formats.faults import Remark
from kring.core.formats.remarks import Said, kept, named
from kring.core.words import gettext_noop, sentence

EGO: Final = sentence(gettext_noop("de persoon in het midden"))
FILE: Final = sentence(gettext_noop("het hele bestand"))
TIES: Final = sentence(gettext_noop("banden tussen mensen"))

OLDER: Final = gettext_noop(
    "Andere kaarten: {count}. Kring toont de laatste. De andere staan bij “extra”."
)
LOOSE: Final = gettext_noop(
    "Banden naar niemand of die er dubbel staan: {count}. Ze staan bij “extra”."
)
NOWHERE: Final = gettext_noop(
    "{who}: staat nergens op de kaart. We kozen een plaats bij de rol. Kijk dat na."
)
CONTACTS: Final = gettext_noop(
    "{who}: staat op geen enkele kaart. Wie dat is, staat alleen bij “extra”."
)
LINES: Final = gettext_noop("Regels die we niet begrijpen: {count}. Ze staan bij “extra”.")
NO_DATE: Final = gettext_noop(
    "Er is een kaart zonder datum. Kring heeft een datum nodig om ze te tonen."
)


def remarks_on(family: Family, *, nwk: Mapping[str, Any], name: str) -> tuple[Remark, ...]:
    """One remark for each kind of thing; `nwk` is the current map, `name` the file's."""
    more = family.extra.get(TOOL, {})
    record = more.get("record", {})
    what = ((sentence(SAID[key]) if key in SAID else key, who) for key, who in _keys(family))
    older = sum("nwk" in each.extra.get(TOOL, {}) for each in family.maps)
    nowhere = [str(alter["name"]) for alter in nwk["alteri"] if not stands(alter)]
    contacts = [str(each["name"]) for each in record.get("contacts", ())]
    counted = {
        OLDER: older,
        LOOSE: len(more.get("connections", ())),
        LINES: len(record.get("lines", ())),
    }
    said = [sentence(template, count=count) for template, count in counted.items() if count]
    people = {NOWHERE: nowhere, CONTACTS: contacts}
    said += [sentence(template, who=named(who)) for template, who in people.items() if who]
    if not family.maps:
        said.append(sentence(NO_DATE))
    return kept(what, name=name) + tuple(Remark(name, each) for each in said)


def _keys(family: Family) -> Iterator[tuple[str, Said]]:
    """Each key that was kept, and of whom; what has a sentence of its own is left out."""
    for actor in family.actors:
        for key in actor.extra.get(TOOL, {}):
            yield key, str(actor.label)
    for link in family.links:
        for key in link.extra.get(TOOL, {}):
            yield key, TIES
    for record in family.maps:
        for key in record.extra.get(TOOL, {}):
            if key != "nwk":
                yield key, str(record.title or record.date)
    more = family.extra.get(TOOL, {})
    for part, who in (("ego", EGO), ("nwk", FILE), ("record", FILE)):
        for key in more.get(part, {}):
            if key not in ("contacts", "lines", "name"):
                yield key, who
