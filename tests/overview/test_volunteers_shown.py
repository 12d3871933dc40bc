"""Who carries what; and how it goes with a volunteer, for those who may know."""

import pytest

from kring.core.codes import ActorStatus, Capacity, Part, Sphere
from kring.core.family import Actor, Family, Relation
from kring.core.sharing import Reader
from kring.core.themes import SHIPPED
from kring.core.words import Text
from kring.overview.volunteers import may_see_load, volunteers_of

nl = Text.dutch


def actor(key, **more):
    return Actor(**{"id": key, "label": nl(key), "sphere": Sphere.VOLUNTEERS} | more)


FAMILY = Family(
    id="f",
    label=nl("G"),
    actors=(
        actor(
            "lieve",
            capacity=Capacity.STRAINED,
            hours_agreed=2.0,
            hours_week=4.0,
            other_families=2,
            wants_support_on=(nl("Minder brieven"),),
        ),
        actor("wim", capacity=Capacity.UNKNOWN),
        actor("koor", status=ActorStatus.POTENTIAL, possible_themes=("leisure", "social")),
        actor("sofie", status=ActorStatus.ENDED),
        actor("ocmw", sphere=Sphere.SERVICES),
    ),
    relations=(
        Relation(actor="lieve", themes={"work": Part.HELPS, "housing": Part.CARRIES}),
        Relation(actor="lieve", themes={"work": Part.CARRIES, "admin": Part.HELPS}),
        Relation(actor="lieve", themes={"work": Part.HELPS, "no_such_theme": Part.CARRIES}),
    ),
)


def shown(reader=Reader.WORKER, own=None):
    return {
        volunteer.actor.id: volunteer
        for volunteer in volunteers_of(FAMILY, themes=SHIPPED, reader=reader, own=own)
    }


def test_the_volunteers_who_have_not_stopped():
    assert {key: each.is_wanted for key, each in shown().items()} == {
        "lieve": False,
        "wim": False,
        "koor": True,
    }


def test_carrying_beats_helping_and_themes_keep_their_order():
    lieve, koor = shown()["lieve"], shown()["koor"]

    assert [theme.id for theme in lieve.carries] == ["housing", "work"]
    assert [theme.id for theme in lieve.helps] == ["admin"]
    assert [theme.id for theme in koor.might_help] == ["social", "leisure"]


def test_this_family_counts_along():
    assert shown()["lieve"].families == 3
    assert shown()["wim"].families is None


@pytest.mark.parametrize(
    ("reader", "own", "sees"),
    [
        (Reader.WORKER, None, True),
        (Reader.COORDINATOR, None, True),
        (Reader.VOLUNTEER, "lieve", True),
        (Reader.VOLUNTEER, "wim", False),
        (Reader.VOLUNTEER, None, False),
        (Reader.FAMILY, None, False),
        (Reader.FAMILY, "lieve", False),
    ],
)
def test_who_may_know_how_it_goes_with_a_volunteer(reader, own, sees):
    lieve = shown(reader, own)["lieve"]

    assert may_see_load(lieve.actor, reader=reader, own=own) is sees
    assert (lieve.load is not None) is sees


def test_what_a_volunteer_told_and_nothing_when_nobody_told_anything():
    load = shown()["lieve"].load

    assert ([str(wish) for wish in load.wants], load.capacity) == (
        ["Minder brieven"],
        Capacity.STRAINED,
    )
    assert (load.has_hours, load.hours_agreed, load.hours_week) == (True, 2.0, 4.0)
    assert shown()["wim"].load is None
