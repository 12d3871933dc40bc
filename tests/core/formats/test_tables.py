"""Tables that people fill in, and the set of tables that loses nothing."""

import json
from datetime import date

import pytest
from family_values import family_files
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies_formats import awkward_families

from kring.core.codes import (
    ActorStatus,
    Direction,
    Frequency,
    LinkType,
    Quality,
    Round,
    Sphere,
    Support,
)
from kring.core.family import Actor, Family, Link, MapRecord, Member, Relation
from kring.core.formats.csv_text import csv_of, marked, rows_in, unmarked
from kring.core.formats.faults import FileRefused
from kring.core.formats.found_tables import MOST_COLUMNS, MOST_ROWS
from kring.core.formats.tables import read_tables, write_csv_set
from kring.core.formats.templates import template_csv_zip, template_tables
from kring.core.formats.zipped import unpacked
from kring.core.plain import plain
from kring.core.themes import SHIPPED
from kring.core.words import Text

DAY = date(2026, 3, 1)


def table(name, *lines):
    """A table out of lines with bars between the cells."""
    return name, [
        (number, [cell.strip() for cell in line.split("|")])
        for number, line in enumerate(lines, start=1)
    ]


ACTORS = table(
    "actoren.csv",
    "naam | kring | rol | talen | aanspreekpunt | nota",
    "Buddy An | vrijwilligers | buddy | nl; fr | ja | Elke dinsdag",
    "OCMW | Diensten | | | |",
)
TIES = table(
    "banden.csv",
    "van | naar | nabijheid | contact | band | richting | steun | thema's | soort band",
    "gezin | Buddy An | heel dicht | elke week | sterk | beide | praktisch; raad | Wonen |",
    "OCMW | Gezin | 3 | | | | | Geld: draagt |",
    "Buddy An | OCMW | | | | | | | werken samen",
)


def only(*tables, on=None):
    [family] = read_tables(tables, on=on).families
    return family


def refusal(*tables, file=""):
    with pytest.raises(FileRefused) as refused:
        read_tables(tables, file=file)
    return refused.value.say()


# The pair that people fill in


def test_the_pair_of_tables_is_a_family_with_its_network():
    family = only(ACTORS, TIES, on=DAY)

    assert str(family.label) == "Gezin zonder naam"
    assert family.actors == (
        Actor(
            id="actor-2",
            label=Text.dutch("Buddy An"),
            sphere=Sphere.VOLUNTEERS,
            role="buddy",
            languages=("nl", "fr"),
            coordination=True,
            note=Text.dutch("Elke dinsdag"),
        ),
        Actor(id="actor-3", label=Text.dutch("OCMW"), sphere=Sphere.SERVICES),
    )
    assert family.relations == (
        Relation(
            actor="actor-2",
            closeness=1,
            freq=Frequency.WEEKLY,
            quality=Quality.STRONG,
            dir=Direction.MUTUAL,
            support=(Support.PRACTICAL, Support.INFORMATIONAL),
            themes={"housing": "helps"},
        ),
        Relation(actor="actor-3", closeness=3, themes={"income": "carries"}),
    )
    assert family.links == (Link(a="actor-2", b="actor-3", type=LinkType.COOPERATES),)


def test_what_is_filled_in_is_what_was_asked():
    assert only(ACTORS, TIES, on=DAY).maps == (
        MapRecord(
            id="kaart-1",
            date=DAY,
            asked=(Round.THEMES, Round.NEAR, Round.LINKS, Round.FEELINGS),
        ),
    )
    assert only(ACTORS, on=DAY).maps[0].asked == ()
    assert only(ACTORS, TIES).maps == ()


