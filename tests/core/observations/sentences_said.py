"""A small map for every sentence that an observation can say, and its Dutch to the letter."""

from small_maps import child, crowd, mother, small_map, who

BUSY = who("lieve", "volunteers", "housing work mobility", capacity="overloaded")
TENSE = who("ocmw", carries="income", quality="stressful")
AWAY = who("bart", until="2026-04-15")

SENTENCES = [
    (
        small_map(some="housing"),
        "O01:housing",
        "Op deze kaart staat nog niemand bij Wonen. Wie zou hier kunnen helpen?",
    ),
    (
        small_map(BUSY, some="housing"),
        "O02:housing",
        "Voor Wonen staat alleen Lieve, een vrijwilliger. "
        "Is dat haalbaar, ook als Lieve even weg is?",
    ),
    (
        small_map(BUSY, urgent="housing"),
        "O03:housing",
        "Wonen is dringend en rust op weinig schouders. Wie kan mee dragen of het trekken?",
    ),
    (
        small_map(who("tante", "kin", "housing", abroad=True), some="housing"),
        "O03:housing",
        "Wonen rust op weinig schouders. Wie kan mee dragen of het trekken?",
    ),
    (
        small_map(who("tante", "kin", "income"), some="income"),
        "O04:income",
        "Bij Inkomen en budget staat geen dienst. "
        "Weet het gezin op welke hulp het recht heeft?",
    ),
    (
        small_map(BUSY, some="housing work mobility"),
        "O05:lieve",
        "Veel loopt via Lieve. Wat als Lieve stopt, en wie kan iets overnemen?",
    ),
    (
        small_map(*crowd("a b c d e")),
        "O06:family",
        "Het gezin steunt vooral op diensten. Met wie wil het gezin graag meer contact?",
    ),
    (
        small_map(members=[mother()]),
        "O07:m",
        "Bij Rasha staat hier nog geen vertrouwenspersoon. Klopt dat? Wie komt in de buurt?",
    ),
    (
        small_map(*crowd("a b c d"), links="a-b c-d"),
        "O08:groups",
        "Deze groepjes kennen elkaar niet: A en B; C en D. Wie kan de brug zijn?",
    ),
    (
        small_map(*crowd("a b"), *crowd("c d", "kin")),
        "O08:informal-formal",
        "Deze groepjes kennen elkaar niet: mensen en diensten. Wie kan de brug zijn?",
    ),
    (
        small_map(*crowd("a b c d")),
        "O09:a",
        "A kent niemand anders op deze kaart. Is contact nodig, en wil het gezin dat?",
    ),
    (
        small_map(BUSY),
        "O10:lieve",
        "Lieve geeft aan dat het zwaar is of doet meer dan afgesproken. Wat kan er af?",
    ),
    (
        small_map(
            who("dokter", helps="health", interpreter="child"), members=[mother(), child()]
        ),
        "O11:dokter",
        "Bij Dokter en Gezondheid is er geen gedeelde taal, of tolkt een kind. "
        "Is een tolk geregeld?",
    ),
    (
        small_map(who("dokter", interpreter="child"), members=[mother(), child()]),
        "O11:dokter",
        "Bij Dokter tolkt een kind. Is een tolk geregeld?",
    ),
    (
        small_map(members=[mother()]),
        "O12:m",
        "Rasha heeft hier geen eigen contacten buiten het gezin. Is dat een wens?",
    ),
    (
        small_map(TENSE, some="income"),
        "O13:ocmw",
        "Het contact met Ocmw is gespannen, en Ocmw is belangrijk voor Inkomen en budget. "
        "Wat helpt?",
    ),
    (
        small_map(*crowd("a b c d")),
        "O14:family",
        "Er zijn veel diensten. Wie is het aanspreekpunt?",
    ),
    (
        small_map(*[who(key, helps="housing") for key in "abc"], some="housing"),
        "O14:housing",
        "Bij Wonen zijn er veel diensten. Wie is het aanspreekpunt?",
    ),
    (small_map(AWAY), "O15:bart", "De steun van Bart stopt op 15 april 2026. Wat komt daarna?"),
    (
        small_map(members=[mother(status_until="2026-05-20")]),
        "O15:m",
        "De kaart van Rasha stopt op 20 mei 2026. Wat komt daarna?",
    ),
    (
        small_map(who("a", confirmed="2025-01-01")),
        "O15:map",
        "Een deel van deze kaart is al lang niet nagekeken. Klopt het nog?",
    ),
    (small_map(who("fatma", bridge=True)), "P1:fatma", "Er is een brugfiguur: Fatma."),
    (
        small_map(*[who(key, dir="mutual") for key in "abc"]),
        "P2:family",
        "Het gezin geeft ook zelf: aan A, B en C.",
    ),
    (
        small_map(
            who("s", helps="work housing"), who("p", "kin", "work housing"), some="work housing"
        ),
        "P3:themes",
        "Hier dragen mensen en diensten samen: Wonen, Werk en opleiding.",
    ),
    (
        small_map(who("club", status="potential", possible_themes=["leisure"]), some="leisure"),
        "P4:club",
        "Kans: Club kan helpen bij Vrije tijd en participatie.",
    ),
    (
        small_map(*[who(key, "kin", closeness=2) for key in "abcde"]),
        "O06:family",
        "Heel dicht bij het gezin staat hier nog niemand, of alleen een dienst. "
        "Met wie wil het gezin graag meer contact?",
    ),
    (
        small_map(who("lieve", "volunteers", other_families=3)),
        "O10:lieve",
        "Lieve draagt veel tegelijk. Wat kan er af?",
    ),
    (small_map(TENSE), "O13:family", "Het contact met Ocmw is gespannen. Wat helpt?"),
    (
        small_map(TENSE, who("school", quality="stressful")),
        "O13:family",
        "Meerdere contacten rond het gezin zijn gespannen. Wat helpt?",
    ),
    (
        small_map(who("bart", until="2026-02-15")),
        "O15:bart",
        "De steun van Bart stopte op 15 februari 2026. Wat komt daarna?",
    ),
    (
        small_map(members=[mother(status_until="2026-02-20")]),
        "O15:m",
        "De kaart van Rasha stopte op 20 februari 2026. Wat komt daarna?",
    ),
]
