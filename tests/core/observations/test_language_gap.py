"""O11: a child who interprets, and help on sensitive themes without a shared language."""

import pytest
from small_maps import child, mother, said, small_map, who

ARABIC = {"ar": "native"}
HOUSEHOLD = [
    mother(languages={"ar": "native", "nl": "basic"}),
    child(2016, languages={"ar": "native", "nl": "fluent"}),
    {"id": "t", "name": "Yara", "role": "child", "birth_year": 2013,
     "languages": {"ar": "native", "nl": "conversational"}},
]  # fmt: skip


def severity(x, members=HOUSEHOLD, **fields):
    found = said(small_map(x, members=members, **fields)).get("O11:x")
    return found and found.severity


@pytest.mark.parametrize(
    ("tie", "asked", "expected"),
    [
        ({"helps": "health"}, None, "high"),
        ({"helps": "housing"}, None, "medium"),
        ({}, None, "medium"),
        ({"helps": "health"}, ["need"], "medium"),  # which themes was not asked
        ({"helps": "health", "quality": "broken"}, None, None),
        ({"helps": "health", "members": ["m"]}, None, "high"),
        ({"helps": "health", "members": ["away"]}, None, None),  # is not here
        ({"helps": "health", "interpreter": "professional"}, None, None),
        ({"helps": "health", "interpreter": None}, None, None),
    ],
)
def test_a_child_interprets(tie, asked, expected):
    away = mother(id="away", location="abroad")
    x = who("x", **{"interpreter": "child", **tie})

    assert severity(x, [*HOUSEHOLD, away], asked=asked) == expected


def test_a_child_interprets_for_a_family_whose_members_nobody_wrote_down():
    assert severity(who("x", helps="health", interpreter="child"), members=[]) == "high"


@pytest.mark.parametrize(
    ("tie", "expected"),
    [
        ({}, "medium"),
        ({"interpreter": "informal_adult"}, "medium"),
        ({"interpreter": "professional"}, None),
        ({"interpreter": "bridge"}, None),
        ({"interpreter": None}, None),  # nobody asked
        ({"languages": []}, None),  # nobody knows
        ({"languages": ["ar"]}, None),
        ({"languages": ["ar-SY"]}, None),
        ({"helps": "housing"}, None),  # not sensitive
        ({"helps": ""}, None),
        ({"members": "all"}, None),  # Yara is 13 and speaks Dutch
        ({"members": ["m", "t"]}, None),
        ({"members": ["m", "k"]}, "medium"),  # Karim is 10
        ({"members": ["k"]}, "medium"),  # then the adult who is here is asked
        ({"members": ["k"], "languages": ["ar"]}, None),
        ({"members": ["gone"]}, None),
        ({"freq": "none"}, None),
    ],
)
def test_no_shared_language_on_a_sensitive_theme(tie, expected):
    given = {"helps": "health", "languages": ["nl"], "members": ["m"], "interpreter": "none"}

    assert severity(who("x", **{**given, **tie})) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"urgent": "health"}, "high"),
        ({"some": "health"}, "medium"),
        ({"urgent": "housing"}, "medium"),
        ({"urgent": "health", "asked": ["themes"]}, "medium"),
        ({"urgent": "health", "asked": ["need"]}, None),
    ],
)
def test_a_gap_on_an_urgent_theme_is_high(fields, expected):
    x = who("x", helps="health housing", languages=["nl"], interpreter="none", members=["m"])

    assert severity(x, **fields) == expected


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ([child(2014, languages=ARABIC)], "medium"),  # twelve this year, speaks for itself
        ([child(2014, languages={"nl": "basic"})], "medium"),
        ([child(2014, languages={"nl": "conversational"})], None),
        ([child(2014)], None),  # nobody knows which languages
        ([child(2015, languages={"nl": "native"})], "medium"),  # too young, no adult here
        ([child(2015), mother(languages=ARABIC)], "medium"),
        ([child(2015), mother(languages={"nl": "fluent"})], None),
        ([child(2015), mother(languages={"nl": "fluent"}, location="abroad")], "medium"),
        ([child(2015), mother(role="aunt", birth_year=None, languages={"nl": "fluent"})], None),
        ([child(None, languages={"nl": "native"})], None),  # may be old enough
        ([child(None, languages=ARABIC), mother(languages={"nl": "native"})], None),
        ([child(None, languages=ARABIC), mother(languages=ARABIC)], "medium"),
    ],
)
def test_who_could_speak(members, expected):
    x = who("x", helps="education", languages=["nl"], interpreter="none", members=["k"])

    assert severity(x, members) == expected


def test_one_observation_for_two_ties_with_the_same_person():
    x, first = who("x", helps="health", interpreter="child", members=["t"], languages=["nl"])
    second = who("x", helps="income", interpreter="none", members=["m"])[1]

    found = said(small_map((x, first + second), members=HOUSEHOLD))["O11:x"]

    assert str(found.sentence) == (
        "Bij X en Inkomen en budget, Gezondheid is er geen gedeelde taal, of tolkt een kind. "
        "Is een tolk geregeld?"
    )
    assert (found.severity, found.rows.members) == ("high", ("m", "t"))
    assert str(found.reason).startswith("Op de kaart staat dat een kind tolkt. Wie bij dit")


def test_a_child_who_interprets_on_no_theme_at_all():
    found = said(small_map(who("x", interpreter="child"), members=HOUSEHOLD))["O11:x"]

    assert str(found.sentence) == "Bij X tolkt een kind. Is een tolk geregeld?"


def test_a_child_who_interprets_on_a_theme_that_is_not_sensitive_names_it():
    found = said(small_map(who("x", helps="housing", interpreter="child"), members=HOUSEHOLD))

    assert found["O11:x"].rows.themes == ("housing",)
