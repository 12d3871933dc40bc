"""The fourteen areas of life Kring ships with; an organisation may add, hide and rename."""

from typing import Final

from kring.core.codes import ThemeId
from kring.core.family import Theme
from kring.core.words import Text, gettext_noop


def _theme(
    key: str, nl: str, fr: str, en: str, short: str, question: str, icon: str, flags: str = ""
) -> Theme:
    """`flags`: R a right, where a service is expected; I informal help is good; S sensitive."""
    return Theme(
        id=ThemeId(key),
        nl=nl,
        fr=fr,
        en=en,
        short=Text.dutch(short),
        question=Text.dutch(question),
        icon=icon,
        formal_required="R" in flags,
        informal_desirable="I" in flags,
        sensitive="S" in flags,
    )


# The short names and questions are for families (A2); translators find them as sentences.
SHIPPED: Final[tuple[Theme, ...]] = (
    _theme(
        "residence",
        gettext_noop("Verblijf en procedure"),
        "Séjour et procédure",
        "Residence and legal status",
        gettext_noop("Verblijf"),
        gettext_noop("Wie helpt jullie met de verblijfspapieren?"),
        "id-card",
        "R S",
    ),
    _theme(
        "family",
        gettext_noop("Gezin en gezinshereniging"),
        "Famille et regroupement familial",
        "Family and family reunification",
        gettext_noop("Familie"),
        gettext_noop("Wie helpt jullie met familie die ver weg is?"),
        "heart-handshake",
        "S",
    ),
    _theme(
        "housing",
        gettext_noop("Wonen"),
        "Logement",
        "Housing",
        gettext_noop("Wonen"),
        gettext_noop("Wie helpt jullie met het huis?"),
        "house",
    ),
    _theme(
        "income",
        gettext_noop("Inkomen en budget"),
        "Revenus et budget",
        "Income and budget",
        gettext_noop("Geld"),
        gettext_noop("Wie helpt jullie met geld of aankopen?"),
        "coins",
        "R S",
    ),
    _theme(
        "admin",
        gettext_noop("Administratie en digitale toegang"),
        "Administration et accès numérique",
        "Paperwork and digital access",
        gettext_noop("Brieven"),
        gettext_noop("Wie helpt jullie met brieven, afspraken en de computer?"),
        "file-text",
    ),
    _theme(
        "health",
        gettext_noop("Gezondheid"),
        "Santé",
        "Health",
        gettext_noop("Gezondheid"),
        gettext_noop("Wie helpt jullie als iemand ziek is?"),
        "stethoscope",
        "R S",
    ),
    _theme(
        "wellbeing",
        gettext_noop("Psychosociaal welzijn"),
        "Bien-être psychosocial",
        "Psychosocial well-being",
        gettext_noop("Je goed voelen"),
        gettext_noop("Bij wie kunnen jullie terecht als het moeilijk gaat?"),
        "cloud-moon",
        "I S",
    ),
    _theme(
        "language",
        gettext_noop("Nederlands en inburgering"),
        "Néerlandais et intégration civique",
        "Dutch and civic integration",
        gettext_noop("Nederlands"),
        gettext_noop("Met wie leren of spreken jullie Nederlands?"),
        "languages",
        "I",
    ),
    _theme(
        "education",
        gettext_noop("Onderwijs en school"),
        "Enseignement et école",
        "Education and school",
        gettext_noop("School"),
        gettext_noop("Wie helpt jullie met de school?"),
        "backpack",
        "R S",
    ),
    _theme(
        "parenting",
        gettext_noop("Opvoeding en kinderopvang"),
        "Parentalité et accueil d'enfants",
        "Parenting and childcare",
        gettext_noop("Kinderen"),
        gettext_noop("Wie helpt jullie met de kinderen?"),
        "baby",
        "I S",
    ),
    _theme(
        "work",
        gettext_noop("Werk en opleiding"),
        "Emploi et formation",
        "Work and training",
        gettext_noop("Werk"),
        gettext_noop("Wie helpt jullie met werk of een opleiding?"),
        "briefcase",
    ),
    _theme(
        "social",
        gettext_noop("Sociaal netwerk en ontmoeting"),
        "Réseau social et rencontre",
        "Social network and meeting",
        gettext_noop("Vrienden"),
        gettext_noop("Wie zien jullie graag? Met wie praten jullie?"),
        "users",
        "I",
    ),
    _theme(
        "leisure",
        gettext_noop("Vrije tijd en participatie"),
        "Loisirs et participation",
        "Leisure and participation",
        gettext_noop("Vrije tijd"),
        gettext_noop("Met wie doen jullie iets leuks?"),
        "volleyball",
        "I",
    ),
    _theme(
        "mobility",
        gettext_noop("Mobiliteit"),
        "Mobilité",
        "Mobility",
        gettext_noop("Vervoer"),
        gettext_noop("Wie helpt jullie om ergens te geraken?"),
        "bus",
    ),
)
