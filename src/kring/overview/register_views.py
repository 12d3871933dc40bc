"""The register of processing (GDPR, article 30), for the data protection officer."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kring.base.errors import NotAllowed
from kring.base.register import tables
from kring.families.models import Seat
from kring.people.models import Organisation, User
from kring.people.request import Request


@require_safe
def register(request: Request) -> HttpResponse:
    """Every table that we keep, and why; for whoever answers for it. It names no family."""
    check_may_read(request.user)
    every = tables()
    return render(
        request,
        "overview/register.html",
        {
            "ours": [table for table in every if table.of_ours],
            "others": [table for table in every if not table.of_ours],
            "organisations": Organisation.objects.all(),
        },
    )


def check_may_read(user: User) -> None:
    """Raises NotAllowed: it is for administrators and coordinators."""
    if user.system_role == User.SystemRole.ADMINISTRATOR:
        return
    if not Seat.of(user).filter(role=Seat.Role.COORDINATOR).exists():
        raise NotAllowed(_("Het register is voor coördinatoren en beheerders."))
