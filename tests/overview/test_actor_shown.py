"""Somebody on the map in words, for each reader as far as they may know."""

from dataclasses import replace
from datetime import date

import pytest
from looking import seen_by

from cast import STERRENBERG, nl
from kring.core.codes import ActorStatus, LinkType, Part
from kring.core.family import Actor, Link, Relation
from kring.overview.actor_shown import show_actor

ON = date(2026, 3, 1)
FATMA = Actor(
    id="fatma", label=nl("Fatma"), sphere="community", bridge=True,
    status=ActorStatus.POTENTIAL, possible_themes=("work", "housing"),
)  # fmt: skip
FAMILY = replace(
    STERRENBERG,
    actors=(*STERRENBERG.actors, FATMA),
    relations=(
        *STERRENBERG.relations,
        Relation(
            actor="ocmw", themes={"work": Part.CARRIES}, channel="phone", pressure=True,
            family_view="mixed",
        ),
    ),
    links=(
        Link(a="lieve", b="ocmw"),
        Link(a="ocmw", b="fatma", type=LinkType.REFERS),
        Link(a="hala", b="ocmw", type=LinkType.REFERS),
        Link(a="ocmw", b="ocmw"),
        Link(a="lieve", b="fatma", type=LinkType.CONFLICT),
    ),
)  # fmt: skip


def shown(key, reader="worker", family=FAMILY):
    seen = seen_by(reader, family)
    actor = next(each for each in seen.family.actors if each.id == key)
    return show_actor(seen, actor, on=ON, translate=str)


def known(page):
    return [(words, [str(who.name) for who in others]) for words, others in page.known]


def test_each_tie_is_told_apart_with_whom_and_how():
    amal, everybody = shown("ocmw").ties

    assert [str(who.name) for who in amal.members] == ["Amal"]
    assert (amal.ring, amal.channel) == ("verder", "")
    assert ([t.id for t in amal.carries], [t.id for t in amal.helps]) == ([], ["housing"])
    assert (everybody.members, everybody.ring) == ((), "")
    assert everybody.channel == "aan de telefoon"
    assert [t.id for t in everybody.carries] == ["work"]


@pytest.mark.parametrize(
    ("reader", "knows"),
    [("worker", True), ("coordinator", True), ("family", True), ("volunteer", False)],
)
def test_how_a_tie_feels_is_for_who_may_know(reader, knows):
    amal, everybody = shown("ocmw", reader).ties

    assert (amal.quality is not None) is knows
    assert everybody.pressure is knows
    assert bool(everybody.view) is knows


def test_whom_somebody_knows_and_how_from_their_side():
    assert known(shown("ocmw")) == [
        ("Kent", ["Lieve"]), ("Verwijst door naar", ["Fatma"]),
        ("Krijgt mensen van", ["Tante Hala"]),
    ]  # fmt: skip
    assert known(shown("fatma")) == [
        ("Krijgt mensen van", ["OCMW"]), ("Heeft ruzie met", ["Lieve"]),
    ]  # fmt: skip


def test_a_quarrel_is_not_for_a_volunteer():
    assert known(shown("fatma", "volunteer")) == [("Krijgt mensen van", ["OCMW"])]


def test_somebody_who_may_come_says_with_what_and_is_not_missed_yet():
    fatma = shown("fatma")

    assert [theme.id for theme in fatma.may_help] == ["housing", "work"]
    assert fatma.signs == ("brugfiguur",)
    assert fatma.who.shape == "wanted"
    assert fatma.absence is None


def test_who_stopped_can_still_be_looked_at():
    actors = tuple(
        replace(each, status=ActorStatus.ENDED) if each.id == "ocmw" else each
        for each in FAMILY.actors
    )
    ocmw = shown("ocmw", family=replace(FAMILY, actors=actors))

    assert ocmw.absence is None
    assert len(ocmw.ties) == 2


def test_what_if_somebody_were_gone_is_said_in_sentences():
    alone = replace(STERRENBERG, relations=STERRENBERG.relations[:1])
    absence = shown("lieve", family=alone).absence

    assert absence.question == "Wat als Lieve wegvalt?"
    assert any("Wonen" in each for each in absence.sentences)


@pytest.mark.parametrize(
    ("reader", "sees"),
    [("worker", True), ("coordinator", True), ("family", False), ("volunteer", False)],
)
def test_who_would_stand_alone_is_spoken_of_apart(reader, sees):
    only = Relation(actor="buur", members=("amal",), freq="weekly")
    family = replace(
        STERRENBERG,
        actors=(Actor(id="buur", label=nl("Martine"), sphere="friends_neighbours"),),
        relations=(only,),
        links=(),
    )

    assert bool(shown("buur", reader, family).absence.apart) is sees
