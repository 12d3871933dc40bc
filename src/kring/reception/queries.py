"""Questions about who may come in, who waits, and who is gone. Every one says who asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import now
from django.utils.translation import gettext as _

from kring.base.errors import NotAllowed, NotFoundHere
from kring.base.keystore import open_keys
from kring.base.reader import errand
from kring.families.circle import hidden_seats
from kring.families.models import Family, Hidden, Invitation, Member, PictureCode, Seat
from kring.people.factors import kinds_of
from kring.people.models import Device, Organisation, RoleRequest, User, WaitingMail
from kring.people.models.accounts import OF_A_FAMILY
from kring.people.outbox import given_up
from kring.people.sessions import Way

KEPT: Final = timedelta(days=30)  # an account that ended keeps its name this long
_CLOSED: Final = "Deze pagina bestaat niet, of je mag ze niet zien."


@dataclass(frozen=True, slots=True)
class CodeOf:
    """The code of one member, for who looks after the circle or for the member."""

    code: PictureCode
    name: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Helper:
    """A volunteer of the circle who has a device that we remember."""

    user: User
    devices: int


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of the site, for an administrator: no word about families."""

    user: User
    seen_on: datetime | None
    is_waiting_for_role: bool


def leads(family_id: UUID, *, by: User) -> Family:
    """The family, for its coordinator.

    Raises:
        NotFoundHere: this person may not know that the family exists.
        NotAllowed: somebody of the circle, but not its coordinator.
    """
    return _held(family_id, by=by, roles={Seat.Role.COORDINATOR}, refusal=_(
        "Alleen de coördinator van deze kring nodigt mensen uit."
    ))  # fmt: skip


def works_with(family_id: UUID, *, by: User) -> Family:
    """The family, for its worker or coordinator. Raises as `leads`."""
    return _held(family_id, by=by, roles={Seat.Role.COORDINATOR, Seat.Role.WORKER}, refusal=_(
        "Alleen een basiswerker of coördinator van deze kring geeft een code."
    ))  # fmt: skip


def _held(family_id: UUID, *, by: User, roles: set[Seat.Role], refusal: str) -> Family:
    family = Family.objects.visible_to(by).filter(pk=family_id).first()
    if family is None:
        raise NotFoundHere(_(_CLOSED))
    if not Seat.of(by).filter(family=family_id, role__in=roles).exists():
        raise NotAllowed(refusal)
    open_keys([family_id])
    return family


def invitations_of(family_id: UUID, *, by: User) -> QuerySet[Invitation]:
    """What is open in this circle, for a reader who leads it, without what is hidden."""
    hidden = Hidden.items_for(by).values("item")
    led = Seat.of(by).filter(role=Seat.Role.COORDINATOR)
    return (
        Invitation.open_ones()
        .filter(family=family_id, family__in=led.values("family"))
        .exclude(
            Q(pk__in=hidden)
            | Q(accepted_by__isnull=False, accepted_by__in=hidden)
            | Q(actor__isnull=False, actor__in=hidden)
            | Q(member__isnull=False, member__in=hidden)
        )
        .select_related("accepted_by", "by", "family")
    )


def is_ready(invitation: Invitation) -> bool:
    """Has whoever accepted set up what this role asks: a passkey to lead, else that or an app?

    Recovery codes alone are no second factor.
    """
    held = kinds_of(invitation.accepted_by) if invitation.accepted_by else set()
    need = {Way.PASSKEY} if invitation.role == Seat.Role.COORDINATOR else {Way.PASSKEY, Way.APP}
    return bool(held & need)


def accepted_by(user: User) -> list[Invitation]:
    """What this very person accepted and what still waits for its code."""
    with errand("invitation"):
        found = list(Invitation.open_ones().filter(accepted_by=user).select_related("by"))
    open_keys(each.family_id for each in found)
    return found


def members_to_choose(family_id: UUID, *, by: User) -> Mapping[UUID, str]:
    """The members of this family that the reader may know of, by id."""
    rows: Any = Member.objects.visible_to(by).filter(family=family_id)
    return {row.pk: str(row.name) for row in rows}


