"""What is asked at the first start: five short pages."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from kring.reception.forms import NewAccountForm
from kring.site.keeping.age import public_key

MAKE, OWN = "make", "own"
# How devices may work without internet; an organisation that never chose has "none".
OFFLINE: Final = (
    ("none", _("Niet. Er blijft niets op een toestel staan.")),
    ("write", _("Alleen schrijven. Wie schrijft, kan het op het toestel niet nalezen.")),
    ("take", _("Een kaart meenemen op huisbezoek, even op slot op het toestel.")),
)


class WhoForm(NewAccountForm):
    """The first administrator."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["mail"].help_text = _("Hiermee meld je je aan.")
        self.fields["name"].help_text = _("Zo kennen je collega's je.")


class OrganisationForm(forms.Form):
    name = forms.CharField(
        label=_("Naam van de organisatie"),
        max_length=120,
        error_messages={"required": _("Schrijf een naam, of sla deze stap over.")},
    )


class BackupForm(forms.Form):
    how = forms.ChoiceField(
        label=_("Met welke sleutel?"),
        choices=[
            (MAKE, _("Maak er een voor ons. Je drukt hem daarna af.")),
            (OWN, _("We hebben er al een.")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een van de twee, of sla deze stap over.")},
    )
    own = forms.CharField(
        label=_("Jullie eigen sleutel: de helft die begint met age1"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )

    def clean(self) -> None:
        if self.cleaned_data.get("how") != OWN:
            return
        try:
            self.cleaned_data["own"] = str(public_key(self.cleaned_data.get("own", "")))
        except ValueError:
            self.add_error("own", _("Dit is geen sleutel van age. Ze begint met age1."))


class OfflineForm(forms.Form):
    offline = forms.ChoiceField(
        label=_("Mag Kring werken zonder internet?"),
        choices=OFFLINE,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een van de drie, of sla deze stap over.")},
    )


class MailForm(forms.Form):
    """Nothing to fill in: a button sends one mail to who is signed in."""
