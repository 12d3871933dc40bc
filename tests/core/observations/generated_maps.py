"""Families of all kinds for the laws: any fact may be there, missing or odd."""

from hypothesis import strategies as st
from small_maps import ON

from kring.core.codes import (
    ActorStatus,
    Capacity,
    Direction,
    Fluency,
    Frequency,
    Interpreter,
    LinkType,
    Location,
    Need,
    Part,
    Quality,
    Sphere,
    Support,
)
from kring.core.family import Actor, Family, Link, Member, Relation, ThemeState
from kring.core.plan import Action, Plan
from kring.core.themes import SHIPPED
from kring.core.words import Text

days = st.none() | st.dates(ON.replace(year=2025), ON.replace(year=2027))
themes = st.sampled_from([theme.id for theme in SHIPPED[:6]])
languages = st.sampled_from(["nl", "ar", "fr"])


def or_none(codes):
    return st.none() | st.sampled_from(codes)


def numbered(record, most, **fields):
    """So many of them, with a number of their own for id and label."""
    letter = "m" if record is Member else "a"
    called = "name" if record is Member else "label"
    return st.lists(st.fixed_dictionaries(fields), max_size=most).map(
        lambda rows: tuple(
            record(id=f"{letter}{place}", **{called: Text.dutch(f"{letter} {place}")}, **given)
            for place, given in enumerate(rows)
        )
    )


members = numbered(
    Member, 4,
    role=st.sampled_from(["mother", "father", "child", "aunt"]),
    birth_year=st.none() | st.integers(1960, 2025),
    location=st.sampled_from(Location),
    status_until=days,
    languages=st.dictionaries(languages, st.sampled_from(Fluency), max_size=2),
)  # fmt: skip
actors = numbered(
    Actor, 9,
    sphere=st.sampled_from(Sphere),
    status=st.sampled_from([ActorStatus.ACTIVE] * 3 + list(ActorStatus)),
    abroad=st.sampled_from([False, False, True]),
    bridge=st.booleans(),
    coordination=st.booleans(),
    until=days,
    languages=st.lists(languages, max_size=2, unique=True).map(tuple),
    possible_themes=st.lists(themes, max_size=2, unique=True).map(tuple),
    capacity=or_none(Capacity),
    hours_agreed=st.none() | st.integers(0, 9),
    hours_week=st.none() | st.integers(0, 9),
    other_families=st.none() | st.integers(0, 5),
)  # fmt: skip


@st.composite
def families(draw):
    people, household = draw(actors), draw(members)
    some_member = st.sampled_from([member.id for member in household] or ["nobody"])
    relations, links, actions = [], [], []
    if people:
        somebody = st.sampled_from([actor.id for actor in people])
        relations = draw(
            st.lists(
                st.builds(
                    Relation,
                    actor=somebody,
                    members=st.just("all")
                    | st.lists(some_member, max_size=2, unique=True).map(tuple),
                    closeness=st.none() | st.integers(1, 3),
                    freq=or_none(Frequency),
                    quality=or_none(Quality),
                    dir=or_none(Direction),
                    support=st.lists(st.sampled_from(Support), max_size=2).map(tuple),
                    themes=st.dictionaries(themes, st.sampled_from(Part), max_size=3),
                    interpreter=or_none(Interpreter),
                    confirmed=days,
                ),
                max_size=12,
            )
        )
        links = draw(
            st.lists(
                st.builds(Link, a=somebody, b=somebody, type=st.sampled_from(LinkType)),
                max_size=12,
            )
        )
        actions = [
            Action(id=f"s{place}", what=Text.dutch("Bellen"), responsible=who)
            for place, who in enumerate(draw(st.lists(somebody, max_size=5)))
        ]
    needs = draw(st.dictionaries(themes, st.tuples(st.sampled_from(Need), st.booleans())))
    return Family(
        id="GEZ",
        label=Text.dutch("Gezin"),
        members=household,
        themes=tuple(
            ThemeState(id=theme, need=need, self=own) for theme, (need, own) in needs.items()
        ),
        actors=people,
        relations=tuple(relations),
        links=tuple(links),
        plan=Plan(id="plan", actions=tuple(actions)),
    )
