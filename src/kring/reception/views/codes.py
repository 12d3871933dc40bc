"""The code of four pictures: giving it, choosing it, and signing in with it."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST

from kring.base.errors import NotAllowed
from kring.base.once import once_only, shown_once
from kring.core.languages import own_name
from kring.core.sharing import Reader
from kring.families.models import PictureCode
from kring.overview.queries import SeenFamily, read_family
from kring.overview.shell import HEAD, render_family
from kring.people.entrance import let_in
from kring.people.models import User
from kring.people.request import Request
from kring.people.sessions import Way
from kring.people.stepup import asks_again
from kring.people.throttle import write_down
from kring.reception import queries
from kring.reception.forms import CodeForMemberForm
from kring.reception.pictures import LENGTH, PICTURES
from kring.reception.qr import dots_of
from kring.reception.services import codes as services
from kring.reception.services.codes import LinkRefused, WrongPictures

SHARED_PHONE = 15 * 60  # seconds; then the phone forgets who was there


@require_http_methods(["GET", "HEAD", "POST"])
@once_only
def codes(request: Request, family_id: UUID) -> HttpResponse:
    """Who has a code, and giving one. The card with the link is shown once, right here."""
    seen = read_family(family_id, by=request.user, part="circle", parts=HEAD)
    if seen.door.reader is not Reader.FAMILY:
        queries.works_with(family_id, by=request.user)
        return _give(request, seen)
    if request.method == "POST":
        raise NotAllowed(_("Vraag een code aan je begeleider."))
    own = queries.codes_of(family_id, by=request.user)
    return render_family(request, "reception/codes.html", seen, "network", codes=own)


@asks_again
def _give(request: Request, seen: SeenFamily) -> HttpResponse:
    family_id = seen.door.pk
    members = queries.members_to_choose(family_id, by=request.user)
    typed = request.POST if request.method == "POST" else None
    form = CodeForMemberForm(typed, members=members)
    if typed is not None and form.is_valid():
        given = services.give_code(
            family_id, member=UUID(form.cleaned_data["member"]), by=request.user,
            language=form.cleaned_data["language"], asked_apart=True,
        )  # fmt: skip
        card = _card(request, given.word, language=form.cleaned_data["language"])
        return shown_once(card, again=reverse("reception:codes", args=[family_id]))
    response = render_family(
        request, "reception/codes.html", seen, "network", form=form,
        codes=queries.codes_of(family_id, by=request.user),
    )  # fmt: skip
    response.status_code = 422 if form.errors else 200
    return response


def _card(request: Request, word: str, *, language: str) -> HttpResponse:
    """To print or to scan: a link and a square, in their language, with nobody's name on it."""
    link = request.build_absolute_uri(reverse("reception:pictures", args=[word]))
    shown = {"link": link, "dots": dots_of(link), "language": language}
    with override(language):
        shown["words"] = _("Scan dit met je telefoon. Kies dan vier tekeningen.")
        shown["warning"] = _("Toon je tekeningen aan niemand.")
    return render(request, "reception/card.html", shown)


@require_POST
@once_only
def stop(request: Request, family_id: UUID, code_id: UUID) -> HttpResponse:
    """A lost phone or card."""
    services.stop_code(family_id, code_id, by=request.user)
    messages.success(request, _("Deze code werkt niet meer."))
    return redirect("reception:codes", family_id=family_id)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def pictures(request: Request, word: str) -> HttpResponse:
    """First the language, then four pictures, one tap at a time; no script and no letters.

    What was tapped so far waits in the page itself. Opening the link changes nothing.
    """
    try:
        code = services.code_behind(word)
    except LinkRefused as refusal:
        return render(request, "reception/refused.html", {"sentence": str(refusal)}, status=404)
    if request.method != "POST":
        return (
            _languages(request) if "taal" not in request.GET else _pictures(request, code, [])
        )
    if "language" in request.POST:
        return _in_language(request, word, request.POST["language"])
    tapped = [each for each in request.POST.getlist("tapped") if each in PICTURES]
    if "wipe" in request.POST:
        tapped = []
    elif request.POST.get("picture") in PICTURES:
        tapped.append(request.POST["picture"])
    asked = LENGTH if code.pictures else 2 * LENGTH
    if len(tapped) < asked:
        return _pictures(request, code, tapped)
    return _try(request, word, code, tapped[:asked])


def _try(request: Request, word: str, code: PictureCode, tapped: list[str]) -> HttpResponse:
    counted = write_down(request, f"pictures:{code.pk}")
    try:
        user = (
            services.try_pictures(word, pictures=tapped)
            if code.pictures
            else services.choose_pictures(word, pictures=tapped[:LENGTH], again=tapped[LENGTH:])
        )
    except WrongPictures as refusal:
        return _pictures(request, code, [], problem=str(refusal))
    counted.was_right()
    return _let_in(request, user)


def _let_in(request: Request, user: User) -> HttpResponse:
    response = let_in(request, user, Way.FAMILY_CODE)
    request.session.set_expiry(SHARED_PHONE)
    return response


def _languages(request: Request) -> HttpResponse:
    tongues = [(tag, own_name(tag)) for tag, _name in settings.LANGUAGES]
    return render(request, "reception/languages.html", {"tongues": tongues})


def _in_language(request: Request, word: str, language: str) -> HttpResponse:
    chosen = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    services.choose_language(word, language=chosen)
    response = redirect(f"{request.path}?taal")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, chosen, samesite="Lax",
        secure=settings.LANGUAGE_COOKIE_SECURE,
    )  # fmt: skip
    return response


def _pictures(
    request: Request, code: PictureCode, tapped: list[str], *, problem: str = ""
) -> HttpResponse:
    shown: dict[str, Any] = {
        "pictures": PICTURES.items(),
        "tapped": tapped,
        "places": ["full" if number < len(tapped) % LENGTH else "" for number in range(LENGTH)],
        "number": len(tapped) % LENGTH,
        "is_first_time": not code.pictures,
        "is_again": len(tapped) >= LENGTH,
        "problem": problem,
    }
    return render(request, "reception/pictures.html", shown, status=422 if problem else 200)