def codes_of(family_id: UUID, *, by: User) -> list[CodeOf]:
    """The codes in this family: all for its coordinator, what they gave for a worker, and
    for a member their own alone. Never those of somebody who is hidden from the reader.
    """
    seats = Seat.of(by).filter(family=family_id)
    roles = set(seats.values_list("role", flat=True))
    rule = Q(seat__user=by)
    if Seat.Role.COORDINATOR in roles:
        rule = Q()
    elif Seat.Role.WORKER in roles:
        rule |= Q(by=by)
    hidden = Hidden.items_for(by).values("item")
    codes = (
        PictureCode.live()
        .filter(rule, seat__family=family_id, seat__family__in=seats.values("family"))
        .exclude(Q(seat__in=hidden) | Q(seat__member__in=hidden) | Q(seat__user__in=hidden))
        .select_related("seat")
    )
    names = members_to_choose(family_id, by=by)
    return [
        CodeOf(code, names.get(code.seat.member, _("Gezinslid")), code.seat.user_id == by.pk)
        for code in codes
    ]


def helpers_with_devices(family_id: UUID, *, by: User) -> list[Helper]:
    """Volunteers of this circle with a remembered device, for its coordinator."""
    led = Seat.of(by).filter(family=family_id, role=Seat.Role.COORDINATOR)
    hidden = Hidden.items_for(by).values("item")
    seats = (
        Seat.now()
        .filter(family=family_id, family__in=led.values("family"), role=Seat.Role.VOLUNTEER)
        .exclude(
            Q(pk__in=hidden) | Q(user__in=hidden) | Q(actor__isnull=False, actor__in=hidden)
        )
    )
    devices = Device.remembered().filter(user__in=seats.values("user")).select_related("user")
    found: dict[User, int] = {}
    for device in devices:
        found[device.user] = found.get(device.user, 0) + 1
    return [Helper(user, number) for user, number in found.items()]


def is_only_volunteer(user: User) -> bool:
    """Whether every seat that this person holds now is one of a volunteer, and there is one."""
    return set(Seat.of(user).values_list("role", flat=True)) == {Seat.Role.VOLUNTEER}


def lonely_families(user: User) -> list[UUID]:
    """Families that would have no coordinator without this person."""
    others = Seat.now().filter(
        family=OuterRef("family"), role=Seat.Role.COORDINATOR, user__is_active=True,
        user__system_role="",
    ).exclude(user=user)  # fmt: skip
    seats = Seat.now().filter(~Exists(others), user=user, role=Seat.Role.COORDINATOR)
    return sorted(set(seats.values_list("family", flat=True)))


def may_lead_after(family_id: UUID, *, leaver: User) -> list[User]:
    """Workers of this circle who could lead it once this person is gone, and whom they know."""
    seats = Seat.now().filter(family=family_id, role=Seat.Role.WORKER)
    seats = seats.exclude(hidden_seats(leaver))
    users = User.objects.filter(seats__in=seats, is_active=True, system_role="")
    return list(users.exclude(pk=leaver.pk).distinct().order_by("first_name", "pk"))


def check_administrator(user: User) -> None:
    """Raises NotFoundHere for everybody but an administrator: they learn of no such page."""
    if user.system_role != User.SystemRole.ADMINISTRATOR:
        raise NotFoundHere(_(_CLOSED))


def colleagues(*, by: User) -> list[Colleague]:
    """Everybody with an account of their own, for an administrator; no members of families."""
    check_administrator(by)
    waiting = RoleRequest.waiting().filter(user=OuterRef("pk"))
    users = (
        User.objects.exclude(username__startswith=OF_A_FAMILY)
        .exclude(left_at__isnull=False, first_name="")
        .select_related("organisation")
        .annotate(waits=Exists(waiting))
        .order_by("-is_active", "first_name", "last_name", "pk")
    )
    return [Colleague(each, each.last_login, bool(each.waits)) for each in users]


def colleague(user_id: UUID, *, by: User) -> User:
    """One account, for an administrator. Raises NotFoundHere."""
    found = next((each.user for each in colleagues(by=by) if each.user.pk == user_id), None)
    if found is None:
        raise NotFoundHere(_(_CLOSED))
    return found


def organisations(*, by: User) -> Sequence[Organisation]:
    check_administrator(by)
    return list(Organisation.objects.all())


def lost_mails(*, by: User) -> Sequence[WaitingMail]:
    """Mails that never arrived: what kind, when and why. To whom is gone with the mail."""
    check_administrator(by)
    return list(given_up())


def role_requests(*, by: User) -> Sequence[RoleRequest]:
    """Roles that wait for a second administrator."""
    check_administrator(by)
    return list(RoleRequest.waiting().select_related("user", "asked_by"))


def accounts_to_forget(at: datetime | None = None) -> list[UUID]:
    """Accounts that ended thirty days ago and still carry a name, for the nightly clock."""
    moment = at or now()
    ended = User.objects.filter(left_at__lte=moment - KEPT).exclude(first_name="", email="")
    return list(ended.values_list("pk", flat=True))
