"""Slips that somebody could make in the second wall: comparing with the filter shows each."""

from importlib.resources import files

import pytest
from django.db import connection, transaction

import wall

pytestmark = [pytest.mark.django_db, pytest.mark.query]

RULE = files("kring.site.postgres").joinpath("wall.sql").read_text("utf-8")
PERSON = "person.is_active and person.system_role = ''\n        and seat."
OWN = "select family from wall.open_seats() where role <> 'family'"
LEADS = "when 3 then seat.role = 'coordinator'"
STAFF = "when 2 then seat.role in ('worker', 'coordinator')\n            and"
TO_ME = "bool_or(said.counts and (said.to_me or said.to_all))"
AGREED = "or seat.family in (select agreed.family from agreed)\n        when 2"
DAY = "consent.given_on <= day.today and consent.withdrawn_on is null"
ACTORS = "        union select actor from public.kring_seat where user_id = wall.reader())\n"
SLIPS = {
    "a system role reads": (PERSON, "person.is_active and seat."),
    "who left reads": (PERSON, "person.system_role = '' and seat."),
    "a withdrawn seat counts": ("and seat.withdrawn_at is null", ""),
    "a seat that has yet to begin counts": ("seat.starts_at <= statement_timestamp() and ", ""),
    "an ended seat counts": (" and statement_timestamp() < seat.ends_at", ""),
    "a restricted family is open": ("where not home.is_restricted", ""),
    "a stopped glass stays": ("and glass.ended_at is null", ""),
    "a glass lasts for ever": (" and statement_timestamp() < glass.ends_at", ""),
    "a glass opens everything": (
        "cross join unnest(array[1, 2]::",
        "cross join unnest(array[1, 2, 3, 4]::",
    ),
    "a volunteer reads layer 2": (STAFF, "when 2 then"),
    "a worker reads layer 3": (LEADS, "when 3 then seat.role in ('worker', 'coordinator')"),
    "a family reads layer 3": (LEADS, "when 3 then seat.role in ('family', 'coordinator')"),
    "safety needs no secrecy": (" and seat.tie = 'secrecy'", ""),
    "no yes is needed": (AGREED, "or true\n        when 2"),
    "a yes for another part will do": (" on consent.part in ('', part.name)", " on true"),
    "a yes that ended counts": ("coalesce(consent.ends_on >= day.today, true)", "true"),
    "a yes that has yet to begin counts": ("consent.given_on <= day.today and ", ""),
    "a yes that was taken back counts": (DAY, "consent.given_on <= day.today"),
    "a yes to all beats a switch": ("and not bool_or(said.taken_back and said.to_me)", ""),
    "a yes to somebody else counts": (TO_ME, "bool_or(said.counts)"),
    "own notes stay with a family seat": (OWN, "select family from wall.open_seats()"),
    "own notes come back without a seat": (OWN, "select id from public.kring_family"),
    "nothing is hidden": ("and id <> all (array(select wall.hidden()))\n    $rule$", "$rule$"),
    "hidden from a member alone": (ACTORS, "    )\n"),
    "unknown people hide nothing": (
        "where who is null and family_id",
        "where false and family_id",
    ),
    "consents tell who said them": (
        'not "by" ?| array(select hidden::text from wall.hidden() as hidden)',
        "true",
    ),
    "consents tell of hidden people": (
        "(receiver is null or receiver <> all (array(select wall.hidden())))",
        "true",
    ),
}


def test_every_slip_in_the_wall_shows(db):
    world = wall.World(seed=7)
    filtered = {
        (user, model): set(model.objects.visible_to(user).values_list("pk", flat=True))
        for user in world.people
        for model in wall.SCOPED
    }
    unseen = []
    for name, (right, wrong) in SLIPS.items():
        assert RULE.count(right) >= 1, name
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute(RULE.replace(right, wrong))
            if all(
                wall.seen(model._meta.db_table, by=user) == rows
                for (user, model), rows in filtered.items()
            ):
                unseen.append(name)
            transaction.set_rollback(True)
    assert unseen == [], unseen
