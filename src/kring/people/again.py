"""What somebody fills in to show again who they are, and looking at it."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kring.people import factors, sessions, throttle
from kring.people.events import Event, tell
from kring.people.factors import WrongFactor
from kring.people.models import User
from kring.people.sessions import Way

WRONG_PASSWORD = _("Het wachtwoord klopt niet. Probeer opnieuw.")


class AgainForm(forms.Form):
    """A code, or the answer of a passkey; a password of who has set up neither yet."""

    prefix = "again"
    credential = forms.CharField(required=False, max_length=20_000, widget=forms.HiddenInput)
    code = forms.CharField(
        label=_("Code van je app, of een noodcode"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
    password = forms.CharField(
        label=_("Wachtwoord"),
        required=False,
        max_length=4096,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, user: User, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.user = user
        kinds = factors.kinds_of(user)
        if kinds or not user.has_usable_password():
            del self.fields["password"]
        if not kinds & {Way.APP, Way.RECOVERY}:
            del self.fields["code"]


def show_again(request: HttpRequest, form: AgainForm) -> bool:
    """Did they show who they are? Then the session counts as fresh; else the form says why not.

    Raises:
        TooManyTries: first wait.
    """
    if not form.is_valid():
        return False
    typed = form.cleaned_data
    counted = throttle.write_down(request, f"factor:{form.user.pk}")
    try:
        way = _way(form.user, typed)
    except WrongFactor as wrong:
        field = "password" if typed.get("password") else "code" if typed.get("code") else None
        form.add_error(field, str(wrong))
        tell(Event.REFUSED, request, user=form.user, detail="again")
        return False
    counted.was_right()
    sessions.add_way(request.session, way)
    request.shown_again = True  # type: ignore[attr-defined]  # its session gets a new id
    tell(Event.SIGNED_IN, request, user=form.user, detail=f"again+{way}")
    return True


def _way(user: User, typed: dict[str, str]) -> str:
    if typed["credential"]:
        factors.check_passkey(user, typed["credential"])
        return Way.PASSKEY
    if typed.get("code"):
        return factors.check_code(user, typed["code"])[0]
    if "password" in typed and user.check_password(typed["password"]):
        return Way.PASSWORD
    raise WrongFactor(str(WRONG_PASSWORD if "password" in typed else factors.WRONG_CODE))
