"""The small seat: remembering a phone by PIN or finger, opening and forgetting it."""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kring.base.once import once_only
from kring.people import device_keys
from kring.people.adapters import is_own_page
from kring.people.factors import WrongFactor
from kring.people.forms import PasskeyForm
from kring.people.models import Device
from kring.people.request import Request
from kring.people.throttle import write_down
from kring.reception import queries
from kring.reception.services import devices as services
from kring.reception.services.devices import DAYS, DeviceForgotten, Remembered, WrongPin
from kring.reception.small_forms import FingerForm, PinForm, RememberForm
from kring.reception.small_seat import FINGER, PIN, open_seat

MADE: Final = "small_seat.made"  # in the session: what we asked the phone that makes a key
ASKED: Final = "small_seat.asked"  # and what we asked the key of a remembered phone


@require_http_methods(["GET", "HEAD", "POST"])
@once_only
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
            return _remembered(request, made)
    return _devices(request, form, FingerForm())


@require_POST
def remember_finger(request: Request) -> HttpResponse:
    """Remember this phone behind its own sensor instead of a pin code."""
    form = FingerForm(request.POST)
    state = request.session.pop(MADE, None)  # one question, one answer
    try:
        made = services.remember_finger(
            request.user, state=state, answer=request.POST.get("credential", ""),
            name=form["name"].value() or "",
        )  # fmt: skip
    except WrongFactor as refusal:
        form.errors.clear()
        form.add_error(None, str(refusal))
        return _devices(request, RememberForm(), form)
    return _remembered(request, made)


@require_POST
@once_only
def forget(request: Request, device_id: UUID) -> HttpResponse:
    """A lost phone: its small seat closes at once."""
    services.forget_device(device_id, by=request.user)
    messages.success(request, _("Dit toestel is vergeten."))
    return redirect("reception:devices")


@require_POST
@once_only
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
    form = PinForm(request.POST if request.method == "POST" else None)
    try:
        device = services.device_behind(word)
        if form.is_bound and form.is_valid():
            counted = write_down(request, f"pin:{device.pk}")
            opened = services.open_small_seat(word, pin=form.cleaned_data["pin"])
            counted.was_right()
            open_seat(request, opened, way=PIN)
            return redirect(_next(request) or "reception:steps")
    except WrongPin as refusal:
        form.add_error("pin", str(refusal))
    except DeviceForgotten as refusal:
        return _forgotten(request, refusal)
    return _asks(request, device, form)


@login_not_required
@require_POST
def finger(request: Request) -> HttpResponse:
    """The key in the phone's own sensor instead of six digits."""
    word = request.COOKIES.get(settings.KRING_DEVICE_COOKIE, "")
    state = request.session.pop(ASKED, None)  # one question, one answer
    form = PasskeyForm(request.POST)
    try:
        device = services.device_behind(word)
        counted = write_down(request, f"finger:{device.pk}")
        answer = request.POST.get("credential", "")
        opened = services.open_with_finger(word, state=state, answer=answer)
    except WrongFactor as refusal:
        form.errors.clear()
        form.add_error(None, str(refusal))
        return _asks(request, device, form)
    except DeviceForgotten as refusal:
        return _forgotten(request, refusal)
    counted.was_right()
    open_seat(request, opened, way=FINGER)
    return redirect(_next(request) or "reception:steps")


def _devices(request: Request, form: RememberForm, finger_form: FingerForm) -> HttpResponse:
    shown = {
        "form": form,
        "finger_form": finger_form,
        "devices": Device.remembered().filter(user=request.user),
        "may": queries.is_only_volunteer(request.user),
    }
    if shown["may"]:
        shown["passkey"], request.session[MADE] = device_keys.ask_to_make()
    status = 422 if form.errors or finger_form.errors else 200
    return render(request, "reception/devices.html", shown, status=status)


def _remembered(request: Request, made: Remembered) -> HttpResponse:
    messages.success(request, _("Dit toestel is onthouden voor 30 dagen."))
    response = redirect("reception:devices")
    response.set_cookie(
        settings.KRING_DEVICE_COOKIE, made.word, max_age=timedelta(days=DAYS),
        httponly=True, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax",
    )  # fmt: skip
    return response


def _asks(request: Request, device: Device, form: PinForm | PasskeyForm) -> HttpResponse:
    """The page that asks for whatever this phone is behind."""
    shown: dict[str, Any] = {
        "form": form,
        "next": request.POST.get("next") or request.GET.get("next", ""),
    }
    asked = services.ask_finger(device)
    if asked is not None:
        shown["passkey"], request.session[ASKED] = asked
    return render(request, "reception/pin.html", shown, status=422 if form.errors else 200)


def _next(request: Request) -> str:
    wanted = request.POST.get("next") or request.GET.get("next", "")
    return wanted if is_own_page(wanted) else ""


def _forgotten(request: Request, refusal: DeviceForgotten) -> HttpResponse:
    messages.info(request, str(refusal))
    response = redirect("people:login")
    response.delete_cookie(settings.KRING_DEVICE_COOKIE, samesite="Lax")
    return response
