"""What one reader gets of a family leads to nobody they may not know of."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.core.codes import (
    Capacity,
    Id,
    Interpreter,
    LinkType,
    MayRead,
    Part,
    Quality,
    Round,
    Sphere,
    ThemeId,
)
from kring.core.family import (
    Actor,
    Consent,
    Family,
    Link,
    MapRecord,
    Member,
    Relation,
    Story,
    Strength,
    ThemeState,
)
from kring.core.loose_ends import known_ids, without_loose_ends
from kring.core.plain import hints, plain, renamed, typed
from kring.core.plan import Action, Agreement, Goal, Meeting, MeetingInterpreter, Plan, Signal
from kring.core.sharing import Reader, as_seen_by
from kring.core.words import Text

nl = Text.dutch
DAY = date(2026, 2, 1)
PEOPLE = ("amal", "yousef", "lieve", "ocmw")

WHOLE = Family(
    id="f",
    label=nl("Gezin"),
    consent=Consent(given_on=DAY, language="ar", form="written", by=("amal", "yousef"),
                    shared_with=("lieve", "ocmw"), interpreter=Interpreter.NONE),
    members=(Member(id="amal", name=nl("A"), role="mother"),
             Member(id="yousef", name=nl("Y"), role="father")),
    stories=(Story(id="s", words=nl("x"), spoken_by="yousef", people=("lieve", "ocmw")),),
    strengths=(Strength(text=nl("samen")), Strength(text=nl("bakt"), member="yousef")),
    themes=(ThemeState(id="work", scored_by=("amal", "yousef")),),
    actors=(Actor(id="lieve", label=nl("L"), sphere=Sphere.VOLUNTEERS),
            Actor(id="ocmw", label=nl("O"), sphere=Sphere.SERVICES)),
    relations=(
        Relation(actor="lieve", quality=Quality.STRONG, pressure=False, family_view="helps",
                 themes={"work": Part.CARRIES}),
        Relation(actor="ocmw", members=("yousef",), quality=Quality.STRESSFUL),
        Relation(actor="ocmw", members=("amal", "yousef"), quality=Quality.WEAK),
    ),
    links=(Link(a="lieve", b="ocmw", type=LinkType.CONFLICT), Link(a="ocmw", b="lieve")),
    maps=(MapRecord(id="m", date=DAY, made_with=("amal", "yousef")),
          MapRecord(id="m2", date=DAY, asked=(Round.NEED, Round.FEELINGS))),
    plan=Plan(
        id="p", coordinator="ocmw",
        goals=(Goal(id="g", words=nl("x"), for_members=("yousef",)),),
        actions=(Action(id="a", what=nl("x"), responsible="ocmw", with_=("lieve", "yousef")),),
        agreements=(Agreement(text=nl("x"), parties=("lieve", "ocmw")),),
    ),
    meetings=(Meeting(id="o", date=DAY, kind="network_meeting", chair="ocmw", present=PEOPLE,
                      decisions=("a", "gone"),
                      interpreter=MeetingInterpreter(language="ar", kind=Interpreter.NONE)),),
    signals=(Signal(id="x", title=nl("x"), what_we_see=nl("x"), themes=(ThemeId("work"),)),),
)  # fmt: skip


def without(family, *gone):
    """The rows of these people are left out, as the database does for one reader."""
    return replace(
        family,
        members=tuple(each for each in family.members if each.id not in gone),
        actors=tuple(each for each in family.actors if each.id not in gone),
    )


def test_a_family_that_is_whole_stays_as_it_is():
    whole = replace(WHOLE, meetings=())

    assert without_loose_ends(whole) == whole


def test_nothing_leads_to_an_actor_who_is_hidden():
    seen = without_loose_ends(without(WHOLE, "ocmw"))

    assert "ocmw" not in str(plain(seen))
    assert [each.actor for each in seen.relations] == ["lieve"]
    assert seen.links == ()
    assert seen.plan.coordinator is None
    assert (seen.plan.actions[0].responsible, seen.plan.actions[0].with_) == (
        None, ("lieve", "yousef"),
    )  # fmt: skip
    assert seen.meetings[0].chair is None
    assert seen.consent.shared_with == ("lieve",)


def test_nothing_leads_to_a_member_who_is_hidden_and_their_own_ties_go():
    seen = without_loose_ends(without(WHOLE, "yousef"))

    assert "yousef" not in str(plain(seen))
    assert [each.members for each in seen.relations] == ["all", ("amal",)]
    assert seen.stories == ()
    assert [each.text for each in seen.strengths] == [nl("samen")]
    assert seen.themes[0].scored_by == ("amal",)


def test_codes_and_themes_are_no_people():
    seen = without_loose_ends(WHOLE)

    assert seen.signals[0].themes == ("work",)
    assert seen.maps[1].asked == (Round.NEED, Round.FEELINGS)
    assert seen.relations[0].themes == {"work": Part.CARRIES}
    assert seen.meetings[0].decisions == ("a",)


@given(st.sets(st.sampled_from(PEOPLE)))
def test_no_id_is_left_of_whoever_is_hidden(gone):
    seen = without_loose_ends(without(WHOLE, *gone))
    names = []
    renamed(Family, seen, lambda each: names.append(each) or each)

    assert gone.isdisjoint(names)
    assert set(names) <= known_ids(seen) | {"f"}


@pytest.mark.parametrize(
    ("role", "actor", "qualities", "conflicts"),
    [
        (Reader.FAMILY, None, ["strong", "stressful", "weak"], 1),
        (Reader.WORKER, None, ["strong", "stressful", "weak"], 1),
        (Reader.COORDINATOR, None, ["strong", "stressful", "weak"], 1),
        (Reader.VOLUNTEER, None, [None, None, None], 0),
        (Reader.VOLUNTEER, "lieve", [None, None, None], 0),
        (Reader.WORKER, "ocmw", ["strong", None, None], 0),
        (Reader.WORKER, "lieve", [None, "stressful", "weak"], 0),
    ],
)
def test_what_a_tie_feels_like_is_not_for_everybody(role, actor, qualities, conflicts):
    seen = as_seen_by(WHOLE, role=role, actor=actor and Id(actor))

    assert [each.quality for each in seen.relations] == qualities
    assert sum(link.type is LinkType.CONFLICT for link in seen.links) == conflicts


def test_for_a_volunteer_feelings_were_never_asked():
    seen = as_seen_by(WHOLE, role=Reader.VOLUNTEER)

    assert [Round.FEELINGS in (each.asked or Round) for each in seen.maps] == [False, False]
    assert seen.relations[0].pressure is None
    assert seen.relations[0].family_view is None


@pytest.mark.parametrize(
    ("role", "chapters"),
    [
        (Reader.FAMILY, ["family", "worker", "circle", "public"]),
        (Reader.WORKER, ["worker", "circle", "public"]),
        (Reader.COORDINATOR, ["worker", "circle", "public"]),
        (Reader.VOLUNTEER, ["circle", "public"]),
    ],
)
def test_a_chapter_is_read_by_whom_its_teller_chose(role, chapters):
    stories = tuple(Story(id=each, words=nl("x"), may_read=each) for each in MayRead)

    seen = as_seen_by(replace(WHOLE, stories=stories), role=role)

    assert [each.may_read for each in seen.stories] == chapters


@pytest.mark.parametrize(
    ("role", "me", "sees"),
    [
        (Reader.COORDINATOR, {}, False),
        (Reader.VOLUNTEER, {"actor": "lieve"}, True),
        (Reader.WORKER, {"actor": "ocmw"}, False),
        (Reader.FAMILY, {"member": "amal"}, True),
        (Reader.FAMILY, {"member": "yousef"}, False),
    ],
)
def test_a_private_step_is_for_those_it_names(role, me, sees):
    step = Action(id=Id("b"), what=nl("x"), private_to=(Id("lieve"), Id("amal")))
    family = replace(WHOLE, plan=replace(WHOLE.plan, actions=(step,)))

    assert bool(as_seen_by(family, role=role, **me).plan.actions) is sees


@pytest.mark.parametrize(
    ("role", "me", "sees"),
    [
        (Reader.COORDINATOR, None, True),
        (Reader.WORKER, None, True),
        (Reader.FAMILY, None, False),
        (Reader.VOLUNTEER, "ocmw", False),
        (Reader.VOLUNTEER, "lieve", True),
    ],
)
def test_what_a_volunteer_can_bear_is_not_for_the_family_or_for_others(role, me, sees):
    lieve, ocmw = WHOLE.actors
    tired = replace(
        lieve, capacity=Capacity.OVERLOADED, hours_week=9.0, hours_agreed=4.0,
        other_families=2, wants_support_on=(nl("rust"),),
    )  # fmt: skip

    seen = as_seen_by(replace(WHOLE, actors=(tired, ocmw)), role=role, actor=me)

    assert seen.actors[0] == (tired if sees else lieve)


@pytest.mark.parametrize(
    ("role", "me", "sees"),
    [
        (Reader.COORDINATOR, {}, True),
        (Reader.WORKER, {}, True),
        (Reader.VOLUNTEER, {"actor": "lieve"}, False),
        (Reader.FAMILY, {"member": "amal"}, True),
        (Reader.FAMILY, {"member": "yousef"}, False),
    ],
)
def test_a_helper_is_shown_to_those_the_family_chose_and_the_professionals(role, me, sees):
    lieve, ocmw = WHOLE.actors
    family = replace(WHOLE, actors=(lieve, replace(ocmw, visible_to=(Id("amal"),))))

    seen = as_seen_by(family, role=role, **me)

    assert ("ocmw" in {each.id for each in seen.actors}) is sees


@pytest.mark.parametrize(
    ("role", "member", "statuses", "phase"),
    [
        (Reader.WORKER, None, ["refugee", "irregular"], "new"),
        (Reader.COORDINATOR, None, ["refugee", "irregular"], "new"),
        (Reader.FAMILY, "amal", ["refugee", None], "new"),
        (Reader.FAMILY, None, [None, None], "new"),
        (Reader.VOLUNTEER, None, [None, None], None),
    ],
)
def test_papers_are_for_the_person_and_the_professionals(role, member, statuses, phase):
    amal, yousef = WHOLE.members
    family = replace(
        WHOLE,
        phase="new",
        members=(
            replace(amal, status="refugee", status_until=DAY),
            replace(yousef, status="irregular", note=nl("bang")),
        ),
    )

    seen = as_seen_by(family, role=role, member=member)

    assert [each.status for each in seen.members] == statuses
    assert seen.phase == phase
    assert bool(seen.members[1].note) is (role is not Reader.VOLUNTEER)


def test_a_map_on_which_nothing_was_asked_stays_so_for_a_volunteer():
    family = replace(WHOLE, maps=(MapRecord(id="m", date=DAY, asked=()),))

    assert as_seen_by(family, role=Reader.VOLUNTEER).maps[0].asked == ()


def test_a_record_becomes_plain_values_and_comes_back():
    assert typed(Family, plain(WHOLE)) == WHOLE


def test_who_a_tie_belongs_to_is_read_as_it_was_said():
    hint = hints(Relation)["members"]

    assert typed(hint, "all") == "all"
    assert typed(hint, ["amal"]) == ("amal",)
    assert typed(hints(Member)["birth_year"], 1988) == 1988


def test_renaming_touches_ids_and_nothing_else():
    there = renamed(Family, WHOLE, lambda each: Id("N" + each))

    assert there != WHOLE
    assert {each.id for each in there.signals} == {"Nx"}
    assert there.signals[0].themes == ("work",)
    assert renamed(Family, there, lambda each: Id(each[1:])) == WHOLE
