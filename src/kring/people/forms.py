"""What people type to come in."""

from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": _("De naam of het wachtwoord klopt niet. Probeer opnieuw."),
        "inactive": _(
            "Met deze naam kan je niet meer aanmelden. Vraag het aan je coördinator."
        ),
    }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["username"].label = _("Naam")
        self.fields["username"].error_messages["required"] = _("Schrijf je naam.")
        self.fields["password"].label = _("Wachtwoord")
        self.fields["password"].error_messages["required"] = _("Schrijf je wachtwoord.")
