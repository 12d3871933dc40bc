"""The Dutch of every observation, to the letter, and how names and days stand in it."""

from datetime import date

import pytest
from small_maps import child, crowd, mother, read, said, small_map, who

from kring.core.family import Theme
from kring.core.observations import read_map
from kring.core.observations.wording import (
    day_in_words,
    joined,
    listed,
    side_by_side,
    theme_name,
)

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
]


@pytest.mark.parametrize(
    ("family", "key", "text"), SENTENCES, ids=[text for _, _, text in SENTENCES]
)
def test_what_it_says(family, key, text):
    assert str(said(family)[key].sentence) == text


def test_every_code_has_its_sentence_here_and_a_reason():
    codes = [f"O{number:02}" for number in range(1, 16)] + ["P1", "P2", "P3", "P4"]
    asked = {key.partition(":")[0] for _, key, _ in SENTENCES}
    found = [each for family, _, _ in SENTENCES for each in said(family).values()]

    assert sorted(asked) == codes
    assert all(str(each.reason).endswith(".") for each in found)


def test_a_sentence_can_be_said_in_another_language():
    dictionary = {
        "Bij {theme} zijn er veel diensten. Wie is het aanspreekpunt?": "Many for {theme}.",
        "Wonen": "Housing",
    }
    found = said(small_map(*[who(key, helps="housing") for key in "abc"], some="housing"))

    said_in_english = found["O14:housing"].sentence.say(dictionary.__getitem__)

    assert said_in_english == "Many for Housing."


def test_braces_in_what_people_wrote_stay_as_they_are():
    theme = Theme(id="odd", nl="{Wonen} {0}")
    family = small_map(who("x", "volunteers", "odd", label="{x!r}"), some="odd")

    [found, *_] = read_map(family, themes=[theme], on=date(2026, 3, 1)).observations

    assert str(found.sentence).startswith(
        "Voor {Wonen} {0} staat alleen {x!r}, een vrijwilliger."
    )


def test_names_stand_in_the_order_of_the_alphabet_whatever_the_order_of_rows():
    people = [who(key, dir="mutual", label=key) for key in ("zus", "Anna", "Bert")]

    for order in (people, people[::-1]):
        found = said(small_map(*order))["P2:family"]
        assert str(found.sentence) == "Het gezin geeft ook zelf: aan Anna, Bert en zus."


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ([], ""),
        (["A"], "A"),
        (["A", "B"], "A en B"),
        (["A", "B", "C"], "A, B en C"),
        (list("ABCDEFGH"), "A, B, C, D, E, F, G en H"),
        (list("ABCDEFGHIJK"), "A, B, C, D, E, F, G, H en nog 3"),
    ],
)
def test_names_are_joined(names, text):
    assert str(joined(names)) == text


def test_lists_groups_and_days():
    assert str(listed([])) == ""
    assert str(listed(["A en B", "C"])) == "A en B, C"
    assert str(side_by_side(["A en B", "C", "D"])) == "A en B; C; D"
    assert str(day_in_words(date(2026, 8, 1))) == "1 augustus 2026"
    assert str(theme_name(Theme(id="x", nl="Wonen"))) == "Wonen"


def test_observations_stand_with_the_most_urgent_first_and_then_by_code():
    family = small_map(TENSE, who("x", "volunteers", "work"), some="income work housing")

    ranked = [(each.severity, each.code) for each in read(family).observations]

    assert ranked == [
        ("high", "O13"),
        ("medium", "O01"),
        ("medium", "O02"),
        ("medium", "O13"),
    ]