def test_need_and_a_tie_of_one_member_count_as_asked_too():
    members = table("leden", "id | naam", "kaart-1 | Yara")
    ties = table("banden", "van | naar", "Yara | OCMW")
    themes = table("thema's", "id | nood | wij zelf", "Wonen | | ja")
    family = only(ACTORS, members, ties, themes, on=DAY)

    assert family.relations == (Relation(actor="actor-3", members=("kaart-1",)),)
    assert family.maps[0].asked == (Round.NEED, Round.PER_MEMBER)
    assert family.maps[0].id == "kaart-1-van-gezin-1"
    assert family.members[0].role == "other"


def test_an_empty_column_without_a_name_is_nothing():
    assert len(only(table("actoren", "naam | kring |", "An | kin |")).actors) == 1


def test_english_columns_and_codes_do_as_well():
    actors = table("actors", "id | label | sphere | status", "an | An | kin | potential")
    ties = table("ties", "from | to | closeness", "all | an | 2", "| an | 3")
    family = only(actors, ties)

    assert family.actors[0].status is ActorStatus.POTENTIAL
    assert [tie.closeness for tie in family.relations] == [2, 3]


def test_a_table_is_known_by_its_columns_when_it_has_another_name():
    _, actors = ACTORS
    _, ties = TIES

    assert len(only(("Blad1", actors), ("Blad2", ties)).relations) == 2


def test_what_stands_before_the_columns_is_passed_over():
    lines = [(1, ["sep=;"]), (2, ["", ""]), (3, ["naam", "kring"]), (4, ["An", "kin"])]

    assert only(("actoren", lines)).actors[0].id == "actor-4"


def test_columns_that_we_do_not_know_are_kept_and_told():
    actors = table("actoren", "naam | kring | Sterrenbeeld", "An | kin | ram", "Bo | kin |")
    ties = table("banden", "van | naar | nabijheid | kleur", "An | Bo | 2 | rood")
    imported = read_tables([actors, ties])
    [family] = imported.families

    assert family.actors[0].extra == {"table": {"Sterrenbeeld": "ram"}}
    assert family.actors[1].extra == {}
    assert family.links[0].extra == {"table": {"kleur": "rood", "closeness": "2"}}
    assert [str(each) for each in imported.remarks] == [
        "actoren: Sterrenbeeld: bij An. Kring heeft daar geen plaats voor."
        " Het staat bij “extra”.",
        "actoren: kleur: bij rij 2. Kring heeft daar geen plaats voor. Het staat bij “extra”.",
        "actoren: closeness: bij rij 2. Kring heeft daar geen plaats voor."
        " Het staat bij “extra”.",
    ]


@pytest.mark.parametrize(
    ("extra", "kept"),
    [
        ('{"a": 1}', {"a": 1, "table": {"kleur": "rood"}}),
        ('{"table": {"b": 2}}', {"table": {"b": 2, "kleur": "rood"}}),
        ('{"table": 2}', {"table": {"kleur": "rood"}}),
    ],
)
def test_unknown_columns_stand_beside_what_was_kept_before(extra, kept):
    actors = ("actoren", [
        (1, ["naam", "kring", "kleur", "extra"]), (2, ["An", "kin", "rood", extra])
    ])  # fmt: skip

    assert only(actors).actors[0].extra == kept


