"""What the lead fills in about who sits in the circle."""

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from kring.families.models import Seat
from kring.rights.forms.days import A_YEAR, DayField


class SearchForm(forms.Form):
    """Somebody with an account, by the whole address: no list of people to look through."""

    mail = forms.EmailField(
        label=_("Mailadres"),
        help_text=_("Schrijf het hele adres. We zoeken niet op een stuk ervan."),
        error_messages={
            "required": _("Schrijf een mailadres."),
            "invalid": _("Schrijf het adres zo: naam@voorbeeld.be."),
        },
    )


class SeatForm(forms.Form):
    """A place in the circle: as what, what for, bound to silence by what, until when."""

    ROLES: Final = (Seat.Role.VOLUNTEER, Seat.Role.WORKER, Seat.Role.COORDINATOR)

    rol = forms.ChoiceField(
        label=_("Als wat?"),
        choices=[(role.value, role.label) for role in ROLES],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies als wat."),
            "invalid_choice": _("Kies als wat."),
        },
    )
    waarvoor = forms.CharField(
        label=_("Waarvoor?"),
        max_length=300,
        error_messages={"required": _("Schrijf waarvoor. Eén zin is genoeg.")},
    )
    zwijgplicht = forms.ChoiceField(
        label=_("Welke zwijgplicht?"),
        help_text=_(
            "Beroepsgeheim geldt voor wie door zijn beroep geheimen hoort. "
            "Een vrijwilliger heeft meestal discretieplicht."
        ),
        choices=Seat.Tie.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies welke zwijgplicht.")},
    )
    verteld = forms.BooleanField(
        label=_("Ik vertelde het gezin dat deze persoon erbij komt."),
        error_messages={"required": _("Vertel het eerst aan het gezin.")},
    )
    akkoord = forms.CharField(
        label=_("Hoe zei het gezin dat het goed is?"),
        help_text=_("Bijvoorbeeld: aan de keukentafel, met een tolk."),
        max_length=200,
        error_messages={"required": _("Schrijf hoe het gezin akkoord ging.")},
    )
    tot = DayField(
        label=_("Tot wanneer?"),
        help_text=_("Niemand zit voor altijd in een kring. Verlengen kan later."),
        most=A_YEAR,
    )


class UntilForm(forms.Form):
    """A later last day for a place in the circle."""

    tot = DayField(label=_("Tot wanneer?"), most=A_YEAR)
