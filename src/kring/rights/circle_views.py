"""De kring beheren: who sits there, somebody new, a later last day, and the end of a seat."""

from datetime import date, datetime, time
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, make_aware
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kring.base.errors import NotFoundHere
from kring.base.once import once_only
from kring.core.sharing import Reader
from kring.families.circle import people_known
from kring.families.models import Seat
from kring.families.services import TERM, extend_seat, give_seat, withdraw_seat
from kring.families.services.writing import DECIDES, LEADS
from kring.overview.queries import SeenFamily
from kring.overview.shell import render_family
from kring.people.models import User
from kring.people.request import Request
from kring.people.stepup import asks_again, asks_again_who_can
from kring.rights.door import open_for
from kring.rights.forms.circle import SearchForm, SeatForm, UntilForm
from kring.rights.receivers import seats_seen
from kring.rights.what_they_see import what_they_see

PART: Final = "seats"


@require_safe
def seats(request: Request, family_id: UUID) -> HttpResponse:
    seen = open_for(family_id, by=request.user, part=PART, roles=DECIDES)
    return render_family(
        request,
        "rights/seats.html",
        seen,
        "family",
        seats=seats_seen(family_id, by=request.user, roles=Seat.Role),
        tab="seats",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@once_only
def seat_new(request: Request, family_id: UUID) -> HttpResponse:
    """Find somebody, say as what, check it in words, and only then give the seat."""
    seen = open_for(family_id, by=request.user, part=PART, roles=LEADS)
    return _seat_new(request, seen)


@asks_again
def _seat_new(request: Request, seen: SeenFamily) -> HttpResponse:
    if request.method != "POST":
        return _finding(request, seen, SearchForm())
    search = SearchForm(request.POST)
    if not search.is_valid():
        return _finding(request, seen, search)
    # Whether somebody elsewhere has an account is not ours to tell: they can be invited.
    found = people_known(by=request.user).filter(email=search.cleaned_data["mail"]).first()
    if found is None:
        return _finding(request, seen, search, unknown=search.cleaned_data["mail"])
    if found.system_role:
        search.add_error(
            "mail", _("Deze persoon heeft een rol op de site en kan niet in een kring zitten.")
        )
        return _finding(request, seen, search)
    if "rol" not in request.POST and "stap" not in request.POST:
        until = localdate() + TERM[Seat.Role.VOLUNTEER]
        return _saying(request, seen, found, SeatForm(initial={"tot": until}))
    form = SeatForm(request.POST)
    if not form.is_valid() or request.POST.get("stap") == "terug":
        return _saying(request, seen, found, form)
    if request.POST.get("stap") != "geef":
        return _checking(request, seen, found, form)
    _give(seen, found, form.cleaned_data, by=request.user)
    messages.success(
        request,
        _("{name} zit nu in de kring. Het gezin kiest wat {name} ziet.").format(name=found),
    )
    return redirect("rights:who_sees_what", seen.door.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@once_only
def seat(request: Request, family_id: UUID, seat_id: UUID) -> HttpResponse:
    """One seat: a later last day, or the end of it now."""
    seen = open_for(family_id, by=request.user, part=PART, roles=DECIDES)
    all_seats = seats_seen(family_id, by=request.user, roles=Seat.Role)
    found = next((each for each in all_seats if each.pk == seat_id), None)
    if found is None:
        raise NotFoundHere(_("Deze pagina bestaat niet, of je mag ze niet zien."))
    return _seat(request, seen, found)


@asks_again_who_can
def _seat(request: Request, seen: SeenFamily, found: Seat) -> HttpResponse:
    if request.method == "POST" and request.POST.get("stap") == "stop":
        withdraw_seat(found.pk, by=request.user)
        messages.success(
            request, _("{name} zit niet meer in de kring.").format(name=found.user)
        )
        return redirect("rights:seats", seen.door.pk)
    form = UntilForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        extend_seat(found.pk, until=end_of(form.cleaned_data["tot"]), by=request.user)
        messages.success(request, _("De nieuwe einddatum is bewaard."))
        return redirect("rights:seats", seen.door.pk)
    return render_family(
        request,
        "rights/seat.html",
        seen,
        "family",
        seat=found,
        is_lead=seen.door.reader is Reader.COORDINATOR,
        form=form,
        tab="seats",
        status=422 if request.method == "POST" else 200,
    )


def end_of(day: date) -> datetime:
    """The last moment of a day, so that a seat "until" that day still has it."""
    return make_aware(datetime.combine(day, time.max))


def _give(seen: SeenFamily, found: User, said: dict[str, Any], *, by: User) -> None:
    today = localdate()
    give_seat(
        family=seen.door.row, user=found, role=Seat.Role(said["rol"]),
        purpose=said["waarvoor"], by=by, ends_at=end_of(said["tot"]),
        tie=said["zwijgplicht"], told_on=today, agreed_on=today, agreed_how=said["akkoord"],
    )  # fmt: skip


def _finding(
    request: Request, seen: SeenFamily, form: SearchForm, *, unknown: str = ""
) -> HttpResponse:
    return render_family(
        request,
        "rights/seat_find.html",
        seen,
        "family",
        form=form,
        unknown=unknown,
        tab="seats",
        status=422 if form.errors else 200,
    )


def _saying(request: Request, seen: SeenFamily, found: User, form: SeatForm) -> HttpResponse:
    return render_family(
        request,
        "rights/seat_new.html",
        seen,
        "family",
        form=form,
        found=found,
        sees=[(role.label, what_they_see(role)) for role in SeatForm.ROLES],
        tab="seats",
        status=422 if form.errors else 200,
    )


def _checking(request: Request, seen: SeenFamily, found: User, form: SeatForm) -> HttpResponse:
    role = Seat.Role(form.cleaned_data["rol"])
    return render_family(
        request,
        "rights/seat_check.html",
        seen,
        "family",
        form=form,
        found=found,
        role=role.label,
        sees=what_they_see(role, tie=form.cleaned_data["zwijgplicht"]),
        tab="seats",
    )