def test_a_sheet_that_is_none_of_ours_is_told():
    imported = read_tables([ACTORS, table("recepten", "soep | zout"), table("uitleg", "a | b")])

    assert [str(each) for each in imported.remarks] == [
        "actoren.csv: Deze tabel herkennen we niet. We hebben ze niet gelezen: recepten."
    ]


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        ([table("x", "soep | zout")], "x: We herkennen geen tabel."),
        ([("x", [])], "x: We herkennen geen tabel."),
        ([("actoren", [])], "actoren: In deze tabellen staat nog niemand."),
        ([ACTORS, ("actors", ACTORS[1])], "actors: De tabel actors is er al. Voeg ze samen."),
        ([table("actoren", "naam | kring | Naam", "a | kin | b")],
         'actoren (rij 1): De kolom "Naam" staat er twee keer. Haal er een weg.'),
        ([table("actoren", "naam | kring | label", "a | kin | b")],
         'actoren (rij 1): De kolom "label" staat er twee keer. Haal er een weg.'),
        ([table("actoren", "naam | | kring", "a | b | kin")],
         "actoren (rij 1): Kolom 2 heeft geen naam. Geef ze er een in de eerste rij."),
        ([table("actoren", "naam | kring", "a | kin", "b | kin | c")],
         "actoren (rij 3): Deze rij heeft 3 cellen en er zijn 2 kolommen."),
        ([("actoren", [(1, ["naam", "kring"]), *[(at, ["a"]) for at in range(MOST_ROWS + 1)]])],
         f"actoren (rij {MOST_ROWS}): Hier staan te veel rijen: hoogstens 20000 kan."),
        ([("actoren", [(1, ["naam", *map(str, range(MOST_COLUMNS))]), (2, ["a"])])],
         "actoren (rij 1): Hier staan te veel kolommen: hoogstens 500 kan."),
        ([table("actoren", "naam | kring", "| kin")],
         "actoren (rij 2, kolom naam): Deze cel mag niet leeg zijn."),
        ([table("actoren", "naam", "a")],
         "actoren (rij 2, kolom sphere): Deze cel mag niet leeg zijn."),
        ([table("actoren", "naam | kring", "a | vriendn")],
         'actoren (rij 2, kolom kring): "vriendn" kennen we niet.'),
        ([ACTORS, table("banden", "van | naar | nabijheid", "gezin | OCMW | veel")],
         'banden (rij 2, kolom nabijheid): Hier hoort een getal, geen "veel".'),
        ([ACTORS, table("banden", "van | naar | nabijheid", "gezin | OCMW | 7")],
         "banden (rij 2, kolom nabijheid): 7 kan hier niet. Kies een getal van 1 tot 3."),
        ([ACTORS, table("banden", "van | naar | Hoe_vaak", "gezin | OCMW | nu")],
         'banden (rij 2, kolom Hoe_vaak): "nu" kennen we niet.'),
        ([ACTORS, table("banden", "van | naar", "gezin | OCWM")],
         'banden (rij 2, kolom naar): "OCWM" kennen we niet. Kies uit: Buddy An,'),
        ([ACTORS, table("banden", "van | naar", "gezin | ")],
         "banden (rij 2, kolom naar): Aan één kant van een band hoort iemand uit het netwerk."),
        ([ACTORS, table("banden", "van | naar", "OCMW; Buddy An | gezin")],
         "banden (rij 2, kolom van): Hier kan er maar één staan. Maak een rij voor elk."),
        ([table("actoren", "naam | kring", "A | kin", "a | kin"),
          table("banden", "van | naar", "gezin | A")],
         'banden (rij 2, kolom naar): Er zijn er meer die "A" heten. Schrijf hier de id.'),
        ([table("actoren", "id | naam | kring", "x y | A | kin")],
         'actoren (rij 2, kolom id): "x y" kan geen id zijn.'),
        ([table("actoren", "id | naam | kring", "x | A | kin", "x | B | kin")],
         'actoren (rij 3, kolom id): "x" staat al op regel 2.'),
        ([ACTORS, table("goals", "id | words | kleur", "g | Huis | rood")],
         'goals (rij 2, kolom kleur): "kleur" kennen we niet.'),
        ([ACTORS, table("goals", "id | words", "g | Huis")],
         'goals (rij 2): "id" ontbreekt hier.'),
        ([ACTORS, table("plans", "id", "p1", "p2")],
         "plans (rij 3): Een gezin heeft één plan."),
        ([table("families", "id | label", "f | F", "g | G"),
          table("actors", "family | label | sphere", "h | A | kin")],
         "actors (rij 2, kolom family): Van welk gezin is deze rij? Schrijf in de kolom gezin"
         " een id: f, g."),
        ([table("families", "id | label", "f | F", "f | G")],
         'families (rij 3, kolom id): "f" staat al op regel 2.'),
        ([table("theme_list", "id | nl", "t |"), ACTORS],
         "theme_list (rij 2, kolom nl): Deze cel mag niet leeg zijn."),
        ([ACTORS, table("stories", "id | words | people", "s | Hallo | niemand")],
         'stories (rij 2, kolom people): "niemand" kennen we niet.'),
        ([("actoren", [(1, ["naam", "kring", "extra"]), (2, ["A", "kin", "{"])])],
         'actoren (rij 2, kolom extra): Dit kunnen we niet lezen: "{".'),
        ([("actoren", [(1, ["naam", "kring", "extra", "kleur"]), (2, ["A", "kin", "{", "x"])])],
         'actoren (rij 2, kolom extra): Dit kunnen we niet lezen: "{".'),
    ],
)  # fmt: skip
def test_a_mistake_is_told_by_row_and_column(tables, said):
    assert any(each.startswith(said) for each in refusal(*tables)), refusal(*tables)


