"""The small seat: remembering a phone, its pin code, and the few pages behind it."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kring.base.clock import today
from kring.overview.queries import SeenFamily, read_families
from kring.overview.steps_shown import Step, next_steps
from kring.people.adapters import is_own_page
from kring.people.models import Device
from kring.people.request import Request
from kring.people.throttle import write_down
from kring.reception import queries
from kring.reception.forms import PinForm, RememberForm
from kring.reception.services import devices as services
from kring.reception.services.devices import DAYS, DeviceForgotten, WrongPin
from kring.reception.small_seat import open_seat, small_or_strong

MOST = 25  # families on one page of steps
PARTS = ("members", "actors", "plan")


@require_http_methods(["GET", "HEAD", "POST"])
def devices(request: Request) -> HttpResponse:
    """One's own remembered phones, and remembering this one."""
    form = RememberForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = services.remember_device(
                request.user, pin=form.cleaned_data["pin"], name=form.cleaned_data["name"]
            )
        except WrongPin as refusal:
            form.add_error("pin", str(refusal))
        else:
            messages.success(request, _("Dit toestel is onthouden voor 30 dagen."))
            response = redirect("reception:devices")
            response.set_cookie(
                settings.KRING_DEVICE_COOKIE, made.word, max_age=timedelta(days=DAYS),
                httponly=True, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax",
            )  # fmt: skip
            return response
    shown = {
        "form": form,
        "devices": Device.remembered().filter(user=request.user),
        "may": queries.is_only_volunteer(request.user),
    }
    status = 422 if form.errors else 200
    return render(request, "reception/devices.html", shown, status=status)


@require_POST
def forget(request: Request, device_id: UUID) -> HttpResponse:
    """A lost phone: its small seat closes at once."""
    services.forget_device(device_id, by=request.user)
    messages.success(request, _("Dit toestel is vergeten."))
    return redirect("reception:devices")


@require_POST
def forget_helper(request: Request, family_id: UUID, user_id: UUID) -> HttpResponse:
    """The coordinator closes the phones of a volunteer of the circle."""
    services.forget_devices_in(family_id, user_id, by=request.user)
    messages.success(request, _("De toestellen zijn vergeten. Aanmelden kan nog met alles."))
    return redirect("reception:invitations", family_id=family_id)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def pin(request: Request) -> HttpResponse:
    """Six digits, on a phone that we remember; on any other the way to the whole sign-in."""
    word = request.COOKIES.get(settings.KRING_DEVICE_COOKIE, "")
    wanted = request.POST.get("next") or request.GET.get("next", "")
    form = PinForm(request.POST if request.method == "POST" else None)
    try:
        device = services.device_behind(word)
        if form.is_bound and form.is_valid():
            counted = write_down(request, f"pin:{device.pk}")
            opened = services.open_small_seat(word, pin=form.cleaned_data["pin"])
            counted.was_right()
            open_seat(request, opened)
            return redirect(wanted if is_own_page(wanted) else "reception:steps")
    except WrongPin as refusal:
        form.add_error("pin", str(refusal))
    except DeviceForgotten as refusal:
        messages.info(request, str(refusal))
        response = redirect("people:login")
        response.delete_cookie(settings.KRING_DEVICE_COOKIE, samesite="Lax")
        return response
    shown = {"form": form, "next": wanted}
    return render(request, "reception/pin.html", shown, status=422 if form.errors else 200)


@small_or_strong
@require_safe
def steps(request: Request) -> HttpResponse:
    """What somebody took up in their circles, the nearest day first, and nothing else."""
    seen, number = read_families(by=request.user, parts=PARTS, most=MOST)
    circles = [(each.family.label, _own(each)) for each in seen]
    shown = {
        "circles": [circle for circle in circles if circle[1]],
        "has_more_families": number > 1,
        "small_seat": hasattr(request, "small_seat_of"),
        "step": "steps",
        "quick_exit": True,
    }
    return render(request, "reception/steps.html", shown)


@small_or_strong
@require_safe
def help_page(request: Request) -> HttpResponse:
    """Whom to call."""
    shown = {
        "small_seat": hasattr(request, "small_seat_of"),
        "step": "help",
        "quick_exit": True,
    }
    return render(request, "reception/help.html", shown)


def _own(seen: SeenFamily) -> list[Step]:
    me = {seen.door.actor, seen.door.member} - {None}
    return [
        step
        for step in next_steps(seen.family, seen.themes, on=today())
        if me & {step.action.responsible, *step.action.with_}
    ]
