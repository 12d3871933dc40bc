"""What the words, keys and blanks of an easyNWK file stand for.

Source: the files that easyNWK web 2.0 to 2.7.1 and easyNWK 1.5 write (fhstp/easynwk-web, MIT).
"""

from typing import Any, Final

from kring.core.codes import Code, Sphere, Support
from kring.core.words import gettext_noop

TOOL: Final = "easynwk"  # the key under `extra`

NO_GENDER: Final = "nicht festgelegt"
SUPPORT_KEYS: Final = {
    "supportEmotional": Support.EMOTIONAL,
    "supportInstrumental": Support.PRACTICAL,
    "supportInformational": Support.INFORMATIONAL,
    "supportSocial": Support.COMPANIONSHIP,
    "supportLinking": Support.LINKING,
}
# An alter of 2.7 of whom nothing is known but that there is a tie.
BLANK_ALTER: Final[dict[str, Any]] = {
    "name": "",
    "role": "",
    "roleDefault": False,
    "human": True,
    "currentGender": NO_GENDER,
    "genderDefault": False,
    "age": "",
    "note": "",
    "deceased": False,
    "edgeType": 1,
    "edgeTypeByUser": -1,
    "angle": 0,
    "distance": 0,
    "emoji": "",
    "conflict": False,
    **dict.fromkeys(SUPPORT_KEYS, 0),
}
BLANK_EGO: Final[dict[str, Any]] = {
    "name": "",
    "currentGender": NO_GENDER,
    "age": "",
    "note": "",
    "emoji": "",
}
SIZE: Final = {"size": "5"}  # of the symbols, as a new file has it
# Keys of before 2022 that say nothing when they hold this.
FORMER: Final[dict[str, Any]] = {
    "contactOfPartner": False,
    "isSelected": False,
    "edgeWeight": 0,
    "version": 0,
    "edgeTypeDefault": True,
}

# The four quarters, by the angle at which they start (counter-clockwise from three o'clock).
QUARTERS: Final = {
    Sphere.KIN: 0,
    Sphere.FRIENDS_NEIGHBOURS: 90,
    Sphere.DAILY_LIFE: -180,
    Sphere.SERVICES: -90,
}
QUARTER_OF: Final = {
    **{sphere: sphere for sphere in QUARTERS},
    Sphere.COMMUNITY: Sphere.FRIENDS_NEIGHBOURS,
    Sphere.VOLUNTEERS: Sphere.FRIENDS_NEIGHBOURS,
}

# Roles of its list that mean exactly one of ours; the first of each is the one written.
ROLES: Final = {
    "Familienangehörige*r": Code("relative"),
    "familiy member": Code("relative"),
    "family member": Code("relative"),
    "Freund*in": Code("friend"),
    "friend": Code("friend"),
    "Nachbar*in": Code("neighbour"),
    "neighbor": Code("neighbour"),
    "Kolleg*in": Code("colleague"),
    "Arbeitskolleg*in": Code("colleague"),
    "colleague": Code("colleague"),
    "Psycholog*in": Code("mental_health"),
    "psychologist": Code("mental_health"),
}
SPHERE_OF_ROLE: Final = {
    Code("relative"): Sphere.KIN,
    Code("friend"): Sphere.FRIENDS_NEIGHBOURS,
    Code("neighbour"): Sphere.FRIENDS_NEIGHBOURS,
    Code("colleague"): Sphere.DAILY_LIFE,
    Code("mental_health"): Sphere.SERVICES,
}

# Short roles of easyNWK 1.5. Sw, Be and ABr stand for two roles each: they stay as written.
SHORT_ROLES: Final = {
    "Fa": "Familienangehörige*r", "Ef": "Ehefrau", "Em": "Ehemann", "Lgf": "Lebensgefährt*in",
    "Pr": "Partner*in", "Mu": "Mutter", "Va": "Vater", "StM": "Stiefmutter",
    "Stv": "Stiefvater", "PfM": "Pflegemutter", "Pfv": "Pflegevater", "AMu": "Adoptivmutter",
    "AVa": "Adoptivvater", "Br": "Bruder", "SSw": "Stiefschwester", "SBr": "Stiefbruder",
    "HSw": "Halbschwester", "HBr": "Halbbruder", "PSw": "Pflegeschwester",
    "PBr": "Pflegebruder", "To": "Tochter", "So": "Sohn", "ATo": "Adoptivtochter",
    "ASo": "Adoptivsohn", "PTo": "Pflegetochter", "PSo": "Pflegesohn", "STo": "Stieftochter",
    "SSo": "Stiefsohn", "GrM": "Großmutter", "GrV": "Großvater", "UGm": "Urgroßmutter",
    "UGrv": "Urgroßvater", "Schw": "Schwager/Schwägerin", "SwM": "Schwiegermutter",
    "SwV": "Schwiegervater", "SwT": "Schwiegertochter", "SwS": "Schwiegersohn",
    "Ek": "Enkelkind", "UEk": "Urenkelkind", "Ta": "Tante", "On": "Onkel", "Co": "Cousin*e",
    "aTa": "Angeheiratete Tante", "aOn": "Angeheirateter Onkel", "Ni": "Nichte",
    "Ne": "Neffe", "aNi": "Angeheiratete Nichte", "aNE": "Angeheirateter Neffe",
    "Fr": "Freund*in", "Na": "Nachbar*in", "Ko": "Kolleg*in", "AKo": "Arbeitskolleg*in",
    "VKo": "Vereinskolleg*in", "AuKo": "Ausbildungskolleg*in", "SKo": "Schulkolleg*in",
    "StKo": "Studienkolleg*in", "He": "prof. Helfer*in", "Arz": "Ärzt*in",
    "PsyT": "Psychotherapeut*in", "PK": "Pflegefachkraft",
    "ErV": "Gesetz. Erwachsenenvertretung", "Psy": "Psycholog*in", "Soz": "Sozialarbeiter*in",
    "Pf": "Pfarrer*in", "Phy": "Physiotherapeut*in", "Erg": "Ergotherapeut*in",
    "ExPr": "Ex-Partner*in", "Mbw": "Mitbewohner*in",
}  # fmt: skip
GENDERS: Final = {"m": "männlich", "w": "weiblich"}

# How a remark calls what we cannot hold; other keys are called by their own name.
SAID: Final = {
    "currentGender": gettext_noop("geslacht"),
    "age": gettext_noop("leeftijd"),
    "emoji": gettext_noop("emoji"),
    "human": gettext_noop("geen mens"),
    "deceased": gettext_noop("overleden"),
    "edgeType": gettext_noop("soort band (geen of meervoudig)"),
    "role": gettext_noop("rol in eigen woorden"),
    "angle": gettext_noop("plaats buiten de ringen"),
    "distance": gettext_noop("plaats buiten de ringen"),
    **dict.fromkeys(SUPPORT_KEYS, gettext_noop("richting per soort steun")),
    **dict.fromkeys(
        ("id", "roleDefault", "genderDefault", "edgeTypeByUser", "isSelected", "size"),
        gettext_noop("wat easyNWK zelf bijhoudt"),
    ),
}
