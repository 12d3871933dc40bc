"""What the check page says of a family: a row for everything, in words."""

from dataclasses import replace
from datetime import date

import pytest

from cast import MAANLICHT, STERRENBERG
from kring.core.family import Consent, MapRecord, Strength
from kring.core.plan import Agreement, GoodPractice
from kring.core.themes import SHIPPED
from kring.core.words import Text
from kring.exchange.understood import sections_of

nl = Text.dutch


def shown(family):
    return {
        section.title: [(str(row.name), row.becomes) for row in section.rows]
        for section in sections_of(family, SHIPPED)
    }


def test_a_family_that_is_only_a_name_has_no_rows():
    assert shown(MAANLICHT) == {}


def test_every_kind_of_thing_has_its_rows():
    plan = replace(
        STERRENBERG.plan,
        agreements=(Agreement(text=nl("Eerst bellen"), valid_until=date(2026, 9, 1)),),
    )
    family = replace(
        STERRENBERG,
        plan=plan,
        strengths=(Strength(text=nl("Bakt brood"), member="yousef", theme="work"),),
        consent=Consent(given_on=date(2026, 1, 5), language="ar", form="oral_with_interpreter"),
        good_practices=(GoodPractice(id="g", title=nl("Kookavond"), organisation=nl("Wijk")),),
    )
    found = shown(family)

    assert {title: len(rows) for title, rows in found.items()} == {
        "Gezinsleden": 2, "Mensen en diensten": 3, "Contact met het gezin": 3,
        "Contact met elkaar": 1, "Thema's": 3, "Kaarten": 1, "In hun eigen woorden": 1,
        "Sterktes": 1, "Toestemming": 1, "Doelen": 1, "Stappen": 1, "Afspraken": 1,
        "Overleg": 1, "Signalen": 1, "Goede praktijken": 1,
    }  # fmt: skip
    assert found["Sterktes"] == [("Bakt brood", "Yousef, Werk en opleiding")]
    assert found["Toestemming"] == [("5 januari 2026", "oral with interpreter")]
    assert found["Afspraken"] == [("Eerst bellen", "1 september 2026")]
    assert found["Goede praktijken"] == [("Kookavond", "Wijk")]
    assert found["Contact met het gezin"][1] == (
        "OCMW",
        "Amal, verder, elke maand, moeilijke band, helpt mee, Wonen",
    )


@pytest.mark.parametrize(
    ("record", "row"),
    [
        (MapRecord(id="m", date=date(2026, 2, 1)), ("1 februari 2026", "1 februari 2026")),
        (
            MapRecord(
                id="m", date=date(2026, 2, 1), title=nl("Eerste"), asked=("need", "near")
            ),
            ("Eerste", "1 februari 2026, wat nodig is, wie dicht staat"),
        ),
        (
            MapRecord(id="m", date=date(2026, 2, 1), title=nl("Leeg"), asked=()),
            ("Leeg", "1 februari 2026"),
        ),
    ],
)
def test_a_map_tells_its_day_and_what_was_asked(record, row):
    from kring.core.codes import Round  # noqa: PLC0415

    if record.asked:
        record = replace(record, asked=tuple(Round(each) for each in record.asked))

    assert shown(replace(MAANLICHT, maps=(record,)))["Kaarten"] == [row]


def test_a_theme_that_nobody_knows_is_shown_as_written():
    strange = Strength(text=nl("Zingt"), theme="music")

    assert shown(replace(MAANLICHT, strengths=(strange,)))["Sterktes"] == [("Zingt", "music")]
