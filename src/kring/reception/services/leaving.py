"""Somebody leaves: all that let them in ends at once, and no family loses its coordinator."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid4

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kring.base.errors import KringError, NotAllowed, NotFoundHere
from kring.base.reader import errand
from kring.families.models import BreakGlass, Family, Invitation, Seat
from kring.families.services import give_seat
from kring.journal.models import Entry
from kring.journal.services import record
from kring.people.models import Device, RoleRequest, User, Welcome
from kring.people.open_sessions import end_all
from kring.reception.queries import lonely_families, may_lead_after
from kring.reception.services.codes import stop_codes_of
from kring.reception.services.devices import forget_devices_of

PURPOSE: Final = "overname"


class LeavesFamiliesAlone(KringError):
    """These families would have no coordinator: ids, never names."""

    status = 409

    def __init__(self, families: list[UUID]) -> None:
        self.families = families
        super().__init__(
            ngettext(
                "{number} gezin heeft dan geen coördinator meer. "
                "Geef die plaats eerst aan iemand anders in de kring.",
                "{number} gezinnen hebben dan geen coördinator meer. "
                "Geef die plaatsen eerst aan iemand anders in de kring.",
                len(families),
            ).format(number=len(families))
        )


@dataclass(frozen=True, slots=True)
class Left:
    """What ended, counted: for who leaves and for the administrator."""

    seats: int
    handed_over: int
    sessions: int
    invitations: int
    devices: int
    codes: int
    factors: int


def leave(user: User, *, by: User | None, successors: Mapping[UUID, User]) -> Left:
    """End an account: seats, sessions, invitations, devices, codes and second factors.

    `successors`: per family who leads it from now on, out of its own circle. `by`: the person
    themself, an administrator, or None for the system.

    Raises:
        NotFoundHere: somebody else's account, and not an administrator.
        NotAllowed: a successor who is no worker of that circle; or the last administrator.
        LeavesFamiliesAlone: a family would have no coordinator.
    """
    if by is not None and by.pk != user.pk and not _runs_the_site(by):
        raise NotFoundHere
    with errand("leaving"), transaction.atomic():
        user = User.objects.select_for_update().get(pk=user.pk)
        if _runs_the_site(user) and not _others_run_the_site(user):
            raise NotAllowed(
                _("Dit is de laatste beheerder. Maak eerst iemand anders beheerder.")
            )
        seats, handed_over = end_seats(user, by=by, successors=successors)
        left = Left(
            seats=seats,
            handed_over=handed_over,
            invitations=_end_invitations(user, by=by),
            devices=forget_devices_of(user, by=by, detail="left"),
            codes=stop_codes_of(user, by=by),
            factors=_end_factors(user),
            sessions=end_all(user),
        )
        RoleRequest.waiting().filter(Q(user=user) | Q(asked_by=user)).delete()
        user.is_active, user.left_at = False, now()
        user.save(update_fields=["is_active", "left_at"])
        record(Entry.Verb.CHANGED, by=by, part="account", item=user.pk, detail="left")
    return left


def end_seats(
    user: User, *, by: User | None, successors: Mapping[UUID, User]
) -> tuple[int, int]:
    """End every seat now and to come; lead roles go over first. (Ended, handed over.)

    Raises: as `leave`.
    """
    with errand("leaving"), transaction.atomic():
        # Locked, so that two coordinators cannot leave each other's family at the same moment.
        led = Seat.objects.filter(user=user, role=Seat.Role.COORDINATOR).values("family")
        list(Seat.objects.select_for_update().filter(family__in=led).order_by("pk"))
        lonely = lonely_families(user)
        if alone := [each for each in lonely if each not in successors]:
            raise LeavesFamiliesAlone(alone)
        for family in lonely:
            _hand_over(family, successors[family], leaver=user, by=by)
        moment = now()
        seats = Seat.objects.filter(user=user, ends_at__gt=moment, withdrawn_at=None)
        ended = list(seats)
        for seat in ended:
            if seat.starts_at < moment:
                seat.ends_at = moment
            else:
                seat.withdrawn_at = moment  # it never begins
            seat.ended_by = by
            seat.save(update_fields=["ends_at", "withdrawn_at", "ended_by"])
            record(
                Entry.Verb.CHANGED, by=by, part="seat", family=seat.family_id, item=seat.pk,
                detail="left",
            )  # fmt: skip
        BreakGlass.objects.filter(user=user, ended_at=None).update(ended_at=moment)
        return len(ended), len(lonely)


@transaction.atomic
def forget_account(user_id: UUID) -> None:
    """Take the name off an account that ended: what it wrote stays, "een vroegere medewerker".

    Safe to run twice.

    Raises:
        NotAllowed: the account has not ended.
    """
    user = User.objects.select_for_update().get(pk=user_id)
    if user.left_at is None or user.is_active:
        raise NotAllowed(_("Dit account is nog in gebruik."))
    Authenticator.objects.filter(user=user).delete()
    Device.objects.filter(user=user).delete()
    Welcome.objects.filter(accepted_by=user).delete()
    user.username, user.email = f"weg-{uuid4().hex}", ""
    user.first_name = user.last_name = ""
    user.organisation = user.last_login = None
    user.system_role, user.language = "", "nl"
    user.set_unusable_password()
    user.save()
    record(Entry.Verb.ERASED, by=None, part="account", item=user.pk, detail="forgotten")


def _hand_over(family_id: UUID, successor: User, *, leaver: User, by: User | None) -> None:
    if successor not in may_lead_after(family_id, leaver=leaver):
        raise NotAllowed(_("Kies iemand die al basiswerker is in deze kring."))
    family = Family.objects.for_system("the lead role goes over").get(pk=family_id)
    held = Seat.now().filter(family=family, user=successor, role=Seat.Role.WORKER).first()
    give_seat(
        family=family, user=successor, role=Seat.Role.COORDINATOR, purpose=PURPOSE,
        by=by if by and by.pk == leaver.pk else None,  # an administrator sits in no circle
        tie=held.tie if held else "", actor=held.actor if held else None,
    )  # fmt: skip


def _end_invitations(user: User, *, by: User | None) -> int:
    """Those they sent, and those they accepted that never became a seat."""
    moment = now()
    ended = list(Invitation.open_ones().filter(Q(by=user) | Q(accepted_by=user)))
    for invitation in ended:
        invitation.cancelled_at = moment
        invitation.save(update_fields=["cancelled_at"])
        record(
            Entry.Verb.CHANGED, by=by, part="invitation", family=invitation.family_id,
            item=invitation.pk, detail="left",
        )  # fmt: skip
    welcomes = Welcome.open_ones().filter(by=user).update(cancelled_at=moment)
    return len(ended) + welcomes


def _end_factors(user: User) -> int:
    """Passkeys, apps and recovery codes: who comes back, sets them up anew."""
    factors = Authenticator.objects.filter(user=user)
    number: int = factors.count()
    factors.delete()
    return number


def _runs_the_site(user: User) -> bool:
    return user.system_role == User.SystemRole.ADMINISTRATOR


def _others_run_the_site(user: User) -> bool:
    administrators = User.objects.select_for_update().filter(
        system_role=User.SystemRole.ADMINISTRATOR, is_active=True
    )
    return any(each.pk != user.pk for each in administrators.order_by("pk"))
