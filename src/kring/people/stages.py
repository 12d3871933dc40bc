"""The second step of signing in: after a password, and not after a passkey."""

from allauth.account.internal.stagekit import clear_login
from allauth.account.stages import LoginStageController
from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from kring.people import factors
from kring.people.models import User
from kring.people.sessions import Way


class SecondStep(AuthenticateStage):
    """Waits at our own page until the second factor was shown."""

    urlname = "people:second_step"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        if not self._should_handle(self.request):
            return None, True
        return redirect(self.urlname), True

    def abort(self) -> HttpResponse:
        clear_login(self.request)
        return redirect("people:login")


def waiting_at(request: HttpRequest) -> SecondStep | None:
    """The second step that this visitor stands before; None for anybody else."""
    stage: SecondStep | None = LoginStageController.enter(request, SecondStep.key)
    return stage


def needs_second_step(user: User) -> bool:
    """Has this person set up something to show after a password?"""
    return bool(factors.kinds_of(user) & {Way.PASSKEY, Way.APP})
