"""Laws that hold for every map: unknown is never no, help helps, and names are only names."""

from dataclasses import replace

from generated_maps import families
from hypothesis import given, settings
from hypothesis import strategies as st
from small_maps import ON, read, said

from kring.core.codes import (
    ActorStatus,
    Need,
    Part,
    Quality,
    Round,
    Sphere,
)
from kring.core.family import (
    Actor,
    Family,
    MapRecord,
    Relation,
)
from kring.core.observations import without
from kring.core.observations.report import as_json
from kring.core.plain import renamed
from kring.core.themes import SHIPPED
from kring.core.words import Text

# Which rounds each code needs, by the table of rules. One of the sets is enough.
NEEDS = {
    "O01": ["themes need"], "O02": ["themes need"], "O03": ["themes need"],
    "O04": ["themes need"], "O05": ["themes need", "links"], "O06": [""],
    "O07": ["near feelings per_member"], "O08": ["links"], "O09": ["links"], "O10": [""],
    "O11": [""], "O12": ["per_member"], "O13": ["feelings"],
    "O14": ["links"], "O15": [""], "P1": [""], "P2": ["feelings"],
    "P3": ["themes need"], "P4": ["need"],
}  # fmt: skip

maybe = settings(max_examples=40, deadline=None)


def asking(family, rounds):
    return replace(family, maps=(MapRecord(id="map", date=ON, asked=tuple(rounds)),))


@maybe
@given(families(), st.sets(st.sampled_from(Round)))
def test_nothing_rests_on_a_round_that_was_not_asked(family, rounds):
    found = said(asking(family, rounds))

    assert set(found) <= set(said(family))
    for key in found:
        needed = [set(each.split()) for each in NEEDS[key.partition(":")[0]]]
        assert any(each <= rounds for each in needed), key


@maybe
@given(families(), st.sets(st.sampled_from(Round)), st.sampled_from(Round))
def test_one_round_less_says_nothing_more(family, rounds, left_out):
    assert set(said(asking(family, rounds - {left_out}))) <= set(said(asking(family, rounds)))


def scrubbed(family, rounds):
    """Without what only the other rounds could tell; R and who is meant stay as they are."""
    if Round.NEED not in rounds:
        states = (replace(each, need=Need.UNKNOWN) for each in family.themes)
        family = replace(family, themes=tuple(states))
    if Round.LINKS not in rounds:
        family = replace(family, links=())
    blank = {}
    if Round.THEMES not in rounds:
        blank["themes"] = {}
    if Round.NEAR not in rounds:
        blank["closeness"] = None
    if Round.FEELINGS not in rounds:
        blank |= {"dir": None, "support": ()}
    ties = [replace(each, **blank) for each in family.relations]
    if Round.FEELINGS not in rounds:
        ties = [
            replace(each, quality=None) if each.quality == Quality.STRESSFUL else each
            for each in ties
        ]
    return replace(family, relations=tuple(ties))


@maybe
@given(families(), st.sets(st.sampled_from(Round)))
def test_what_was_not_asked_does_not_matter_at_all(family, rounds):
    """Not for what is said, not for how urgent it is, not for the words or the figures."""
    asked, bare = (asking(each, rounds) for each in (family, scrubbed(family, rounds)))

    assert as_json({"GEZ": read(asked)}) == as_json({"GEZ": read(bare)})
    assert [str(each.reason) for each in said(asked).values()] == [
        str(each.reason) for each in said(bare).values()
    ]


@maybe
@given(families())
def test_a_map_of_names_alone_speaks_of_nothing_but_the_names(family):
    """No round was asked: what remains was told outside the rounds."""
    found = said(asking(family, []))

    told_of_themselves = {"O06", "O10", "O11", "O15", "P1"}
    assert {key.partition(":")[0] for key in found} <= told_of_themselves
    assert all("dicht" not in str(each.reason) for each in found.values())
    assert all(not each.rows.themes for each in found.values())


@maybe
@given(families(), st.data())
def test_what_becomes_unknown_never_speaks(family, data):
    def forget(rows, **unknown):
        return tuple(
            replace(row, **unknown) if data.draw(st.booleans()) else row for row in rows
        )

    forgotten = replace(
        family,
        members=forget(family.members, languages={}),
        actors=forget(family.actors, languages=()),
        themes=forget(family.themes, need=Need.UNKNOWN),
        relations=forget(family.relations, interpreter=None),
    )

    assert set(said(forgotten)) <= set(said(family))


@maybe
@given(families())
def test_nothing_known_of_languages_and_interpreters_is_no_gap(family):
    nothing = replace(
        family,
        relations=tuple(replace(each, interpreter=None) for each in family.relations),
        themes=tuple(replace(each, need=Need.UNKNOWN) for each in family.themes),
    )

    codes = {key.partition(":")[0] for key in said(nothing)}
    assert not codes & {"O01", "O02", "O03", "O04", "O11", "P3", "P4"}


@maybe
@given(families(), st.sampled_from(Sphere))
def test_a_helper_takes_away_the_empty_theme(family, sphere):
    empty = [each.subject for each in read(family).observations if each.code == "O01"]
    helper = Actor(id="helper", label=Text.dutch("Hulp"), sphere=sphere)
    for theme in empty:
        helped = replace(
            family,
            actors=(*family.actors, helper),
            relations=(*family.relations, Relation(actor="helper", themes={theme: Part.HELPS})),
        )
        left = [each.subject for each in read(helped).observations if each.code == "O01"]
        assert left == [other for other in empty if other != theme]


@maybe
@given(families(), st.randoms(use_true_random=False))
def test_ids_and_the_order_of_rows_change_nothing(family, random):
    def shuffled(rows):
        return tuple(random.sample(rows, len(rows)))

    mixed = replace(
        family,
        members=shuffled(family.members),
        actors=shuffled(family.actors),
        relations=shuffled(family.relations),
        links=shuffled(family.links),
        themes=shuffled(family.themes),
    )
    people = [each.id for each in (*family.actors, *family.members)]
    numbers = random.sample(range(99), len(people))
    ours = {old: f"id{number}" for old, number in zip(people, numbers, strict=True)}
    other = renamed(Family, mixed, lambda old: ours.get(old, old))

    assert as_json({"GEZ": read(other)}) == with_names(as_json({"GEZ": read(family)}), ours)


def with_names(answer, names):
    [reading] = answer["families"].values()
    reading["keys"] = sorted(
        f"{code}:{names.get(subject, subject)}"
        for code, _, subject in (key.partition(":") for key in reading["keys"])
    )
    for each in (*reading["observations"], *reading["strengths"]):
        each["subject"] = names.get(each["subject"], each["subject"])
        for kind in ("actors", "members"):
            each["rows"][kind] = [names[old] for old in each["rows"][kind]]
    return answer


@maybe
@given(families())
def test_what_is_lost_without_somebody_was_theirs(family):
    empty = {key for key in said(family) if key.startswith("O01")}
    for actor in family.actors[:3]:
        lost = without(family, actor.id, themes=SHIPPED, on=ON)
        gone = replace(
            family,
            actors=tuple(
                replace(each, status=ActorStatus.ENDED) if each == actor else each
                for each in family.actors
            ),
        )
        after = {key for key in said(gone) if key.startswith("O01")}
        assert after - empty == {f"O01:{theme}" for theme in lost.themes}