def test_all_mistakes_are_told_in_their_order():
    actors = table("actoren", "naam | kring | tot", "A | x | 2026-02-30", "B | kin | 31/4/2026")

    assert [each.split(":")[0] for each in refusal(actors)] == [
        "actoren (rij 2, kolom kring)",
        "actoren (rij 2, kolom tot)",
        "actoren (rij 3, kolom tot)",
    ]


def test_a_table_full_of_mistakes_is_given_up():
    ties = table("banden", "van | naar", *["gezin | Jan"] * 300)

    assert len(refusal(ACTORS, ties)) == 200


def test_a_mistake_in_a_workbook_names_the_sheet():
    assert refusal(table("actoren", "naam | kring", "A | x"), file="netwerk.xlsx")[
        0
    ].startswith("netwerk.xlsx, actoren (rij 2, kolom kring): ")


def test_too_many_families_is_told_of_the_file():
    families = table("families", "id | label", *[f"f{at} | F" for at in range(101)])

    assert "families: Hier staan er 101, en hoogstens 100 kan." in refusal(families)[0]


def test_two_families_without_a_table_of_families():
    actors = table("actors", "gezin | naam | kring", "f | A | kin", "g | B | kin")

    assert [family.id for family in read_tables([actors]).families] == ["f", "g"]


def test_a_family_row_needs_nothing():
    families = table("gezinnen", "gemeente", "Gent", "Aalst")

    assert [(each.id, str(each.label)) for each in read_tables([families]).families] == [
        ("gezin-2", "Gezin zonder naam"), ("gezin-3", "Gezin zonder naam")
    ]  # fmt: skip


def test_own_themes_can_be_named_in_the_other_tables():
    themes = table("theme_list", "id | nl", "g1 | Tuin", "housing | Wonen", " | ")
    ties = table("banden", "van | naar | thema's", "gezin | OCMW | Tuin: draagt; Wonen")
    imported = read_tables([ACTORS, themes, ties])

    assert imported.families[0].relations[0].themes == {"g1": "carries", "housing": "helps"}
    assert [theme.id for theme in imported.themes] == ["g1", "housing"]
    assert imported.themes[1].icon == "house"
    assert read_tables([ACTORS]).themes == SHIPPED


