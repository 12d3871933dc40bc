"""The files of a family: what there is, one more, one to save, one thrown away."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kring.base.attachments import KINDS, MOST_BYTES, NotTaken
from kring.base.errors import NotAllowed
from kring.base.once import once_only
from kring.base.uploads import InMemory
from kring.core.sharing import Reader
from kring.families.attached import files_of
from kring.families.services.attachments import add_file, take_along, throw_away
from kring.overview.queries import SeenFamily, read_family
from kring.overview.shell import HEAD, render_family
from kring.people.request import Request

# What the file may do in the browser, should it be opened there after all: nothing.
SHUT = "default-src 'none'; sandbox"
ROOM_FOR_THE_REST = 64 * 1024  # of the form around the file


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Bestand"),
        help_text=gettext_lazy(
            "Een foto (JPEG of PNG), een PDF, gewone tekst of een opname. Hoogstens 10 MB. "
            "Uit foto's halen we weg waar en waarmee ze gemaakt zijn."
        ),
        max_length=400,
        widget=forms.FileInput(
            attrs={"accept": ",".join(ending for kind in KINDS for ending in kind.endings)}
        ),
        error_messages={
            "required": gettext_lazy("Kies eerst een bestand."),
            "empty": gettext_lazy("Dit bestand is leeg. Kies een ander bestand."),
            "invalid": gettext_lazy("Kies eerst een bestand."),
            "max_length": gettext_lazy("De naam van dit bestand is te lang. Maak ze korter."),
        },
    )


@csrf_exempt  # checked by `_files`, once nothing that is sent can land on the disk
@require_http_methods(["GET", "HEAD", "POST"])
def files(request: Request, family_id: UUID) -> HttpResponse:
    """What there is, and a form for one more."""
    seen = read_family(family_id, by=request.user, part="file", parts=HEAD)
    if request.method == "POST":
        if not _may_add(seen):
            raise NotAllowed(_("Een bestand toevoegen doet het gezin of zijn begeleider."))
        request.upload_handlers = [InMemory(request, most=MOST_BYTES + ROOM_FOR_THE_REST)]
    return _files(request, seen)


@csrf_protect
@once_only
def _files(request: Request, seen: SeenFamily) -> HttpResponse:
    if request.method != "POST":
        return _show(request, seen, FileForm())
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        given = form.cleaned_data["file"]
        try:
            add_file(seen.door.pk, data=given.read(), name=given.name, by=request.user)
        except NotTaken as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, _("Het bestand is bewaard."))
            return redirect("overview:files", family_id=seen.door.pk)
    return _show(request, seen, form, status=422)


def _show(request: Request, seen: SeenFamily, form: FileForm, **more: Any) -> HttpResponse:
    return render_family(
        request,
        "overview/family_files.html",
        seen,
        "network",
        files=files_of(seen.door.pk, by=request.user),
        form=form,
        may_add=_may_add(seen),
        **more,
    )


def _may_add(seen: SeenFamily) -> bool:
    return seen.door.reader is not Reader.VOLUNTEER and not seen.door.read_only


@require_safe
def file(request: Request, family_id: UUID, file_id: UUID) -> HttpResponse:
    """One file, to save: never shown by us, and nothing of it runs here."""
    kind, name, content = take_along(family_id, file_id, by=request.user)
    return HttpResponse(
        content,
        content_type=kind.media_type,
        headers={
            "Content-Disposition": content_disposition_header(True, name) or "attachment",
            "Content-Security-Policy": SHUT,
            "Cache-Control": "no-store",
        },
    )


@require_POST
@once_only
def throw(request: Request, family_id: UUID, file_id: UUID) -> HttpResponse:
    throw_away(family_id, file_id, by=request.user)
    messages.success(request, _("Het bestand is weg."))
    return redirect("overview:files", family_id=family_id)
