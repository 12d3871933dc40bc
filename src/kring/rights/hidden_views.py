"""Niet laten zien: what somebody does not get to see, keeping it from them, and showing it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kring.base.errors import NotFoundHere
from kring.base.once import once_only
from kring.core.languages import DUTCH
from kring.families.services import hide as keep_from
from kring.families.services import unhide as show_to
from kring.overview.shell import HEAD, render_family
from kring.people.request import Request
from kring.rights.door import as_uuid, open_for
from kring.rights.forms.sharing import HideForm
from kring.rights.items import PARTS, Item, items_of, kept_from, people_of

PART = "hidden"
READ = tuple(dict.fromkeys((*HEAD, *PARTS)))


@require_safe
def hidden(request: Request, family_id: UUID) -> HttpResponse:
    seen = open_for(family_id, by=request.user, part=PART, parts=READ)
    language = get_language() or DUTCH
    items = items_of(seen.family, language=language)
    return render_family(
        request,
        "rights/hidden.html",
        seen,
        "family",
        kept=kept_from(seen.family, items, by=request.user, language=language),
        tab="hidden",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@once_only
def hide(request: Request, family_id: UUID) -> HttpResponse:
    seen = open_for(family_id, by=request.user, part=PART, parts=READ)
    language = get_language() or DUTCH
    items = items_of(seen.family, language=language)
    people = people_of(seen.family, by=request.user, language=language)
    form = HideForm(
        request.POST if request.method == "POST" else None,
        items=_groups(items),
        people=[(str(who), name) for who, name in people.items()],
        initial={"wat": request.GET.get("wat", "")},
    )
    if form.is_valid():
        item, who = UUID(form.cleaned_data["wat"]), UUID(form.cleaned_data["wie"])
        keep_from(family_id, item=item, who=who, by=request.user)
        messages.success(request, _("{name} ziet dit niet meer.").format(name=people[who]))
        return redirect("rights:hidden", family_id)
    return render_family(
        request,
        "rights/hide.html",
        seen,
        "family",
        form=form,
        tab="hidden",
        status=422 if request.method == "POST" else 200,
    )


@require_POST
@once_only
def unhide(request: Request, family_id: UUID) -> HttpResponse:
    """Show it again to whom it was kept from."""
    seen = open_for(family_id, by=request.user, part=PART, parts=READ)
    language = get_language() or DUTCH
    items = items_of(seen.family, language=language)
    item, who = as_uuid(request.POST.get("wat", "")), as_uuid(request.POST.get("wie", ""))
    kept = kept_from(seen.family, items, by=request.user, language=language)
    found = next((each for each in kept if (each.item.id, each.who) == (item, who)), None)
    if found is None:
        raise NotFoundHere(_("Dit was al te zien."))
    show_to(family_id, item=found.item.id, who=found.who, by=request.user)
    messages.success(request, _("Dit is weer te zien."))
    return redirect("rights:hidden", family_id)


def _groups(items: list[Item]) -> list[tuple[str, list[tuple[str, str]]]]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for item in items:
        groups.setdefault(gettext(item.group), []).append((str(item.id), item.name))
    return list(groups.items())