# CSV


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_csv_with_commas_semicolons_or_tabs(between):
    data = f'"naam, of label"{between}kring\r\n"A; B"{between}kin\r\n'.encode("utf-8-sig")

    assert rows_in(data, name="a.csv") == [
        (1, ["naam, of label", "kring"]), (2, ["A; B", "kin"])
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("gewoon", "gewoon"),
        ("'t huis", "'t huis"),
        ("=1+1", "'=1+1"),
        ("+32", "'+32"),
        ("-", "'-"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("＝1", "'＝1"),
        ("＋", "'＋"),
        ("－", "'－"),
        ("＠", "'＠"),
        ("  =1", "'  =1"),
        ("\u200b=1", "'\u200b=1"),
        ("\n=1", "'\n=1"),
        ("'=1", "''=1"),
        ("''=1", "'''=1"),
        ("a=1", "a=1"),
        ("", ""),
    ],
)
def test_no_cell_is_a_formula_and_reading_gives_it_back(cell, written):
    assert marked(cell) == written
    assert unmarked(written) == cell
    assert rows_in(csv_of([["x", cell]]), name="a") == [(1, ["x", cell])]


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"])), min_size=2, max_size=4)
)
def test_every_row_comes_back_with_as_many_cells(cells):
    data = csv_of([cells, cells])

    assert [row for _, row in rows_in(data, name="a")] == [cells, cells]
    assert data.decode("utf-8-sig").count('","') >= 2 * (len(cells) - 1)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'a,b\r\n"c,d\r\n', "a.csv, regel 2: Deze regel is geen CSV."),
        ("a,b".encode("utf-16"), "a.csv: De letters in dit bestand kunnen we niet lezen."),
        ("a,é".encode("latin-1"), "a.csv, regel 1: De letters in dit bestand kunnen we niet"),
        (b"a,b\nc,\0d", "a.csv, regel 2: Hier staat een teken dat geen letter is (U+0000)."),
        (b"a" * (2 * 1024**2 + 1), "a.csv: Dit bestand is te groot: het mag hoogstens 2 MB"),
    ],
)  # fmt: skip
def test_row_21_what_is_no_csv_is_refused(data, said):
    with pytest.raises(FileRefused) as refused:
        rows_in(data, name="a.csv")

    assert str(refused.value).startswith(said)


# The set that loses nothing


def tables_in(data):
    return [(name, rows_in(held, name=name)) for name, held in unpacked(data, name="z")]


def in_order(value):
    return json.dumps(plain(value))


@settings(max_examples=60)
@given(awkward_families() | family_files())
def test_a_written_set_reads_back_the_same(file):
    if not file.families:
        return
    imported = read_tables(tables_in(write_csv_set(file.families, file.themes)), on=DAY)

    assert imported.families == file.families
    assert in_order(imported.families) == in_order(file.families)
    assert imported.themes == file.themes
    assert imported.remarks == ()


def test_the_set_is_the_same_bytes_every_time_and_has_only_what_is_needed():
    mother = Member(id="m", name=Text.dutch("M"), role="mother")
    family = Family(id="f", label=Text.dutch("F"), members=(mother,))
    data = write_csv_set([family])

    assert data == write_csv_set([family])
    assert dict(tables_in(data)) == {
        "families.csv": [(1, ["id", "label"]), (2, ["f", "F"])],
        "members.csv": [(1, ["id", "name", "role"]), (2, ["m", "M", "mother"])],
        "actors.csv": [(1, ["id", "label", "sphere"])],
        "ties.csv": [(1, ["from", "to"])],
        "maps.csv": [(1, ["id", "date"])],
    }


# The template


def test_the_template_can_be_filled_in_and_read():
    sheets = dict(template_tables())
    actors, ties, explained = sheets["actoren"], sheets["banden"], sheets["uitleg"]
    examples = {
        sheet: [row[4] for row in explained[1:] if row[0] == sheet]
        for sheet in ("actoren", "banden")
    }
    filled = [
        (name, [(1, rows[0]), (2, examples[name])])
        for name, rows in (("actoren", actors), ("banden", ties))
    ]
    imported = read_tables([*filled, ("uitleg", [(1, ["x"])])])
    [family] = imported.families

    assert imported.remarks == ()
    assert str(family.actors[0].label) == "Buddy An"
    assert family.relations[0].themes == {"housing": "carries", "education": "helps"}
    assert len(explained) == 1 + len(actors[0]) + len(ties[0])


def test_the_template_as_csv_opens_in_excel_here():
    files = dict(unpacked(template_csv_zip(), name="z"))

    assert list(files) == ["actoren.csv", "banden.csv", "uitleg.csv"]
    assert files["actoren.csv"].startswith(b'\xef\xbb\xbf"naam";"kring";"rol"')
