"""Old rows go on the terms that the register names, and not a moment sooner."""

import re
from datetime import timedelta

import pytest
from django.utils.timezone import now

import cast
from kring.base.register import models, terms, written
from kring.families.models import Invitation, PictureCode, Seat
from kring.people.models import Device, RoleRequest, WaitingMail, Welcome, WrongTry
from kring.rights.services.retaining import carry_out, due_at

pytestmark = [pytest.mark.django_db, pytest.mark.query]
SECOND, YEARS = timedelta(seconds=1), timedelta(days=3000)
NUMBERS = {"één": 1, "drie": 3}


def rows(family, user):
    """One live row of each table: what is swept of it, it says by its dates."""
    far = now() + YEARS
    seat = Seat.objects.get(family=family, role=Seat.Role.FAMILY)
    Seat.objects.filter(pk=seat.pk).update(ends_at=far)
    return {
        "Invitation": Invitation.objects.create(
            family=family, token_hash=b"i", mail="x@kring.test", role="worker", purpose="x",
            tie="secrecy", ends_on=far.date(), expires_at=far,
        ),
        "PictureCode": PictureCode.objects.create(
            seat=seat, token_hash=b"p", choose_before=far
        ),
        "Welcome": Welcome.objects.create(
            token_hash=b"w", mail="x@kring.test", expires_at=far
        ),
        "Device": Device.objects.create(user=user, token_hash=b"d", pin="x", ends_at=far),
        "RoleRequest": RoleRequest.objects.create(
            user=user, system_role="analyst", decided_at=far
        ),
        "WaitingMail": WaitingMail.objects.create(kind="notice", sealed="", useless_at=far),
        "WrongTry": WrongTry.objects.create(mark="x", at=far),
    }  # fmt: skip


CASES = [
    (name, term)
    for name, every in terms().items()
    if name in {"Invitation", "PictureCode", "Welcome", "Device", "RoleRequest", "WaitingMail",
                "WrongTry"}
    for term in every
]  # fmt: skip


@pytest.mark.parametrize(("name", "term"), CASES, ids=lambda each: getattr(each, "after", each))
def test_a_row_goes_when_its_term_is_over(family, amal, name, term):
    row = rows(family, cast.person("Toestel"))[name]
    moment = now()
    ended, field = (row.seat, term.after[6:]) if "__" in term.after else (row, term.after)
    if term.unless:
        type(row)._base_manager.filter(pk=row.pk).update(**{term.unless: None})

    for over, left in ((-SECOND, True), (SECOND, False), (SECOND, False)):
        then = moment - term.limit - over
        if field == "ends_at" and ended is not row:
            type(ended)._base_manager.filter(pk=ended.pk).update(
                starts_at=then - timedelta(days=1)
            )
        type(ended)._base_manager.filter(pk=ended.pk).update(**{field: then})
        carry_out(due_at(moment), moment)
        assert type(row)._base_manager.filter(pk=row.pk).exists() is left


def test_what_is_live_stays(family, amal):
    made = rows(family, cast.person("Toestel"))

    carry_out(due_at(now()), now())

    for row in made.values():
        assert type(row)._base_manager.filter(pk=row.pk).exists()


def test_the_page_and_the_sweep_tell_the_same_term():
    """Where the register says a number, the machine reads that number."""
    found = {
        name: (held["keep"], {term.limit for term in terms().get(name, [])})
        for name, held in written().items()
    }
    for name, (keep, limits) in found.items():
        said = re.match(r"(?:tot )?(\d+|één|drie) (dagen|maanden|uur)", keep)
        if not said or name in {"Entry", "User", "OldValue", "Device", "Family"}:
            continue  # these have a rule of their own, in code
        number = int(NUMBERS.get(said[1], said[1]))
        days = {"dagen": number, "maanden": number * 365 // 12, "uur": number / 24}[said[2]]
        assert limits == {timedelta(days=days)}, name


def test_every_term_names_a_table():
    assert set(terms()) <= set(models())
