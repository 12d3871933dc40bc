"""The map as a table and as a list: the same facts as the drawing, in words."""

import pytest
from drawn import DAY, actor, everything, family, link, on_theme, relation, themes

from kring.core.drawing.names import Names
from kring.core.drawing.table import Helper, View, list_of, table_of
from kring.core.themes import SHIPPED
from kring.core.words import Text

WORDS = Text({"ar": "البيت رطب", "nl": "Het huis is nat."})


def row(theme, whom=None, **view):
    table = table_of(whom or everything(), SHIPPED, View(on=DAY, **view))
    return next(row for row in table.rows if row.theme == theme)


def helpers(theme, whom=None, **view):
    return [h for cell in row(theme, whom, **view).cells for h in cell]


def entry(key, whom=None, **view):
    return next(e for e in list_of(whom or everything(), SHIPPED, View(**view)) if e.id == key)


def test_the_table_is_themes_by_spheres_in_the_order_of_the_map():
    table = table_of(everything(), SHIPPED, View())

    assert table.columns == (
        "Vrijwilligers", "Familie", "Vrienden en buren", "Gemeenschap en vereniging",
        "Werk, huur en dagelijks leven", "Diensten",
    )  # fmt: skip
    assert [row.theme for row in table.rows] == [theme.id for theme in SHIPPED]
    assert all(len(row.cells) == 6 for row in table.rows)


def test_a_cell_says_who_carries_who_helps_and_who_may_help():
    assert row("health").cells[0] == (Helper("buddy", "buddy", carries=True),)
    assert row("health").cells[5] == (Helper("office", "office"),)
    assert helpers("work") == [
        Helper("office", "office", carries=True),
        Helper("maybe", "maybe", may_help=True),
    ]


@pytest.mark.parametrize(
    ("theme", "need", "state"),
    [
        ("housing", "hulp gewenst", "nog niemand"),
        ("family", "nu niet nodig", "nu niet nodig"),
        ("social", "", "wij zelf"),
        ("health", "", ""),
        ("mobility", "", "nog niet gevraagd"),
    ],
)
def test_a_row_says_what_is_needed_and_what_nobody_does(theme, need, state):
    assert (row(theme).need, row(theme).state) == (need, state)


def test_a_row_holds_the_familys_own_words():
    whom = family(themes=(on_theme("housing", need="urgent", words=WORDS),))

    assert row("housing", whom).words is WORDS
    assert row("work", whom).words is None
    assert (row("work", whom).icon, row("work", whom).name) == (
        "briefcase",
        "Werk en opleiding",
    )


def test_a_chosen_theme_leaves_one_row_and_those_on_it():
    chosen = View(theme="work")

    assert [row.theme for row in table_of(everything(), SHIPPED, chosen).rows] == ["work"]
    assert [e.id for e in list_of(everything(), SHIPPED, chosen)] == ["office", "maybe"]


def test_a_chosen_member_leaves_whom_they_know():
    shown = [e.id for e in list_of(everything(), SHIPPED, View(member="k"))]

    assert shown == ["buddy", "club", "park", "office"]
    assert helpers("work", member="k") == [Helper("office", "office", carries=True)]


def test_who_stopped_is_listed_only_when_asked():
    assert "gone" not in [e.id for e in list_of(everything(), SHIPPED, View())]
    assert entry("gone", show_ended=True).ring == "gestopt"


def test_an_entry_says_everything_in_words():
    office = entry("office", difficult_ties=True)

    assert (office.name, office.role, office.sphere, office.ring) == (
        "office", "", "Diensten", "verder",
    )  # fmt: skip
    assert office.carries == ("Werk en opleiding",)
    assert office.helps == ("Inkomen en budget", "Gezondheid")
    assert office.signs == ("aanspreekpunt", "een kind tolkt")
    assert office.ties == ("moeilijke band",)
    assert entry("maybe").may_help_with == ("Werk en opleiding",)


def test_how_a_contact_is_stays_with_who_may_know():
    assert entry("office").ties == ()
    assert entry("person").knows == (
        "kennen elkaar: buddy", "werken samen: buddy", "verwijst door naar: buddy",
        "kennen elkaar: buddy", "kennen elkaar: buddy",
    )  # fmt: skip
    assert entry("buddy", difficult_ties=True).knows[2:4] == (
        "krijgt mensen doorverwezen van: person", "hebben ruzie: person",
    )  # fmt: skip


def test_a_theme_that_is_not_on_the_list_comes_last_as_written():
    whom = family(actor("a"), relations=[relation("a", themes=themes(x="helps", work="helps"))])

    assert entry("a", whom).helps == ("Werk en opleiding", "x")


def test_a_number_means_the_same_person_everywhere():
    whom = family(
        actor("a", role="buddy"),
        actor("b", role="buddy"),
        relations=[relation("b", members=("m",), themes=themes(work="helps"))],
        links=(link("a", "b"),),
    )

    [second] = list_of(whom, SHIPPED, View(names=Names.ROLES, member="m"))

    assert second.name == "buddy 2"
    assert second.knows == ()
