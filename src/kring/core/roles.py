"""The starter list of roles: who somebody is to the family, in Dutch, with an icon.

Roles are an open list: a code that stands nowhere here is shown as it was written.
"""

from typing import Final, NamedTuple

from kring.core.words import Translate, gettext_noop


class Role(NamedTuple):
    label: str  # Dutch, small letters
    icon: str  # file name in static/icons, without .svg


ACTOR_ROLES: Final[dict[str, Role]] = {
    "buddy": Role(gettext_noop("buddy"), "heart-handshake"),
    "embracer": Role(gettext_noop("omarmer"), "hand-heart"),
    "housing_buddy": Role(gettext_noop("woonbuddy"), "house"),
    "language_volunteer": Role(gettext_noop("taalvrijwilliger"), "languages"),
    "volunteer_supporter": Role(gettext_noop("vrijwilliger"), "heart-handshake"),
    "volunteer_coordinator": Role(gettext_noop("coördinator vrijwilligers"), "network"),
    "host_family": Role(gettext_noop("gastgezin"), "house"),
    "food_aid": Role(gettext_noop("voedselhulp"), "refrigerator"),
    "former_guardian": Role(gettext_noop("ex-voogd"), "life-buoy"),
    "guardian": Role(gettext_noop("voogd"), "life-buoy"),
    "relative": Role(gettext_noop("familielid"), "user-round"),
    "friend": Role(gettext_noop("vriend(in)"), "user-round"),
    "neighbour": Role(gettext_noop("buur"), "house"),
    "fellow_newcomer": Role(gettext_noop("lotgenoot"), "handshake"),
    "faith_community": Role(gettext_noop("geloofsgemeenschap"), "users-round"),
    "community_bridge": Role(gettext_noop("sleutelfiguur uit de gemeenschap"), "user-round"),
    "association": Role(gettext_noop("vereniging"), "users-round"),
    "sports_club": Role(gettext_noop("sportclub"), "volleyball"),
    "youth_work": Role(gettext_noop("jeugdwerk"), "shapes"),
    "employer": Role(gettext_noop("werkgever"), "briefcase"),
    "colleague": Role(gettext_noop("collega"), "users"),
    "landlord": Role(gettext_noop("verhuurder"), "key-round"),
    "ocmw_social_worker": Role(gettext_noop("maatschappelijk werker OCMW"), "landmark"),
    "reception_worker": Role(gettext_noop("begeleider opvang/LOI"), "life-buoy"),
    "integration_coach": Role(gettext_noop("trajectbegeleider inburgering"), "map"),
    "nt2_teacher": Role(gettext_noop("lesgever NT2"), "languages"),
    "diversity_guide": Role(gettext_noop("toeleider in diversiteit"), "messages-square"),
    "school_bridge_figure": Role(gettext_noop("brugfiguur onderwijs"), "backpack"),
    "teacher": Role(gettext_noop("leerkracht"), "school"),
    "okan_teacher": Role(gettext_noop("OKAN-leerkracht"), "school"),
    "follow_up_school_coach": Role(gettext_noop("vervolgschoolcoach"), "school"),
    "school_care_coordinator": Role(gettext_noop("zorgcoördinator"), "school"),
    "head_teacher": Role(gettext_noop("directie"), "school"),
    "clb_worker": Role(gettext_noop("CLB-medewerker"), "backpack"),
    "kg_nurse": Role(gettext_noop("verpleegkundige Kind en Gezin"), "baby"),
    "house_of_the_child": Role(gettext_noop("Huis van het Kind"), "baby"),
    "childcare": Role(gettext_noop("kinderopvang"), "baby"),
    "caw_worker": Role(gettext_noop("CAW-begeleider"), "message-square-text"),
    "outreach_worker": Role(gettext_noop("straathoekwerker"), "message-square-text"),
    "youth_care_worker": Role(gettext_noop("begeleider jeugdhulp (1G1P)"), "shapes"),
    "gp": Role(gettext_noop("huisarts / wijkgezondheidscentrum"), "stethoscope"),
    "mental_health": Role(gettext_noop("psycholoog / CGG"), "cloud-moon"),
    "hospital": Role(gettext_noop("ziekenhuis"), "stethoscope"),
    "mutuality": Role(gettext_noop("ziekenfonds"), "id-card"),
    "vdab_mediator": Role(gettext_noop("VDAB-bemiddelaar"), "briefcase"),
    "lawyer": Role(gettext_noop("advocaat / jurist"), "scale"),
    "tracing_service": Role(gettext_noop("Tracing Rode Kruis"), "search"),
    "municipal_desk": Role(gettext_noop("burgerzaken"), "landmark"),
    "housing_coordinator": Role(gettext_noop("huisvestingscoördinator"), "key-round"),
    "social_housing_company": Role(gettext_noop("woonmaatschappij"), "key-round"),
    "social_interpreter": Role(gettext_noop("sociaal tolk"), "languages"),
}

MEMBER_ROLES: Final[dict[str, str]] = {
    "mother": gettext_noop("moeder"),
    "father": gettext_noop("vader"),
    "child": gettext_noop("kind"),
    "adult_child": gettext_noop("volwassen kind"),
    "grandparent": gettext_noop("grootouder"),
    "grandmother": gettext_noop("grootmoeder"),
    "grandfather": gettext_noop("grootvader"),
    "aunt": gettext_noop("tante"),
    "uncle": gettext_noop("oom"),
    "sister": gettext_noop("zus"),
    "brother": gettext_noop("broer"),
    "partner": gettext_noop("partner"),
    "other": gettext_noop("ander gezinslid"),
}


def role_label(code: str | None, translate: Translate = gettext_noop) -> str:
    """An actor's role in words: the list's, else as written, `""` when nobody gave one."""
    if not code:
        return ""
    known = ACTOR_ROLES.get(code)
    return translate(known.label) if known else as_written(code)


def member_role_label(code: str, translate: Translate = gettext_noop) -> str:
    known = MEMBER_ROLES.get(code)
    return translate(known) if known else as_written(code)


def as_written(code: str) -> str:
    """An unknown code, readable: `night_shelter` is shown as "night shelter"."""
    return code.replace("_", " ")
