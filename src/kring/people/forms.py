"""What people type to come in, and to set up how they come in."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from kring.people.models import User

LONGEST_PASSWORD = 4096  # Django hashes it; longer only costs time


def password_field(label: object, *, is_new: bool = False) -> forms.CharField:
    """A password, as it was typed: spaces count."""
    return forms.CharField(
        label=label,  # type: ignore[arg-type]
        strip=False,
        max_length=LONGEST_PASSWORD,
        widget=forms.PasswordInput(
            attrs={"autocomplete": "new-password" if is_new else "current-password"}
        ),
        error_messages={"required": _("Schrijf je wachtwoord.")},
    )


class MailForm(forms.Form):
    mail = forms.CharField(
        label=_("Mailadres"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username", "dir": "ltr"}),
        error_messages={"required": _("Schrijf je mailadres.")},
    )


class SignInForm(MailForm):
    password = password_field(_("Wachtwoord"))


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code van je app, of een noodcode"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"}
        ),
        error_messages={"required": _("Schrijf de code.")},
    )


class NewAppForm(CodeForm):
    def __init__(self, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["code"].label = _("Code van je app")


class PasskeyForm(forms.Form):
    credential = forms.CharField(max_length=20_000, widget=forms.HiddenInput)


class NewPasskeyForm(PasskeyForm):
    name = forms.CharField(
        label=_("Naam van de passkey"),
        help_text=_("Bijvoorbeeld: mijn gsm."),
        max_length=40,
        required=False,
    )


class NewPasswordForm(forms.Form):
    new = password_field(_("Nieuw wachtwoord"), is_new=True)
    again = password_field(_("Nog eens hetzelfde wachtwoord"), is_new=True)

    def __init__(self, user: User, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.user = user
        self.fields["new"].help_text = _("Minstens 12 tekens. Een zin is goed en makkelijk.")

    def clean_new(self) -> str:
        password: str = self.cleaned_data["new"]
        validate_password(password, self.user)
        return password

    def clean(self) -> None:
        typed = self.cleaned_data
        if typed.get("new") and typed.get("again") and typed["new"] != typed["again"]:
            self.add_error("again", _("De twee wachtwoorden zijn niet hetzelfde."))
