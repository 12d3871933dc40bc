"""Pages for who forgot the password: a link by mail, and never a way round the second step."""

from typing import Final
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.tokens import default_token_generator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kring.base.errors import KringError
from kring.people import account, mail, throttle
from kring.people.forms import MailForm, NewPasswordForm
from kring.people.mail_address import one_way
from kring.people.models import User

OPEN = require_http_methods(["GET", "HEAD", "POST"])
TOKEN: Final = "kring.reset"  # noqa: S105  # where in the session the token of the link waits
IN_SESSION: Final = "kies"  # what stands in the address instead of it


@login_not_required
@OPEN
def forgot(request: HttpRequest) -> HttpResponse:
    """Ask for a link. The answer is the same whoever asks, and for whatever address."""
    form = MailForm(request.POST or None)
    status = 200 if request.method != "POST" else 422
    if form.is_valid():
        address = one_way(form.cleaned_data["mail"])
        try:
            throttle.write_down(request, f"reset:{address}")
        except KringError as refused:
            form.add_error(None, str(refused))
            status = refused.status
        else:
            user = User.objects.filter(email=address, is_active=True).first()
            if user is not None and not user.has_usable_password():
                user = None
            # For nobody the same work is done: the time of this page tells nothing.
            mail.send_reset(user, link_for(request, user or User()))
            return render(request, "people/forgot_sent.html")
    return render(request, "people/forgot.html", {"form": form}, status=status)


@login_not_required
@sensitive_post_parameters("new", "again")
@OPEN
def new_password(request: HttpRequest, user_id: UUID, token: str) -> HttpResponse:
    """Choose a new password with the link. The token moves to the session at once.

    So it stands in no history, in no log of the pages after it, and nobody is signed in by it.
    """
    if token != IN_SESSION:
        request.session[TOKEN] = token
        return redirect("people:new_password", user_id=user_id, token=IN_SESSION)
    user = User.objects.filter(pk=user_id, is_active=True).first()
    held = request.session.get(TOKEN, "")
    if user is None or not default_token_generator.check_token(user, held):
        return render(request, "people/link_over.html", status=410)
    form = NewPasswordForm(user, request.POST or None)
    if form.is_valid():
        account.set_password(request, user, form.cleaned_data["new"])
        del request.session[TOKEN]
        return render(request, "people/password_done.html")
    status = 200 if request.method != "POST" else 422
    return render(request, "people/password.html", {"form": form}, status=status)


def link_for(request: HttpRequest, user: User) -> str:
    """The link in the mail; it works once, and one hour."""
    path = reverse(
        "people:new_password", args=[user.pk, default_token_generator.make_token(user)]
    )
    return request.build_absolute_uri(path)
